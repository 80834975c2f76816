using Wfm.Domain;
using Wfm.Exchange;

namespace Wfm.Planning.Tests.Calibration;

[TestFixture]
public sealed class CentreCalibrationTests
{
    private static readonly QueueId First = new("första");
    private static readonly Dictionary<QueueId, QueueTarget> Targets = new() { [First] = PlainDays.Target };
    private static readonly CalibrationSettings Settings = new() { Threads = 1 };
    private static readonly PlainDays Played = new(Agents: 4, Days: 60, Seed: 3);

    private static CalibrationReport Compare(IReadOnlyList<StaffedInterval> staffing, IReadOnlyList<CallSeries>? calls = null) =>
        CentreCalibration.Of(calls ?? [Played.Calls()], staffing, Targets, Settings, default);

    // Exponential calls, patience and handle times with the true head count: what the model is made for.
    [Test]
    public void With_the_people_who_were_there_the_prediction_is_right_and_days_keep_to_their_band()
    {
        CalibrationReport report = Compare(Played.Staffing(4));

        QueueCalibration queue = report.Queues.ShouldHaveSingleItem();
        queue.Days.ShouldBe(60);
        queue.Realised!.Value.ShouldBeInRange(0.6, 0.9);
        queue.Bias!.Value.ShouldBe(0, 0.02);
        (queue.Simulated!.Value - queue.Realised.Value).ShouldBe(0, 0.02);
        queue.InBand!.Value.ShouldBe(0.9, 0.1);
        queue.DayError!.Value.ShouldBe(queue.DayErrorOfChance!.Value, 0.015);
        queue.IsOff.ShouldBeFalse();
        report.Notes.ShouldBeEmpty();
    }

    [TestCase(3, -1)]
    [TestCase(5, 1)]
    public void A_staffing_that_is_one_off_is_found_out(double agents, int sign)
    {
        QueueCalibration queue = Compare(Played.Staffing(agents)).Queues.ShouldHaveSingleItem();

        queue.IsOff.ShouldBeTrue();
        Math.Sign(queue.Bias!.Value).ShouldBe(sign);
        queue.InBand!.Value.ShouldBeLessThan(0.5);
    }

    [Test]
    public void The_curve_holds_every_call_once()
    {
        CalibrationReport report = Compare(Played.Staffing(4));

        report.Bins.Sum(bin => bin.Calls).ShouldBe(report.Queues[0].Calls);
        report.Bins.Sum(bin => bin.Calls * (bin.Realised ?? 0)).ShouldBe(report.Queues[0].Calls * report.Queues[0].Realised!.Value, 1e-6);
    }

    [Test]
    public void The_same_seed_gives_the_same_report_on_one_thread_and_two() =>
        CentreCalibration.Of([Played.Calls()], Played.Staffing(4), Targets, Settings with { Threads = 2 }, default).Queues
            .ShouldBe(Compare(Played.Staffing(4)).Queues);

    [Test]
    public void A_source_without_calls_in_time_is_said_to_tell_none()
    {
        QueueCalibration queue = Compare(Played.Staffing(4), [Played.Calls(tellsInTime: false)]).Queues.ShouldHaveSingleItem();

        (queue.Days, queue.Predicted, queue.Bias, queue.IsOff).ShouldBe((0, null, null, false));
    }

    [Test]
    public void Nobody_there_predicts_nothing_and_calls_nobody_planned_for_are_kept()
    {
        QueueCalibration empty = Compare(Played.Staffing(0)).Queues.ShouldHaveSingleItem();

        empty.Predicted.ShouldBe(0);
        double.IsFinite(empty.DayError!.Value).ShouldBeTrue();
        Compare([]).Notes.ShouldHaveSingleItem().ShouldContain("nothing to compare");
        Compare(Played.Staffing(4, "annan")).Notes.ShouldHaveSingleItem().ShouldContain("annan");
    }

    [Test]
    public void A_queue_without_a_promise_is_named()
    {
        CalibrationReport report = CentreCalibration.Of([Played.Calls()], Played.Staffing(4), new Dictionary<QueueId, QueueTarget>(), Settings, default);

        report.Notes.ShouldHaveSingleItem().ShouldContain("första has no promise");
    }

    // A lone call with a handle time of a day: an answer like any other.
    [Test]
    public void A_handle_time_of_a_day_gives_figures_without_NaN()
    {
        CallSeries calls = Played.Calls();
        CallSeries odd = calls with { Intervals = [.. calls.Intervals.Select(interval => interval with { HandleSeconds = 86_400 * interval.Answered })] };

        QueueCalibration queue = Compare(Played.Staffing(4), [odd]).Queues.ShouldHaveSingleItem();

        queue.Predicted!.Value.ShouldBeInRange(0, 0.1);
        double.IsFinite(queue.DayErrorOfChance!.Value).ShouldBeTrue();
    }
}
