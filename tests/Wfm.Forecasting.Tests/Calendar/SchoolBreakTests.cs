using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class SchoolBreakTests
{
    private static readonly LocalDate[] Origins = [new(2025, 2, 3), new(2025, 5, 19), new(2025, 9, 22)];

    private static readonly (string Name, double Size)[] Effects = [("Sportlov", -0.2), ("Påsklov", -0.15), ("Sommarlov", -0.3), ("Höstlov", -0.2), ("Jullov", -0.2)];

    private static readonly SchoolBreak[] Breaks = [.. Enumerable.Range(2022, 4).SelectMany(BreaksOf)];

    // Errors of day totals on twelve weeks ahead, three origins of eight queues with two years of history and more.
    [Test]
    public void A_queue_that_falls_silent_in_school_breaks_is_forecast_better_with_the_table_than_without()
    {
        (double with, double without) = Errors([.. Breaks.Select(one => new ForecastEvent(one.Name, one.From, one.To, EventShape.Step, SizeOf(one.Name)))], IsBreak);

        without.ShouldBeGreaterThan(0.15);
        with.ShouldBeLessThan(0.5 * without);
    }

    [Test]
    public void Ordinary_days_of_such_a_queue_are_not_worse_with_the_table()
    {
        (double with, double without) = Errors([.. Breaks.Select(one => new ForecastEvent(one.Name, one.From, one.To, EventShape.Step, SizeOf(one.Name)))], day => !IsBreak(day));

        with.ShouldBeLessThan(1.01 * without);
    }

    [Test]
    public void A_queue_that_does_not_care_is_not_worse_with_the_table()
    {
        (double with, double without) = Errors([], _ => true);

        with.ShouldBeLessThan(1.01 * without);
    }

    // Only sportlov and påsklov were ever seen: the first summer is expected to do what breaks do.
    [Test]
    public void A_break_never_seen_takes_after_the_others()
    {
        double[] factors = Factors(new LocalDate(2023, 5, 1), Breaks, out DayMatrix matrix);

        factors[DayOf(matrix, new LocalDate(2023, 6, 27))].ShouldBe(0.83, 0.09);
    }

    [Test]
    public void A_break_of_another_queue_says_nothing_of_this_one()
    {
        double[] factors = Factors(new LocalDate(2025, 1, 20), [.. Breaks.Select(one => one with { Queue = new QueueId("other") })], out DayMatrix matrix);

        factors[DayOf(matrix, new LocalDate(2025, 2, 26))].ShouldBe(factors[DayOf(matrix, new LocalDate(2025, 2, 19))], 0.05);
    }

    // Half the calls for a week would be an outlier anywhere else; without the table the next would be forecast 80 % too high.
    [Test]
    public void Quiet_days_of_a_break_are_learned_from_and_not_set_aside()
    {
        SimulatedQueue queue = new(9)
        {
            DaySpread = 0.02,
            Days = 2 * 364,
            Events = [.. Breaks.Where(one => one.Name == "Sportlov").Select(one => new ForecastEvent(one.Name, one.From, one.To, EventShape.Step, -0.45))],
        };
        ForecastResult result = ForecastMaker.Make(queue.Draw(), new ForecastRequest(queue.First.PlusDays(queue.Days), 84) { SpecialDays = SpecialDayCalendar.Sweden, SchoolBreaks = Breaks });

        result.Findings.ShouldNotContain(finding => finding.Kind == FindingKind.OutlierDay && finding.From.Month == 2);
        LocalDate next = new(2025, 2, 26);
        (result.TotalOn(next) / queue.With(next)).ShouldBe(1, 0.25);
    }

    private static (double With, double Without) Errors(IReadOnlyList<ForecastEvent> events, Func<LocalDate, bool> counts)
    {
        double with = 0, without = 0, calls = 0;
        foreach (int seed in Enumerable.Range(1, 8))
        {
            SimulatedQueue queue = new(seed) { Year = 0.05, IntervalMinutes = 60, Events = events };
            CallSeries drawn = queue.Draw();
            Dictionary<LocalDate, int> came = drawn.Intervals.GroupBy(interval => interval.Start.InZone(drawn.Zone).Date).ToDictionary(day => day.Key, day => day.Sum(interval => interval.Offered));
            foreach (LocalDate from in Origins)
            {
                ForecastRequest request = new(from, 84) { SpecialDays = SpecialDayCalendar.Sweden };
                ForecastResult told = ForecastMaker.Make(drawn.Before(from), request with { SchoolBreaks = Breaks }), untold = ForecastMaker.Make(drawn.Before(from), request);
                foreach (LocalDate day in Enumerable.Range(0, 84).Select(from.PlusDays).Where(day => came.ContainsKey(day) && counts(day)))
                {
                    calls += came[day];
                    with += Math.Abs(told.TotalOn(day) - came[day]);
                    without += Math.Abs(untold.TotalOn(day) - came[day]);
                }
            }
        }

        return (with / calls, without / calls);
    }

    private static double[] Factors(LocalDate until, SchoolBreak[] breaks, out DayMatrix matrix)
    {
        SimulatedQueue queue = new(5)
        {
            First = new LocalDate(2022, 8, 22),
            Days = Period.DaysBetween(new LocalDate(2022, 8, 22), until),
            DaySpread = 0.03,
            Events = [.. Breaks.Select(one => new ForecastEvent(one.Name, one.From, one.To, EventShape.Step, -0.2))],
        };
        CallSeries history = queue.Draw();
        RawDays raw = RawDays.Read(history, queue.Length, until)!;
        matrix = new MatrixBuilder(raw, history.Queue, new ForecastRequest(until, 84) { SpecialDays = SpecialDayCalendar.Sweden, SchoolBreaks = breaks }).Build([]);
        return CalendarFit.Of(matrix, new CalendarFeatures(matrix), matrix.HistoryDays, yearly: false).Factor;
    }

    private static int DayOf(DayMatrix matrix, LocalDate day) => Period.DaysBetween(matrix.First, day);

    private static bool IsBreak(LocalDate day) => Breaks.Any(one => one.IsOn(Given.Queue, day));

    private static double SizeOf(string name) => Effects.First(effect => effect.Name == name).Size;

    private static IEnumerable<SchoolBreak> BreaksOf(int year)
    {
        LocalDate easter = SwedishDays.EasterDay(year);
        yield return new SchoolBreak("Sportlov", MondayOf(year, 9), MondayOf(year, 9).PlusDays(6));
        yield return new SchoolBreak("Påsklov", easter.PlusDays(2), easter.PlusDays(7));
        yield return new SchoolBreak("Sommarlov", MondayOf(year, 25), MondayOf(year, 33).PlusDays(2));
        yield return new SchoolBreak("Höstlov", MondayOf(year, 44), MondayOf(year, 44).PlusDays(6));
        yield return new SchoolBreak("Jullov", new LocalDate(year, 12, 21), new LocalDate(year + 1, 1, 8));
    }

    private static LocalDate MondayOf(int year, int week) => LocalDate.FromWeekYearWeekAndDay(year, week, IsoDayOfWeek.Monday);
}
