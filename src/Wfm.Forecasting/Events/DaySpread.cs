using NodaTime;

namespace Wfm.Forecasting;

/// <summary>A day's calls beside its usual ones, queues added up.</summary>
internal sealed record DayRatio(LocalDate Date, int Weekday, double Calls, double Usual, double Strength)
{
    public double Ratio => Calls / Usual;
}

/// <summary>How far ordinary days lie from what is usual beyond chance, and how long that lasts from one day to the next.</summary>
/// <param name="Variance">Variance of calls ÷ usual calls, chance (Poisson) taken out.</param>
/// <param name="Memory">Correlation of two open days in a row, 0 to 0.9.</param>
internal sealed record DaySpread(double Variance, double Memory)
{
    private const double LargestMemory = 0.9;

    // Calendar and season are learned too, and are seldom right to the last hundredths.
    private const double CalendarError = 0.03;

    /// <summary>Measured on ordinary days, by medians, so that single bad days count little.</summary>
    public static DaySpread Of(List<DayRatio> ordinary)
    {
        // The weekday means were learned from these very days.
        int weekdays = ordinary.Select(day => day.Weekday).Distinct().Count();
        double own = ordinary.Count / (double)(ordinary.Count - weekdays);
        double[] off = [.. ordinary.Select(day => day.Ratio - 1)];
        double spread = Robust.Spread((double[])off.Clone());
        double variance = Math.Max(0, (spread * spread * own) - ordinary.Average(day => 1 / day.Usual));
        double together = 0;
        int pairs = 0;
        for (int i = 1; i < ordinary.Count; i++)
        {
            if (Period.DaysBetween(ordinary[i - 1].Date, ordinary[i].Date) <= 3)
            {
                together += Math.Clamp(off[i - 1], -3 * spread, 3 * spread) * Math.Clamp(off[i], -3 * spread, 3 * spread);
                pairs++;
            }
        }

        double memory = variance > 1e-9 && pairs > 0 ? Math.Clamp(own * together / pairs / variance, 0, LargestMemory) : 0;
        return new DaySpread(variance, memory);
    }

    /// <summary>Variance of a day's ratio around 1 + size × strength.</summary>
    public double VarianceOf(DayRatio day, double size) => CovarianceOf(day, day, 0, size);

    /// <summary>Covariance of the ratios of two days of an event so many open days apart.</summary>
    public double CovarianceOf(DayRatio one, DayRatio other, int apart, double size) =>
        (Variance * Raised(one, size) * Raised(other, size) * Math.Pow(Memory, apart)) + (apart == 0 ? Raised(one, size) / one.Usual : 0);

    /// <summary>Variance of the size that comes from not knowing exactly what is usual: the calendar, the level of all days, and each weekday's own.</summary>
    public double VarianceOfUsual(List<DayRatio> felt, double[] load, double size, List<DayRatio> ordinary)
    {
        double chance = ordinary.Average(day => 1 / day.Usual);
        double all = felt.Select((day, i) => load[i] * Raised(day, size)).Sum();
        double level = all * all * (CalendarError * CalendarError);
        level += all * all * ((Variance * (1 + Memory) / (1 - Memory)) + chance) / ordinary.Count;
        return level + felt.Select((day, i) => (day.Weekday, Load: load[i] * Raised(day, size))).GroupBy(day => day.Weekday)
            .Sum(days => Math.Pow(days.Sum(day => day.Load), 2) * (Variance + chance) / Math.Max(1, ordinary.Count(day => day.Weekday == days.Key)));
    }

    // An event never takes the last hundredth of the calls.
    private static double Raised(DayRatio day, double size) => Math.Max(0.01, 1 + (size * day.Strength));
}
