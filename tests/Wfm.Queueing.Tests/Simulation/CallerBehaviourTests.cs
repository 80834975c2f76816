using Wfm.Queueing.Simulation;

namespace Wfm.Queueing.Tests.Simulation;

/// <summary>Rules of routing and callers in centres whose outcome is known without chance, or on average.</summary>
public sealed class CallerBehaviourTests
{
    private const int Intervals = 40;

    [Test]
    public void Overflow_helps_after_the_wait_and_not_before()
    {
        // Nobody takes the queue at once; a crowd takes it after 20 s.
        CentreSimulation simulation = new(1, [[new SkillRoute(0, 2) { AfterSeconds = 20 }]], 900);
        CallFigures figures = simulation.Run([Day(20, patience: 60, threshold: 20)], Staff(1000), 100, seed: 1).OfQueue(0);

        figures.AverageSpeedOfAnswerSeconds!.Value.ShouldBe(20, 1e-6);
        figures.AbandonedFraction!.Value.ShouldBe(1 - Math.Exp(-20 / 60.0), 0.005);
        figures.ServiceLevelVirtualWait!.Value.ShouldBe(1);
        CallFigures tooLate = simulation.Run([Day(20, patience: 60, threshold: 19.9)], Staff(1000), 20, seed: 1).OfQueue(0);
        tooLate.AnsweredInTime.ShouldBe(0);
    }

    [Test]
    public void The_later_the_overflow_the_fewer_are_answered_in_time()
    {
        double[] levels =
        [
            .. new[] { 0.0, 15, 40, 1e5 }.Select(after =>
                new CentreSimulation(2, [[new SkillRoute(0, 1)], [new SkillRoute(1, 1), new SkillRoute(0, 2) { AfterSeconds = after }]], 900)
                    .Run([Day(20, 180, 60), Day(10, 180, 60)], Staff(4, 5), 200, seed: 2).ServiceLevelOf(0)!.Value.Value),
        ];

        levels.ShouldBe(levels.OrderDescending());
        (levels[0] - levels[3]).ShouldBeGreaterThan(0.1);
        CentreSimulation alone = new(1, [[new SkillRoute(0, 1)]], 900);
        levels[3].ShouldBe(alone.Run([Day(20, 180, 60)], Staff(4), 200, seed: 2).ServiceLevelOf(0)!.Value.Value, 0.01);
    }

    [Test]
    public void Agents_finish_their_call_before_they_leave()
    {
        // Handle time of two intervals; agents in the first interval only: each of the two takes one call, nobody takes a second.
        CentreSimulation simulation = new(1, [[new SkillRoute(0, 1)]], 900, [new CallerBehaviour { HandleTimeVariation = 0 }]);
        double[][] agents = [[2], .. Enumerable.Repeat(new double[] { 0 }, Intervals - 1)];
        CallFigures figures = simulation.Run([Day(50, 60, 30, handle: 1800)], agents, 10, seed: 3).OfQueue(0);

        figures.Answered.ShouldBe(20);
    }

    [Test]
    public void Some_who_hang_up_call_again()
    {
        // Nobody answers and everybody hangs up: each call brings r more, so calls grow to 1 / (1 − r), less what falls after closing.
        CentreSimulation simulation = new(1, [[new SkillRoute(0, 1)]], 900, [new CallerBehaviour { RedialShare = 0.5, RedialDelaySeconds = 60 }]);
        CallFigures figures = simulation.Run([Day(50, 30, 30)], Staff(0), 100, seed: 3).OfQueue(0);

        (figures.Offered / (100 * 50 * Intervals)).ShouldBe(2, 0.03);
        figures.Abandoned.ShouldBe(figures.Offered);
    }

