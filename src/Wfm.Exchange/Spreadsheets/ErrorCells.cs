using System.IO.Compression;
using System.Xml;

namespace Wfm.Exchange;

/// <summary>Cells that hold an error such as <c>#N/A</c>. The reader of workbooks takes them for empty, and an empty count means unknown.</summary>
internal static class ErrorCells
{
    private const int MostFound = 10_000;
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Errors of a sheet by row and column, both counted from 0.</summary>
    /// <param name="stream">The workbook; must be able to be rewound.</param>
    /// <param name="sheet">The name of the sheet.</param>
    public static Dictionary<(int Row, int Column), string> Of(Stream stream, string sheet)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        Dictionary<(int, int), string> errors = [];
        if (Target(archive, sheet) is not { } target || archive.GetEntry(target) is not { } part)
        {
            return errors;
        }

        using XmlReader xml = XmlReader.Create(part.Open());
        while (errors.Count < MostFound && xml.ReadToFollowing("c"))
        {
            if (xml.GetAttribute("t") == "e" && Place(xml.GetAttribute("r")) is { } place)
            {
                errors[place] = xml.ReadToDescendant("v") ? xml.ReadElementContentAsString() : "#ERROR";
            }
        }

        return errors;
    }

    private static string? Target(ZipArchive archive, string sheet)
    {
        string? id = Attribute(archive, "xl/workbook.xml", "sheet", xml => xml.GetAttribute("name") == sheet, xml => xml.GetAttribute("id", Links));
        string? target = Attribute(archive, "xl/_rels/workbook.xml.rels", "Relationship", xml => xml.GetAttribute("Id") == id, xml => xml.GetAttribute("Target"));
        return target is null ? null : target.StartsWith('/') ? target[1..] : $"xl/{target}";
    }

    private static string? Attribute(ZipArchive archive, string name, string element, Func<XmlReader, bool> isWanted, Func<XmlReader, string?> read)
    {
        if (archive.GetEntry(name) is not { } part)
        {
            return null;
        }

        using XmlReader xml = XmlReader.Create(part.Open());
        while (xml.ReadToFollowing(element))
        {
            if (isWanted(xml))
            {
                return read(xml);
            }
        }

        return null;
    }

    /// <summary><c>C7</c> is row 6, column 2.</summary>
    private static (int Row, int Column)? Place(string? reference)
    {
        int letters = reference?.TakeWhile(char.IsAsciiLetterUpper).Count() ?? 0;
        if (letters is 0 or > 3 || !int.TryParse(reference.AsSpan(letters), out int row))
        {
            return null;
        }

        return (row - 1, reference!.Take(letters).Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1) - 1);
    }
}
