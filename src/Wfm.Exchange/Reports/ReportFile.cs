using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Wfm.Exchange;

/// <summary>Writes any report as a file: CSV, workbook, JSON, or a page to print.</summary>
public static class ReportFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>What a web server calls such a file.</summary>
    /// <param name="format">The format.</param>
    public static string ContentTypeOf(ReportFormat format) => format switch
    {
        ReportFormat.Csv => "text/csv; charset=utf-8",
        ReportFormat.Xlsx => WorkbookWriter.ContentType,
        ReportFormat.Html => ReportPage.ContentType,
        _ => "application/json; charset=utf-8",
    };

    /// <summary>A report as the bytes of a file.</summary>
    /// <param name="table">The report.</param>
    /// <param name="format">The format.</param>
    /// <param name="language">The language of headings; names of columns in CSV and JSON do not depend on it.</param>
    public static byte[] Of(ReportTable table, ReportFormat format, TextLanguage language)
    {
        ArgumentNullException.ThrowIfNull(table);
        using MemoryStream file = new();
        switch (format)
        {
            case ReportFormat.Json:
                return JsonSerializer.SerializeToUtf8Bytes(ReportDocument.Of(table), Options);
            case ReportFormat.Xlsx:
                WorkbookWriter.Write(file, Sheets(table, language));
                return file.ToArray();
        }

        // With a byte order mark, so that Excel reads å, ä and ö of a CSV.
        using (StreamWriter writer = new(file, new UTF8Encoding(format == ReportFormat.Csv), leaveOpen: true) { NewLine = "\n" })
        {
            if (format == ReportFormat.Csv)
            {
                WriteCsv(writer, table, language);
            }
            else
            {
                ReportPage.Write(writer, table, language);
            }
        }

        return file.ToArray();
    }

    private static void WriteCsv(TextWriter writer, ReportTable table, TextLanguage language)
    {
        CsvWriter rows = CsvWriter.WithHeader(writer, ["start", "end", "step", "level", "code", "name", .. table.Columns.Select(column => column.Key), "withheld"]);
        foreach (ReportRow row in table.Rows)
        {
            rows.Text(ReportDocument.Local(row.Bucket.Start, table.Zone)).Text(ReportDocument.Local(row.Bucket.End, table.Zone)).Text(ReportDocument.Code(row.Bucket.Step))
                .Text(ReportDocument.Code(row.Scope.Kind)).Text(row.Scope.Code).Text(row.Scope.Name);
            foreach ((ReportColumn column, ReportCell cell) in table.Columns.Zip(row.Cells))
            {
                _ = column.Measure == Measure.Text ? rows.Text(cell.Text?.In(language)) : rows.Number(cell.Number);
            }

            rows.Text(string.Join(' ', table.Columns.Zip(row.Cells).Where(cell => cell.Second.IsWithheld).Select(cell => cell.First.Key)));
            rows.EndRow();
        }
    }

    private static IReadOnlyList<SheetToWrite> Sheets(ReportTable table, TextLanguage language)
    {
        bool isSwedish = language == TextLanguage.Swedish;
        const int leading = 6;
        string[] header =
        [
            .. (isSwedish ? (string[])["Tid", "Från", "Till", "Nivå", "Kod", "Namn"] : ["Time", "From", "To", "Level", "Code", "Name"]),
            .. table.Columns.Select(column => Heading(column, language)),
        ];
        SheetToWrite figures = new(isSwedish ? "Rapport" : "Report", table.Rows.Select(row => Row(table, row, language)).Prepend(header), leading, [22, 24, 24, 10, 14, 24, 14])
        {
            NumberFormats = table.Columns.Select((column, at) => (At: at + leading, Format: ReportWords.SheetFormat(column.Measure)))
                .Where(column => column.Format is not null).ToDictionary(column => column.At, column => column.Format!),
        };
        return [figures, new SheetToWrite(isSwedish ? "Om" : "About", About(table, language), 0, [34, 18, 120])];
    }

    private static string[] Row(ReportTable table, ReportRow row, TextLanguage language) =>
    [
        ReportWords.Label(row.Bucket, table.Zone, language), ReportDocument.Local(row.Bucket.Start, table.Zone), ReportDocument.Local(row.Bucket.End, table.Zone),
        ReportDocument.Code(row.Scope.Kind), row.Scope.Code, row.Scope.Name,
        .. row.Cells.Select(cell => cell.Number is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : cell.Text?.In(language) ?? ""),
    ];

    private static IEnumerable<IReadOnlyList<string>> About(ReportTable table, TextLanguage language)
    {
        yield return [table.Title.In(language), table.Unit, ReportPage.Days(table, language)];
        foreach (ReportColumn column in table.Columns)
        {
            yield return [column.Title.In(language), ReportWords.Unit(column.Measure, language), column.Definition.In(language)];
        }

        foreach (Bilingual note in table.Notes)
        {
            yield return ["", "", note.In(language)];
        }
    }

    private static string Heading(ReportColumn column, TextLanguage language) =>
        ReportWords.Unit(column.Measure, language) is { Length: > 0 } unit ? $"{column.Title.In(language)} ({unit})" : column.Title.In(language);
}

/// <summary>What a report can be written as.</summary>
public enum ReportFormat
{
    /// <summary>JSON with definitions.</summary>
    Json,

    /// <summary>Comma-separated rows with raw figures.</summary>
    Csv,

    /// <summary>A workbook of numbers with a sheet of definitions.</summary>
    Xlsx,

    /// <summary>A page to print.</summary>
    Html,
}
