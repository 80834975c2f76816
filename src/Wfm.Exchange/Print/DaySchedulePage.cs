using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>Who works on one day, to be printed before it and used when the systems are down.</summary>
/// <param name="Unit">The centre.</param>
/// <param name="Day">The day.</param>
/// <param name="Zone">Its clock.</param>
/// <param name="Version">Which version of the schedule this is, in words.</param>
/// <param name="PrintedAt">When it was made.</param>
/// <param name="Rows">The people at work, in the order wanted; a group's rows together.</param>
public sealed record DaySchedule(string Unit, LocalDate Day, DateTimeZone Zone, string Version, Instant PrintedAt, IReadOnlyList<DayScheduleRow> Rows);

/// <summary>One person's day.</summary>
/// <param name="Name">Who.</param>
/// <param name="Group">Their answer group, in words.</param>
/// <param name="Shift">The shift, also one that began the day before; only what lies on the day is shown.</param>
public sealed record DayScheduleRow(string Name, string Group, Shift Shift)
{
    /// <summary>When the person is lent to another group meanwhile.</summary>
    public IReadOnlyList<LentPiece> Lent { get; init; } = [];
}

/// <summary>Writes the day's schedule as one page of HTML that needs nothing but itself: no script, no font, no network.</summary>
public static class DaySchedulePage
{
    /// <summary>What a web server calls such a page.</summary>
    public const string ContentType = "text/html; charset=utf-8";

    private const int QuartersPerHour = 4;
    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style =
        """
        body{font:12px/1.3 sans-serif;margin:1em}h1{font-size:18px;margin:0}p{margin:.3em 0}
        table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{border:1px solid #777;padding:1px 2px;text-align:center;overflow:hidden}
        th.n,td.n{width:13em;text-align:left}th.t,td.t{width:7em}tr.g th{text-align:left;background:#ddd}
        td.K{background:#fff}td.L{background:#bbb}td.P{background:#ddd}td.M,td.U,td.C{background:repeating-linear-gradient(45deg,#fff 0 3px,#ddd 3px 6px)}
        td.A,td.B{background:repeating-linear-gradient(90deg,#fff 0 3px,#e4e4e4 3px 6px)}td.F{background:#777;color:#fff}td.o{border-color:#ddd}
        thead{display:table-header-group}tr{break-inside:avoid}
        @media print{@page{size:A4 landscape;margin:8mm}body{margin:0;font-size:8px}*{print-color-adjust:exact}}
        """;

