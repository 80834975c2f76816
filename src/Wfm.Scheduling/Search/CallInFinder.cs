using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Search;

/// <summary>Looks for the shifts on which one more person would save most, among those people called in by the hour can take.</summary>
internal static class CallInFinder
{
    private const int MostShifts = 5;

    public static IReadOnlyList<CallIn> Of(SchedulingProblem problem, PlanModel model, DraftSchedule schedule)
    {
        HashSet<ContractId> called = [.. problem.Contracts.Where(contract => contract.IsCalledIn).Select(contract => contract.Terms.Id)];
        int[] pool = [.. Enumerable.Range(0, problem.Agents.Count).Where(agent => called.Contains(problem.Agents[agent].Contract))];
        if (pool.Length == 0)
        {
            return [];
        }

        PlanModel free = PlanModel.Of(AsPlanned(problem, pool));
        SearchState state = StateOf(model, schedule);
        List<(int Day, DayShift Shift, double Saving, int Type, List<int> Agents)> found = [];
        DayPricing pricing = new();
        for (int index = 0; index < pool.Length; index++)
        {
            for (int day = 0; day < model.DayCount; day++)
            {
                if (free.Agents[index].Days[day] is { } options && schedule.ShiftOf(pool[index], day) is null
                    && Best(state, pricing, options, model.Agents[pool[index]].TypeOfDay[day], day) is var (shift, saving) && saving > 1e-9
                    && MayTake(problem, schedule, pool[index], day, shift))
                {
                    Add(found, (day, shift, saving, model.Agents[pool[index]].TypeOfDay[day]), pool[index]);
                }
            }
        }

        return
        [
            .. found.OrderByDescending(offer => offer.Saving).ThenBy(offer => offer.Day).Take(MostShifts).Select(offer => new CallIn(
                problem.Grid.Days[offer.Day].Date,
                new Interval(problem.Grid.InstantOf(offer.Day, offer.Shift.Start), problem.Grid.InstantOf(offer.Day, offer.Shift.End)),
                offer.Shift, offer.Saving, LateCalls(problem, state, free.Agents[Array.IndexOf(pool, offer.Agents[0])].Days[offer.Day]!, offer),
                [.. offer.Agents.Select(agent => problem.Agents[agent].Id)])),
        ];
    }

    /// <summary>The people of the pool as if they were planned, so that their days are compiled.</summary>
    private static SchedulingProblem AsPlanned(SchedulingProblem problem, int[] pool) => problem with
    {
        Agents = [.. pool.Select(agent => problem.Agents[agent])],
        Published = null,
        Contracts =
        [
            .. problem.Contracts.Select(contract => new PlanContract(new Contract(
                contract.Terms.Id, contract.Terms.ShareFraction, contract.Terms.HoursPerWeek, Duration.FromHours(10_000), Duration.FromHours(10_000),
                contract.Terms.Rules with { IsCalledIn = false })) { EarlyAfterLate = contract.EarlyAfterLate }),
        ],
    };

    private static SearchState StateOf(PlanModel model, DraftSchedule schedule)
    {
        SearchState state = new(model);
        foreach (AgentModel agent in model.Agents)
        {
            for (int day = 0; day < agent.DayCount; day++)
            {
                if (agent.Days[day] is not null)
                {
                    state.Set(agent.Number, day, schedule.ShiftOf(agent.Number, day));
                }
            }
        }

        return state;
    }

    private static (DayShift Shift, double Saving)? Best(SearchState state, DayPricing pricing, DayOptions options, int type, int day)
    {
        if (type < 0)
        {
            return null;
        }

        double[] values = new double[128];
        state.Allocation.GainOfOneMore(type).Slice(state.Model.Cell(day, 0), options.Slots).CopyTo(values);
        for (SlotMask unserving = options.Unserving; !unserving.IsEmpty;)
        {
            values[SlotMask.Pop(ref unserving)] = 0;
        }

        double[] table = new double[DayPricing.ValueCount];
        pricing.Price(options, values, table);
        int at = Array.IndexOf(table, table.Max());
        return double.IsNegativeInfinity(table[at])
            ? null
            : (pricing.Find(options, values, at / DayPricing.PaidStride, at % DayPricing.PaidStride), table[at]);
    }

    /// <summary>Whether every rule of the person's contract holds with this shift added.</summary>
    private static bool MayTake(SchedulingProblem problem, DraftSchedule schedule, int agent, int day, DayShift shift)
    {
        PlanAgent person = problem.Agents[agent];
        DayShift?[] row = [.. Enumerable.Range(0, problem.Grid.Days.Count).Select(other => other == day ? shift : schedule.ShiftOf(agent, other))];
        AgentSchedule own = new(problem, person, row);
        return !ScheduleRules.For(own.Contract).Any(rule => rule.Violations(own).Any());
    }

    private static void Add(
        List<(int Day, DayShift Shift, double Saving, int Type, List<int> Agents)> found, (int Day, DayShift Shift, double Saving, int Type) offer, int agent)
    {
        int same = found.FindIndex(other => other.Day == offer.Day && other.Shift == offer.Shift && other.Type == offer.Type);
        if (same >= 0)
        {
            found[same].Agents.Add(agent);
        }
        else
        {
            found.Add((offer.Day, offer.Shift, offer.Saving, offer.Type, [agent]));
        }
    }

    private static double? LateCalls(
        SchedulingProblem problem, SearchState state, DayOptions options, (int Day, DayShift Shift, double Saving, int Type, List<int> Agents) offer)
    {
        LocalDate date = problem.Grid.Days[offer.Day].Date;
        QueueDay?[] demand = [.. problem.Queues.Select(queue => problem.Demand.FirstOrDefault(row => row.Queue == queue && row.Date == date))];
        if (demand.Any(row => row is { Cost: null }))
        {
            return null;
        }

        double late = 0;
        for (SlotMask serving = options.ServingMask(offer.Shift); !serving.IsEmpty;)
        {
            int slot = SlotMask.Pop(ref serving);
            int cell = state.Model.Cell(offer.Day, slot);
            double before = True(state, demand, cell, slot);
            state.Allocation.Add(cell, offer.Type);
            late += before - True(state, demand, cell, slot);
            state.Allocation.Remove(cell, offer.Type);
        }

        return late;
    }

    private static double True(SearchState state, QueueDay?[] demand, int cell, int slot)
    {
        double cost = 0;
        for (int queue = 0; queue < demand.Length; queue++)
        {
            cost += demand[queue] is { } day ? QueueDay.CostOf((day.TrueCost ?? day.Cost)![slot], state.Allocation.Staff(cell, queue)) : 0;
        }

        return cost;
    }
}
