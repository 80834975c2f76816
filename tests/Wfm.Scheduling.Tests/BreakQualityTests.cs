using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests;

/// <summary>Lunches and breaks of one small day against the best placement there is, found by trying every one for fixed starts and ends.</summary>
public sealed class BreakQualityTests
{
    [Test]
    public void Lunches_and_breaks_cost_at_most_half_a_per_cent_more_than_the_best_placement([Range(1, 8)] int seed)
    {
        SchedulingProblem problem = OneDay(seed);
        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Threads = 1, Steps = 3_000, BoundSteps = 1, Seed = seed });

        double exact = BestPlacement(problem, result.Schedule);

        result.Violations.ShouldBeEmpty();
        result.Cost.Total.ShouldBeGreaterThanOrEqualTo(exact - 1e-7);
        result.Cost.Total.ShouldBeLessThanOrEqualTo(exact * 1.005 + 1e-7);
    }

    private static SchedulingProblem OneDay(int seed)
    {
        SeededRandom random = new(seed);
        PlanTemplate template = Small.Day(8, 9, 4, 6, breaks: 2) with
        {
            Lunch = new LunchRule(30, 30, [new TimeWindow(new(11, 0), new(13, 30))]),
        };
        PlanAgent[] agents = [.. Enumerable.Range(0, 3).Select(number => Small.Agent($"p{number}") with { Templates = [template.Id] })];
        return Small.Problem(
            Small.Grid(daysPerWeek: 1), agents, Small.Contract(hours: 5, band: 1), templates: [template], demand: (_, _, _) => 0.5 + 2.5 * random.Fraction());
    }

    /// <summary>The cost of the best lunches and breaks when everybody's start, end and lunch length stand.</summary>
    /// <remarks>With one queue the cost depends on how many serve in each slot, so the first two agents' placements are joined, duplicates dropped, and the third tried against each.</remarks>
    private static double BestPlacement(SchedulingProblem problem, DraftSchedule schedule)
    {
        double[][] cost = [.. Enumerable.Range(0, 40).Select(slot => (double[])[.. Enumerable.Range(0, 4).Select(people => problem.Demand[0].CostAt(slot, people))])];
        SlotMask[][] placements = [.. Enumerable.Range(0, 3).Select(agent => Placements(problem, agent, schedule.ShiftOf(agent, 0)!.Value))];
        double best = double.PositiveInfinity;
        foreach (SlotMask one in placements[0])
        {
            foreach (SlotMask two in placements[1])
            {
                foreach (SlotMask three in placements[2])
                {
                    best = Math.Min(best, Cost(cost, one.Low, two.Low, three.Low, best));
                }
            }
        }

        return best;
    }

    private static double Cost(double[][] cost, ulong one, ulong two, ulong three, double best)
    {
        double sum = 0;
        for (int slot = 0; slot < cost.Length && sum < best; slot++)
        {
            sum += cost[slot][(int)((one >> slot & 1) + (two >> slot & 1) + (three >> slot & 1))];
        }

        return sum;
    }

    /// <summary>Desk time of every shift with the same start, end and lunch length that the plain rules allow.</summary>
    private static SlotMask[] Placements(SchedulingProblem problem, int agent, DayShift fixedShift)
    {
        IReadOnlyList<IScheduleRule> book = ScheduleRules.For(problem.Contracts[0]);
        HashSet<SlotMask> masks = [];
        for (int lunch = fixedShift.Start; lunch < fixedShift.End; lunch++)
        {
            for (int first = fixedShift.Start; first < lunch; first++)
            {
                for (int second = lunch; second < fixedShift.End; second++)
                {
                    DayShift shift = fixedShift with { Lunch = lunch, Break1 = first, Break2 = second };
                    if (!book.Any(rule => rule.Violations(new AgentSchedule(problem, problem.Agents[agent], [shift])).Any()))
                    {
                        masks.Add(shift.DeskMask());
                    }
                }
            }
        }

        return [.. masks];
    }
}