    /// <summary>Writes the page; to be encoded as UTF-8.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="schedule">The day.</param>
    /// <param name="language">The language of its words.</param>
    public static void Write(TextWriter writer, DaySchedule schedule, TextLanguage language)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(schedule);
        bool isSwedish = language == TextLanguage.Swedish;
        IReadOnlyList<Instant> quarters = Quarters(schedule);
        CultureInfo culture = CultureInfo.GetCultureInfo(isSwedish ? "sv-SE" : "en-GB");
        string title = $"{(isSwedish ? "Dagschema" : "Schedule of the day")} {schedule.Day.ToString("dddd d MMMM uuuu", culture)}";
        string printed = $"{(isSwedish ? "Utskrivet" : "Printed")} {schedule.PrintedAt.InZone(schedule.Zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)}";
        writer.Write($"<!DOCTYPE html>\n<html lang=\"{(isSwedish ? "sv" : "en")}\"><head><meta charset=\"utf-8\">");
        writer.Write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        writer.Write($"<title>{Safe(title)}</title><style>{Style}</style></head><body>\n");
        writer.Write($"<h1>{Safe(schedule.Unit)}: {Safe(title)}</h1><p>{Safe(schedule.Version)}. {Safe(printed)}.</p>\n<p>");
        writer.Write(string.Join(", ", ActivityNames.Kinds.Select(kind => $"<b>{ActivityNames.Letter(kind)}</b> {Safe(ActivityNames.Name(kind, language))}")));
        writer.Write($"</p>\n<table><thead><tr><th class=\"n\" scope=\"col\">{(isSwedish ? "Namn" : "Name")}</th><th class=\"t\" scope=\"col\">{(isSwedish ? "Tid" : "Time")}</th>");
        WriteHours(writer, quarters, schedule.Zone);
        writer.Write("</tr></thead><tbody>\n");
        WriteRows(writer, schedule, quarters, language);
        WriteCounts(writer, schedule, quarters, isSwedish ? "Antal på kontakter" : "People on contacts");
        writer.Write("</tbody></table></body></html>\n");
    }

    private static IReadOnlyList<Instant> Quarters(DaySchedule schedule)
    {
        IReadOnlyList<Instant> all = DayIntervals.StartsOf(schedule.Day, schedule.Zone, Quarter);
        int[] worked = [.. Enumerable.Range(0, all.Count).Where(at => schedule.Rows.Any(row => row.Shift.Span.Start < all[at] + Quarter && row.Shift.Span.End > all[at]))];
        int from = worked.Length == 0 ? 0 : worked[0] / QuartersPerHour * QuartersPerHour;
        int to = worked.Length == 0 ? all.Count : (worked[^1] / QuartersPerHour * QuartersPerHour) + QuartersPerHour;
        return [.. all.Skip(from).Take(to - from)];
    }

    private static void WriteHours(TextWriter writer, IReadOnlyList<Instant> quarters, DateTimeZone zone)
    {
        for (int at = 0; at < quarters.Count; at += QuartersPerHour)
        {
            string hour = quarters[at].InZone(zone).ToString("HH", CultureInfo.InvariantCulture);
            writer.Write($"<th scope=\"col\" colspan=\"{QuartersPerHour}\">{hour}</th>");
        }
    }

    private static void WriteRows(TextWriter writer, DaySchedule schedule, IReadOnlyList<Instant> quarters, TextLanguage language)
    {
        string? group = null;
        foreach (DayScheduleRow row in schedule.Rows)
        {
            if (row.Group != group)
            {
                group = row.Group;
                writer.Write($"<tr class=\"g\"><th scope=\"rowgroup\" colspan=\"{quarters.Count + 2}\">{Safe(group)}</th></tr>\n");
            }

            string span = $"{Clock(row.Shift.Span.Start, schedule.Zone)}–{Clock(row.Shift.Span.End, schedule.Zone)}";
            writer.Write($"<tr><th class=\"n\" scope=\"row\"><bdi>{Safe(row.Name)}</bdi>{string.Concat(row.Lent.Select(lent => $"<br>{Safe(lent.Words(schedule.Zone, language))}"))}</th><td class=\"t\">{span}</td>");
            WritePieces(writer, row.Shift, quarters);
            writer.Write("</tr>\n");
        }
    }

    // Neighbouring quarters of one kind are one cell, so that a shift reads as a bar.
    private static void WritePieces(TextWriter writer, Shift shift, IReadOnlyList<Instant> quarters)
    {
        for (int at = 0; at < quarters.Count;)
        {
            ActivityKind? kind = KindAt(shift, quarters[at]);
            int end = at + 1;
            while (end < quarters.Count && KindAt(shift, quarters[end]) == kind)
            {
                end++;
            }

            string letter = kind is { } known ? ActivityNames.Letter(known).ToString() : "";
            writer.Write($"<td class=\"{(letter.Length > 0 ? letter : "o")}\" colspan=\"{end - at}\">{letter}</td>");
            at = end;
        }
    }

    private static void WriteCounts(TextWriter writer, DaySchedule schedule, IReadOnlyList<Instant> quarters, string label)
    {
        writer.Write($"<tr><th class=\"n\" scope=\"row\">{Safe(label)}</th><td class=\"t\"></td>");
        foreach (Instant quarter in quarters)
        {
            int count = schedule.Rows.Count(row => KindAt(row.Shift, quarter) == ActivityKind.Contacts);
            writer.Write($"<td>{count}</td>");
        }

        writer.Write("</tr>\n");
    }

    private static ActivityKind? KindAt(Shift shift, Instant at) => shift.Activities.FirstOrDefault(piece => piece.Span.Contains(at))?.Kind;

    private static string Clock(Instant at, DateTimeZone zone) => at.InZone(zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    // Control characters have no place on paper; direction marks are kept within their own element.
    private static string Safe(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char letter in text)
        {
            plain.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return Encoder.Encode(plain.ToString());
    }
}
