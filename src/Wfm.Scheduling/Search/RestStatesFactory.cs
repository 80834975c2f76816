using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Search;

/// <summary>Builds the rest states of agents, sharing them between agents whose rules, days and shifts around the period are equal.</summary>
internal sealed class RestStatesFactory(SchedulingProblem problem)
{
    private readonly Dictionary<RestKey, RestStates> _shared = [];
    private readonly Instant _origin = problem.Grid.FirstDate.AtStartOfDayInZone(problem.Grid.Zone).ToInstant();

    /// <summary>Calendar day number after the period's last day.</summary>
    public int EndDate => 7 * problem.Grid.Weeks;

    /// <summary>Minutes from the start of the period.</summary>
    public long Minutes(Instant instant) => (long)(instant - _origin).TotalMinutes;

    /// <summary>Minutes from the start of the period to a wall-clock time of a date.</summary>
    public long Minutes(LocalDate date, LocalTime time) =>
        Minutes((date + time).InZone(problem.Grid.Zone, WallClock.Earliest).ToInstant());

    /// <summary>Tabulated states for days told apart in two bands of starts and two of ends.</summary>
    public RestStates Of(PlanContract contract, IReadOnlyList<RestDay> days, RestAround around, bool cautious)
    {
        RestKey key = new(contract.Terms.Id, around, cautious, days);
        if (!_shared.TryGetValue(key, out RestStates? states))
        {
            states = new RestStates(StepOf(contract, days, around, cautious), days, EndDate);
            _shared.Add(key, states);
        }

        return states;
    }

    /// <summary>The rules day by day, for any bands.</summary>
    public RestStep StepOf(PlanContract contract, IReadOnlyList<RestDay> days, RestAround around, bool cautious) =>
        new(RulesOf(contract), days, around, EndDate, cautious);

    /// <summary>Whether the weekly rest is left to the search because closed days alone do not give it.</summary>
    public bool LeavesWeeklyRest(PlanContract contract, IReadOnlyList<RestDay> days, RestAround around)
    {
        (bool isFixed, bool moving) = ClosedDays.LeaveToSearch(RulesOf(contract), days, around, EndDate);
        return isFixed || moving;
    }

    public RestAround AroundOf(PlanAgent agent, PlanContract contract)
    {
        WorkRules rules = contract.Terms.Rules;
        Instant end = problem.Grid.EndDate.AtStartOfDayInZone(problem.Grid.Zone).ToInstant();
        RestAfter? after = RestAfter.Of([.. agent.FollowingShifts.Where(shift => shift.Start >= end).OrderBy(shift => shift.Start)], contract, RulesOf(contract), this);
        List<Interval> shifts = [.. agent.PreviousShifts.Where(shift => shift.Start < _origin).OrderBy(shift => shift.Start)];
        if (shifts.Count == 0)
        {
            return RestAround.Nothing with { After = after };
        }

        List<int> dates = [.. shifts.Select(DateOf).Distinct()];
        int run = 1;
        while (run < dates.Count && dates[^(run + 1)] == dates[^1] - run)
        {
            run++;
        }

        double rest = rules.WeeklyRest?.TotalMinutes ?? 0;
        int first = shifts.Count - 1;
        while (first > 0 && Minutes(shifts[first].Start) - Minutes(shifts[first - 1].End) < rest)
        {
            first--;
        }

        return new RestAround(
            true, Minutes(shifts[^1].End), dates[^1], run, Minutes(shifts[first].Start), RestedInWeek(shifts, rules, rest))
        {
            EndedLate = contract.EarlyAfterLate is { } late
                && Minutes(shifts[^1].End) > Minutes(DateOn(dates[^1]), late.LateAfter),
            After = after,
        };
    }

    /// <summary>Calendar day number of a shift, counted from the origin's day.</summary>
    public int DateOf(Interval shift) =>
        Period.DaysBetween(problem.Grid.FirstDate, shift.Start.InZone(problem.Grid.Zone).Date);

    /// <summary>The date of a calendar day number.</summary>
    public LocalDate DateOn(int number) => problem.Grid.FirstDate.PlusDays(number);

    private bool RestedInWeek(List<Interval> shifts, WorkRules rules, double rest)
    {
        long from = Borders(rules).LastOrDefault(border => border <= 0, long.MinValue / 4);
        foreach (Interval shift in shifts.Where(shift => Minutes(shift.End) > from))
        {
            if (Minutes(shift.Start) - from >= rest)
            {
                return true;
            }

            from = Math.Max(from, Minutes(shift.End));
        }

        return false;
    }

    public RestRuleSet RulesOf(PlanContract contract)
    {
        WorkRules rules = contract.Terms.Rules;
        int? weekly = rules.WeeklyRest is { } rest ? (int)rest.TotalMinutes : null;
        return new RestRuleSet
        {
            LongestRun = LongestRun(rules),
            ShortestOff = rules.FewestDaysOffInARow ?? 1,
            MostWeekends = rules.MostWeekends,
            MondayDate = (8 - (int)problem.Grid.FirstDate.DayOfWeek) % 7,
            DailyRestMinutes = rules.DailyRest is { } night ? (int)night.TotalMinutes : null,
            WeeklyRestMinutes = weekly,
            WeekBorders = weekly is null ? [] : Borders(rules),
            MostMinutesBetweenRests = weekly is { } minutes && rules.WeekBreak is null ? 7 * 1440 - minutes : null,
        };
    }

    /// <summary>The longest run, unless the grid itself has no longer run of days.</summary>
    private int? LongestRun(WorkRules rules)
    {
        int longest = 0;
        int run = 0;
        LocalDate? previous = null;
        foreach (PlanDay day in problem.Grid.Days)
        {
            run = previous is { } last && last.PlusDays(1) == day.Date ? run + 1 : 1;
            longest = Math.Max(longest, run);
            previous = day.Date;
        }

        bool gapAtStart = problem.Grid.Days.Count > 0 && problem.Grid.Days[0].Date > problem.Grid.FirstDate;
        bool gapAtEnd = previous is { } end && end.PlusDays(1) < problem.Grid.EndDate;
        return rules.MostWorkingDaysInARow is { } most && (most < longest
            || (!gapAtStart && problem.Agents.Any(agent => agent.PreviousShifts.Count > 0))
            || (!gapAtEnd && problem.Agents.Any(agent => agent.FollowingShifts.Count > 0)))
            ? most
            : null;
    }

    private List<long> Borders(WorkRules rules)
    {
        List<long> borders = [];
        for (int day = -14; rules.WeekBreak is { } weekday && day <= 7 * problem.Grid.Weeks; day++)
        {
            LocalDate date = problem.Grid.FirstDate.PlusDays(day);
            if (date.DayOfWeek == weekday)
            {
                borders.Add(Minutes(date.AtStartOfDayInZone(problem.Grid.Zone).ToInstant()));
            }
        }

        return borders;
    }
}
