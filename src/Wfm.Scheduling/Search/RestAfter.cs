using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Search;

/// <summary>What the shifts that stand after the period ask of its last days, in minutes from the origin.</summary>
/// <param name="FirstStart">Start of the first shift.</param>
/// <param name="FirstDate">Calendar day number of the first shift.</param>
/// <param name="StartsEarly">Whether it starts early by the rule on early starts after late ends.</param>
/// <param name="Run">Working days in a row from the first shift on.</param>
/// <param name="LastEnd">End of the last shift before a weekly rest, as far as these shifts keep the longest time between two rests by themselves.</param>
/// <param name="Week">The fixed seven-day period the end of the plan cuts, where these shifts do not give it its rest; null where nothing is asked.</param>
internal sealed record RestAfter(long FirstStart, int FirstDate, bool StartsEarly, int Run, long LastEnd, (long From, long To)? Week)
{
    /// <summary>What shifts ask; null without any.</summary>
    /// <param name="shifts">The shifts after the period, ascending.</param>
    /// <param name="contract">Whose rules.</param>
    /// <param name="rules">The same rules as the search keeps them.</param>
    /// <param name="times">Minutes and dates.</param>
    public static RestAfter? Of(IReadOnlyList<Interval> shifts, PlanContract contract, RestRuleSet rules, RestStatesFactory times)
    {
        if (shifts.Count == 0)
        {
            return null;
        }

        int[] dates = [.. shifts.Select(times.DateOf).Distinct()];
        int run = 1;
        while (run < dates.Length && dates[run] == dates[0] + run)
        {
            run++;
        }

        (long first, int last) = (times.Minutes(shifts[0].Start), 0);
        while (last + 1 < shifts.Count && times.Minutes(shifts[last + 1].Start) - times.Minutes(shifts[last].End) < rules.WeeklyRestMinutes
            && times.Minutes(shifts[last + 1].End) - first <= rules.MostMinutesBetweenRests)
        {
            last++;
        }

        bool startsEarly = contract.EarlyAfterLate is { } early && first < times.Minutes(times.DateOn(dates[0]), early.EarlyBefore);
        return new RestAfter(first, dates[0], startsEarly, run, times.Minutes(shifts[last].End), WeekOf(shifts, contract.Terms.Rules, times));
    }

    /// <summary>Whether both forms of the weekly rest hold over the end of the plan.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="lastEnd">End of the last shift before.</param>
    /// <param name="firstStart">Start of the first shift after the last weekly rest; null where that is not looked at.</param>
    /// <param name="rested">Whether the seven-day period the end cuts has had its rest; also where that is not looked at.</param>
    public bool KeepsWeeklyRest(RestRuleSet rules, long lastEnd, long? firstStart, bool rested) =>
        !(FirstStart - lastEnd < rules.WeeklyRestMinutes && LastEnd - firstStart > rules.MostMinutesBetweenRests)
        && (rested || Week is not { } week || Math.Min(FirstStart, week.To) - Math.Max(lastEnd, week.From) >= rules.WeeklyRestMinutes);

    /// <summary>The seven-day period the end of the plan cuts, unless the shifts give it its rest anyway or leave no place for one.</summary>
    private static (long From, long To)? WeekOf(IReadOnlyList<Interval> shifts, WorkRules rules, RestStatesFactory times)
    {
        if (rules.WeeklyRest is not { } weekly || rules.WeekBreak is not { } weekday || times.DateOn(times.EndDate) is var end && end.DayOfWeek == weekday)
        {
            return null;
        }

        LocalDate next = times.DateOn(times.EndDate).Next(weekday);
        (long from, long to) = (times.Minutes(next.PlusDays(-7), LocalTime.Midnight), times.Minutes(next, LocalTime.Midnight));
        (long longest, long free) = (0, times.Minutes(shifts[0].End));
        foreach (Interval shift in shifts.Skip(1).Where(shift => times.Minutes(shift.Start) < to))
        {
            longest = Math.Max(longest, times.Minutes(shift.Start) - free);
            free = times.Minutes(shift.End);
        }

        long least = (long)weekly.TotalMinutes;
        return Math.Max(longest, to - free) >= least || Math.Min(times.Minutes(shifts[0].Start), to) - from < least ? null : (from, to);
    }
}
