using Wfm.Domain;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>
/// One day of a problem and its schedule as the queueing engine sees it: what comes into every queue, which groups of interchangeable
/// people take which queues, and how many of each group are there in every slot.
/// </summary>
/// <remarks>
/// People with the same queues and priorities on the day form one group. Somebody counts in a slot when the shift says contacts there:
/// not at lunch, on a break, in a meeting or away. Of the people scheduled only a share is on calls (1 − shrinkage, told per queue and slot
/// by the problem); a group's share is the mean over its queues. Heads are whole numbers, so that taking one person out and
/// building the day without that person give the same bits.
/// </remarks>
public sealed class DayOfQueues
{
    private const double HandleSecondsUnknown = 240;

    private DayOfQueues(
        int day, double slotSeconds, IReadOnlyList<QueuePromise> promises, IReadOnlyList<Queueing.QueueDay> queues, GroupsOfDay groups, int[][] heads, Loan[] loans)
    {
        (Day, SlotSeconds, Promises, Queues, GroupsOfDay, Heads, Loans) = (day, slotSeconds, promises, queues, groups, heads, loans);
    }

    /// <summary>Row in the problem's grid.</summary>
    public int Day { get; }

    /// <summary>Seconds of a slot.</summary>
    public double SlotSeconds { get; }

    /// <summary>The promises of the queues with traffic; every list per queue is in this order.</summary>
    public IReadOnlyList<QueuePromise> Promises { get; }

    /// <summary>Calls, handle times, patience and threshold of each queue; a queue that is closed that day has no calls.</summary>
    public IReadOnlyList<Queueing.QueueDay> Queues { get; }

    /// <summary>The groups: who belongs to which, which queues they take, which share of them is on calls.</summary>
    public GroupsOfDay GroupsOfDay { get; }

    /// <summary>People on contacts, <c>[slot][group]</c>, shrinkage not removed.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Heads { get; }

    /// <summary>People who take queues of other groups for a time that day.</summary>
    internal Loan[] Loans { get; }

    /// <summary>The queues each group takes with their priorities: what <see cref="NeighbourhoodPooling"/> and the simulator route by.</summary>
    public IReadOnlyList<IReadOnlyList<SkillRoute>> Routes => GroupsOfDay.Routes;

    /// <summary>People on calls, <c>[slot][group]</c>: heads times the group's share.</summary>
    public IReadOnlyList<double[]> Agents =>
        [.. Heads.Select((heads, slot) => heads.Select((count, group) => GroupsOfDay.OnCalls(group, slot, count)).ToArray())];

    /// <summary>Reads one day.</summary>
    /// <param name="problem">The problem, with the traffic of its queues.</param>
    /// <param name="schedule">A schedule of it; its blocks of activities count as time away from calls.</param>
    /// <param name="day">Row of the grid.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static DayOfQueues Of(SchedulingProblem problem, DraftSchedule schedule, int day) => Of(problem, schedule, day, []);

    /// <summary>Reads one day on which some people take other queues for a time.</summary>
    /// <param name="problem">The problem, with the traffic of its queues.</param>
    /// <param name="schedule">A schedule of it.</param>
    /// <param name="day">Row of the grid.</param>
    /// <param name="loans">Who takes other queues when; those of other days are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static DayOfQueues Of(SchedulingProblem problem, DraftSchedule schedule, int day, IReadOnlyList<Loan> loans)
    {
        ArgumentNullException.ThrowIfNull(loans);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)day, (uint)problem.Grid.Days.Count, nameof(day));
        PlanDay row = problem.Grid.Days[day];
        QueuePromise[] promises = PromisesOn(problem, row.Date);
        Dictionary<QueueId, SlotTraffic?> traffic = problem.Demand.Where(demand => demand.Date == row.Date).ToDictionary(demand => demand.Queue, demand => demand.Traffic);
        GroupsOfDay groups = GroupsOfDay.Of(problem, promises, [.. promises.Select(promise => traffic.GetValueOrDefault(promise.Queue))], day);
        Loan[] ofDay = [.. loans.Where(loan => loan.Day == day)];
        groups = groups.With(ofDay);
        int[][] heads = [.. Enumerable.Range(0, row.Slots).Select(_ => new int[groups.Count])];
        foreach ((int agent, Shift shift) in schedule.ShiftsOn(problem, day))
        {
            foreach (int slot in SlotsOnContacts(problem.Grid, day, shift))
            {
                if (groups.GroupOf(agent, slot, ofDay) is var group && group >= 0)
                {
                    heads[slot][group]++;
                }
            }
        }

        return new DayOfQueues(
            day, problem.Grid.SlotMinutes * 60.0, promises, [.. promises.Select(promise => Inflow(promise, traffic.GetValueOrDefault(promise.Queue), row.Slots))], groups, heads, ofDay);
    }

    /// <summary>The promises of queues with traffic on any day, in the problem's order; of a queue that changes what it promises the first.</summary>
    public static QueuePromise[] PromisesWithTraffic(SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        HashSet<QueueId> known = [.. problem.Demand.Where(day => day.Traffic is not null).Select(day => day.Queue)];
        return [.. problem.Promises.Where(promise => known.Contains(promise.Queue)).DistinctBy(promise => promise.Queue)];
    }

    /// <summary>What the queues with traffic on any day promise on one date, in the problem's order; of a queue that promises nothing then what it promises first.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="date">The date.</param>
    public static QueuePromise[] PromisesOn(SchedulingProblem problem, NodaTime.LocalDate date) =>
    [
        .. from promise in PromisesWithTraffic(problem)
           select problem.Promises.FirstOrDefault(other => other.Queue == promise.Queue && other.HoldsOn(date)) ?? promise,
    ];

    /// <summary>Predicts the day as forecast: queues that share people by neighbourhood pooling, queues with people of their own by the chain that carries their line on.</summary>
    public DayPrediction Predict() => DayPrediction.Of(
        new NeighbourhoodPooling(Promises.Count, Routes), SlotSeconds, [.. Queues.Select(queue => queue with { DayVariation = 0 })], Agents, carriesLine: true);

    /// <summary>The same day with other people on contacts.</summary>
    internal DayOfQueues With(int[][] heads) => new(Day, SlotSeconds, Promises, Queues, GroupsOfDay, heads, Loans);

    /// <summary>Slots of the day in which a shift says contacts.</summary>
    internal static IEnumerable<int> SlotsOnContacts(PlanningGrid grid, int day, Shift shift)
    {
        foreach (ShiftActivity activity in shift.Activities)
        {
            if (activity.Kind == ActivityKind.Contacts)
            {
                int end = grid.SlotCeiling(day, activity.Span.End);
                for (int slot = grid.SlotFloor(day, activity.Span.Start); slot < end; slot++)
                {
                    yield return slot;
                }
            }
        }
    }

    private static Queueing.QueueDay Inflow(QueuePromise promise, SlotTraffic? traffic, int slots) => new(
        traffic?.Calls ?? new double[slots],
        traffic?.HandleSeconds ?? [.. Enumerable.Repeat(HandleSecondsUnknown, slots)],
        promise.PatienceSeconds ?? double.PositiveInfinity,
        promise.ThresholdSeconds)
    {
        DayVariation = promise.DayVariation,
    };
}
