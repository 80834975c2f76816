using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests.Events;

/// <summary>Sizes of events are recovered from simulated histories whose truth is known, within their stated error.</summary>
public sealed class EventSizesTests
{
    private static readonly LocalDate First = new(2024, 9, 2);

    [TestCase(EventShape.Step, 10, 0.4)]
    [TestCase(EventShape.LetterDrop, 10, 0.6)]
    [TestCase(EventShape.Bell, 18, 0.5)]
    [TestCase(EventShape.Decay, 11, -0.3)]
    [TestCase(EventShape.Step, 0, 0.8)]
    [TestCase(EventShape.Step, 4, 0)]
    public void A_known_size_is_recovered_within_its_stated_error(EventShape shape, int lastDay, double size)
    {
        ForecastEvent truth = new("utskick", First, First.PlusDays(lastDay), shape, size);
        LearnedSize[] learned = [.. Enumerable.Range(1, 40).Select(seed => Learn(new SimulatedQueue(seed) { Days = 728, Year = 0.1, Events = [truth] }, truth))];

        learned.ShouldAllBe(each => each.Outcome == EventSizeOutcome.Learned && each.StandardError > 0 && each.StandardError < 0.3);
        double[] score = [.. learned.Select(each => (each.SizeFraction - size) / each.StandardError)];
        TestContext.Out.WriteLine($"mean {learned.Average(each => each.SizeFraction):0.000}, error {learned.Average(each => each.StandardError):0.000}, z {Math.Sqrt(score.Average(z => z * z)):0.00}");
        learned.Average(each => each.SizeFraction).ShouldBe(size, 3 * learned.Average(each => each.StandardError) / Math.Sqrt(40), "the mean of 40 histories");
        Math.Sqrt(score.Average(z => z * z)).ShouldBeInRange(0.6, 1.3);
        score.Count(z => Math.Abs(z) < 2).ShouldBeGreaterThanOrEqualTo(35);
    }

    // The first working day of a month is told 2 % low: the calendar gives it a share of what days after closures do (2 January and 2 May are both).
    [TestCase(11)]
    [TestCase(18)]
    public void The_size_of_a_single_day_in_the_middle_of_a_month_has_no_bias(int day)
    {
        ForecastEvent truth = new("snö", new LocalDate(2024, 9, day), new LocalDate(2024, 9, day), EventShape.Step, 0.8);
        LearnedSize[] learned = [.. Enumerable.Range(1, 120).Select(seed => Learn(new SimulatedQueue(seed) { Days = 728, IntervalMinutes = 60, Events = [truth] }, truth))];

        (learned.Average(each => 1 + each.SizeFraction) / 1.8).ShouldBe(1, 0.015);
    }

    [Test]
    public void Small_queues_say_how_little_they_know()
    {
        ForecastEvent truth = new("kampanj", First, First.PlusDays(4), EventShape.Step, 0.5);
        LearnedSize[] learned = [.. Enumerable.Range(1, 40).Select(seed => Learn(new SimulatedQueue(seed) { Days = 728, CallsPerDay = 12, Events = [truth] }, truth))];

        learned.Average(each => each.StandardError).ShouldBeInRange(0.1, 0.35);
        learned.Count(each => Math.Abs(each.SizeFraction - 0.5) < 2 * each.StandardError).ShouldBeGreaterThanOrEqualTo(35);
    }

    [Test]
    public void One_bad_day_does_not_move_the_size()
    {
        ForecastEvent truth = new("utskick", First, First.PlusDays(11), EventShape.Step, 0.4);
        SimulatedQueue queue = new(7) { Days = 728, Events = [truth] };
        LearnedSize clean = Learn(queue, truth);
        CallSeries drawn = queue.Draw();
        CallSeries broken = drawn with
        {
            Intervals = [.. drawn.Intervals.Select(interval => interval.Start.InZone(drawn.Zone).Date == First.PlusDays(3) ? interval with { Offered = interval.Offered * 4 } : interval)],
        };

        LearnedSize robust = Learn(broken, truth);

        robust.SizeFraction.ShouldBe(clean.SizeFraction, 1.5 * clean.StandardError);
        robust.StandardError.ShouldBeLessThan(0.12);
    }

    [Test]
    public void Queues_an_event_touches_are_learned_from_together()
    {
        ForecastEvent truth = new("utskick", First, First.PlusDays(4), EventShape.Step, 0.4);
        CallSeries large = new SimulatedQueue(3) { Days = 728, CallsPerDay = 900, Events = [truth] }.Draw() with { Queue = new QueueId("stor") };
        CallSeries small = new SimulatedQueue(4) { Days = 728, CallsPerDay = 9, Events = [truth] }.Draw() with { Queue = new QueueId("liten") };
        UsualDays[] days = [Lay(large, truth), Lay(small, truth)];

        LearnedSize both = EventSizes.Learn(truth, days), alone = EventSizes.Learn(truth with { Queues = [new QueueId("liten")] }, days);

        both.SizeFraction.ShouldBe(0.4, 2.5 * both.StandardError);
        both.StandardError.ShouldBeLessThan(alone.StandardError);
    }

