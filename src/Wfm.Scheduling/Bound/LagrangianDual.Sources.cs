using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Bound;

/// <summary>The bound taken apart: what each thing it leaves open may be worth.</summary>
internal sealed partial class LagrangianDual
{
    /// <summary>Splits the gap between a schedule's cost and the bound of some prices.</summary>
    /// <remarks>
    /// Agents are bound more and more: by the hours and days off of the schedule, by the search's own rest states and the
    /// weekly maximum, by neither. Each step's loss is one source; all are measured at the same prices, in one evaluation,
    /// and what is left lies between queues and slots of single days: uncoordinated answers, prices not at their best, the schedule's own fault.
    /// </remarks>
    /// <param name="prices">Prices of a bound.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cost">Its cost.</param>
    /// <param name="bound">The bound reported; never below what the prices give.</param>
    public IReadOnlyList<GapSource> Sources(double[] prices, DraftSchedule schedule, CostByPart cost, double bound)
    {
        PriceTypes(prices);
        PriceKeys();
        (double hopeful, double cautious, double capped, double hours) = (0, 0, 0, 0);
        foreach (AgentModel agent in _model.Agents)
        {
            double free = BestPeriod(agent);
            if (double.IsNegativeInfinity(free))
            {
                continue;
            }

            double scheduled = Math.Min(free, WorthOfHours(agent, schedule));
            double rested = Known(_program.Relax(agent, agent.Cautious, _pool, _offsets, _choices), scheduled, free);
            double weekly = agent.WeekCap == int.MaxValue
                ? rested
                : Known(_program.Solve(agent, agent.Cautious, _pool, _offsets, _choices), scheduled, rested);
            (hopeful, cautious, capped, hours) = (hopeful + free, cautious + rested, capped + weekly, hours + scheduled);
        }

        double soft = cost.Fairness + cost.StableStarts + cost.Changes;
        double gap = Math.Max(0, cost.Total - soft - bound);
        double open = hopeful - hours;
        double share = open > gap ? gap / open : 1;
        GapSource[] sources =
        [
            new("who covers which slot within the days", gap - share * open),
            new("paid hours and days off", share * (capped - hours)),
            new("weekly maximum of hours", share * (cautious - capped)),
            new("fairness, stable starts and changes, which the bound leaves out", Math.Min(soft, Math.Max(0, cost.Total - bound))),
            new("rest rules", share * (hopeful - cautious)),
        ];
        return [.. sources.Where(source => source.Cost > 1e-6).OrderByDescending(source => source.Cost)];
    }

    private static double Known(double worth, double least, double most) =>
        Math.Clamp(double.IsNegativeInfinity(worth) ? most : worth, least, most);

    /// <summary>The most the agent's slots can be worth with the schedule's days off and paid hours.</summary>
    private double WorthOfHours(AgentModel agent, DraftSchedule schedule)
    {
        double worth = 0;
        for (int day = 0; day < agent.DayCount; day++)
        {
            if (schedule.ShiftOf(agent.Number, day) is not { } shift || agent.Days[day] is not { } options)
            {
                continue;
            }

            double best = double.NegativeInfinity;
            for (int at = options.UnitsOf(shift); at < DayPricing.ValueCount; at += DayPricing.PaidStride)
            {
                best = Math.Max(best, _pool[_offsets[day] + at]);
            }

            worth += best - agent.WorkCost[day];
        }

        return worth;
    }
}
