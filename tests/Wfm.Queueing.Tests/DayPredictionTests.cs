using Wfm.Queueing.Simulation;
using Wfm.Queueing.Tests.MultiSkill;

namespace Wfm.Queueing.Tests;

public sealed class DayPredictionTests
{
    private static readonly NeighbourhoodPooling OneQueue = new(1, [[new SkillRoute(0, 1)]]);

    [Test]
    public void Every_figure_of_a_lone_queue_is_that_of_Erlang_A_on_the_lagging_load()
    {
        QueueDay day = new([10, 40, 0], [240, 240, 240], 180, 30);
        DayPrediction prediction = DayPrediction.Of(OneQueue, 900, [day], [[3.5], [10], [2]]);
        double[] loads = ModifiedOfferedLoad.Of([10, 40, 0], [240, 240, 240], 900);
        ErlangA exact = new(loads[0], 3.5, 240, 180);
        CallFigures figures = prediction.FiguresAt(0, 0, shortAbandonSeconds: 5);

        figures.Offered.ShouldBe(10, 1e-12);
        figures.ServiceLevelOfOffered!.Value.ShouldBe(exact.ServiceLevelOfOffered(30), 1e-12);
        figures.ServiceLevelOfAnswered!.Value.ShouldBe(exact.ServiceLevelOfAnswered(30), 1e-12);
        figures.ServiceLevelExcludingShortAbandons!.Value.ShouldBe(exact.ServiceLevelExcludingShortAbandons(30, 5), 1e-12);
        figures.ServiceLevelAbandonedInTimeCounts!.Value.ShouldBe(exact.ServiceLevelAbandonedInTimeCounts(30), 1e-12);
        figures.ServiceLevelVirtualWait!.Value.ShouldBe(exact.ServiceLevelVirtualWait(30), 1e-12);
        figures.AverageSpeedOfAnswerSeconds!.Value.ShouldBe(exact.AverageSpeedOfAnswerSeconds!.Value, 1e-9);
        figures.MeanWaitSeconds!.Value.ShouldBe(exact.MeanWaitSeconds, 1e-9);
        prediction.At(0, 0).Occupancy.ShouldBe(exact.Occupancy, 1e-9);
        exact.ServiceLevelOfAnswered(prediction.At(0, 0).WaitQuantileSeconds(0.9)!.Value).ShouldBe(0.9, 1e-6);

        CallFigures ofDay = prediction.FiguresOfDay(0);
        ofDay.ShouldBe(figures + prediction.FiguresAt(0, 1) + prediction.FiguresAt(0, 2));
        ofDay.ServiceLevelOfOffered!.Value.ShouldBe(prediction.ServiceLevelOfDay(0)!.Value, 1e-12);
        prediction.FiguresAt(0, 2).ShouldBe(default);
    }

