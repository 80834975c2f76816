using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Rules;

/// <summary>The cost of a schedule, recomputed from nothing in plain code: the oracle of search and bound.</summary>
public static class PlainCost
{
    /// <summary>Cost by part, and who serves which queue when.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="schedule">The schedule.</param>
    public static (CostByPart Cost, Coverage Coverage) Of(SchedulingProblem problem, DraftSchedule schedule)
    {
        (CostByPart cost, CoveredDays days) = Of(problem, schedule, known: null, changed: []);
        return (cost, days.Coverage(problem));
    }

    /// <summary>The same where all days but some are known already.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="known">What the callers of every day cost and who served them, before these days changed; null where nothing is known.</param>
    /// <param name="changed">Positions of the changed days.</param>
    internal static (CostByPart Cost, CoveredDays Days) Of(SchedulingProblem problem, DraftSchedule schedule, CoveredDays? known, IReadOnlyCollection<int> changed)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        PlanningGrid grid = problem.Grid;
        int stride = CoveredDays.SlotStride(grid) * problem.Queues.Count;
        int[] staff = known is null ? new int[grid.Days.Count * stride] : [.. known.Staff];
        (double Hull, double True)[] costs = known is null ? new (double, double)[grid.Days.Count] : [.. known.Costs];
        int[] days = known is null ? [.. Enumerable.Range(0, grid.Days.Count)] : [.. changed];
        Parallel.For(0, days.Length, number => costs[days[number]] = CostOfDay(problem, schedule, days[number], staff.AsSpan(days[number] * stride, stride)));
        (double daysOff, double starts) = Wishes(problem, schedule);
        (double fairness, double stable, double changes) = PlainPersonCost.Of(problem, schedule);
        CostByPart parts = new(costs.Sum(cost => cost.Hull), daysOff, starts, costs.Sum(cost => cost.True))
        {
            Fairness = fairness,
            StableStarts = stable,
            Changes = changes,
        };
        return (parts, new CoveredDays(staff, costs));
    }

    private static (double Hull, double True) CostOfDay(SchedulingProblem problem, DraftSchedule schedule, int day, Span<int> staff)
    {
        staff.Clear();
        (double hull, double real) = (0, 0);
        QueueDay?[] demand = DemandOf(problem, problem.Grid.Days[day].Date);
        List<(ulong Queues, int[] People)> present = Presence(problem, schedule, day);
        for (int slot = 0; slot < problem.Grid.Days[day].Slots; slot++)
        {
            int[] people = Allocate(present, slot, demand);
            people.CopyTo(staff[(slot * demand.Length)..]);
            for (int queue = 0; queue < demand.Length; queue++)
            {
                double cost = demand[queue]?.CostAt(slot, people[queue]) ?? 0;
                hull += cost;
                real += demand[queue]?.TrueCost is { } tables ? QueueDay.CostOf(tables[slot], people[queue]) : cost;
            }
        }

        return (hull, real);
    }

    private static QueueDay?[] DemandOf(SchedulingProblem problem, LocalDate date) =>
        [.. problem.Queues.Select(queue => problem.Demand.FirstOrDefault(demand => demand.Date == date && demand.Queue == queue))];

    private static int[] Allocate(List<(ulong Queues, int[] People)> present, int slot, QueueDay?[] demand)
    {
        double Cost(int queue, int people) => demand[queue] is { } day
            ? day.CostAt(slot, people) + Penalty(day, slot, people)
            : 0;
        return MinCostAllocation.Solve(
            [.. present.Where(group => group.People[slot] > 0).Select(group => (group.Queues, group.People[slot]))], demand.Length, Cost);
    }

    private static double Penalty(QueueDay demand, int slot, int people) =>
        demand.MinimumPosts is { } posts ? Search.PlanModel.PostPenalty * Math.Max(0, posts[slot] - people) : 0;

    /// <summary>People present and serving, by their skills.</summary>
    private static List<(ulong Queues, int[] People)> Presence(SchedulingProblem problem, DraftSchedule schedule, int day)
    {
        PlanDay row = problem.Grid.Days[day];
        SortedDictionary<ulong, int[]> present = [];
        for (int agent = 0; agent < problem.Agents.Count; agent++)
        {
            PlanAgent person = problem.Agents[agent];
            ulong skills = 0;
            for (int queue = 0; queue < problem.Queues.Count; queue++)
            {
                skills |= person.Skills.Any(skill => skill.Queue == problem.Queues[queue] && skill.HoldsOn(row.Date)) ? 1UL << queue : 0;
            }

            if (skills == 0 || schedule.ShiftOf(agent, day) is not { } shift)
            {
                continue;
            }

            if (!present.TryGetValue(skills, out int[]? people))
            {
                present.Add(skills, people = new int[row.Slots]);
            }

            Count(problem, person, WorkedShift.Of(problem.Grid, day, shift), people);
        }

        return [.. present.Select(pair => (pair.Key, pair.Value))];
    }

    private static void Count(SchedulingProblem problem, PlanAgent person, WorkedShift shift, int[] people)
    {
        List<Interval> away =
        [
            .. shift.Pauses, .. person.Meetings.Select(meeting => meeting.Span), .. person.PartAbsences,
        ];
        away.RemoveAll(span => span.End <= shift.Start || span.Start >= shift.End);
        for (int slot = shift.Slots.Start; slot < shift.Slots.End; slot++)
        {
            Instant start = problem.Grid.InstantOf(shift.Day, slot);
            Instant end = problem.Grid.InstantOf(shift.Day, slot + 1);
            people[slot] += away.Any(span => span.Start < end && span.End > start) ? 0 : 1;
        }
    }

    private static (double DaysOff, double Starts) Wishes(SchedulingProblem problem, DraftSchedule schedule)
    {
        (double daysOff, double starts) = (0, 0);
        for (int agent = 0; agent < problem.Agents.Count; agent++)
        {
            foreach (PlanWish wish in problem.Agents[agent].Wishes)
            {
                for (int day = 0; day < problem.Grid.Days.Count; day++)
                {
                    bool applies = wish.Date is null || wish.Date == problem.Grid.Days[day].Date;
                    if (applies && schedule.ShiftOf(agent, day) is { } shift)
                    {
                        daysOff += wish.Kind == WishKind.DayOff ? problem.WishCosts.DayOff * problem.WishCosts.WeightOf(wish) : 0;
                        starts += Search.WishMeasure.StartCost(problem, wish, day, shift.Start);
                    }
                }
            }
        }

        return (daysOff, starts);
    }
}
