namespace Wfm.Forecasting;

/// <summary>Adds up errors over open intervals and days.</summary>
internal sealed class ErrorSum
{
    private double _calls;
    private double _forecast;
    private double _absolute;
    private double _absoluteDay;
    private double _floor;

    /// <summary>Days added.</summary>
    public int Days { get; private set; }

    /// <summary>Σ|y − f| / Σ y.</summary>
    public double Wape => Ratio(_absolute);

    /// <summary>The same on day totals.</summary>
    public double WapeDay => Ratio(_absoluteDay);

    /// <summary>Σ(f − y) / Σ y.</summary>
    public double Bias => Ratio(_forecast - _calls);

    /// <summary>Error pure chance makes, Σ√(2μ/π) / Σμ.</summary>
    public double NoiseFloor => _forecast > 0 ? _floor / _forecast : 0;

    /// <summary>Weighted calls seen.</summary>
    public double Calls => _calls;

    /// <summary>Adds one day: calls and forecast over its open cells.</summary>
    public void Add(ReadOnlySpan<double> calls, ReadOnlySpan<double> forecast, ReadOnlySpan<bool> open, double weight = 1)
    {
        double day = 0, dayForecast = 0, absolute = 0, floor = 0;
        for (int c = 0; c < calls.Length; c++)
        {
            if (open[c])
            {
                day += calls[c];
                dayForecast += forecast[c];
                absolute += Math.Abs(calls[c] - forecast[c]);
                floor += ChanceError.Of(forecast[c]);
            }
        }

        Days++;
        _calls += weight * day;
        _forecast += weight * dayForecast;
        _absolute += weight * absolute;
        _absoluteDay += weight * Math.Abs(day - dayForecast);
        _floor += weight * floor;
    }

    private double Ratio(double value) => _calls > 0 ? value / _calls : 0;
}
