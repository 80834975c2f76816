namespace Wfm.Scheduling.Search;

/// <summary>Whether days nobody can work give the weekly rest by themselves, so that the search need not look at it.</summary>
internal static class ClosedDays
{
    /// <summary>Which forms of the weekly rest the search must keep.</summary>
    public static (bool Fixed, bool Moving) LeaveToSearch(
        RestRuleSet rules, IReadOnlyList<RestDay> days, RestAround around, int endDate) =>
        rules.WeeklyRestMinutes is null ? (false, false)
        : (rules.WeekBorders.Count > 0 && !GiveFixedRest(rules, days, around, endDate),
            rules.MostMinutesBetweenRests is not null && !GiveMovingRest(rules, days, around));

    /// <summary>Whether closed days alone give every fixed period that ends inside the plan its weekly rest.</summary>
    private static bool GiveFixedRest(RestRuleSet rules, IReadOnlyList<RestDay> days, RestAround around, int endDate) =>
        rules.WeekBorders.Where(border => border <= endDate * 1440L + 720 && border > 0)
            .All(border => Longest(days, border - 7 * 1440, border) >= rules.WeeklyRestMinutes)
        && (around.After is not { Week: { } week } after || Longest(days, week.From, Math.Min(week.To, after.FirstStart)) >= rules.WeeklyRestMinutes);

    /// <summary>The longest rest in a stretch of time that closed days give, however long open days are worked.</summary>
    private static long Longest(IReadOnlyList<RestDay> days, long from, long to)
    {
        (long free, long longest) = (from, 0);
        foreach (RestDay day in days.Where(day => day.LatestEnd > from && day.EarliestStart < to))
        {
            longest = Math.Max(longest, day.EarliestStart - free);
            free = Math.Max(free, day.LatestEnd);
        }

        return Math.Max(longest, to - free);
    }

    /// <summary>Whether closed days alone keep the time between two weekly rests short enough.</summary>
    private static bool GiveMovingRest(RestRuleSet rules, IReadOnlyList<RestDay> days, RestAround around)
    {
        if (days.Count == 0)
        {
            return true;
        }

        long first = around.Known ? around.FirstStartSinceRest : days[0].EarliestStart;
        long end = around.Known ? around.LastEnd : long.MinValue / 4;
        foreach (RestDay day in days)
        {
            if (day.EarliestStart - end >= rules.WeeklyRestMinutes)
            {
                first = day.EarliestStart;
            }

            end = day.LatestEnd;
            if (end - first > rules.MostMinutesBetweenRests)
            {
                return false;
            }
        }

        return around.After is not { } after || after.FirstStart - end >= rules.WeeklyRestMinutes || after.LastEnd - first <= rules.MostMinutesBetweenRests;
    }
}
