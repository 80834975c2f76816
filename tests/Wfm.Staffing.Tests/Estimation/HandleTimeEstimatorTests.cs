using Wfm.Domain;

namespace Wfm.Staffing.Tests.Estimation;

[TestFixture]
public sealed class HandleTimeEstimatorTests
{
    private static readonly Dictionary<QueueId, GroupId> NoGroups = [];

    private static HandleTimeEstimate[] Estimate(params CallSeries[] history) => [.. HandleTimeEstimator.Estimate(history, NoGroups, new EstimationSettings())];

    [Test]
    public void Nine_times_in_ten_the_true_handle_time_lies_in_the_band()
    {
        int held = 0, all = 0;
        for (int trial = 0; trial < 60; trial++)
        {
            double[] truths = [180, 200, 230, 270, 320];
            HandleTimeEstimate[] found = Estimate([.. truths.Select((truth, at) =>
                new SimulatedCallers(3, 3, truth, 200).Run($"q{at}", days: 12, seed: (100 * trial) + at))]);
            for (int at = 0; at < truths.Length; at++)
            {
                held += found[at].LowSeconds <= truths[at] && truths[at] <= found[at].HighSeconds ? 1 : 0;
                all++;
            }
        }

        (held / (double)all).ShouldBe(0.90, 0.05);
    }

    [Test]
    public void Hours_are_told_where_they_differ_and_only_there()
    {
        Estimate(new SimulatedCallers(10, 6, 240, 200).Run("even", days: 30, seed: 5))[0].OfHour.ShouldBeEmpty();

        IReadOnlyDictionary<int, double> swinging = Estimate(new SimulatedCallers(10, 6, 240, 200).Run("swing", days: 30, seed: 5, hourSwing: 0.2))[0].OfHour;
        swinging[9].ShouldBe(288, 15);
        swinging[14].ShouldBe(192, 15);
    }

    [Test]
    public void A_queue_of_three_calls_leans_on_the_others()
    {
        HandleTimeEstimate small = Estimate(Three(600), new SimulatedCallers(10, 6, 240, 200).Run("a", 20, 1), new SimulatedCallers(10, 6, 260, 200).Run("b", 20, 2))[0];

        small.MeanSeconds!.Value.ShouldBeInRange(250, 450);
        small.OwnWeight.ShouldBeLessThan(0.5);
    }

    // A call of a day is a figure like any other, and its band says how little it rests on.
    [Test]
    public void A_handle_time_of_a_day_is_answered_without_NaN()
    {
        HandleTimeEstimate found = Estimate(Three(86_400))[0];

        found.MeanSeconds.ShouldBe(86_400);
        found.LowSeconds!.Value.ShouldBeGreaterThanOrEqualTo(0);
        found.HighSeconds!.Value.ShouldBeGreaterThan(100_000);
    }

    [Test]
    public void Nothing_told_is_nothing_known()
    {
        CallSeries bare = Three(0) with { Intervals = [new CallInterval(Staffed.Interval(0, 1).Start, Staffed.Quarter, 12)] };

        Estimate(bare)[0].MeanSeconds.ShouldBeNull();
        Estimate(bare, Three(200))[0].MeanSeconds.ShouldBe(200);
    }

    private static CallSeries Three(double handleSeconds) => new(
        new QueueId("three"), Staffed.Stockholm, Staffed.Quarter,
        [new CallInterval(Staffed.Interval(0, 1).Start, Staffed.Quarter, 3, 3, 0, HandleSeconds: 3 * handleSeconds, WaitSeconds: 0)]);
}
