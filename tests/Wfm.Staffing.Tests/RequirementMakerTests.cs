using NodaTime;
using Wfm.Domain;
using Wfm.Queueing;
using static Wfm.Staffing.Tests.Staffed;

namespace Wfm.Staffing.Tests;

[TestFixture]
public sealed class RequirementMakerTests
{
    // 33 calls an hour of 240 s are 2.2 erlangs: the table of domain.md section 3 says four agents reach 82 % in 30 s, three only 51 %.
    [Test]
    public void Erlang_C_asks_for_the_agents_every_calculator_asks_for()
    {
        RequirementInterval interval = Require(Day(calls: 8.25), Target()).Intervals[20];

        interval.RequiredErlangC.ShouldBe(4);
        ErlangC.ServiceLevel(2.2, 4, 240, 30)!.Value.ShouldBe(0.82, tolerance: 0.02);
        ErlangC.ServiceLevel(2.2, 3, 240, 30)!.Value.ShouldBeLessThan(0.8);
    }

    [Test]
    public void In_the_middle_of_a_steady_day_Erlang_A_is_asked_with_the_plain_load()
    {
        RequirementInterval interval = Require(Day(calls: 20), Target()).Intervals[20];

        StaffingQuestion steady = new(20 * 240 / 900.0, 240, 0.8, 30) { MeanPatienceSeconds = 180 };
        interval.Required.ShouldBe(RequiredAgents.ByErlangA(steady).Agents);
        interval.Required.ShouldBeLessThan(interval.RequiredErlangC);
    }

    [Test]
    public void The_first_quarter_of_a_day_needs_fewer_people_because_calls_are_still_coming_in()
    {
        IReadOnlyList<RequirementInterval> day = Require(Day(calls: 60, handleSeconds: 600), Target()).Intervals;

        day[0].Required.ShouldBeLessThan(day[20].Required);
        day[0].RequiredErlangC.ShouldBe(day[20].RequiredErlangC);
    }

    [Test]
    public void A_queue_on_Erlang_C_is_required_what_Erlang_C_asks() =>
        Require(Day(calls: 20), Target(model: StaffingModel.ErlangC)).Intervals
            .ShouldAllBe(interval => interval.Required == interval.RequiredErlangC);

    [Test]
    public void A_ceiling_on_abandonment_asks_for_more_people_than_a_generous_threshold_does()
    {
        int without = Require(Day(calls: 40), Target(seconds: 120)).Intervals[20].Required;
        int with = Require(Day(calls: 40), Target(seconds: 120, ceiling: 0.03)).Intervals[20].Required;

        with.ShouldBeGreaterThan(without);
        new ErlangA(40 * 240 / 900.0, with, 240, 180).ProbabilityOfAbandonment.ShouldBeLessThanOrEqualTo(0.03);
        new ErlangA(40 * 240 / 900.0, with - 1, 240, 180).ProbabilityOfAbandonment.ShouldBeGreaterThan(0.03);
    }

    [TestCase(ServiceLevelDefinition.OfAnswered)]
    [TestCase(ServiceLevelDefinition.ExcludingShortAbandons)]
    [TestCase(ServiceLevelDefinition.AbandonedInTimeCounts)]
    [TestCase(ServiceLevelDefinition.VirtualWait)]
    public void A_kinder_definition_never_asks_for_more_people_than_the_strict_one(ServiceLevelDefinition definition)
    {
        int strict = Require(Day(calls: 25), Target()).Intervals[20].Required;
        int kinder = Require(Day(calls: 25), Target(definition: definition)).Intervals[20].Required;

        kinder.ShouldBeInRange(strict - 2, strict);
    }

    [Test]
    public void Scheduled_is_required_divided_by_the_share_that_is_there()
    {
        QueueTarget target = new(
            new ServiceLevelTarget(0.8, Duration.FromSeconds(30)),
            null,
            null,
            StaffingModel.ErlangA,
            Duration.FromSeconds(180),
            new Shrinkage([new ShrinkageStep(0, 0.1), new ShrinkageStep(14, 0.2)]));

        RequirementInterval near = Require(Day(20), target, settings: Settings with { PlannedOn = Monday.PlusDays(-13) }).Intervals[20];
        RequirementInterval far = Require(Day(20), target, settings: Settings with { PlannedOn = Monday.PlusDays(-14) }).Intervals[20];

        near.ScheduledNeeded.ShouldBe(near.Required / 0.9, tolerance: 1e-12);
        far.ScheduledNeeded.ShouldBe(far.Required / 0.8, tolerance: 1e-12);
    }

    [Test]
    public void An_interval_without_calls_needs_nobody_and_costs_nothing_empty()
    {
        RequirementInterval interval = Require(Day(calls: 0), Target()).Intervals[3];

        (interval.Required, interval.RequiredErlangC, interval.ScheduledNeeded).ShouldBe((0, 0, 0));
        interval.Cost.Hull[0].ShouldBe(0);
        interval.Cost.Hull[1].ShouldBeGreaterThan(0);
    }

    [Test]
    public void Where_the_forecast_knows_no_handle_time_the_default_is_used() =>
        Require(Day(20, handleSeconds: null), Target()).Intervals[20].AverageHandleSeconds.ShouldBe(240);

    // Two openings with two hours between: the afternoon starts empty again, so its first quarter looks like the morning's.
    [Test]
    public void Calls_of_the_morning_do_not_reach_over_a_closed_midday()
    {
        VolumeForecast split = new(new QueueId("split"), Quarter, [.. Enumerable.Range(0, 24).Where(index => index is < 8 or >= 16).Select(index => Interval(index, 20))]);

        IReadOnlyList<RequirementInterval> day = Require(split, Target()).Intervals;

        day.Count.ShouldBe(16);
        day[8].Required.ShouldBe(day[0].Required);
    }

    [Test]
    public void The_day_when_clocks_change_keeps_one_entry_per_interval()
    {
        LocalDate sunday = new(2026, 10, 25);
        VolumeForecast night = new(new QueueId("jour"), Quarter, [.. DayIntervals.StartsOf(sunday, Stockholm, Quarter)
            .Select(start => Interval(0, 4) with { Start = start })]);

        Require(night, Target()).Intervals.Count.ShouldBe(100);
    }
}
