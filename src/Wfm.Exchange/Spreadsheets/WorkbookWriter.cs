using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Wfm.Exchange;

/// <summary>A sheet of a workbook to write: rows of text, the first of them the header.</summary>
/// <param name="Name">1 to 31 characters, none of <c>[ ] : * ? / \</c>.</param>
/// <param name="Rows">Rows of cells; an empty text is an empty cell.</param>
/// <param name="FrozenColumns">Columns on the left that stay in sight.</param>
/// <param name="ColumnWidths">Widths in characters from the first column on; the last holds for the rest.</param>
public sealed record SheetToWrite(string Name, IEnumerable<IReadOnlyList<string>> Rows, int FrozenColumns, IReadOnlyList<double> ColumnWidths)
{
    /// <summary>Columns of numbers, from 0, with the format a spreadsheet shows them in; below the header their cells are numbers, written as invariant text here.</summary>
    public IReadOnlyDictionary<int, string> NumberFormats { get; init; } = new Dictionary<int, string>();
}

/// <summary>Writes .xlsx workbooks whose cells are text in the sheet itself, or plain numbers: never a formula, and nothing that turns into one when it is edited.</summary>
public static class WorkbookWriter
{
    /// <summary>What a web server calls such a file.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const uint Plain = 0, Bold = 1, Quoted = 2, FirstFormat = 3;

    // Numbers below are formats every spreadsheet program has of its own.
    private const uint FirstOwnFormat = 164;
    private const int MostColumns = 16_384;

    /// <summary>Writes a workbook.</summary>
    /// <param name="stream">Where to; must be able to be rewound. Left open.</param>
    /// <param name="sheets">Its sheets, at least one.</param>
    public static void Write(Stream stream, IReadOnlyList<SheetToWrite> sheets)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(sheets);
        ArgumentOutOfRangeException.ThrowIfZero(sheets.Count);
        using SpreadsheetDocument document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        WorkbookPart workbook = document.AddWorkbookPart();
        string[] formats = [.. sheets.SelectMany(sheet => sheet.NumberFormats.Values).Distinct()];
        workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles(formats);
        Sheets list = new();
        for (int index = 0; index < sheets.Count; index++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"sheet{index + 1}");
            WriteSheet(workbook.AddNewPart<WorksheetPart>(id), sheets[index], formats);
            list.Append(new Sheet { Name = sheets[index].Name, SheetId = (uint)(index + 1), Id = id });
        }

        workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(list);
    }

    private static void WriteSheet(WorksheetPart part, SheetToWrite sheet, string[] formats)
    {
        using OpenXmlWriter writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(View(sheet.FrozenColumns)));
        writer.WriteElement(Widths(sheet.ColumnWidths));
        writer.WriteStartElement(new SheetData());
        uint number = 0;
        foreach (IReadOnlyList<string> row in sheet.Rows)
        {
            number++;
            writer.WriteStartElement(new Row { RowIndex = number });
            for (int column = 0; column < row.Count; column++)
            {
                if (row[column].Length > 0)
                {
                    string reference = $"{ColumnName(column)}{number}";
                    writer.WriteElement(number > 1 && sheet.NumberFormats.TryGetValue(column, out string? format)
                        ? NumberOf(row[column], reference, FirstFormat + (uint)Array.IndexOf(formats, format))
                        : CellOf(row[column], reference, number == 1));
                }
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    // An apostrophe in front, as Excel keeps it: the text does not become a formula when somebody edits the cell.
    private static Cell CellOf(string text, string reference, bool isHeader) =>
        new(new InlineString(new Text(Allowed(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = reference,
            DataType = CellValues.InlineString,
            StyleIndex = FormulaGuard.IsNeeded(text) ? Quoted : isHeader ? Bold : Plain,
        };

    private static Cell NumberOf(string number, string reference, uint style) =>
        new(new DocumentFormat.OpenXml.Spreadsheet.CellValue(number)) { CellReference = reference, DataType = CellValues.Number, StyleIndex = style };

    // XML has no place for most control characters and for halves of letters.
    private static string Allowed(string text) => string.Concat(text.EnumerateRunes()
        .Where(letter => letter.Value is '\t' or '\n' or '\r' || (letter.Value >= ' ' && letter.Value is not (0xFFFE or 0xFFFF)))
        .Select(letter => letter.ToString()));

    private static SheetView View(int frozenColumns) => new(
        new Pane
        {
            HorizontalSplit = frozenColumns == 0 ? null : frozenColumns,
            VerticalSplit = 1,
            TopLeftCell = $"{ColumnName(frozenColumns)}2",
            ActivePane = frozenColumns == 0 ? PaneValues.BottomLeft : PaneValues.BottomRight,
            State = PaneStateValues.Frozen,
        })
    {
        WorkbookViewId = 0,
    };

    private static Columns Widths(IReadOnlyList<double> widths)
    {
        Columns columns = new();
        for (int index = 0; index < widths.Count; index++)
        {
            columns.Append(new DocumentFormat.OpenXml.Spreadsheet.Column
            {
                Min = (uint)(index + 1),
                Max = index == widths.Count - 1 ? MostColumns : (uint)(index + 1),
                Width = widths[index],
                CustomWidth = true,
            });
        }

        return columns;
    }

    private static Stylesheet Styles(string[] formats)
    {
        Stylesheet styles = new(
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
            [
                new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat { QuotePrefix = true },
                .. formats.Select((_, at) => new CellFormat { NumberFormatId = FirstOwnFormat + (uint)at, ApplyNumberFormat = true }),
            ]));
        if (formats.Length > 0)
        {
            styles.PrependChild(new NumberingFormats([.. formats.Select((format, at) => new NumberingFormat { NumberFormatId = FirstOwnFormat + (uint)at, FormatCode = format })]));
        }

        return styles;
    }

    /// <summary>0 is A, 25 is Z, 26 is AA.</summary>
    private static string ColumnName(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : ColumnName((column / 26) - 1) + (char)('A' + (column % 26));
}