    [Test]
    public void Two_events_of_other_days_do_not_disturb_each_other()
    {
        ForecastEvent one = new("utskick", First, First.PlusDays(4), EventShape.Step, 0.4), other = new("snö", First.PlusDays(14), First.PlusDays(16), EventShape.Step, 1.5);
        UsualDays[] days = [Lay(new SimulatedQueue(5) { Days = 728, Events = [one, other] }.Draw(), one, other)];

        LearnedSize first = EventSizes.Learn(one, days), second = EventSizes.Learn(other, days);

        first.SizeFraction.ShouldBe(0.4, 2.5 * first.StandardError);
        second.SizeFraction.ShouldBe(1.5, 2.5 * second.StandardError);
    }

    [Test]
    public void An_event_over_another_is_told_from_it_only_where_the_other_has_a_stated_size()
    {
        ForecastEvent one = new("utskick", First, First.PlusDays(4), EventShape.Step, 0.4), other = new("snö", First.PlusDays(1), First.PlusDays(4), EventShape.Step, 0.5);
        CallSeries drawn = new SimulatedQueue(5) { Days = 728, Events = [one, other] }.Draw();

        LearnedSize stated = EventSizes.Learn(one, [Lay(drawn, one with { SizeFraction = 0 }, other)]);
        LearnedSize unknown = EventSizes.Learn(one, [Lay(drawn, one, other with { SizeFraction = 0 })]);

        stated.SizeFraction.ShouldBe(0.4, 2.5 * stated.StandardError);
        (unknown.Outcome, unknown.Days).ShouldBe((EventSizeOutcome.Overlapped, 1));
    }

    [Test]
    public void What_history_does_not_tell_is_refused_with_its_reason()
    {
        CallSeries drawn = new SimulatedQueue(1) { Days = 728 }.Draw();
        LocalDate last = Given.LastDay(drawn), first = new(2023, 1, 2);
        LearnedSize Of(LocalDate from, LocalDate to) => Learn(drawn, new ForecastEvent("x", from, to, EventShape.Step, 0));

        Of(last.PlusDays(-2), last.PlusDays(3)).Outcome.ShouldBe(EventSizeOutcome.NotOver);
        Of(last.PlusDays(-80), last.PlusDays(-2)).Outcome.ShouldBe(EventSizeOutcome.TooLong);
        Of(first.PlusDays(-30), first.PlusDays(-20)).Outcome.ShouldBe(EventSizeOutcome.NotCovered);
        Of(first.PlusDays(-30), first.PlusDays(4)).Outcome.ShouldBe(EventSizeOutcome.NotCovered);
        Learn(drawn.Before(first.PlusDays(17)), new ForecastEvent("x", first.PlusDays(7), first.PlusDays(8), EventShape.Step, 0)).Outcome.ShouldBe(EventSizeOutcome.TooFewOrdinaryDays);
        Of(new LocalDate(2024, 12, 24), new LocalDate(2024, 12, 26)).Outcome.ShouldBe(EventSizeOutcome.NotCovered);
        LearnedSize none = Learn(drawn with { Intervals = [] }, new ForecastEvent("x", last, last, EventShape.Step, 0));
        none.ShouldBe(new LearnedSize(EventSizeOutcome.NotCovered, 0, 0, 0));
    }

    [Test]
    public void Days_history_misses_are_not_counted_as_days_without_calls()
    {
        ForecastEvent truth = new("utskick", First, First.PlusDays(11), EventShape.Step, 0.4);
        CallSeries drawn = new SimulatedQueue(7) { Days = 728, Events = [truth] }.Draw();
        CallSeries holed = drawn with { Intervals = [.. drawn.Intervals.Where(interval => interval.Start.InZone(drawn.Zone).Date is var date && (date < First.PlusDays(3) || date > First.PlusDays(4)))] };

        LearnedSize learned = Learn(holed, truth);

        (learned.Outcome, learned.Days).ShouldBe((EventSizeOutcome.Learned, 8));
        learned.SizeFraction.ShouldBe(0.4, 2.5 * learned.StandardError);
    }

    [Test]
    public void The_same_history_gives_the_same_bits()
    {
        ForecastEvent truth = new("utskick", First, First.PlusDays(11), EventShape.Step, 0.4);
        CallSeries drawn = new SimulatedQueue(7) { Days = 728, Events = [truth] }.Draw();

        Learn(drawn, truth).ShouldBe(Learn(drawn, truth));
        Learn(drawn, truth with { SizeFraction = 0 }).ShouldBe(Learn(drawn, truth), "the stated size is not looked at");
    }

    private static LearnedSize Learn(SimulatedQueue queue, ForecastEvent one) => Learn(queue.Draw(), one);

    private static LearnedSize Learn(CallSeries series, ForecastEvent one) => EventSizes.Learn(one, [Lay(series, one)]);

    private static UsualDays Lay(CallSeries series, params ForecastEvent[] events) =>
        UsualDays.Of(series, new ForecastRequest(new LocalDate(2026, 1, 1), 1) { SpecialDays = SpecialDayCalendar.Sweden, Events = events });
}
