using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples.Tests;

public sealed class CallHistoryTests
{
    private static DateTimeZone Zone => Centres.One.Unit.Zone;

    private static LocalDateTime Local(Instant instant) => instant.InZone(Zone).LocalDateTime;

    private static IEnumerable<CallInterval> AllCalls(SampleCentre centre) =>
        centre.History.Concat(centre.Truth.After).Concat(centre.BadDay.Calls).SelectMany(series => series.Intervals);

    [TestCase(1)]
    [TestCase(2)]
    public void Nine_ordinary_weekdays_in_ten_bring_1300_to_2000_phone_calls(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        HashSet<LocalDate> special = [.. centre.SpecialDays.Select(day => day.Date)];
        HashSet<QueueId> phone = [.. centre.Queues.Where(queue => queue.Channel == Channel.Phone).Select(queue => queue.Id)];
        int[] totals = [.. centre.History.Where(series => phone.Contains(series.Queue)).SelectMany(series => series.Intervals)
            .GroupBy(call => Local(call.Start).Date).Where(day => !special.Contains(day.Key)).Select(day => day.Sum(call => call.Offered))];

        totals.Length.ShouldBeGreaterThan(700);
        (totals.Count(total => total is >= 1300 and <= 2000) / (double)totals.Length).ShouldBeGreaterThanOrEqualTo(0.90);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void The_visit_desk_sees_about_75_visitors_a_day_between_ten_and_five(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        CallSeries visits = centre.History.Single(series => series.Queue == new QueueId("besok"));

        visits.Intervals.Min(call => Local(call.Start).TimeOfDay).ShouldBe(new LocalTime(10, 0));
        visits.Intervals.Max(call => Local(call.End).TimeOfDay).ShouldBe(new LocalTime(17, 0));
        visits.Intervals.GroupBy(call => Local(call.Start).Date).Average(day => day.Sum(call => call.Offered)).ShouldBeInRange(60, 100);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Closed_days_have_no_rows_and_every_open_weekday_has_all(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        HashSet<LocalDate> closed = [.. centre.SpecialDays
            .Where(day => day.Kind is SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve).Select(day => day.Date)];
        IEnumerable<LocalDate> open = Enumerable.Range(0, Period.DaysBetween(centre.HistoryFrom, centre.PlanningDate))
            .Select(centre.HistoryFrom.PlusDays)
            .Where(date => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !closed.Contains(date));

        foreach (CallSeries series in centre.History)
        {
            series.Intervals.Select(call => Local(call.Start).Date).Distinct().ShouldBe(open);
            series.Intervals.Zip(series.Intervals.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
        }
    }

    [TestCase("vaxel", 2025, 1, 7, 40)]
    [TestCase("vaxel", 2025, 4, 17, 24)]
    [TestCase("besok", 2025, 4, 17, 12)]
    [TestCase("vaxel", 2025, 5, 28, 32)]
    [TestCase("vaxel", 2025, 12, 5, 40)]
    public void Shortened_days_close_at_one_or_three(string queue, int year, int month, int day, int quarters) =>
        Centres.One.History.Single(series => series.Queue == new QueueId(queue)).Intervals
            .Count(call => Local(call.Start).Date == new LocalDate(year, month, day)).ShouldBe(quarters);

    [TestCase(2025, 3, 28, 1)]
    [TestCase(2025, 3, 31, 2)]
    [TestCase(2025, 10, 24, 2)]
    [TestCase(2025, 10, 27, 1)]
    public void Days_on_both_sides_of_a_clock_change_open_at_seven_on_the_wall(int year, int month, int day, int offsetHours)
    {
        CallInterval[] calls = [.. Centres.One.History[0].Intervals.Where(call => Local(call.Start).Date == new LocalDate(year, month, day))];

        calls.Length.ShouldBe(40);
        Local(calls[0].Start).TimeOfDay.ShouldBe(new LocalTime(7, 0));
        calls[0].Start.InZone(Zone).Offset.ShouldBe(Offset.FromHours(offsetHours));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Offered_is_answered_plus_abandoned_and_the_rest_agrees(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        CallInterval[] calls = [.. AllCalls(centre)];

        calls.Length.ShouldBeGreaterThan(400_000);
        calls.Count(call => call.Answered + call.Abandoned != call.Offered).ShouldBe(0);
        calls.Count(call => call.AnsweredInTime < 0 || call.AnsweredInTime > call.Answered).ShouldBe(0);
        calls.Count(call => call.HandleSeconds > 0 != call.Answered > 0).ShouldBe(0);
        calls.Count(call => call.WaitSeconds < 30 * (call.Answered - call.AnsweredInTime)).ShouldBe(0);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Most_callers_are_answered_and_most_of_them_in_time(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        foreach (CallSeries series in centre.History)
        {
            double offered = series.Intervals.Sum(call => call.Offered);
            (series.Intervals.Sum(call => call.Answered!.Value) / offered).ShouldBeInRange(0.88, 0.999, series.Queue.Value);
            (series.Intervals.Sum(call => call.AnsweredInTime!.Value) / offered).ShouldBeInRange(0.80, 0.99, series.Queue.Value);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Calls_take_three_to_six_minutes(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        foreach (CallSeries series in centre.History)
        {
            double mean = series.Intervals.Sum(call => call.HandleSeconds!.Value) / series.Intervals.Sum(call => call.Answered!.Value);
            mean.ShouldBeInRange(170, 360, series.Queue.Value);
        }

        centre.Truth.Rates.SelectMany(queue => queue.Intervals).Count(rate => rate.AverageHandleSeconds is < 150 or > 420).ShouldBe(0);
    }

    [Test]
    public void Mondays_are_heavy_and_Fridays_and_July_light()
    {
        CallInterval[] calls = [.. Centres.One.History[0].Intervals];
        double OfWeekday(IsoDayOfWeek weekday) => calls.Where(call => Local(call.Start).DayOfWeek == weekday).Average(call => call.Offered);
        double OfMonth(int month) => calls.Where(call => Local(call.Start).Month == month).Average(call => call.Offered);

        (OfWeekday(IsoDayOfWeek.Monday) / OfWeekday(IsoDayOfWeek.Friday)).ShouldBeInRange(1.15, 1.40);
        (OfMonth(7) / OfMonth(9)).ShouldBeInRange(0.75, 0.95);
    }

    [Test]
    public void The_day_has_two_peaks_with_lunch_between()
    {
        Dictionary<LocalTime, double> byQuarter = Centres.One.History[0].Intervals
            .GroupBy(call => Local(call.Start).TimeOfDay).ToDictionary(group => group.Key, group => group.Average(call => call.Offered));

        byQuarter[new LocalTime(9, 15)].ShouldBeGreaterThan(1.3 * byQuarter[new LocalTime(12, 0)]);
        byQuarter[new LocalTime(13, 30)].ShouldBeGreaterThan(1.1 * byQuarter[new LocalTime(12, 0)]);
        byQuarter[new LocalTime(7, 0)].ShouldBeLessThan(0.5 * byQuarter[new LocalTime(12, 0)]);
    }
}
