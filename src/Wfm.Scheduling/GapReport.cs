namespace Wfm.Scheduling;

/// <summary>How far a schedule may be from a perfect one, in a planner's words. The gap is an upper limit on what can be saved.</summary>
public sealed record GapReport
{
    /// <summary>Cost less bound, in units of cost; zero or more.</summary>
    public required double Cost { get; init; }

    /// <summary>
    /// Staff-hours a perfect schedule could save at most, about: the gap divided by what filling one missing person's
    /// slot saves on average in this schedule. Null when nobody is missing anywhere.
    /// </summary>
    public required double? StaffHours { get; init; }

    /// <summary>What filling one missing person's hour saves on average in this schedule; null when nobody is missing anywhere.</summary>
    public required double? CostOfMissingHour { get; init; }

    /// <summary>
    /// Calls answered late that a perfect schedule could save at most; null unless every cost table counts expected late
    /// calls, which is taken to be so where every queue brings its traffic.
    /// </summary>
    public required double? LateCalls { get; init; }

    /// <summary>Where the gap comes from, largest first; together they are the gap. Empty when the run was cancelled before.</summary>
    public required IReadOnlyList<GapSource> Sources { get; init; }

    /// <summary>A report for a schedule with a bound.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="check">The schedule's cost and coverage.</param>
    /// <param name="bound">A lower bound on the cost of any schedule.</param>
    /// <param name="sources">Where the gap comes from; scaled so that they add up to it.</param>
    public static GapReport Of(SchedulingProblem problem, ScheduleCheck check, double bound, IReadOnlyList<GapSource> sources)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(sources);
        double told = sources.Sum(source => source.Cost);
        double gap = Math.Max(0, check.Cost.Total - bound);
        double? hour = Shortage.CostOfMissingHour(problem, check.Coverage);
        bool countsCalls = problem.Demand.Count > 0 && problem.Demand.All(demand => demand.Cost is not null && demand.Traffic is not null);
        return new GapReport
        {
            Cost = gap,
            CostOfMissingHour = hour,
            StaffHours = gap == 0 ? 0 : gap / hour,
            LateCalls = countsCalls ? gap : null,
            Sources = gap == 0 || told <= 0 ? [] : [.. sources.Select(source => source with { Cost = source.Cost * gap / told })],
        };
    }
}

/// <summary>One thing the bound leaves open, and how much of the gap it may explain.</summary>
/// <param name="Term">What is left open, in planner's words.</param>
/// <param name="Cost">Part of the gap, in units of cost, measured at the bound's own prices.</param>
public sealed record GapSource(string Term, double Cost);

/// <summary>What missing people cost in a schedule.</summary>
internal static class Shortage
{
    /// <summary>Tables that fall for ever would count people nobody misses; less than this share of the dearest slot is no shortage.</summary>
    private const double LeastShare = 0.01;

    /// <summary>Saving of filling every shortage, per hour of a person missing; null when nobody is missing.</summary>
    public static double? CostOfMissingHour(SchedulingProblem problem, Coverage coverage)
    {
        double least = LeastShare * Staffings(problem, coverage)
            .Select(at => Saving(at.Demand, at.Slot, at.Staff)).DefaultIfEmpty(0).Max();
        (double saved, long missing) = (0, 0);
        foreach ((QueueDay demand, int slot, int staff) in Staffings(problem, coverage))
        {
            for (int people = staff; people < problem.Agents.Count && Saving(demand, slot, people) is var worth && worth > least; people++)
            {
                saved += worth;
                missing++;
            }
        }

        return missing == 0 ? null : saved / missing * 60 / problem.Grid.SlotMinutes;
    }

    private static IEnumerable<(QueueDay Demand, int Slot, int Staff)> Staffings(SchedulingProblem problem, Coverage coverage)
    {
        Dictionary<Wfm.Domain.QueueId, int> queues = problem.Queues.Select((queue, index) => (queue, index)).ToDictionary();
        return from demand in problem.Demand
               let day = problem.Grid.IndexOf(demand.Date)
               where day >= 0
               from slot in Enumerable.Range(0, problem.Grid.Days[day].Slots)
               select (demand, slot, coverage.Staff(day, slot, queues[demand.Queue]));
    }

    private static double Saving(QueueDay demand, int slot, int staff) => demand.CostAt(slot, staff) - demand.CostAt(slot, staff + 1);
}
