using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Wfm.Exchange;

/// <summary>Writes everything kept about one person as one page of HTML to read and print: no script, no font, no network.</summary>
/// <remarks>Browsers print it, or save it as PDF; a library for PDF would want fonts that a server does not have.</remarks>
public static class PersonalDataPage
{
    /// <summary>What a web server calls such a page.</summary>
    public const string ContentType = "text/html; charset=utf-8";

    // More columns than fit on paper are written as one field to a line.
    private const int MostColumns = 8;
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style =
        """
        body{font:13px/1.4 sans-serif;margin:1.5em;max-width:60em}h1{font-size:20px;margin:0 0 .3em}h2{font-size:15px;margin:1.2em 0 .2em;border-bottom:1px solid #777}
        p{margin:.2em 0}table{border-collapse:collapse;margin:.4em 0}th,td{border:1px solid #999;padding:2px 5px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
        thead{display:table-header-group}tr,dl{break-inside:avoid}h2{break-after:avoid}dl{margin:.4em 0;border-left:3px solid #bbb;padding-left:.6em}
        dt{float:left;clear:left;width:14em;font-weight:bold}dd{margin-left:15em;overflow-wrap:anywhere}
        @media print{@page{size:A4;margin:15mm}body{margin:0;font-size:10px;max-width:none}}
        """;

    /// <summary>Writes the page; to be encoded as UTF-8.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="data">The data.</param>
    /// <param name="language">The language of its own words; names of fields are those of the JSON export.</param>
    public static void Write(TextWriter writer, PersonalData data, TextLanguage language)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(data);
        bool isSwedish = language == TextLanguage.Swedish;
        string title = $"{(isSwedish ? "Uppgifter om" : "Personal data of")} {data.Name} ({data.Agent.Value})";
        writer.Write($"<!DOCTYPE html>\n<html lang=\"{(isSwedish ? "sv" : "en")}\"><head><meta charset=\"utf-8\">");
        writer.Write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        writer.Write($"<title>{Safe(title)}</title><style>{Style}</style></head><body>\n<h1><bdi>{Safe(title)}</bdi></h1>\n");
        writer.Write($"<p>{(isSwedish ? "Hämtat" : "Gathered")} {Safe(PersonalDataWords.Value(data.ExportedAt, language)!)}. ");
        writer.Write(isSwedish
            ? "Allt som finns sparat om personen står här, slag för slag. Hemligheter för inloggning visas inte.</p>\n"
            : "Everything stored about the person is here, kind by kind. Secrets for logging in are not shown.</p>\n");
        foreach (PersonalDataSection section in data.Sections.Where(section => section.Rows.Count > 0))
        {
            WriteSection(writer, section, language);
        }

        string[] empty = [.. data.Sections.Where(section => section.Rows.Count == 0).Select(section => PersonalDataWords.Section(section.Name, language))];
        if (empty.Length > 0)
        {
            writer.Write($"<h2>{(isSwedish ? "Inget finns sparat" : "Nothing is stored")}</h2>\n<p>{Safe(string.Join(", ", empty))}.</p>\n");
        }

        writer.Write("</body></html>\n");
    }

    private static void WriteSection(TextWriter writer, PersonalDataSection section, TextLanguage language)
    {
        bool isSwedish = language == TextLanguage.Swedish;
        writer.Write($"<h2>{Safe(PersonalDataWords.Section(section.Name, language))} ({section.Rows.Count})</h2>\n<p>{(isSwedish ? "Ändamål" : "Purpose")}: {Safe(PersonalDataWords.Purpose(section.Purpose, language))}.");
        writer.Write(section.KeptFor is { } kept ? $" {(isSwedish ? "Sparas" : "Kept for")}: {Safe(PersonalDataWords.KeptFor(kept, language))}.</p>\n" : "</p>\n");
        if (section.Rows.Count > 0 && section.Rows.All(row => row.Count <= MostColumns))
        {
            WriteTable(writer, section.Rows, language);
            return;
        }

        foreach (IReadOnlyList<PersonalDataField> row in section.Rows)
        {
            writer.Write("<dl>");
            foreach (PersonalDataField field in row)
            {
                writer.Write($"<dt>{Safe(field.Name)}</dt><dd>{Value(field, language)}</dd>");
            }

            writer.Write("</dl>\n");
        }
    }

    private static void WriteTable(TextWriter writer, IReadOnlyList<IReadOnlyList<PersonalDataField>> rows, TextLanguage language)
    {
        writer.Write($"<table><thead><tr>{string.Concat(rows[0].Select(field => $"<th scope=\"col\">{Safe(field.Name)}</th>"))}</tr></thead><tbody>\n");
        foreach (IReadOnlyList<PersonalDataField> row in rows)
        {
            writer.Write($"<tr>{string.Concat(row.Select(field => $"<td>{Value(field, language)}</td>"))}</tr>\n");
        }

        writer.Write("</tbody></table>\n");
    }

    private static string Value(PersonalDataField field, TextLanguage language) => PersonalDataWords.Value(field.Value, language) is { Length: > 0 } text ? $"<bdi>{Safe(text)}</bdi>" : "&#160;–";

    private static string Safe(string text) => Encoder.Encode(string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)));
}
