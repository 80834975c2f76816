using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing.Tests.Estimation;

[TestFixture]
public sealed class PatienceEstimatorTests
{
    private static readonly EstimationSettings Settings = new();
    private static readonly Dictionary<QueueId, GroupId> NoGroups = [];

    private static PatienceEstimate[] Estimate(params CallSeries[] history) => [.. PatienceEstimator.Estimate(history, NoGroups, Settings)];

    // Abandoned ÷ waiting is the maximum likelihood of exponential patience; with 20 days it must sit within a few percent of the truth.
    [TestCase(60)]
    [TestCase(180)]
    [TestCase(400)]
    public void Patience_of_a_busy_queue_is_found_without_bias(double truth)
    {
        double mean = Enumerable.Range(0, 20).Average(seed =>
            Estimate(new SimulatedCallers(20, 5, 240, truth).Run("q", days: 20, seed))[0].MeanPatience.TotalSeconds);

        mean.ShouldBe(truth, 0.02 * truth);
    }

    [Test]
    public void Nine_times_in_ten_the_truth_lies_in_the_band()
    {
        Random random = new(7);
        int held = 0, all = 0;
        double logError = 0;
        for (int trial = 0; trial < 60; trial++)
        {
            double[] truths = [.. Enumerable.Range(0, 6).Select(_ => 180 * Math.Exp(0.3 * Normal(random)))];
            PatienceEstimate[] found = Estimate([.. truths.Select((truth, at) =>
                new SimulatedCallers(5, 2, 240, truth).Run($"q{at}", days: 8, seed: (1000 * trial) + at))]);
            for (int at = 0; at < truths.Length; at++)
            {
                held += found[at].Low!.Value.TotalSeconds <= truths[at] && truths[at] <= found[at].High!.Value.TotalSeconds ? 1 : 0;
                logError += Math.Log(found[at].MeanPatience.TotalSeconds / truths[at]);
                all++;
            }
        }

        (held / (double)all).ShouldBe(0.90, 0.04);
        (logError / all).ShouldBe(0, 0.03);
    }

    // Eight calls a day on their own: the raw ratio is wild, the group's weight tames it.
    [Test]
    public void A_queue_with_few_abandoned_calls_leans_on_the_others_and_is_nearer_the_truth_for_it()
    {
        double raw = 0, leaning = 0;
        for (int trial = 0; trial < 40; trial++)
        {
            CallSeries[] history =
            [
                new SimulatedCallers(1.2, 1, 200, 200).Run("small", days: 2, seed: trial),
                .. Enumerable.Range(0, 4).Select(at => new SimulatedCallers(15, 4, 240, 160 + (20 * at)).Run($"large{at}", days: 8, seed: (100 * trial) + at)),
            ];
            PatienceEstimate small = Estimate(history)[0];
            double alone = small.Abandoned > 0 ? small.WaitSeconds / small.Abandoned : 1000;
            raw += Math.Pow(Math.Log(alone / 200), 2);
            leaning += Math.Pow(Math.Log(small.MeanPatience.TotalSeconds / 200), 2);
            small.OwnWeight.ShouldBeInRange(0.0, 0.8);
        }

        leaning.ShouldBeLessThan(0.5 * raw);
    }

    [Test]
    public void The_weight_of_the_group_is_what_the_formula_says()
    {
        CallSeries own = One("own", abandoned: 30, waited: 3000), other = One("other", abandoned: 70, waited: 17_000);
        PatienceEstimate found = PatienceEstimator.Estimate([own, other], NoGroups, Settings with { PriorAbandonedCalls = 20 })[0];

        // Pooled 100 ÷ 20,000 s: 200 s. Own 30 + 20 borrowed over 3,000 + 20 × 200 s: 140 s; 3,000 of 7,000 s are its own.
        found.MeanPatience.TotalSeconds.ShouldBe(140, 1e-6);
        found.OwnWeight.ShouldBe(3 / 7.0, 1e-9);
        found.Source.ShouldBe(PatienceSource.Measured);
    }

    [Test]
    public void Queues_of_a_group_lean_on_their_group_before_the_centre()
    {
        Dictionary<QueueId, GroupId> groups = new() { [new("a1")] = new("a"), [new("a2")] = new("a"), [new("b1")] = new("b"), [new("b2")] = new("b") };
        CallSeries[] history = [One("a1", 1, 60), One("a2", 400, 24_000), One("b1", 1, 60), One("b2", 400, 120_000)];

        PatienceEstimate[] found = [.. PatienceEstimator.Estimate(history, groups, Settings)];

        found[0].MeanPatience.TotalSeconds.ShouldBeLessThan(100);
        found[2].MeanPatience.TotalSeconds.ShouldBeGreaterThan(200);
    }

