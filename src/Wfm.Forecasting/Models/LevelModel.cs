namespace Wfm.Forecasting;

/// <summary>Weekday × slot profile times level, with or without a fading day effect and a damped slope: the workhorse.</summary>
/// <param name="name">Short name.</param>
/// <param name="adjustment">What is taken out first.</param>
/// <param name="windowDays">Days of history it looks back on.</param>
/// <param name="hasDayEffect">Whether the last days' level lingers, as an AR(1) day effect.</param>
/// <param name="hasSlope">Whether a slope of the window is carried on, damped by 2 % a week.</param>
internal sealed class LevelModel(string name, Adjustment adjustment, int windowDays, bool hasDayEffect, bool hasSlope = false) : IForecastModel
{
    private const double WeeklyDamping = 0.98;
    private const double LargestSlopePerDay = 0.24 / 365;
    private const double SlopePriorPerDay = 0.25 / 365;

    public string Name => name;

    public bool KnowsCalendar => adjustment != Adjustment.None;

    public bool CanLearnFrom(TrainingSet history) =>
        adjustment == Adjustment.CalendarAndYear ? history.KnowsYear : !hasSlope || history.Origin >= 70;

    /// <inheritdoc/>
    /// <remarks>Before the year is known the harmonic model is one without a year, and its trials stand for it as far as they go.</remarks>
    public bool CanBeTriedOn(TrainingSet history) => adjustment == Adjustment.CalendarAndYear || CanLearnFrom(history);

    public IFittedForecast Fit(TrainingSet history)
    {
        int from = Math.Max(0, history.Origin - windowDays);
        DayMatrix matrix = history.Matrix;
        double[] calls = history.Calls(adjustment);
        WeekProfile profile = WeekProfile.Of(matrix, calls, from, history.Origin);
        if (!hasDayEffect && !hasSlope)
        {
            return new Fitted(history, adjustment, profile, null, new Slope(0, 0));
        }

        double[] noise = new double[matrix.HistoryDays];
        double[] residual = Residuals(matrix, calls, profile, from, noise);
        Slope slope = hasSlope ? SlopeOf(residual, noise, from, history.Origin) : new Slope(0, 0);
        for (int d = from; d < residual.Length; d++)
        {
            residual[d] -= slope.At(d, history.Origin);
        }

        DayEffect? effect = hasDayEffect ? DayEffect.Learn(matrix, residual, noise, from, history.Origin) : null;
        return new Fitted(history, adjustment, profile, effect, slope);
    }

    private static double[] Residuals(DayMatrix matrix, double[] calls, WeekProfile profile, int from, double[] noise)
    {
        int m = matrix.Columns;
        double[] residual = new double[matrix.HistoryDays];
        residual.AsSpan().Fill(double.NaN);
        for (int d = from; d < matrix.HistoryDays; d++)
        {
            double expected = profile.TotalOf(matrix, d);
            if (!matrix.IsUsable(d) || expected <= 0)
            {
                continue;
            }

            double total = 0;
            for (int i = d * m; i < (d + 1) * m; i++)
            {
                total += calls[i];
            }

            residual[d] = Math.Clamp(Math.Log((total + 0.5) / (expected + 0.5)), -0.4, 0.4);
            noise[d] = 1 / (expected + 1);
        }

        return residual;
    }

    /// <summary>Least squares, shrunk: a slope is believed as far as the window outweighs a spread of 25 % a year and the days' own noise.</summary>
    private static Slope SlopeOf(double[] residual, double[] noise, int from, int origin)
    {
        const double DaysPerIndependentDay = 4;
        double weight = 0, meanTime = 0, mean = 0;
        for (int d = from; d < origin; d++)
        {
            if (!double.IsNaN(residual[d]))
            {
                weight++;
                meanTime += d;
                mean += residual[d];
            }
        }

        if (weight < 20)
        {
            return new Slope(0, 0);
        }

        meanTime /= weight;
        mean /= weight;
        double across = 0, square = 0, error = 0;
        for (int d = from; d < origin; d++)
        {
            if (!double.IsNaN(residual[d]))
            {
                across += (d - meanTime) * (residual[d] - mean);
                square += (d - meanTime) * (d - meanTime);
                error += ((residual[d] - mean) * (residual[d] - mean)) + (noise[d] * 0.1);
            }
        }

        double prior = DaysPerIndependentDay * error / weight / (SlopePriorPerDay * SlopePriorPerDay);
        return new Slope(Math.Clamp(across / (square + prior), -LargestSlopePerDay, LargestSlopePerDay), meanTime);
    }

    private readonly record struct Slope(double PerDay, double Centre)
    {
        public double At(int day, int origin)
        {
            double weeks = (day - origin) / 7.0;
            double days = day <= origin ? day - Centre
                : origin - Centre + ((1 - Math.Pow(WeeklyDamping, weeks)) / -Math.Log(WeeklyDamping) * 7);
            return PerDay * days;
        }
    }

    private sealed class Fitted(TrainingSet history, Adjustment adjustment, WeekProfile profile, DayEffect? effect, Slope slope) : IFittedForecast
    {
        public void Predict(int day, int knownThrough, Span<double> into)
        {
            DayMatrix matrix = history.Matrix;
            double log = slope.At(day, history.Origin) + (effect?.Expect(matrix, day, knownThrough) ?? 0);
            double factor = Math.Exp(log);
            ReadOnlySpan<double> row = profile.Mean.AsSpan(matrix.Weekday[day] * into.Length, into.Length);
            for (int c = 0; c < into.Length; c++)
            {
                into[c] = row[c] * factor;
            }

            history.Restore(adjustment, day, into);
        }
    }
}
