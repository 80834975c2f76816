using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Wfm.Exchange;

/// <summary>Describes a zone's clock changes in an iCalendar stream (VTIMEZONE), for the years its events lie in.</summary>
internal static class ZoneDescription
{
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>
    /// Changes that fall on the same weekday of the same month every year are written as a yearly rule, which every calendar program
    /// understands; others one by one.
    /// </summary>
    public static void Write(ContentLines lines, DateTimeZone zone, int firstYear, int lastYear)
    {
        Interval span = new(Instant.FromUtc(firstYear - 1, 1, 1, 0, 0), Instant.FromUtc(lastYear + 2, 1, 1, 0, 0));
        List<ZoneInterval> stretches = [.. zone.GetZoneIntervals(span)];
        lines.Raw("BEGIN", "VTIMEZONE");
        lines.Raw("TZID", zone.Id);
        if (stretches.Count == 1)
        {
            WriteStretch(lines, stretches[0].Savings > Offset.Zero, stretches[0].WallOffset, stretches[0], new LocalDateTime(1970, 1, 1, 0, 0), null);
        }

        List<Change> changes = [.. stretches.Zip(stretches.Skip(1), (before, after) => new Change(before.WallOffset, after))];
        foreach (IGrouping<(bool, Offset, Offset, string), Change> alike in changes.GroupBy(change => (change.IsSummer, change.From, change.To.WallOffset, change.To.Name)))
        {
            WriteAlike(lines, [.. alike]);
        }

        lines.Raw("END", "VTIMEZONE");
    }

    private static void WriteAlike(ContentLines lines, IReadOnlyList<Change> changes)
    {
        if (changes.Count > 1 && YearlyRule(changes) is { } rule)
        {
            WriteStretch(lines, changes[0].IsSummer, changes[0].From, changes[0].To, changes[0].Wall, rule);
            return;
        }

        foreach (Change change in changes)
        {
            WriteStretch(lines, change.IsSummer, change.From, change.To, change.Wall, null);
        }
    }

    private static string? YearlyRule(IReadOnlyList<Change> changes)
    {
        LocalDateTime first = changes[0].Wall;
        bool isYearly = changes.Select((change, at) => change.Wall.Year == first.Year + at && change.Wall.Month == first.Month
            && change.Wall.DayOfWeek == first.DayOfWeek && change.Wall.TimeOfDay == first.TimeOfDay).All(isSame => isSame);
        bool isLast = changes.All(change => change.Wall.Date.PlusWeeks(1).Month != change.Wall.Month);
        int week = ((first.Day - 1) / 7) + 1;
        bool isSameWeek = changes.All(change => ((change.Wall.Day - 1) / 7) + 1 == week);
        return isYearly && (isLast || isSameWeek)
            ? string.Create(CultureInfo.InvariantCulture, $"FREQ=YEARLY;BYMONTH={first.Month};BYDAY={(isLast ? -1 : week)}{Days[(int)first.DayOfWeek - 1]}")
            : null;
    }

    private static void WriteStretch(ContentLines lines, bool isSummer, Offset from, ZoneInterval to, LocalDateTime start, string? rule)
    {
        string kind = isSummer ? "DAYLIGHT" : "STANDARD";
        lines.Raw("BEGIN", kind);
        lines.Raw("DTSTART", ContentLines.Written(start));
        lines.Raw("TZOFFSETFROM", Written(from));
        lines.Raw("TZOFFSETTO", Written(to.WallOffset));
        lines.Text("TZNAME", to.Name);
        if (rule is not null)
        {
            lines.Raw("RRULE", rule);
        }

        lines.Raw("END", kind);
    }

    private static string Written(Offset offset) => offset.ToString("+HHmm", CultureInfo.InvariantCulture);

    /// <summary>A clock change; its wall time is what the clock shows before it is moved.</summary>
    private sealed record Change(Offset From, ZoneInterval To)
    {
        public bool IsSummer => To.Savings > Offset.Zero;

        public LocalDateTime Wall => To.Start.WithOffset(From).LocalDateTime;
    }
}