    [Test]
    public void A_queue_nobody_has_waited_in_takes_its_groups_patience()
    {
        PatienceEstimate silent = Estimate(One("silent", 0, 0), One("other", 50, 10_000))[0];

        silent.Source.ShouldBe(PatienceSource.Group);
        silent.MeanPatience.TotalSeconds.ShouldBe(200, 1e-6);
        silent.OwnWeight.ShouldBe(0);
    }

    // Nobody hung up over 6,000 s: with 95 % probability patience is longer than 6,000 ÷ 3.0 s, but which it is nobody knows.
    [Test]
    public void Where_nobody_hung_up_the_default_is_said_to_be_one()
    {
        PatienceEstimate found = Estimate(One("calm", 0, 6000))[0];

        (found.Source, found.MeanPatience, found.Low).ShouldBe((PatienceSource.NobodyHungUp, Duration.FromSeconds(180), null));
        found.AtLeast!.Value.TotalSeconds.ShouldBe(2003, 1);
    }

    [Test]
    public void A_source_that_tells_only_offered_calls_gets_the_default()
    {
        CallSeries bare = new(new QueueId("bare"), Staffed.Stockholm, Staffed.Quarter, [new CallInterval(Staffed.Interval(0, 1).Start, Staffed.Quarter, 12)]);

        Estimate(bare)[0].ShouldBe(new PatienceEstimate(bare.Queue, PatienceSource.NotTold, Duration.FromSeconds(180), null, null, 0, 0, 0, 0, null));
        Estimate(bare with { Intervals = [] })[0].Source.ShouldBe(PatienceSource.NotTold);
        Estimate().ShouldBeEmpty();
    }

    // The waits of those who hung up are missing, so waiting ÷ abandoned is too short: a bound, and the truth lies above it.
    [Test]
    public void Answered_waits_alone_give_a_bound_and_no_figure()
    {
        CallSeries series = new SimulatedCallers(20, 5, 240, 180).Run("q", days: 20, seed: 3, onlyAnsweredWaits: true);

        PatienceEstimate found = PatienceEstimator.Estimate([series], NoGroups, Settings with { Waits = WaitBooking.AnsweredOnly })[0];

        found.Source.ShouldBe(PatienceSource.AnsweredWaitsOnly);
        found.MeanPatience.ShouldBe(QueueTarget.DefaultMeanPatience);
        found.AtLeast!.Value.TotalSeconds.ShouldBeInRange(60, 180);
    }

    [Test]
    public void Only_the_latest_weeks_count()
    {
        CallSeries early = new SimulatedCallers(20, 5, 240, 60).Run("q", days: 60, seed: 1), late = new SimulatedCallers(20, 5, 240, 300).Run("q", days: 70, seed: 2);
        CallSeries both = late with { Intervals = [.. early.Intervals, .. late.Intervals.Where(interval => interval.Start > early.Intervals[^1].Start)] };

        PatienceEstimator.Estimate([both], NoGroups, Settings with { Weeks = 1 })[0].MeanPatience.TotalSeconds.ShouldBe(300, 45);
        PatienceEstimator.Estimate([both], NoGroups, Settings with { Weeks = 1 })[0].Days.ShouldBe(7);
    }

    [TestCase(5, 0)]
    [TestCase(0, 1e9)]
    [TestCase(1_000_000, 1)]
    [TestCase(1, 1e9)]
    public void Absurd_figures_give_a_patience_all_the_same(int abandoned, double waited)
    {
        PatienceEstimate found = Estimate(One("odd", abandoned, waited), One("usual", 20, 4000))[0];

        found.MeanPatience.ShouldBeGreaterThan(Duration.Zero);
        double.IsFinite(found.High!.Value.TotalSeconds).ShouldBeTrue();
        found.OwnWeight.ShouldBeInRange(0, 1);
        new ErlangAWith(found.MeanPatience).ServiceLevel.ShouldBeInRange(0, 1);
    }

    private static CallSeries One(string queue, int abandoned, double waited) => new(
        new QueueId(queue), Staffed.Stockholm, Staffed.Quarter,
        [new CallInterval(Staffed.Interval(0, 1).Start, Staffed.Quarter, abandoned + 100, 100, abandoned, WaitSeconds: waited)]);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private sealed record ErlangAWith(Duration Patience)
    {
        public double ServiceLevel => new Queueing.ErlangA(5, 5, 240, Patience.TotalSeconds).ServiceLevelOfOffered(30);
    }
}
