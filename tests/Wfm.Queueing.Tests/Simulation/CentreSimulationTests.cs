using Wfm.Queueing.Simulation;
using Wfm.Queueing.Tests.MultiSkill;

namespace Wfm.Queueing.Tests.Simulation;

public sealed class CentreSimulationTests
{
    private static readonly Centre Orebro = OrebroLikeCentre.Build(1300, staffing: 0.9, overflow: true, seed: 4);

    // The plain simulation of the tests shares no code with the product's: other events, other draws, other order.
    [Test]
    public void Agrees_with_the_plain_simulation_of_a_centre_with_overflow()
    {
        const int days = 150;
        Tally[] plain = SimulatedCentre.Run(Orebro, days, seed: 77);
        SimulatedFigures figures = Simulation().Run(Orebro.Days, Orebro.Agents, days, seed: 5);

        for (int queue = 0; queue < Orebro.Days.Count; queue++)
        {
            Estimate level = figures.ServiceLevelOf(queue)!.Value;
            double other = plain[queue].ServedInTime.Sum() / plain[queue].Offered.Sum();
            double abandoned = plain[queue].Abandoned.Sum() / plain[queue].Offered.Sum();
            Math.Abs(level.Value - other).ShouldBeLessThan(4 * Math.Sqrt(2) * level.StandardError, $"queue {queue}");
            figures.OfQueue(queue).AbandonedFraction!.Value.ShouldBe(abandoned, 0.02);
        }
    }

    [Test]
    public void The_same_seed_gives_the_same_bits_drawn_prepared_or_on_two_threads()
    {
        CentreSimulation simulation = Simulation();
        SimulatedFigures one = simulation.Run(Orebro.Days, Orebro.Agents, 30, seed: 9, dayFactorVariation: 0.12);
        SimulatedFigures two = simulation.Run(Orebro.Days, Orebro.Agents, 30, seed: 9, dayFactorVariation: 0.12, threads: 2);
        PreparedDays prepared = simulation.Prepare(Orebro.Days, 30, seed: 9, dayFactorVariation: 0.12, threads: 2);

        ShouldBeSame(two, one);
        ShouldBeSame(simulation.Replay(prepared, Orebro.Agents, threads: 2), one);
        simulation.Run(Orebro.Days, Orebro.Agents, 30, seed: 10).OfQueue(0).ShouldNotBe(one.OfQueue(0));
    }

    [TestCase(0, 0)]
    [TestCase(10, 14)]
    [TestCase(38, 40)]
    [TestCase(0, 40)]
    public void A_compared_pair_is_two_replays_to_the_last_bit(int from, int to)
    {
        CentreSimulation simulation = Simulation();
        PreparedDays prepared = simulation.Prepare(Orebro.Days, 20, seed: 3);
        double[][] fewer = OneFewer(group: 1, from, to);

        SimulatedChange change = simulation.Compare(prepared, Orebro.Agents, fewer, threads: 2);

        ShouldBeSame(change.Before, simulation.Replay(prepared, Orebro.Agents));
        ShouldBeSame(change.After, simulation.Replay(prepared, fewer));
    }

    [Test]
    public void The_same_callers_make_the_difference_far_surer_than_two_separate_runs()
    {
        CentreSimulation simulation = Simulation();
        SimulatedChange change = simulation.Compare(simulation.Prepare(Orebro.Days, 100, seed: 3), Orebro.Agents, OneFewer(1, 10, 22));

        Estimate difference = change.DifferenceOf(1)!.Value;
        double apart = Math.Sqrt(
            Math.Pow(change.Before.ServiceLevelOf(1)!.Value.StandardError, 2) + Math.Pow(change.After.ServiceLevelOf(1)!.Value.StandardError, 2));

        difference.Value.ShouldBeLessThan(-0.005);
        difference.StandardError.ShouldBeLessThan(0.5 * apart);
        change.DifferenceAt(1, 5)!.Value.ShouldBe(new Estimate(0, 0));
        change.DifferenceAt(1, 12)!.Value.Value.ShouldBeLessThan(0);
    }

