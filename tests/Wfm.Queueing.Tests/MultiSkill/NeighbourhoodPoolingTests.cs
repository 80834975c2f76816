namespace Wfm.Queueing.Tests.MultiSkill;

public sealed class NeighbourhoodPoolingTests
{
    private static readonly QueueInflow Calls = new(6.2, 240, 180, 30);

    [Test]
    public void One_queue_with_one_group_is_Erlang_A() => ShouldEqual(Predict([Calls], [[new SkillRoute(0, 1)]], [8])[0], new ErlangA(6.2, 8, 240, 180));

    [Test]
    public void Groups_with_the_same_skills_are_one_group()
    {
        QueueInflow other = Calls with { OfferedLoad = 3.1 };
        SkillRoute[] both = [new SkillRoute(0, 1), new SkillRoute(1, 1)];

        QueuePrediction[] split = Predict([Calls, other], [both, both, both], [5, 3, 2.5]);

        ShouldEqual(split[0], new ErlangA(9.3, 10.5, 240, 180));
        ShouldEqual(split[1], new ErlangA(9.3, 10.5, 240, 180));
    }

    [Test]
    public void Queues_that_share_nobody_do_not_touch_each_other()
    {
        QueuePrediction[] apart = Predict([Calls, Calls with { OfferedLoad = 30 }], [[new SkillRoute(0, 1)], [new SkillRoute(1, 1)]], [8, 2]);

        ShouldEqual(apart[0], new ErlangA(6.2, 8, 240, 180));
    }

    [Test]
    public void Help_from_a_second_group_raises_the_service_level_of_the_helped_queue()
    {
        QueueInflow quiet = Calls with { OfferedLoad = 1 };
        double alone = Predict([Calls, quiet], [[new SkillRoute(0, 1)], [new SkillRoute(1, 1)]], [6, 5])[0].ServiceLevel!.Value;
        double helped = Predict([Calls, quiet], [[new SkillRoute(0, 1)], [new SkillRoute(1, 1), new SkillRoute(0, 2)]], [6, 5])[0].ServiceLevel!.Value;

        helped.ShouldBeGreaterThan(alone + 0.1);
    }

    [Test]
    public void States_are_stated()
    {
        QueueInflow none = Calls with { OfferedLoad = 0 };
        QueuePrediction[] states = Predict(
            [Calls, none, none, Calls], [[new SkillRoute(0, 1)], [new SkillRoute(1, 1)], [new SkillRoute(2, 1)]], [0, 0, 2]);

        states[0].ShouldBe(new QueuePrediction(QueueState.Uncovered, 0, 1, 1, 0));
        states[1].ShouldBe(new QueuePrediction(QueueState.Closed, null, 0, 0, 0));
        states[2].ShouldBe(new QueuePrediction(QueueState.Normal, null, 0, 0, 0));
        states[3].State.ShouldBe(QueueState.Uncovered);
    }

    [Test]
    public void Extreme_centres_give_probabilities()
    {
        foreach (WideSystem system in WideSystems.Draw(200, mostErlangs: 500, seed: 91))
        {
            QueueInflow first = new(system.Load, system.HandleSeconds, system.PatienceSeconds, system.ThresholdSeconds);
            QueueInflow second = new(system.Load / 7, 300, system.PatienceSeconds % 7 < 1 ? 0 : double.PositiveInfinity, 20);
            QueuePrediction[] predictions = Predict(
                [first, second], [[new SkillRoute(0, 1), new SkillRoute(1, 2)], [new SkillRoute(1, 1)]], [system.Agents, system.Agents % 3 * 0.7]);

            predictions.ShouldAllBe(
                prediction => prediction.ServiceLevel >= 0 && prediction.ServiceLevel <= 1 + 1e-12
                    && prediction.ProbabilityOfAbandonment >= 0 && prediction.ProbabilityOfAbandonment <= 1
                    && prediction.ProbabilityOfWait >= 0 && prediction.ProbabilityOfWait <= 1,
                system.ToString());
        }
    }

    [Test]
    public void A_day_is_its_intervals_weighted_by_calls()
    {
        QueueDay day = new([10, 40, 0], [240, 240, 240], 180, 30);
        DayPrediction prediction = DayPrediction.Of(new NeighbourhoodPooling(1, [[new SkillRoute(0, 1)]]), 900, [day], [[3], [10], [2]]);
        double[] loads = ModifiedOfferedLoad.Of([10, 40, 0], [240, 240, 240], 900);
        double first = new ErlangA(loads[0], 3, 240, 180).ServiceLevelOfOffered(30);
        double second = new ErlangA(loads[1], 10, 240, 180).ServiceLevelOfOffered(30);

        prediction.ServiceLevelOfDay(0)!.Value.ShouldBe((10 * first + 40 * second) / 50, 1e-12);
        prediction.At(0, 1).ServiceLevel!.Value.ShouldBe(second, 1e-12);
        prediction.AbandonmentOfDay(0)!.Value.ShouldBeInRange(0.001, 0.2);
    }

    [Test]
    public void Wrong_shapes_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new NeighbourhoodPooling(1, [[new SkillRoute(1, 1)]]));
        Should.Throw<ArgumentException>(() => Predict([Calls, Calls], [[new SkillRoute(0, 1)]], [3, 4]));
        Should.Throw<ArgumentOutOfRangeException>(() => Predict([Calls], [[new SkillRoute(0, 1)]], [double.NaN]));
    }

    private static QueuePrediction[] Predict(QueueInflow[] inflows, SkillRoute[][] routes, double[] agents)
    {
        QueuePrediction[] predictions = new QueuePrediction[inflows.Length];
        new NeighbourhoodPooling(inflows.Length, routes).Predict(inflows, agents, predictions);
        return predictions;
    }

    private static void ShouldEqual(QueuePrediction prediction, ErlangA system)
    {
        prediction.State.ShouldBe(QueueState.Normal);
        prediction.ServiceLevel!.Value.ShouldBe(system.ServiceLevelOfOffered(30), 1e-12);
        prediction.ProbabilityOfAbandonment.ShouldBe(system.ProbabilityOfAbandonment, 1e-12);
        prediction.ProbabilityOfWait.ShouldBe(system.ProbabilityOfWait, 1e-12);
    }
}