    // Two queues with people of their own and two that share: the first two are the chain's, the others untouched.
    [Test]
    public void Queues_with_agents_of_their_own_carry_their_line_and_shared_ones_stay_pooled()
    {
        NeighbourhoodPooling pooling = new(4, [[new SkillRoute(0, 1)], [new SkillRoute(0, 1)], [new SkillRoute(1, 1)], [new SkillRoute(2, 1), new SkillRoute(3, 1)]]);
        QueueDay[] days = [.. Enumerable.Range(0, 4).Select(queue => new QueueDay([20, 45, 15, 0], [240, 240, 240, 240], 180, 30 + 30 * queue))];
        double[][] agents = [[3, 2.5, 5, 12], [4, 4, 8, 20], [3, 2, 0, 9], [1, 1, 2, 3]];
        DayPrediction alone = DayPrediction.Of(pooling, 900, days, agents, 0.2), carried = DayPrediction.Of(pooling, 900, days, agents, 0.2, carriesLine: true);
        double[] factors = new double[3], weights = new double[3];
        DayFactor.Fill(0.2, factors, weights);

        for (int queue = 0; queue < 2; queue++)
        {
            double[] own = [.. agents.Select(present => queue == 0 ? present[0] + present[1] : present[2])];
            CallFigures expected = default;
            for (int point = 0; point < 3; point++)
            {
                expected += TransientQueue.Of(days[queue] with { Calls = [.. days[queue].Calls.Select(calls => calls * factors[point])] }, own, 900).OfDay() * weights[point];
            }

            carried.FiguresOfDay(queue).ServiceLevelOfOffered!.Value.ShouldBe(expected.ServiceLevelOfOffered!.Value, 1e-12);
            carried.ServiceLevelOfDay(queue)!.Value.ShouldBe(expected.ServiceLevelOfOffered!.Value, 1e-12);
            carried.AbandonmentOfDay(queue)!.Value.ShouldBe(expected.AbandonedFraction!.Value, 1e-12);
            carried.ErrorBound(queue)!.Value.ShouldBeInRange(0, 1e-6);
        }

        for (int queue = 2; queue < 4; queue++)
        {
            carried.FiguresOfDay(queue).ShouldBe(alone.FiguresOfDay(queue));
            carried.ErrorBound(queue).ShouldBeNull();
        }

        carried.At(1, 2).State.ShouldBe(QueueState.Uncovered);
        alone.ErrorBound(0).ShouldBeNull();
    }

    [Test]
    public void Groups_on_a_busy_queue_are_busier_than_those_on_a_quiet_one_and_all_calls_are_carried_by_somebody()
    {
        NeighbourhoodPooling pooling = new(2, [[new SkillRoute(0, 1)], [new SkillRoute(0, 1), new SkillRoute(1, 1)], [new SkillRoute(1, 1)], [new SkillRoute(1, 1)]]);
        QueueDay[] days = [new([60], [240], 180, 30), new([20], [240], 180, 30)];
        double[] agents = [12, 6, 6, 0];
        DayPrediction prediction = DayPrediction.Of(pooling, 900, days, [agents]);
        double[] busy = [.. Enumerable.Range(0, 4).Select(group => prediction.OccupancyOfGroup(group, 0))];

        busy[0].ShouldBeGreaterThan(busy[2] + 0.1);
        busy[1].ShouldBeGreaterThan(busy[2] + 0.1);
        busy[3].ShouldBe(0);
        double carried = prediction.At(0, 0).CarriedLoad + prediction.At(1, 0).CarriedLoad;
        Enumerable.Range(0, 4).Sum(group => busy[group] * agents[group]).ShouldBe(carried, 0.05 * carried);
    }

    [Test]
    public void A_day_factor_averages_busy_and_quiet_days()
    {
        QueueDay day = new([40, 40], [240, 240], 180, 30);
        DayPrediction prediction = DayPrediction.Of(OneQueue, 900, [day], [[11], [11]], dayFactorVariation: 0.2);
        double[] loads = ModifiedOfferedLoad.Of([40, 40], [240, 240], 900);
        double exact = DayFactor.ServiceLevel(new StaffingQuestion(loads[1], 240, 0.8, 30) { MeanPatienceSeconds = 180 }, 11, 0.2, points: 3);

        prediction.ServiceLevelAt(0, 1)!.Value.ShouldBe(exact, 1e-12);
        prediction.FiguresAt(0, 1).ServiceLevelOfOffered!.Value.ShouldBe(exact, 1e-12);
        prediction.ServiceLevelOfDay(0)!.Value.ShouldBeLessThan(DayPrediction.Of(OneQueue, 900, [day], [[11], [11]]).ServiceLevelOfDay(0)!.Value - 0.005);
    }

