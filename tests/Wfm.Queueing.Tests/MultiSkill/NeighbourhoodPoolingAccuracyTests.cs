using Wfm.Queueing.Simulation;

namespace Wfm.Queueing.Tests.MultiSkill;

/// <summary>The simulation polices the fast path. Errors are predicted minus simulated service level of a queue's day, in points.</summary>
public sealed class NeighbourhoodPoolingAccuracyTests
{
    private const int Replications = 200;

    [TestCase(1300, 1.0, false, 2.0, 5)]
    [TestCase(1300, 1.0, true, 2.0, 5)]
    [TestCase(2000, 1.0, false, 2.0, 5)]
    [TestCase(2000, 1.0, true, 2.0, 5)]
    [TestCase(1300, 1.15, true, 2.0, 5)]
    [TestCase(2000, 0.85, false, 2.5, 6)]
    [TestCase(2000, 0.85, true, 2.5, 6)]
    public void Queue_days_stay_close_to_simulation(double callsPerDay, double staffing, bool overflow, double meanPoints, double maxPoints)
    {
        List<double> errors = [];
        for (int seed = 1; seed <= 2; seed++)
        {
            Centre centre = OrebroLikeCentre.Build(callsPerDay, staffing, overflow, seed);
            errors.AddRange(Errors(centre, seed));
        }

        double mean = errors.Average(Math.Abs);
        double max = errors.Max(Math.Abs);
        TestContext.Out.WriteLine(
            $"{callsPerDay} calls, staffing {staffing}, overflow {overflow}: mean {mean:0.00}, max {max:0.00}, bias {errors.Average():0.00}");
        mean.ShouldBeLessThan(meanPoints);
        max.ShouldBeLessThan(maxPoints);
    }

    [TestCase(1.0, false)]
    [TestCase(1.0, true)]
    [TestCase(0.85, false)]
    [TestCase(0.85, true)]
    [TestCase(1.15, true)]
    public void Generated_centres_of_5_to_20_queues_stay_close_to_simulation(double staffing, bool overflow)
    {
        List<double> errors = [];
        for (int seed = 1; seed <= 8; seed++)
        {
            errors.AddRange(Errors(GeneratedCentre.Build(3 + 2 * seed + seed / 8, staffing, overflow, seed), seed));
        }

        TestContext.Out.WriteLine(
            $"staffing {staffing}, overflow {overflow}: {errors.Count} queue-days, mean {errors.Average(Math.Abs):0.00}, "
            + $"max {errors.Max(Math.Abs):0.00}, bias {errors.Average():0.00}");
        errors.Average(Math.Abs).ShouldBeLessThan(2.5);
    }

    private static IEnumerable<double> Errors(Centre centre, int seed)
    {
        SimulatedFigures truth = new CentreSimulation(centre.Days.Count, centre.Routes, centre.IntervalSeconds)
            .Run(centre.Days, centre.Agents, Replications, seed);
        DayPrediction prediction = DayPrediction.Of(
            new NeighbourhoodPooling(centre.Days.Count, centre.Routes), centre.IntervalSeconds, centre.Days, centre.Agents);
        for (int queue = 0; queue < centre.Days.Count; queue++)
        {
            yield return 100 * (prediction.ServiceLevelOfDay(queue)!.Value - truth.ServiceLevelOf(queue)!.Value.Value);
        }
    }
}
