using Wfm.Queueing.Simulation;

namespace Wfm.Queueing.Tests.Simulation;

/// <summary>Strange but possible input gives a stated answer, impossible input an error that says what.</summary>
public sealed class SimulationInputTests
{
    [Test]
    public void Nobody_there_means_everybody_hangs_up()
    {
        CallFigures figures = One(Day(10, 240, 180, 30), agents: 0);

        figures.ServiceLevelOfOffered.ShouldBe(0);
        figures.AbandonedFraction.ShouldBe(1);
        figures.ServiceLevelOfAnswered.ShouldBeNull();
        figures.AverageSpeedOfAnswerSeconds.ShouldBeNull();
        figures.ServiceLevelVirtualWait.ShouldBe(0);
    }

    [Test]
    public void Nobody_there_and_endless_patience_ends_when_the_day_does()
    {
        CallFigures figures = One(Day(10, 240, double.PositiveInfinity, 30), agents: 0);

        figures.Abandoned.ShouldBe(figures.Offered);
        figures.MeanWaitSeconds!.Value.ShouldBe(1800, 100); // half the day of four quarters
    }

    [Test]
    public void No_calls_have_no_service_level()
    {
        SimulatedFigures figures = new CentreSimulation(1, [[new SkillRoute(0, 1)]], 900).Run([Day(0, 240, 180, 30)], Staff(3), 5, 1);

        figures.ServiceLevelOf(0).ShouldBeNull();
        figures.ServiceLevelAt(0, 2).ShouldBeNull();
        figures.ServiceLevelOnDay(0, 0).ShouldBeNull();
        figures.QuantileOfDays(0, 0.5).ShouldBeNull();
        figures.ProbabilityOfMeeting(0, 0.8).ShouldBeNull();
        figures.OfQueue(0).AbandonedFraction.ShouldBeNull();
    }

    [TestCase(0, 30)]
    [TestCase(180, 0)]
    [TestCase(double.PositiveInfinity, 0)]
    [TestCase(1e-9, 1e9)]
    public void Thresholds_and_patience_of_any_size_give_shares(double patience, double threshold)
    {
        foreach (double handle in new[] { 1e-3, 240, 86_400 })
        {
            foreach (double agents in new[] { 0, 0.3, 2, 1000 })
            {
                CallFigures figures = One(Day(10, handle, patience, threshold), agents);

                foreach (double? share in new[]
                {
                    figures.ServiceLevelOfOffered, figures.ServiceLevelOfAnswered, figures.ServiceLevelExcludingShortAbandons,
                    figures.ServiceLevelAbandonedInTimeCounts, figures.ServiceLevelVirtualWait, figures.AbandonedFraction,
                })
                {
                    (share is null or (>= 0 and <= 1)).ShouldBeTrue($"{share} with {agents} agents and {handle} s");
                }

                double.IsFinite(figures.MeanWaitSeconds!.Value).ShouldBeTrue();
            }
        }
    }

    [Test]
    public void No_queues_no_groups_or_no_routes_are_answers_too()
    {
        new CentreSimulation(0, [], 900).Run([], [[], []], 3, 1).Queues.ShouldBe(0);
        new CentreSimulation(1, [], 900).Run([Day(10, 240, 60, 30)], [[], [], [], []], 3, 1).OfQueue(0).AbandonedFraction.ShouldBe(1);
        new CentreSimulation(1, [[]], 900).Run([Day(10, 240, 60, 30)], Staff(4), 3, 1).OfQueue(0).AbandonedFraction.ShouldBe(1);
    }

    [Test]
    public void Impossible_input_is_refused()
    {
        CentreSimulation simulation = new(1, [[new SkillRoute(0, 1)]], 900);
        Should.Throw<ArgumentOutOfRangeException>(() => new CentreSimulation(1, [[new SkillRoute(1, 1)]], 900));
        Should.Throw<ArgumentOutOfRangeException>(() => new CentreSimulation(1, [[new SkillRoute(0, 1) { AfterSeconds = double.NaN }]], 900));
        Should.Throw<ArgumentException>(() => new CentreSimulation(2, [], 900, [CallerBehaviour.Plain]));
        Should.Throw<ArgumentOutOfRangeException>(() => new CentreSimulation(1, [], 900, [new CallerBehaviour { RedialShare = 1 }]));
        Should.Throw<ArgumentOutOfRangeException>(() => new CentreSimulation(1, [], 900, [new CallerBehaviour { TransferShare = 0.1, TransferTo = 1 }]));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Run([Day(10, 0, 180, 30)], Staff(3), 5, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Run([Day(double.NaN, 240, 180, 30)], Staff(3), 5, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Run([Day(10, 240, 180, 30)], Staff(double.NaN), 5, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Run([Day(10, 240, 180, 30)], Staff(3), 0, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Run([Day(1e7, 240, 180, 30)], Staff(3), 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Prepare([Day(1e5, 240, 180, 30)], 100_000, 1));
        Should.Throw<ArgumentException>(() => simulation.Run([Day(10, 240, 180, 30)], [[3], [3]], 1, 1));
        Should.Throw<ArgumentException>(() => simulation.Run([], Staff(3), 1, 1));
        PreparedDays others = new CentreSimulation(1, [], 900).Prepare([Day(10, 240, 180, 30)], 1, 1);
        Should.Throw<ArgumentException>(() => simulation.Replay(others, Staff(3)));
    }

    private static CallFigures One(QueueDay day, double agents) =>
        new CentreSimulation(1, [[new SkillRoute(0, 1)]], 900).Run([day], Staff(agents), 20, 1).OfQueue(0);

    private static QueueDay Day(double calls, double handle, double patience, double threshold) =>
        new([calls, calls, calls, calls], [handle, handle, handle, handle], patience, threshold);

    private static double[][] Staff(double agents) => [[agents], [agents], [agents], [agents]];
}
