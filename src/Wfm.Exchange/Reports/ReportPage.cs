using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Wfm.Exchange;

/// <summary>Writes a report as one page of HTML to read and print on A4: no script, no font, no network.</summary>
public static class ReportPage
{
    /// <summary>What a web server calls such a page.</summary>
    public const string ContentType = "text/html; charset=utf-8";

    // More columns than these are set smaller, so that they fit across A4.
    private const int WideColumns = 15;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style =
        """
        body{font:12px/1.35 sans-serif;margin:1.2em;color:#111}h1{font-size:19px;margin:0 0 .2em}p{margin:.2em 0}
        table{border-collapse:collapse;margin:.6em 0;width:100%}th,td{border-bottom:1px solid #ccc;padding:2px 5px;text-align:right;vertical-align:bottom;font-variant-numeric:tabular-nums}
        thead th{border-bottom:2px solid #444;font-weight:600;hyphens:auto;overflow-wrap:break-word}thead small{display:block;font-weight:400;color:#444}td{white-space:nowrap}
        tbody th.q{padding-left:1.6em}tr.t th,tr.t td{font-weight:700}tr.t>*,tr.g>*{border-top:1px solid #444}
        th.t,td.t{text-align:left;white-space:nowrap}tbody th{text-align:left;white-space:nowrap;font-weight:400}
        tr.s th{font-weight:700;background:#eef1f4;border-top:2px solid #444;border-bottom:1px solid #888}tr.w th,tr.w td{font-weight:700;border-top:1px solid #444}
        td.b{color:#555}ol{margin:.3em 0;padding-left:2em;columns:2;column-gap:2.5em}li{break-inside:avoid;margin:.1em 0}h2{font-size:14px;margin:1em 0 .2em}
        thead{display:table-header-group}tr{break-inside:avoid}tr.s{break-after:avoid}
        @media print{@page{size:A4 landscape;margin:9mm}body{margin:0;font-size:8.5px}h1{font-size:15px}th,td{padding:1px 3px}*{print-color-adjust:exact}
        table.wide{font-size:6.6px}table.wide th,table.wide td{padding:1px 1.5px}table.wide sup{font-size:5px}}
        """;

    /// <summary>Writes the page; to be encoded as UTF-8.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="table">The report.</param>
    /// <param name="language">The language of its words.</param>
    public static void Write(TextWriter writer, ReportTable table, TextLanguage language)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(table);
        bool isSwedish = language == TextLanguage.Swedish;
        string title = table.Title.In(language);
        writer.Write($"<!DOCTYPE html>\n<html lang=\"{(isSwedish ? "sv" : "en")}\"><head><meta charset=\"utf-8\">");
        writer.Write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        writer.Write($"<title>{Safe($"{title}, {table.Unit}")}</title><style>{Style}</style></head><body>\n");
        writer.Write($"<h1>{Safe(title)}</h1>\n<p>{Safe(table.Unit)}, {Safe(Days(table, language))}. {(isSwedish ? "Lokal tid" : "Local time")} ({Safe(table.Zone.Id)}).</p>\n");

        // Columns nobody has told anything of would only narrow the others.
        int[] shown = [.. Enumerable.Range(0, table.Columns.Count).Where(column => table.Rows.Any(row => row.Cells[column] != ReportCell.Unknown))];
        if (table.Rows.Count == 0)
        {
            writer.Write($"<p><b>{(isSwedish ? "Det finns inget att visa för de dagarna." : "There is nothing to show for these days.")}</b></p>\n");
        }
        else
        {
            WriteTable(writer, table, shown, language);
        }

