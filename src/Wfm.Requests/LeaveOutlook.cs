using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>How a leave of one person would go down, before anybody asks: a working day in whole, in halves and in quarters of an hour.</summary>
/// <remarks>Figures of the staffing consequence, nothing learned. The day and its halves are weighed as a request for them would be; quarters come from the
/// day's table. The same inputs give the same answer.</remarks>
public static class LeaveOutlook
{
    private static readonly WeighOptions Table = new() { Alternatives = 0, SimulatedDays = 0 };

    /// <summary>The outlook of one day.</summary>
    /// <param name="plan">The schedule, prepared.</param>
    /// <param name="agent">Who would be away.</param>
    /// <param name="date">The day.</param>
    /// <param name="inParts">Whether to tell its halves and every quarter too.</param>
    /// <returns>Null where the person is not in the plan or does not work that day.</returns>
    public static LeaveDay? Of(PreparedPlan plan, AgentId agent, LocalDate date, bool inParts)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanningGrid grid = plan.Problem.Grid;
        int day = grid.IndexOf(date);
        if (day < 0 || !plan.Numbers.TryGetValue(agent, out int number) || plan.Schedule.ShiftOf(number, day) is not { } shift)
        {
            return null;
        }

        if (!inParts)
        {
            return new LeaveDay(date, Weighed(shift.Start, shift.End), null, null, []);
        }

        (int noon, int after) = shift.Lunch == DayShift.None ? (shift.Start + shift.Length / 2, shift.Start + shift.Length / 2) : (shift.Lunch, shift.LunchEnd);
        return new LeaveDay(date, Weighed(shift.Start, shift.End), Weighed(shift.Start, noon), Weighed(after, shift.End), Quarters());

        LeaveSpan Weighed(int from, int to)
        {
            Interval span = new(grid.InstantOf(day, from), grid.InstantOf(day, to));
            Consequence consequence = RequestWeigher.Weigh(plan, new AbsenceRequest(agent, span), Table).Consequence!;
            QueueConsequence? worst = consequence.Queues.MaxBy(queue => queue.Before.ServiceLevel - queue.After.ServiceLevel ?? 0);
            return new LeaveSpan(span, consequence.Recommendation, worst?.Queue, worst?.Before.ServiceLevel, worst?.After.ServiceLevel, worst?.TargetShare)
            {
                LateCalls = worst is null ? 0 : worst.After.LateCalls - worst.Before.LateCalls,
                LowestAfter = consequence.Queues.Where(queue => queue.After.ServiceLevel < queue.Before.ServiceLevel).Min(queue => queue.After.ServiceLevel),
                BreaksRules = consequence.Violations.Count > 0,
            };
        }

        IReadOnlyList<LeaveSpan> Quarters()
        {
            AwayTable table = new(plan, plan.Day(day), [number]);
            return [.. Enumerable.Range(shift.Start, shift.Length).Select(slot => table.Alone(slot, new Interval(grid.InstantOf(day, slot), grid.InstantOf(day, slot + 1)), Table))];
        }
    }
}

/// <summary>A working day of one person and how being away from it would go down.</summary>
/// <param name="Date">The day.</param>
/// <param name="Whole">The whole shift.</param>
/// <param name="FirstHalf">Until lunch, or half of a shift without one; null unless asked for.</param>
/// <param name="SecondHalf">After it.</param>
/// <param name="Quarters">Every interval of the shift by itself; empty unless asked for.</param>
public sealed record LeaveDay(LocalDate Date, LeaveSpan Whole, LeaveSpan? FirstHalf, LeaveSpan? SecondHalf, IReadOnlyList<LeaveSpan> Quarters);

/// <summary>A time away and what the queue that is hit most would notice of it.</summary>
/// <param name="Span">When.</param>
/// <param name="Recommendation">What we would say about it.</param>
/// <param name="Queue">The queue hit most; null when callers notice nothing.</param>
/// <param name="Before">Its service level as planned, 0 to 1: of the day, or of the interval for a single one.</param>
/// <param name="After">The same with the person away.</param>
/// <param name="Target">The share promised.</param>
public sealed record LeaveSpan(Interval Span, Recommendation Recommendation, QueueId? Queue, double? Before, double? After, double? Target)
{
    /// <summary>Callers of that queue answered late because of it; 0 for single intervals.</summary>
    public double LateCalls { get; init; }

    /// <summary>The lowest level of a queue that falls; null when none does.</summary>
    public double? LowestAfter { get; init; }

    /// <summary>Whether a rule of working time would be broken.</summary>
    public bool BreaksRules { get; init; }
}
