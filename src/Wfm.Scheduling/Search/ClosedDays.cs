namespace Wfm.Scheduling.Search;

/// <summary>Whether days nobody can work give the weekly rest by themselves, so that the search need not look at it.</summary>
internal static class ClosedDays
{
    /// <summary>Which forms of the weekly rest the search must keep.</summary>
    public static (bool Fixed, bool Moving) LeaveToSearch(
        RestRuleSet rules, IReadOnlyList<RestDay> days, RestHistory history, int endDate) =>
        rules.WeeklyRestMinutes is null ? (false, false)
        : (rules.WeekBorders.Count > 0 && !GiveFixedRest(rules, days, endDate),
            rules.MostMinutesBetweenRests is not null && !GiveMovingRest(rules, days, history));

    /// <summary>Whether closed days alone give every fixed period that ends inside the plan its weekly rest.</summary>
    private static bool GiveFixedRest(RestRuleSet rules, IReadOnlyList<RestDay> days, int endDate)
    {
        foreach (long border in rules.WeekBorders)
        {
            if (border > endDate * 1440L + 720 || border <= 0)
            {
                continue;
            }

            long from = border - 7 * 1440;
            long longest = 0;
            foreach (RestDay day in days.Where(day => day.LatestEnd > border - 7 * 1440 && day.EarliestStart < border))
            {
                longest = Math.Max(longest, day.EarliestStart - from);
                from = Math.Max(from, day.LatestEnd);
            }

            if (Math.Max(longest, border - from) < rules.WeeklyRestMinutes)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether closed days alone keep the time between two weekly rests short enough.</summary>
    private static bool GiveMovingRest(RestRuleSet rules, IReadOnlyList<RestDay> days, RestHistory history)
    {
        if (days.Count == 0)
        {
            return true;
        }

        long first = history.Known ? history.FirstStartSinceRest : days[0].EarliestStart;
        long end = history.Known ? history.LastEnd : long.MinValue / 4;
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

        return true;
    }
}