        WriteNotes(writer, table, shown, language);
        writer.Write("</body></html>\n");
    }

    /// <summary>The days and the step in words.</summary>
    internal static string Days(ReportTable table, TextLanguage language)
    {
        CultureInfo culture = ReportWords.Culture(language);
        string first = table.Span.First.ToString("d MMMM uuuu", culture), last = table.Span.Last.ToString("d MMMM uuuu", culture);
        return $"{(first == last ? first : $"{first} – {last}")}, {ReportWords.Step(table.Span.Step, language)}";
    }

    private static void WriteTable(TextWriter writer, ReportTable table, int[] shown, TextLanguage language)
    {
        // One row to a scope needs no heading of its own.
        bool isOneEach = table.Rows.Select(row => row.Scope).Distinct().Count() == table.Rows.Count;
        string first = (isOneEach, language) switch
        {
            (true, TextLanguage.Swedish) => "Grupp och kö",
            (true, _) => "Group and queue",
            (_, TextLanguage.Swedish) => "Tid",
            _ => "Time",
        };
        writer.Write($"<table{(shown.Length > WideColumns ? " class=\"wide\"" : "")}><thead><tr><th class=\"t\" scope=\"col\">{first}</th>");
        foreach ((int column, int number) in shown.Select((column, at) => (column, at + 1)))
        {
            ReportColumn head = table.Columns[column];
            string unit = head.Measure == Measure.Share ? "" : ReportWords.Unit(head.Measure, language);
            writer.Write($"<th scope=\"col\"{(head.Measure == Measure.Text ? " class=\"t\"" : "")}>{Safe(head.Title.In(language))}<sup>{number}</sup><small>{Safe(unit)}</small></th>");
        }

        writer.Write("</tr></thead><tbody>\n");
        ReportScope? scope = null;
        foreach (ReportRow row in table.Rows)
        {
            if (isOneEach)
            {
                string kind = row.Scope.Kind switch { ScopeKind.Total => "t", ScopeKind.Group => "g", _ => "" };
                writer.Write($"<tr class=\"{kind}\"><th scope=\"row\"{(row.Scope.Kind == ScopeKind.Queue ? " class=\"q\"" : "")}><bdi>{Safe(ScopeWords(row.Scope, language))}</bdi></th>");
                WriteCells(writer, table, row, shown, language);
                continue;
            }

            if (row.Scope != scope)
            {
                scope = row.Scope;
                writer.Write($"<tr class=\"s\"><th scope=\"rowgroup\" colspan=\"{shown.Length + 1}\"><bdi>{Safe(ScopeWords(scope, language))}</bdi></th></tr>\n");
            }

            bool isWhole = row.Bucket.Step == ReportStep.Whole && table.Span.Step != ReportStep.Whole;
            writer.Write($"<tr{(isWhole ? " class=\"w\"" : "")}><th scope=\"row\">{Safe(ReportWords.Label(row.Bucket, table.Zone, language))}</th>");
            WriteCells(writer, table, row, shown, language);
        }

        writer.Write("</tbody></table>\n");
    }

    private static void WriteCells(TextWriter writer, ReportTable table, ReportRow row, int[] shown, TextLanguage language)
    {
        foreach (int column in shown)
        {
            string text = ReportWords.Figure(row.Cells[column], table.Columns[column].Measure, language);
            string kind = text.Length == 0 ? " class=\"b\"" : table.Columns[column].Measure == Measure.Text ? " class=\"t\"" : "";
            writer.Write($"<td{kind}>{(text.Length == 0 ? "–" : Safe(text))}</td>");
        }

        writer.Write("</tr>\n");
    }

    private static void WriteNotes(TextWriter writer, ReportTable table, int[] shown, TextLanguage language)
    {
        bool isSwedish = language == TextLanguage.Swedish;
        foreach (Bilingual note in table.Notes)
        {
            writer.Write($"<p>{Safe(note.In(language))}</p>\n");
        }

        string[] blank = [.. Enumerable.Range(0, table.Columns.Count).Except(shown).Select(column => table.Columns[column].Title.In(language))];
        if (blank.Length > 0 && table.Rows.Count > 0)
        {
            writer.Write($"<p>{(isSwedish ? "Uppgift saknas helt om" : "Nothing is known of")}: {Safe(string.Join(", ", blank))}.</p>\n");
        }

        writer.Write($"<h2>{(isSwedish ? "Vad siffrorna betyder" : "What the figures mean")}</h2>\n");
        writer.Write($"<p>{(isSwedish ? "– betyder okänt, aldrig noll. n &lt; 5 betyder att siffran gäller för få personer för att visas." : "– means unknown, never zero. n &lt; 5 means that too few people are behind the figure to show it.")}</p>\n<ol>\n");
        foreach (int column in shown)
        {
            writer.Write($"<li><b>{Safe(table.Columns[column].Title.In(language))}</b>: {Safe(table.Columns[column].Definition.In(language))}</li>\n");
        }

        writer.Write("</ol>\n");
    }

    private static string ScopeWords(ReportScope scope, TextLanguage language) => (scope.Kind, language) switch
    {
        (ScopeKind.Total, TextLanguage.Swedish) => "Totalt",
        (ScopeKind.Total, _) => "Total",
        (ScopeKind.Group, TextLanguage.Swedish) => $"Grupp {scope.Name}",
        (ScopeKind.Group, _) => $"Group {scope.Name}",
        (ScopeKind.Queue, TextLanguage.Swedish) => $"Kö {scope.Name}",
        (ScopeKind.Queue, _) => $"Queue {scope.Name}",
        (ScopeKind.Undivided, TextLanguage.Swedish) => "Hör till ingen kö",
        (ScopeKind.Undivided, _) => "Belongs to no queue",
        _ => scope.Name,
    };

    private static string Safe(string text) => Encoder.Encode(string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)));
}