    [Test]
    public void States_have_figures_without_NaN()
    {
        QueueDay day = new([5, 0, 5, 0, 5], [240, 240, 240, 240, 86_400], 180, 0);
        DayPrediction prediction = DayPrediction.Of(OneQueue, 900, [day], [[0], [0], [2], [2], [0.3]]);

        prediction.FiguresAt(0, 0).ShouldBe(new CallFigures(5, 0, 5, 0, 0, 0, 0, 0));
        prediction.FiguresAt(0, 1).ServiceLevelOfOffered.ShouldBeNull();
        prediction.FiguresAt(0, 3).ServiceLevelOfOffered.ShouldBeNull();
        prediction.At(0, 3).Occupancy.ShouldBeInRange(0, 1);
        prediction.FiguresAt(0, 4).ServiceLevelOfOffered!.Value.ShouldBeInRange(0, 1);
        double.IsFinite(prediction.OutlookOfDay(0)!.Value.StandardDeviation).ShouldBeTrue();
        foreach (double patience in new[] { 0, double.PositiveInfinity, 1e-9 })
        {
            DayPrediction other = DayPrediction.Of(OneQueue, 900, [day with { MeanPatienceSeconds = patience }], [[0], [0], [2], [2], [0.3]], 0.1);
            CallFigures sum = other.FiguresOfDay(0);
            double.IsFinite(sum.WaitSecondsOfAnswered + sum.WaitSecondsOfAbandoned + sum.AnsweredInTime + sum.VirtuallyInTime).ShouldBeTrue();
            double.IsFinite(other.OutlookOfDay(0)!.Value.StandardDeviation).ShouldBeTrue();
        }
    }

    [TestCase(60, 240, 0.0)]
    [TestCase(150, 300, 0.0)]
    [TestCase(330, 240, 0.0)]
    [TestCase(330, 240, 0.12)]
    [TestCase(1700, 240, 0.0)]
    [TestCase(1700, 240, 0.12)]
    public void The_spread_of_a_day_agrees_with_simulation(double callsPerDay, double handleSeconds, double dayFactorVariation)
    {
        QueueDay day = BusyDay.Of(callsPerDay, handleSeconds, 180, 30);
        double[][] agents = [.. BusyDay.Agents(day, 0).Select(size => new[] { size })];
        DayPrediction prediction = DayPrediction.Of(OneQueue, 900, [day], agents, dayFactorVariation);
        ServiceLevelOutlook outlook = prediction.OutlookOfDay(0)!.Value;
        double chance = prediction.ProbabilityOfMeeting(0, 0.8)!.Value;
        SimulatedFigures truth = new CentreSimulation(1, [[new SkillRoute(0, 1)]], 900).Run([day], agents, 1000, 1, dayFactorVariation);
        double[] levels = [.. Enumerable.Range(0, truth.Days).Select(i => truth.ServiceLevelOnDay(0, i)!.Value)];
        double mean = levels.Average();
        double spread = Math.Sqrt(levels.Average(level => (level - mean) * (level - mean)));
        (double low, double high) = outlook.Band(0.9);
        double inside = levels.Count(level => level >= low && level <= high) / (double)levels.Length;
        double met = truth.ProbabilityOfMeeting(0, 0.8)!.Value.Value;
        TestContext.Out.WriteLine(
            $"{callsPerDay}: sd {100 * outlook.StandardDeviation:0.0} and {100 * spread:0.0} points; level {outlook.Level:0.000} and {mean:0.000}; "
            + $"{inside:0.000} in the 90 % band; P(80 %) {chance:0.00} and {met:0.00}");

        outlook.StandardDeviation.ShouldBe(spread, 0.2 * spread);
        inside.ShouldBeInRange(0.84, 0.96);
        chance.ShouldBe(met, 0.06);
    }

