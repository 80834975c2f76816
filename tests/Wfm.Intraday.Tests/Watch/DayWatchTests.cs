using NodaTime;
using Wfm.Domain;
using Wfm.Queueing;
using Wfm.Requests;
using Wfm.Scheduling.Replan;

namespace Wfm.Intraday.Tests.Watch;

[TestFixture]
public sealed class DayWatchTests
{
    [Test]
    public void Before_anything_is_reported_the_day_looks_as_planned()
    {
        RunningDay day = TestDay.Of(dayVariation: 0);

        DayLook look = DayWatch.Look(day);

        DayOfQueues planned = DayOfQueues.Of(day.Problem, day.Schedule, 0);
        DayPrediction prediction = planned.Predict();
        look.Queues.Count.ShouldBe(3);
        foreach ((int number, QueueLook queue) in look.Queues.Index())
        {
            queue.Update.Model.ShouldBe(UpdateModel.None);
            queue.Rest.Level!.Value.ShouldBe(prediction.ServiceLevelOfDay(number)!.Value, 1e-9);
            queue.Rest.Calls.ShouldBe(planned.Queues[number].Calls.Sum(), 1e-9);
            queue.LevelSoFar.ShouldBeNull();
            queue.IsStale.ShouldBeFalse();
            queue.ChanceOfDay!.Value.ShouldBe(1 - queue.ChanceBelow!.Value, 1e-12);
        }
    }

    [Test]
    public void A_busy_morning_raises_calls_to_come_and_the_chance_of_falling_short()
    {
        RunningDay day = TestDay.Of();
        DayLook usual = DayWatch.Look(TestDay.Reported(day, 12, 1)), busy = DayWatch.Look(TestDay.Reported(day, 12, 1.4));

        foreach ((QueueLook before, QueueLook after) in usual.Queues.Zip(busy.Queues))
        {
            after.Rest.Calls.ShouldBeGreaterThan(before.Rest.Calls * 1.05);
            after.ChanceBelow!.Value.ShouldBeGreaterThanOrEqualTo(before.ChanceBelow!.Value);
            after.Update.Model.ShouldBe(UpdateModel.GammaPoisson);
            after.ReportedUntil.ShouldBe(TestDay.At(day.Problem, 12));
        }

        busy.Queues.Sum(queue => queue.ChanceBelow!.Value).ShouldBeGreaterThan(usual.Queues.Sum(queue => queue.ChanceBelow!.Value) + 0.2);
    }

    [Test]
    public void More_calls_make_every_missing_person_dearer_in_the_slots_to_come_and_leave_the_past_alone()
    {
        RunningDay day = TestDay.Reported(TestDay.Of(), 12, 1.4);

        DayLook look = DayWatch.Look(day);

        Scheduling.QueueDay before = day.Problem.Demand[0], after = look.Problem.Demand[0];
        for (int slot = 0; slot < 40; slot++)
        {
            if (slot < 12)
            {
                after.Cost![slot].ShouldBe(before.Cost![slot]);
            }
            else
            {
                after.CostAt(slot, 1).ShouldBeGreaterThan(after.CostAt(slot, 2));
                after.Traffic!.Calls[slot].ShouldBeGreaterThan(before.Traffic!.Calls[slot]);
            }
        }

        look.Problem.Demand.Where(demand => demand.Date != after.Date).ShouldBe(day.Problem.Demand.Where(demand => demand.Date != after.Date));
    }

    [Test]
    public void People_who_are_away_are_missed()
    {
        RunningDay day = TestDay.Reported(TestDay.Of(), 8, 1);
        AgentId[] sick = [.. Enumerable.Range(0, 24).Where(agent => day.Schedule.ShiftOf(agent, 0) is not null).Take(6).Select(agent => day.Problem.Agents[agent].Id)];

        DayLook there = DayWatch.Look(day), away = DayWatch.Look(day with { Away = [.. sick.Select(agent => new PersonAway(agent, day.Now))] });

        away.Queues.Sum(queue => queue.Rest.Slots.Sum(slot => slot.People)).ShouldBeLessThan(there.Queues.Sum(queue => queue.Rest.Slots.Sum(slot => slot.People)));
        foreach ((QueueLook before, QueueLook after) in there.Queues.Zip(away.Queues))
        {
            after.Rest.Level!.Value.ShouldBeLessThanOrEqualTo(before.Rest.Level!.Value + 1e-12);
        }
    }

    [Test]
    public void A_longer_handle_time_is_believed_bit_by_bit()
    {
        RunningDay day = TestDay.Reported(TestDay.Of(), 12, 1);
        RunningDay slow = day with { Queues = [.. day.Queues.Select(queue => queue with { Slots = [.. queue.Slots.Select(slot => slot! with { Handled = slot.Offered, HandleSeconds = slot.Offered * 300 })] })] };

        DayLook look = DayWatch.Look(slow);

        foreach (QueueLook queue in look.Queues)
        {
            double handled = slow.Queues.First(own => own.Queue == queue.Queue).Slots.Sum(slot => slot!.Handled);
            queue.HandleTimeFactor.ShouldBe(Math.Pow(300 / 240.0, handled / (handled + 50)), 1e-9);
            look.Problem.Demand.First(demand => demand.Queue == queue.Queue).Traffic!.HandleSeconds[20].ShouldBe(240 * queue.HandleTimeFactor, 1e-9);
        }
    }

    [Test]
    public void What_has_been_answered_counts_towards_the_day()
    {
        RunningDay day = TestDay.Of(dayVariation: 0);
        QueueLook good = DayWatch.Look(TestDay.Reported(day, 30, 1, inTime: 1)).Queues[0], bad = DayWatch.Look(TestDay.Reported(day, 30, 1, inTime: 0.4)).Queues[0];

        good.ChanceOfDay!.Value.ShouldBeGreaterThan(bad.ChanceOfDay!.Value + 0.5);
        good.ChanceBelow.ShouldBe(bad.ChanceBelow);

        bad.Rest.Days.Count.ShouldBe(3);
        ServiceLevelOutlook[] whole = [.. bad.Rest.Days.Select(rest =>
        {
            double calls = bad.Offered + rest.Calls;
            return new ServiceLevelOutlook(calls, (bad.InTime + (rest.Calls * rest.Level)) / calls, rest.Calls * rest.StandardDeviation / calls);
        })];
        bad.ChanceOfDay!.Value.ShouldBe(ServiceLevelOutlook.ProbabilityOfMeeting(whole, bad.Promise.ShareFraction), 1e-12);
    }

    [Test]
    public void Reports_more_than_two_intervals_old_are_stale()
    {
        RunningDay day = TestDay.Reported(TestDay.Of(), 12, 1);

        DayWatch.Look(day with { Now = day.Now + Duration.FromMinutes(44) }).Queues.ShouldAllBe(queue => !queue.IsStale);
        DayWatch.Look(day with { Now = day.Now + Duration.FromMinutes(45) }).Queues.ShouldAllBe(queue => queue.IsStale);
    }

    [Test]
    public void After_closing_nothing_is_left_to_predict()
    {
        RunningDay day = TestDay.Reported(TestDay.Of(), 40, 1);

        foreach (QueueLook queue in DayWatch.Look(day).Queues)
        {
            queue.Rest.Level.ShouldBeNull();
            queue.ChanceBelow.ShouldBeNull();
            queue.ChanceOfDay.ShouldBe(queue.LevelSoFar >= queue.Promise.ShareFraction ? 1 : 0);
        }
    }
}
