namespace Wfm.Queueing.Tests.MultiSkill;

/// <summary>The simulation polices the fast path. Errors are predicted minus simulated service level of a queue's day, in points.</summary>
public sealed class NeighbourhoodPoolingAccuracyTests
{
    private const int Replications = 120;

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

    private static IEnumerable<double> Errors(Centre centre, int seed)
    {
        Tally[] truth = SimulatedCentre.Run(centre, Replications, seed);
        DayPrediction prediction = DayPrediction.Of(
            new NeighbourhoodPooling(centre.Days.Count, centre.Routes), centre.IntervalSeconds, centre.Days, centre.Agents);
        for (int queue = 0; queue < centre.Days.Count; queue++)
        {
            double simulated = truth[queue].ServedInTime.Sum() / truth[queue].Offered.Sum();
            yield return 100 * (prediction.ServiceLevelOfDay(queue)!.Value - simulated);
        }
    }
}