    [Test]
    public void Queues_that_tell_their_own_variation_of_days_vary_as_if_it_were_given_for_all()
    {
        Centre centre = OrebroLikeCentre.Build(1300, staffing: 1, overflow: true, seed: 3);
        NeighbourhoodPooling pooling = new(centre.Days.Count, centre.Routes);
        CentreSimulation simulation = new(centre.Days.Count, centre.Routes, centre.IntervalSeconds);
        QueueDay[] own = [.. centre.Days.Select(day => day with { DayVariation = 0.15 })];
        QueueDay[] mixed = [.. centre.Days.Select((day, queue) => day with { DayVariation = queue == 0 ? 0 : 0.15 })];

        DayPrediction given = DayPrediction.Of(pooling, centre.IntervalSeconds, centre.Days, centre.Agents, 0.15);
        DayPrediction told = DayPrediction.Of(pooling, centre.IntervalSeconds, own, centre.Agents, 0.3);
        DayPrediction calm = DayPrediction.Of(pooling, centre.IntervalSeconds, mixed, centre.Agents);
        SimulatedFigures played = simulation.Run(centre.Days, centre.Agents, 20, 1, 0.15);
        SimulatedFigures playedOwn = simulation.Run(own, centre.Agents, 20, 1, 0.3);

        for (int queue = 0; queue < centre.Days.Count; queue++)
        {
            told.FiguresOfDay(queue).ShouldBe(given.FiguresOfDay(queue));
            told.ProbabilityOfMeeting(queue, 0.8).ShouldBe(given.ProbabilityOfMeeting(queue, 0.8));
            playedOwn.ServiceLevelOf(queue).ShouldBe(played.ServiceLevelOf(queue));
        }

        calm.OutlookOfDay(0)!.Value.StandardDeviation.ShouldBeLessThan(given.OutlookOfDay(0)!.Value.StandardDeviation);
        calm.FiguresOfDay(0).Offered.ShouldBe(centre.Days[0].Calls.Sum(), 1e-9);
    }

    [Test]
    public void The_spread_of_shared_queues_agrees_with_simulation()
    {
        Centre centre = OrebroLikeCentre.Build(1300, staffing: 1, overflow: true, seed: 2);
        DayPrediction prediction = DayPrediction.Of(
            new NeighbourhoodPooling(centre.Days.Count, centre.Routes), centre.IntervalSeconds, centre.Days, centre.Agents);
        SimulatedFigures truth = new CentreSimulation(centre.Days.Count, centre.Routes, centre.IntervalSeconds).Run(centre.Days, centre.Agents, 300, 1);
        double ratios = 0;
        for (int queue = 0; queue < centre.Days.Count; queue++)
        {
            double[] levels = [.. Enumerable.Range(0, truth.Days).Select(i => truth.ServiceLevelOnDay(queue, i)).OfType<double>()];
            double mean = levels.Average();
            double spread = Math.Sqrt(levels.Average(level => (level - mean) * (level - mean)));
            double ratio = prediction.OutlookOfDay(queue)!.Value.StandardDeviation / spread;
            TestContext.Out.WriteLine($"{centre.Days[queue].Calls.Sum():0} calls: ratio {ratio:0.00}, spread {100 * spread:0.0}");
            ratio.ShouldBeInRange(0.6, 1.5);
            ratios += ratio / centre.Days.Count;
        }

        ratios.ShouldBeInRange(0.8, 1.2);
    }

    [Test]
    public void Periods_weigh_days_by_calls_and_are_surer()
    {
        ServiceLevelOutlook monday = new(300, 0.7, 0.05), tuesday = new(100, 0.9, 0.08);
        ServiceLevelOutlook both = ServiceLevelOutlook.Combine([monday, tuesday, null])!.Value;

        both.Calls.ShouldBe(400);
        both.Level.ShouldBe(0.75, 1e-12);
        both.StandardDeviation.ShouldBe(Math.Sqrt(15 * 15 + 8 * 8) / 400, 1e-12);
        both.ProbabilityOfMeeting(0.75).ShouldBe(0.5, 1e-9);
        monday.Band(0.9).Low.ShouldBe(0.7 - 1.6448536 * 0.05, 1e-6);
        monday.Band(0.9).High.ShouldBe(0.7 + 1.6448536 * 0.05, 1e-6);
        new ServiceLevelOutlook(1, 0.8, 0.1).ProbabilityOfMeeting(0.604).ShouldBe(0.975, 1e-4);
        ServiceLevelOutlook.Combine([null]).ShouldBeNull();
    }
}