    [Test]
    public void Callers_who_are_called_back_do_not_hang_up_and_wait_from_their_first_call()
    {
        CallerBehaviour behaviour = new() { CallbackShare = 0.999999, CallbackDelaySeconds = 600 };
        CentreSimulation simulation = new(1, [[new SkillRoute(0, 1)]], 900, [behaviour]);
        double[][] agents = [.. Enumerable.Range(0, Intervals).Select(interval => new double[] { interval < 2 ? 0 : 1000 })];
        SimulatedFigures figures = simulation.Run([Day(20, 30, 600)], agents, 100, seed: 3);

        figures.At(0, 0).Abandoned.ShouldBe(0);
        figures.At(0, 0).AverageSpeedOfAnswerSeconds!.Value.ShouldBe(1800 - 450, 25); // back in line before 1,800 s, answered then
        figures.At(0, 1).AverageSpeedOfAnswerSeconds!.Value.ShouldBeInRange(600, 900);
        figures.At(0, 3).AverageSpeedOfAnswerSeconds!.Value.ShouldBe(0);
    }

    [Test]
    public void A_share_of_answered_calls_goes_on_to_the_second_line()
    {
        CentreSimulation simulation = new(
            2, [[new SkillRoute(0, 1)], [new SkillRoute(1, 1)]], 900, [new CallerBehaviour { TransferShare = 0.3, TransferTo = 1 }, CallerBehaviour.Plain]);
        SimulatedFigures figures = simulation.Run([Day(30, 180, 30), Day(0, 180, 30)], Staff(12, 1000), 200, seed: 3);

        (figures.OfQueue(1).Offered / figures.OfQueue(0).Answered).ShouldBe(0.3, 0.004);
        figures.OfQueue(1).AnsweredInTime.ShouldBe(figures.OfQueue(1).Offered);
        figures.At(1, 0).Offered.ShouldBeLessThan(figures.At(1, 5).Offered); // they come a handle time later
    }

    [Test]
    public void Everything_at_once_stays_consistent()
    {
        CallerBehaviour busy = new()
        {
            HandleTimeVariation = 0.8,
            RedialShare = 0.4,
            RedialDelaySeconds = 200,
            CallbackShare = 0.2,
            TransferShare = 0.25,
            TransferTo = 2,
        };
        CentreSimulation simulation = new(
            3,
            [[new SkillRoute(0, 1), new SkillRoute(1, 1)], [new SkillRoute(2, 1), new SkillRoute(0, 2) { AfterSeconds = 45 }]],
            900,
            [busy, busy with { TransferTo = 0 }, CallerBehaviour.Plain]);
        QueueDay[] days = [Day(20, 120, 30), Day(10, 240, 60), Day(4, 60, 30)];
        double[][] agents = [.. Enumerable.Range(0, Intervals).Select(interval => new double[] { 8 + interval % 3, interval / 10 })];
        PreparedDays prepared = simulation.Prepare(days, 50, seed: 4, dayFactorVariation: 0.2);
        SimulatedFigures figures = simulation.Replay(prepared, agents);

        for (int queue = 0; queue < 3; queue++)
        {
            CallFigures sum = figures.OfQueue(queue);
            sum.Offered.ShouldBeGreaterThan(sum.Abandoned);
            sum.AnsweredInTime.ShouldBeLessThanOrEqualTo(sum.Answered);
            sum.AbandonedInTime.ShouldBeLessThanOrEqualTo(sum.Abandoned);
            sum.VirtuallyInTime.ShouldBeGreaterThanOrEqualTo(sum.AnsweredInTime);
        }

        SimulatedChange change = simulation.Compare(prepared, agents, agents.Select((sizes, i) => i == 20 ? [sizes[0] - 2, sizes[1]] : sizes).ToArray());
        change.Before.OfQueue(2).ShouldBe(figures.OfQueue(2));
        change.DifferenceOf(0)!.Value.Value.ShouldBeLessThan(0);
    }

    private static QueueDay Day(double calls, double patience, double threshold, double handle = 240) =>
        new([.. Enumerable.Repeat(calls, Intervals)], [.. Enumerable.Repeat(handle, Intervals)], patience, threshold);

    private static double[][] Staff(params double[] sizes) => [.. Enumerable.Repeat(sizes, Intervals)];
}
