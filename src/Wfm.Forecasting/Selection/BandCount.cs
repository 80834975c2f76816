namespace Wfm.Forecasting;

/// <summary>Counts how often calls fell inside their bands.</summary>
internal sealed class BandCount
{
    private int _cells;
    private int _in80;
    private int _in90;
    private double _width;
    private double _calls;

    /// <summary>Share inside p10–p90.</summary>
    public double Cover80 => _cells > 0 ? _in80 / (double)_cells : 0;

    /// <summary>Share inside p05–p95.</summary>
    public double Cover90 => _cells > 0 ? _in90 / (double)_cells : 0;

    /// <summary>Σ(p90 − p10) / Σ calls.</summary>
    public double Width80 => _calls > 0 ? _width / _calls : 0;

    /// <summary>Adds one interval.</summary>
    public void Add(double calls, (double P05, double P10, double P50, double P90, double P95) band)
    {
        _cells++;
        _in80 += calls >= band.P10 && calls <= band.P90 ? 1 : 0;
        _in90 += calls >= band.P05 && calls <= band.P95 ? 1 : 0;
        _width += band.P90 - band.P10;
        _calls += calls;
    }
}
