using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Search;

/// <summary>Builds the rest states of agents, sharing them between agents whose rules, days and history are equal.</summary>
internal sealed class RestStatesFactory(SchedulingProblem problem)
{
    private readonly Dictionary<string, RestStates> _shared = [];
    private readonly Instant _origin = problem.Grid.FirstDate.AtStartOfDayInZone(problem.Grid.Zone).ToInstant();

    /// <summary>Minutes from the start of the period.</summary>
    public long Minutes(Instant instant) => (long)(instant - _origin).TotalMinutes;

    public RestStates Of(PlanContract contract, IReadOnlyList<RestDay> days, RestHistory history, bool cautious, bool lateCounts)
    {
        List<RestDay> seen = lateCounts ? [.. days] : [.. days.Select(day => day with { EarlyBefore = long.MinValue / 4, LateAfter = long.MaxValue / 4 })];
        string key = $"{contract.Terms.Id}|{history}|{cautious}|{lateCounts}|{string.Join(' ', seen)}";
        if (!_shared.TryGetValue(key, out RestStates? states))
        {
            int endDate = 7 * problem.Grid.Weeks;
            states = new RestStates(RulesOf(contract), seen, history, endDate, cautious);
            _shared.Add(key, states);
        }

        return states;
    }

    public RestHistory HistoryOf(PlanAgent agent, WorkRules rules)
    {
        List<Interval> shifts = [.. agent.PreviousShifts.Where(shift => shift.Start < _origin).OrderBy(shift => shift.Start)];
        if (shifts.Count == 0)
        {
            return RestHistory.Unknown;
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

        return new RestHistory(
            true, Minutes(shifts[^1].End), dates[^1], run, Minutes(shifts[first].Start), RestedInWeek(shifts, rules, rest));
    }

    private int DateOf(Interval shift) =>
        Period.DaysBetween(problem.Grid.FirstDate, shift.Start.InZone(problem.Grid.Zone).Date);

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

    private RestRuleSet RulesOf(PlanContract contract)
    {
        WorkRules rules = contract.Terms.Rules;
        int? weekly = rules.WeeklyRest is { } rest ? (int)rest.TotalMinutes : null;
        return new RestRuleSet
        {
            LongestRun = LongestRun(rules),
            ShortestOff = rules.FewestDaysOffInARow ?? 1,
            MostWeekends = rules.MostWeekends,
            MondayDate = (8 - (int)problem.Grid.FirstDate.DayOfWeek) % 7,
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
        return rules.MostWorkingDaysInARow is { } most && (most < longest || (!gapAtStart && problem.Agents.Any(agent => agent.PreviousShifts.Count > 0)))
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
