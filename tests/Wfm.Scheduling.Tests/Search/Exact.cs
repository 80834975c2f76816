using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Tests.Search;

/// <summary>The best schedule of a tiny problem by trying everything, judged by the plain rules and the plain cost.</summary>
internal static class Exact
{
    /// <summary>The least cost, or null when no schedule keeps every rule.</summary>
    /// <param name="problem">A problem whose agents have a handful of shifts a day.</param>
    /// <param name="shifts">The shifts a day offers; the rules say which of them are allowed.</param>
    public static double? LeastCost(SchedulingProblem problem, IReadOnlyList<DayShift> shifts)
    {
        DayShift?[] choices = [null, .. shifts.Select(shift => (DayShift?)shift)];
        int days = problem.Grid.Days.Count;
        double[][] dayCosts = [.. Enumerable.Range(0, days).Select(day => CostsOfDay(problem, choices, day))];
        List<int[]>[] allowed = [.. problem.Agents.Select(agent => Allowed(problem, agent, choices))];
        return Least(allowed, dayCosts, choices.Length);
    }

    private static List<int[]> Allowed(SchedulingProblem problem, PlanAgent agent, DayShift?[] choices)
    {
        IReadOnlyList<IScheduleRule> book = ScheduleRules.For(problem.Contracts.First(contract => contract.Terms.Id == agent.Contract));
        List<int[]> allowed = [];
        int days = problem.Grid.Days.Count;
        int[] row = new int[days];
        for (int number = 0; number < (int)Math.Pow(choices.Length, days); number++)
        {
            int rest = number;
            for (int day = 0; day < days; day++)
            {
                (rest, row[day]) = (rest / choices.Length, rest % choices.Length);
            }

            AgentSchedule schedule = new(problem, agent, [.. row.Select(choice => choices[choice])]);
            if (!book.Any(rule => rule.Violations(schedule).Any()))
            {
                allowed.Add([.. row]);
            }
        }

        return allowed;
    }

    /// <summary>Cost of one day for every combination of its agents' choices, the other days' costs taken off.</summary>
    private static double[] CostsOfDay(SchedulingProblem problem, DayShift?[] choices, int day)
    {
        int agents = problem.Agents.Count;
        double empty = PlainCost.Of(problem, DraftSchedule.Empty(problem)).Cost.Total;
        double share = empty / problem.Grid.Days.Count;
        double[] costs = new double[(int)Math.Pow(choices.Length, agents)];
        for (int number = 0; number < costs.Length; number++)
        {
            DayShift?[][] rows = [.. Enumerable.Range(0, agents).Select(_ => new DayShift?[problem.Grid.Days.Count])];
            int rest = number;
            for (int agent = 0; agent < agents; agent++)
            {
                (rest, rows[agent][day]) = (rest / choices.Length, choices[rest % choices.Length]);
            }

            costs[number] = PlainCost.Of(problem, new DraftSchedule(rows)).Cost.Total - empty + share;
        }

        return costs;
    }

    private static double? Least(List<int[]>[] allowed, double[][] dayCosts, int choices)
    {
        double? least = null;
        foreach (int[] first in allowed[0])
        {
            foreach (int[] second in allowed.Length > 1 ? allowed[1] : [new int[first.Length]])
            {
                double cost = 0;
                for (int day = 0; day < first.Length; day++)
                {
                    cost += dayCosts[day][first[day] + choices * second[day]];
                }

                least = cost < (least ?? double.PositiveInfinity) ? cost : least;
            }
        }

        return allowed.Any(list => list.Count == 0) ? null : least;
    }
}
