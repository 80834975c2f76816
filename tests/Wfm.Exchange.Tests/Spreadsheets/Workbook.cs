using System.IO.Compression;
using System.Text;

namespace Wfm.Exchange.Tests.Spreadsheets;

/// <summary>Workbooks written by hand, part by part, so that tests can break any of them.</summary>
internal sealed class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly Dictionary<string, byte[]> _parts = [];

    public static Workbook Of(string rows, string properties = "") => new Workbook()
        .With("[Content_Types].xml", $"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>""")
        .With("_rels/.rels", $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Links}/officeDocument" Target="xl/workbook.xml"/></Relationships>""")
        .With("xl/workbook.xml", $"""<?xml version="1.0"?><workbook xmlns="{Main}" xmlns:r="{Links}">{properties}<sheets><sheet name="Samtal" sheetId="1" r:id="r1"/></sheets></workbook>""")
        .With("xl/_rels/workbook.xml.rels", $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Links}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{Links}/styles" Target="styles.xml"/></Relationships>""")
        .With("xl/styles.xml", $"""<?xml version="1.0"?><styleSheet xmlns="{Main}"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/></cellXfs></styleSheet>""")
        .With("xl/worksheets/sheet1.xml", $"""<?xml version="1.0"?><worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""");

    /// <summary>A sheet of rows; a cell that begins with # is a number, with d, s or t a number shown as a date with time, a date, or a time.</summary>
    public static Workbook Sheet(params string[][] rows) => Of(Rows(rows));

    public static string Rows(params string[][] rows)
    {
        StringBuilder text = new();
        for (int row = 0; row < rows.Length; row++)
        {
            text.Append($"<row r=\"{row + 1}\">");
            for (int column = 0; column < rows[row].Length; column++)
            {
                text.Append(Cell($"{(char)('A' + column)}{row + 1}", rows[row][column]));
            }

            text.Append("</row>");
        }

        return text.ToString();
    }

    public Workbook With(string part, string text) => With(part, Encoding.UTF8.GetBytes(text));

    public Workbook With(string part, byte[] content)
    {
        _parts[part] = content;
        return this;
    }

    public MemoryStream Packed(CompressionLevel level = CompressionLevel.Fastest)
    {
        MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in _parts)
            {
                using Stream part = archive.CreateEntry(name, level).Open();
                part.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }

    private static string Cell(string at, string value) => value switch
    {
        "" => "",
        ['#', .. string number] => $"<c r=\"{at}\"><v>{number}</v></c>",
        ['d', ':', .. string days] => $"<c r=\"{at}\" s=\"1\"><v>{days}</v></c>",
        ['s', ':', .. string days] => $"<c r=\"{at}\" s=\"2\"><v>{days}</v></c>",
        ['t', ':', .. string days] => $"<c r=\"{at}\" s=\"3\"><v>{days}</v></c>",
        _ => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(value)}</t></is></c>",
    };
}
