namespace Wfm.Scheduling.Search;

/// <summary>Checks daily and weekly rest of one agent's row to the minute, for small moves that cross the coarse bands.</summary>
/// <param name="rules">Which rules bind.</param>
/// <param name="days">The grid days; bands are not looked at.</param>
/// <param name="dayStart">First minute of every day's grid.</param>
/// <param name="slotMinutes">Minutes of one slot.</param>
/// <param name="around">The days before and after.</param>
/// <param name="endMinute">Minute at which the period ends.</param>
internal sealed class RestWalk(
    RestRuleSet rules, IReadOnlyList<RestDay> days, long[] dayStart, int slotMinutes, RestAround around, long endMinute)
{
    /// <summary>Whether the row keeps the rest rules.</summary>
    public bool Holds(ReadOnlySpan<DayShift?> row)
    {
        Place place = new()
        {
            LastEnd = around.Known ? around.LastEnd : long.MinValue / 4,
            LastDate = around.Known ? around.LastDate : -1000,
            EndedLate = around.EndedLate,
            FirstStart = around.Known ? around.FirstStartSinceRest : long.MinValue / 4,
            Rested = around.RestedInWeek,
        };
        for (int day = 0; day < row.Length; day++)
        {
            if (row[day] is { } shift && !Step(ref place, day, shift))
            {
                return false;
            }
        }

        return CrossBorders(ref place, endMinute) && (around.After is not { } after || Meets(place, after));
    }

    private bool Meets(in Place place, RestAfter after) =>
        !(after.FirstStart - place.LastEnd < rules.DailyRestMinutes)
        && !(place.EndedLate && place.LastDate + 1 == after.FirstDate && after.StartsEarly)
        && after.KeepsWeeklyRest(rules, place.LastEnd, place.FirstStart, place.Rested);

    private bool Step(ref Place place, int day, DayShift shift)
    {
        RestDay today = days[day];
        long start = dayStart[day] + (long)shift.Start * slotMinutes;
        long end = dayStart[day] + (long)shift.End * slotMinutes;
        if (start - place.LastEnd < rules.DailyRestMinutes
            || (place.EndedLate && place.LastDate + 1 == today.Date && start < today.EarlyByRule)
            || !CrossBorders(ref place, start))
        {
            return false;
        }

        long lastBorder = place.Border > 0 ? rules.WeekBorders[place.Border - 1] : long.MinValue / 4;
        place.Rested |= start - Math.Max(place.LastEnd, lastBorder) >= rules.WeeklyRestMinutes;
        if (place.LastEnd <= long.MinValue / 4 || start - place.LastEnd >= rules.WeeklyRestMinutes)
        {
            place.FirstStart = start;
        }

        (place.LastEnd, place.LastDate, place.EndedLate) = (end, today.Date, end > today.LateByRule);
        return !(end - place.FirstStart > rules.MostMinutesBetweenRests);
    }

    /// <summary>Ends every fixed seven-day period whose border is not after a minute.</summary>
    private bool CrossBorders(ref Place place, long minute)
    {
        for (; place.Border < rules.WeekBorders.Count && rules.WeekBorders[place.Border] <= minute; place.Border++)
        {
            long border = rules.WeekBorders[place.Border];
            bool rested = place.Rested || border - Math.Max(place.LastEnd, border - 7 * 1440) >= rules.WeeklyRestMinutes;
            if (border > 0 && !rested)
            {
                return false;
            }

            // What came before the period is summed up beforehand, up to the border at or before the origin.
            place.Rested = border <= 0 && place.Rested;
        }

        return true;
    }

    private struct Place
    {
        public long LastEnd;
        public int LastDate;
        public bool EndedLate;
        public long FirstStart;
        public bool Rested;
        public int Border;
    }
}
