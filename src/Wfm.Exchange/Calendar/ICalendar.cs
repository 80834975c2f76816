using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>A person's shifts as an iCalendar stream (RFC 5545) that calendar programs subscribe to.</summary>
/// <remarks>
/// One event per shift with breaks, lunch, meetings and loans to other groups in its description. It tells the class of an activity only, never why somebody is away.
/// The same feed gives the same bytes: times of change come with the shifts, no clock is read. Calendar programs ask a few times a day, so a
/// feed is no channel for changes of the same day.
/// </remarks>
public static class ICalendar
{
    /// <summary>What a web server calls such a stream.</summary>
    public const string ContentType = "text/calendar; charset=utf-8";

    // Asked for, not obeyed: Outlook comes every three hours or so, Google when it likes.
    private const string Refresh = "PT1H";

    /// <summary>Writes a feed; to be encoded as UTF-8 without a mark.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="feed">The calendar.</param>
    public static void Write(TextWriter writer, CalendarFeed feed)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(feed);
        ContentLines lines = new(writer);
        lines.Raw("BEGIN", "VCALENDAR");
        lines.Raw("VERSION", "2.0");
        lines.Raw("PRODID", feed.Language == TextLanguage.Swedish ? "-//Wfm//Schedule//SV" : "-//Wfm//Schedule//EN");
        lines.Raw("CALSCALE", "GREGORIAN");
        lines.Text("NAME", feed.Name);
        lines.Text("X-WR-CALNAME", feed.Name);
        lines.Text("X-WR-TIMEZONE", feed.Zone.Id);
        lines.Raw("REFRESH-INTERVAL;VALUE=DURATION", Refresh);
        lines.Raw("X-PUBLISHED-TTL", Refresh);
        if (feed.Shifts.Count > 0)
        {
            ZoneDescription.Write(lines, feed.Zone, feed.Shifts.Min(shift => shift.Shift.Date.Year), feed.Shifts.Max(shift => shift.Shift.Date.Year));
        }

        foreach (CalendarShift shift in feed.Shifts.OrderBy(shift => shift.Shift.Span.Start).ThenBy(shift => shift.Uid, StringComparer.Ordinal))
        {
            WriteEvent(lines, shift, feed);
        }

        lines.Raw("END", "VCALENDAR");
    }

    private static void WriteEvent(ContentLines lines, CalendarShift shift, CalendarFeed feed)
    {
        lines.Raw("BEGIN", "VEVENT");
        lines.Text("UID", shift.Uid);
        lines.Utc("DTSTAMP", shift.ChangedAt);
        lines.Utc("LAST-MODIFIED", shift.ChangedAt);
        lines.Raw("SEQUENCE", shift.Sequence.ToString(CultureInfo.InvariantCulture));
        WriteSpan(lines, shift.Shift.Span, feed.Zone);
        lines.Text("SUMMARY", Summary(shift.Shift, feed.Language));
        lines.Raw("STATUS", shift.IsCancelled ? "CANCELLED" : "CONFIRMED");
        lines.Raw("TRANSP", shift.IsCancelled ? "TRANSPARENT" : "OPAQUE");
        lines.Raw("CLASS", "PRIVATE");
        string description = shift.IsCancelled ? "" : Description(shift, feed);
        if (description.Length > 0)
        {
            lines.Text("DESCRIPTION", description);
        }

        lines.Raw("END", "VEVENT");
    }

    // A wall time that comes twice means the first to a calendar program, so a shift that begins or ends in the second is written in UTC.
    private static void WriteSpan(ContentLines lines, Interval span, DateTimeZone zone)
    {
        LocalDateTime start = span.Start.InZone(zone).LocalDateTime, end = span.End.InZone(zone).LocalDateTime;
        bool isPlain = zone.MapLocal(start).First().ToInstant() == span.Start && zone.MapLocal(end).First().ToInstant() == span.End;
        if (isPlain)
        {
            lines.Local("DTSTART", start, zone.Id);
            lines.Local("DTEND", end, zone.Id);
        }
        else
        {
            lines.Utc("DTSTART", span.Start);
            lines.Utc("DTEND", span.End);
        }
    }

    private static string Summary(Shift shift, TextLanguage language) =>
        shift.Activities.All(activity => activity.Kind is ActivityKind.Absence or ActivityKind.Lunch) && shift.Activities.Count > 0
            ? ActivityNames.Name(ActivityKind.Absence, language)
            : language == TextLanguage.Swedish ? "Arbetspass" : "Shift";

    private static string Description(CalendarShift shift, CalendarFeed feed)
    {
        IEnumerable<(Instant Start, string Words)> activities = shift.Shift.Activities.Where(activity => activity.Kind != ActivityKind.Contacts).Select(activity =>
        {
            ZonedDateTime start = activity.Span.Start.InZone(feed.Zone), end = activity.Span.End.InZone(feed.Zone);
            return (activity.Span.Start, string.Create(CultureInfo.InvariantCulture, $"{start:HH:mm}–{end:HH:mm} {ActivityNames.Name(activity.Kind, feed.Language)}"));
        });
        return string.Join('\n', activities.Concat(shift.Lent.Select(lent => (lent.Span.Start, lent.Words(feed.Zone, feed.Language)))).OrderBy(line => line.Item1).Select(line => line.Item2));
    }
}