    [Test]
    public void Days_differ_as_their_chance_says()
    {
        // 60 calls a day: even with everything known the day's service level varies by at least 5 points.
        QueueDay day = new([.. Enumerable.Repeat(1.5, 40)], [.. Enumerable.Repeat(480.0, 40)], 180, 30);
        double[][] agents = [.. Enumerable.Range(0, 40).Select(_ => new double[] { 2 })];
        SimulatedFigures figures = new CentreSimulation(1, [[new SkillRoute(0, 1)]], 900).Run([day], agents, 2000, seed: 1);

        double[] levels = [.. Enumerable.Range(0, 2000).Select(i => figures.ServiceLevelOnDay(0, i)!.Value)];
        double mean = levels.Average();
        Math.Sqrt(levels.Average(level => (level - mean) * (level - mean))).ShouldBeGreaterThan(0.05);
        double median = figures.QuantileOfDays(0, 0.5)!.Value;
        figures.ProbabilityOfMeeting(0, median)!.Value.Value.ShouldBe(0.5, 0.05);
        figures.QuantileOfDays(0, 0)!.Value.ShouldBe(levels.Min());
        figures.QuantileOfDays(0, 1)!.Value.ShouldBe(levels.Max());
    }

    [Test]
    public void A_day_factor_spreads_the_number_of_calls()
    {
        QueueDay day = new([.. Enumerable.Repeat(10.0, 40)], [.. Enumerable.Repeat(60.0, 40)], 180, 30);
        double[][] agents = [.. Enumerable.Range(0, 40).Select(_ => new double[] { 5 })];
        SimulatedFigures figures = new CentreSimulation(1, [[new SkillRoute(0, 1)]], 900).Run([day], agents, 2000, 1, dayFactorVariation: 0.12);

        double[] calls = [.. Enumerable.Range(0, 2000).Select(i => (double)figures.Counts(0, 0, 40, i).Offered)];
        double mean = calls.Average();
        mean.ShouldBe(400, 4 * Math.Sqrt(48 * 48 + 400) / Math.Sqrt(2000));
        Math.Sqrt(calls.Average(value => (value - mean) * (value - mean))).ShouldBe(Math.Sqrt(48 * 48 + 400), 4);
    }

    [Test]
    public void Fractional_agents_are_a_mix_of_days_with_one_more_and_one_less()
    {
        QueueDay day = new([.. Enumerable.Repeat(20.0, 40)], [.. Enumerable.Repeat(120.0, 40)], 60, 30);
        CentreSimulation simulation = new(1, [[new SkillRoute(0, 1)]], 900);
        SimulatedFigures With(double agents) => simulation.Run([day], [.. Enumerable.Range(0, 40).Select(_ => new[] { agents })], 1000, 1);

        With(2.25).OfQueue(0).Answered.ShouldBe(0.75 * With(2).OfQueue(0).Answered + 0.25 * With(3).OfQueue(0).Answered, 8000);
    }

    private static CentreSimulation Simulation() => new(Orebro.Days.Count, Orebro.Routes, Orebro.IntervalSeconds);

    private static double[][] OneFewer(int group, int from, int to) =>
    [
        .. Orebro.Agents.Select((sizes, interval) =>
            sizes.Select((size, at) => at == group && interval >= from && interval < to ? Math.Max(0, size - 1) : size).ToArray()),
    ];

    private static void ShouldBeSame(SimulatedFigures left, SimulatedFigures right)
    {
        for (int queue = 0; queue < right.Queues; queue++)
        {
            for (int interval = 0; interval < right.Intervals; interval++)
            {
                left.At(queue, interval).ShouldBe(right.At(queue, interval));
            }

            for (int day = 0; day < right.Days; day++)
            {
                left.ServiceLevelOnDay(queue, day).ShouldBe(right.ServiceLevelOnDay(queue, day));
            }
        }
    }
}
