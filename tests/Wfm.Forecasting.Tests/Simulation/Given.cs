using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

/// <summary>Small histories by small words: a Monday to start on, calls per quarter, changes to single intervals.</summary>
internal static class Given
{
    /// <summary>A Monday.</summary>
    public static readonly LocalDate Monday = new(2024, 1, 8);

    public static readonly QueueId Queue = new("växel");

    /// <summary>Open Monday to Friday 08–16 on quarters, <paramref name="calls"/>(day number, quarter of the day) calls.</summary>
    public static CallSeries Weeks(int weeks, Func<int, int, int> calls, LocalDate? first = null) =>
        Days(7 * weeks, (day, slot) => day % 7 < 5 && slot is >= 32 and < 64 ? calls(day, slot) : null, first);

    /// <summary>Any days on quarters; null means no row.</summary>
    public static CallSeries Days(int days, Func<int, int, int?> calls, LocalDate? first = null)
    {
        List<CallInterval> intervals = [];
        for (int d = 0; d < days; d++)
        {
            LocalDate day = (first ?? Monday).PlusDays(d);
            foreach (Instant start in DayIntervals.StartsOf(day, SimulatedQueue.Stockholm, Duration.FromMinutes(15)))
            {
                int slot = (int)(start.InZone(SimulatedQueue.Stockholm).TimeOfDay.TickOfDay / (NodaConstants.TicksPerMinute * 15));
                if (calls(d, slot) is { } offered)
                {
                    intervals.Add(new CallInterval(start, Duration.FromMinutes(15), offered));
                }
            }
        }

        return new CallSeries(Queue, SimulatedQueue.Stockholm, Duration.FromMinutes(15), intervals);
    }

    /// <summary>A believable count around <paramref name="mean"/>, the same for the same day and slot.</summary>
    public static int Around(double mean, int day, int slot)
    {
        Random random = new(unchecked((day * 7919) + (slot * 104729) + 17));
        return MathNet.Numerics.Distributions.Poisson.Sample(random, mean);
    }

    public static ForecastRequest Ask(LocalDate from, int days = 28) => new(from, days);

    public static ForecastResult Forecast(CallSeries series, int days = 28, int afterDays = 0) =>
        ForecastMaker.Make(series, Ask(LastDay(series).PlusDays(1 + afterDays), days));

    public static LocalDate LastDay(CallSeries series) => series.Intervals[^1].Start.InZone(series.Zone).Date;

    public static LocalDate DateOf(this ForecastInterval interval) => interval.Start.InZone(SimulatedQueue.Stockholm).Date;

    public static double TotalOn(this ForecastResult result, LocalDate day) =>
        result.Forecast.Intervals.Where(interval => interval.DateOf() == day).Sum(interval => interval.Calls);

    /// <summary>Cuts a history before a day.</summary>
    public static CallSeries Before(this CallSeries series, LocalDate day)
    {
        Instant end = series.Zone.AtStartOfDay(day).ToInstant();
        return series with { Intervals = [.. series.Intervals.Where(interval => interval.Start < end)] };
    }

    /// <summary>The matrix of a history, cleaned, with <paramref name="ahead"/> days ahead.</summary>
    public static DayMatrix Matrix(CallSeries series, int ahead = 28, SpecialDayCalendar? special = null, List<ForecastFinding>? findings = null)
    {
        LocalDate from = LastDay(series).PlusDays(1);
        RawDays raw = RawDays.Read(series, series.IntervalLength, from)!;
        ForecastRequest request = new(from, ahead) { SpecialDays = special ?? SpecialDayCalendar.None };
        DayMatrix matrix = new MatrixBuilder(raw, series.Queue, request).Build(findings ?? []);
        DayCleaner.Clean(matrix, findings ?? []);
        SlotCleaner.Clean(matrix, findings ?? []);
        return matrix;
    }

    public static TrainingSet Training(CallSeries series, int ahead = 28, SpecialDayCalendar? special = null)
    {
        DayMatrix matrix = Matrix(series, ahead, special);
        return new TrainingSet(matrix, new CalendarFeatures(matrix), matrix.HistoryDays);
    }
}
