using NodaTime;
using Wfm.Domain;

namespace Wfm.Intraday.Tests.Adherences;

[TestFixture]
public sealed class AdherenceDayTests
{
    private static readonly AgentId Anna = new("anna");
    private static readonly Interval Window = new(At(6, 0), At(18, 0));

    private static readonly Shift Day = new(
        Anna, new LocalDate(2026, 3, 2), new Interval(At(8, 0), At(16, 0)),
        [
            new ShiftActivity(ActivityKind.Contacts, new Interval(At(8, 0), At(12, 0))),
            new ShiftActivity(ActivityKind.Lunch, new Interval(At(12, 0), At(12, 30))),
            new ShiftActivity(ActivityKind.Contacts, new Interval(At(12, 30), At(15, 0))),
            new ShiftActivity(ActivityKind.Training, new Interval(At(15, 0), At(16, 0))),
        ]);

    // Ready seven minutes late, off to lunch ten minutes early, back on time, takes calls half an hour into the training.
    private static readonly StateChange[] Changes =
    [
        Change(6, 30, "LOGGED-OFF"), Change(8, 7, "Ready"), Change(9, 0, "InCall"), Change(9, 6, "ACW"), Change(9, 8, "Ready"),
        Change(11, 50, "AUX1"), Change(12, 30, "Ready"), Change(15, 30, "AUX2"), Change(16, 0, "LOGGED-OFF"),
    ];

    [Test]
    public void The_minutes_are_those_counted_by_hand()
    {
        AdherenceDay day = AdherenceDay.Of(Day, Changes, StateRules.Default, Window);

        day.OutMinutes.ShouldBe(7 + 10 + 30);
        day.InMinutes.ShouldBe(480 - 47);
        day.NeutralMinutes.ShouldBe(0);
        day.AdherenceFraction!.Value.ShouldBe(433 / 480.0, 1e-12);
        day.ScheduledReadyMinutes.ShouldBe(390);
        day.ReadyMinutes.ShouldBe(223 + 180);
        day.ConformanceFraction!.Value.ShouldBe(403 / 390.0, 1e-12);
        day.LoggedInMinutes.ShouldBe(473);
        day.Spans[0].Span.Start.ShouldBe(Window.Start);
        day.Spans[^1].Span.End.ShouldBe(Window.End);
    }

    [Test]
    public void A_deviation_shorter_than_its_threshold_is_forgiven()
    {
        StateChange[] late = [Change(6, 30, "LOGGED-OFF"), Change(8, 4, "Ready"), Change(12, 0, "AUX1"), Change(12, 30, "Ready"), Change(15, 0, "AUX2"), Change(16, 0, "LOGGED-OFF")];

        AdherenceDay.Of(Day, late, StateRules.Default, Window).OutMinutes.ShouldBe(0);

        StateRules strict = StateRules.Default with { Rules = [new StateRule("logged-out", ActivityKind.Contacts, Adherence.Out, Duration.FromMinutes(3), "#ff0000")] };
        AdherenceDay.Of(Day, late, strict, Window).OutMinutes.ShouldBe(4);
    }

    [Test]
    public void Ten_thousand_orders_of_arrival_end_in_the_same_day()
    {
        AdherenceDay sorted = AdherenceDay.Of(Day, Changes, StateRules.Default, Window);
        Random random = new(7);
        for (int round = 0; round < 10_000; round++)
        {
            List<StateChange> feed = [.. Changes, .. Changes.Where(_ => random.NextDouble() < 0.3)];
            StateChange[] shuffled = [.. feed];
            random.Shuffle(shuffled);

            AdherenceDay day = AdherenceDay.Of(Day, shuffled, StateRules.Default, Window);

            day.Spans.ShouldBe(sorted.Spans);
        }
    }

    [Test]
    public void Two_states_at_one_moment_end_the_same_whichever_came_first()
    {
        StateChange[] one = [Change(8, 0, "Ready"), Change(8, 0, "AUX1")];

        AgentStates.Line(one, Window).ShouldBe(AgentStates.Line(one.Reverse(), Window));
    }

    [Test]
    public void Without_any_state_nothing_counts_for_or_against()
    {
        AdherenceDay day = AdherenceDay.Of(Day, [], StateRules.Default, Window);

        day.AdherenceFraction.ShouldBeNull();
        day.NeutralMinutes.ShouldBe(480);
        day.LoggedInMinutes.ShouldBe(0);
    }

    [Test]
    public void An_unknown_state_is_neutral_and_countable()
    {
        AdherenceDay day = AdherenceDay.Of(Day, [Change(8, 0, "FIKA")], StateRules.Default, new Interval(At(8, 0), At(9, 0)));

        day.Spans.ShouldHaveSingleItem().Group.ShouldBe(StateRules.Undefined);
        day.NeutralMinutes.ShouldBe(60);
    }

    [Test]
    public void On_a_day_off_the_schedule_asks_for_nothing()
    {
        AdherenceDay day = AdherenceDay.Of(null, Changes, StateRules.Default, Window);

        day.AdherenceFraction.ShouldBeNull();
        day.ConformanceFraction.ShouldBeNull();
        day.ReadyMinutes.ShouldBe(403);
    }

    private static Instant At(int hour, int minute) => Instant.FromUtc(2026, 3, 2, hour, minute);

    private static StateChange Change(int hour, int minute, string state) => new(Anna, At(hour, minute), state);
}
