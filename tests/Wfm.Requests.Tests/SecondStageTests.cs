using NodaTime;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests;

/// <summary>Table and simulation tell the same story.</summary>
[TestFixture]
public sealed class SecondStageTests
{
    [TestCase(20, 5, 1, 0.9)]
    [TestCase(40, 7, 2, 1.0)]
    [TestCase(60, 10, 3, 1.05)]
    public void The_table_agrees_with_simulation(int agents, int queues, int seed, double load)
    {
        (SchedulingProblem problem, DraftSchedule schedule) = GeneratedUnit.Draw(agents, queues, 1, seed, load);
        PreparedPlan plan = new(problem, schedule);
        int agent = Enumerable.Range(0, agents).First(number => schedule.ShiftOf(number, 0) is not null);
        AbsenceRequest request = new(problem.Agents[agent].Id, new Interval(problem.Grid.InstantOf(0, 8), problem.Grid.InstantOf(0, 20)));
        Consequence answer = RequestWeigher.Weigh(plan, request, new WeighOptions { AlwaysSimulate = true, Alternatives = 0 }).Consequence!;

        List<double> levels = [], differences = [], chances = [];
        foreach (SimulatedQueue played in answer.Simulated!)
        {
            QueueConsequence told = answer.Queues.Single(queue => queue.Queue == played.Queue);
            levels.Add(told.Before.ServiceLevel!.Value - played.LevelBefore);
            differences.Add(told.After.ServiceLevel!.Value - told.Before.ServiceLevel!.Value - (played.LevelAfter - played.LevelBefore));
            chances.Add(told.Before.ChanceOfTarget!.Value - played.ChanceBefore);
        }

        Mean(levels).ShouldBeLessThan(0.025);
        Mean(differences).ShouldBeLessThan(0.004);
        Mean(chances).ShouldBeLessThan(0.11);
    }

    [Test]
    public void A_day_near_its_target_is_played_and_its_levels_decide()
    {
        (SchedulingProblem problem, DraftSchedule schedule) = GeneratedUnit.Draw(20, 5, 1, 1, 1.15);
        PreparedPlan plan = new(problem, schedule);
        IEnumerable<Consequence> answers =
            from agent in Enumerable.Range(0, 20)
            let request = new AbsenceRequest(problem.Agents[agent].Id, new Interval(problem.Grid.InstantOf(1, 6), problem.Grid.InstantOf(1, 24)))
            select RequestWeigher.Weigh(plan, request, new WeighOptions { Alternatives = 0 }).Consequence!;
        Consequence answer = answers.First(consequence => consequence.Queues.Any(queue => Math.Abs(queue.After.ServiceLevel!.Value - 0.8) < 0.03));

        answer.Simulated.ShouldNotBeNull().ShouldAllBe(queue => queue.ErrorOfDifference < 0.01);
        answer.Recommendation.ShouldNotBe(Recommendation.Fits);
    }

    private static double Mean(List<double> values) => values.Average(Math.Abs);
}
