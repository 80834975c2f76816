using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Measures how a queue's mean handle time varies from day to day, and with its calls.</summary>
/// <remarks>
/// Logarithms of a day's calls and of its seconds per call are held against the means of the two same weekdays before and after it, so that level, season and drift drop out. The chance of single
/// calls is taken off both variances (that of a call's length with a coefficient of variation of 1); it does not touch the covariance. The correlation is shrunk by thirty days of none, where a day counts as
/// far as its differences are more than chance; the variance by ten. Days far outside are left out.
/// </remarks>
public static class LoadVariations
{
    private const int LookedAtWeeks = 26;
    private const int FewestDays = 20;
    private const int Neighbours = 2;
    private const double PriorDays = 10;
    private const double PriorCorrelatedDays = 30;
    private const double Outlier = 4;

    // A day beside the mean of four others varies by a quarter more than the day itself.
    private const double BesideNeighbours = 1 + (1.0 / (2 * Neighbours));

    /// <summary>Measures one queue.</summary>
    /// <param name="history">Its calls.</param>
    /// <param name="before">The first day that does not count; the half year of days before it does.</param>
    /// <returns><see cref="LoadVariation.None"/> where fewer than twenty days tell handle time.</returns>
    public static LoadVariation Of(CallSeries history, LocalDate before)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Intervals.Count == 0)
        {
            return LoadVariation.None;
        }

        Residual[] residuals = [.. WithoutOutliers(Days(history, before).GroupBy(day => day.Date.DayOfWeek).SelectMany(weekday => BesideOthers([.. weekday])))];
        if (residuals.Length < FewestDays)
        {
            return LoadVariation.None;
        }

        double Mean(Func<Residual, double> of) => residuals.Average(of) / BesideNeighbours;
        double volumeSeen = Mean(day => day.Calls * day.Calls), handleSeen = Mean(day => day.Handle * day.Handle);
        double volume = volumeSeen - residuals.Average(day => day.CallsChance), handle = handleSeen - residuals.Average(day => day.HandleChance);
        if (volume <= 0 || handle <= 0)
        {
            return new LoadVariation(Shrunk(Math.Max(0, handle), residuals.Length), 0);
        }

        double correlation = Math.Clamp(Mean(day => day.Calls * day.Handle) / Math.Sqrt(volume * handle), -1, 1);
        double told = residuals.Length * volume / volumeSeen * handle / handleSeen;
        return new LoadVariation(Shrunk(handle, residuals.Length), correlation * told / (told + PriorCorrelatedDays));
    }

    private static double Shrunk(double variance, int days) => (Math.Exp(variance) - 1) * days / (days + PriorDays);

    private static IEnumerable<Day> Days(CallSeries history, LocalDate before)
    {
        LocalDate end = LocalDate.Min(before, history.Intervals[^1].Start.InZone(history.Zone).Date.PlusDays(1));
        Instant from = history.Zone.AtStartOfDay(end.PlusWeeks(-LookedAtWeeks)).ToInstant(), until = history.Zone.AtStartOfDay(end).ToInstant();
        return history.Intervals.Where(interval => interval.Start >= from && interval.Start < until).GroupBy(interval => interval.Start.InZone(history.Zone).Date)
            .Select(day => new Day(day.Key, day.Sum(interval => (double)interval.Offered), day.Sum(Handled), day.Sum(interval => Handled(interval) > 0 ? interval.HandleSeconds!.Value : 0)))
            .Where(day => day.Calls > 0 && day.Handled > 0 && day.Seconds > 0).OrderBy(day => day.Date);
    }

    private static double Handled(CallInterval interval) =>
        interval.HandleSeconds is { } seconds && double.IsFinite(seconds) ? interval.Answered ?? interval.Offered : 0;

    private static IEnumerable<Residual> BesideOthers(Day[] weekday)
    {
        for (int at = Neighbours; at < weekday.Length - Neighbours; at++)
        {
            Day[] near = [.. Enumerable.Range(1, Neighbours).SelectMany(away => new[] { weekday[at - away], weekday[at + away] })];
            Day day = weekday[at];
            yield return new Residual(
                Math.Log(day.Calls) - near.Average(other => Math.Log(other.Calls)), Math.Log(day.Seconds / day.Handled) - near.Average(other => Math.Log(other.Seconds / other.Handled)),
                1 / day.Calls, 1 / day.Handled);
        }
    }

    private static IEnumerable<Residual> WithoutOutliers(IEnumerable<Residual> all)
    {
        Residual[] days = [.. all];
        double calls = Outlier * Robust.Spread(days.Select(day => day.Calls).ToArray()), handle = Outlier * Robust.Spread(days.Select(day => day.Handle).ToArray());
        return days.Where(day => Math.Abs(day.Calls) <= calls && Math.Abs(day.Handle) <= handle);
    }

    private readonly record struct Day(LocalDate Date, double Calls, double Handled, double Seconds);

    /// <summary>A day beside those around it, in logarithms, and what chance alone makes of it.</summary>
    private readonly record struct Residual(double Calls, double Handle, double CallsChance, double HandleChance);
}
