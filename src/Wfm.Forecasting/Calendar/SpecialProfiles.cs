namespace Wfm.Forecasting;

/// <summary>How the shape of the day differs on special days, by kind: shortened days are heavy in the morning.</summary>
/// <remarks>Ratio of calls to what the weekday's profile says of the same total, shrunk by n/(n+3) towards the weekday's own.</remarks>
internal sealed class SpecialProfiles
{
    private const int Kinds = 4;
    private const double PriorDays = 3;

    private readonly DayMatrix _matrix;
    private readonly double[] _share;
    private readonly double[]?[] _ratio = new double[Kinds][];

    /// <summary>Learns from the days before <paramref name="origin"/>.</summary>
    public SpecialProfiles(DayMatrix matrix, int origin)
    {
        _matrix = matrix;
        _share = new double[7 * matrix.Columns];
        if (matrix.HasCountry)
        {
            LearnShares(origin);
            for (int kind = 0; kind < Kinds; kind++)
            {
                _ratio[kind] = LearnRatio(kind, origin);
            }
        }
    }

    /// <summary>Multiplier of each open slot on a day; empty on days with the ordinary profile. The day's total stays what it was.</summary>
    public double[]? On(int day) =>
        _matrix.Special[day] is { } special && _ratio[(int)special.Kind] is { } ratio ? Normalised(ratio, _matrix.Weekday[day]) : null;

    private void LearnShares(int origin)
    {
        int m = _matrix.Columns;
        for (int d = Math.Max(0, origin - 364); d < origin; d++)
        {
            for (int c = 0; _matrix.IsUsable(d) && _matrix.Special[d] is null && c < m; c++)
            {
                _share[(_matrix.Weekday[d] * m) + c] += _matrix.Calls[(d * m) + c];
            }
        }

        for (int weekday = 0; weekday < 7; weekday++)
        {
            Span<double> row = _share.AsSpan(weekday * m, m);
            double total = 0;
            foreach (double value in row)
            {
                total += value;
            }

            for (int c = 0; c < m && total > 0; c++)
            {
                row[c] /= total;
            }
        }
    }

    private double[]? LearnRatio(int kind, int origin)
    {
        int m = _matrix.Columns, days = 0;
        double[] seen = new double[m];
        double[] expected = new double[m];
        for (int d = 0; d < origin; d++)
        {
            if (_matrix.IsUsable(d) && (int?)_matrix.Special[d]?.Kind == kind && _matrix.TotalOf(d) is > 0 and var total)
            {
                days++;
                for (int c = 0; c < m; c++)
                {
                    seen[c] += _matrix.Calls[(d * m) + c];
                    expected[c] += total * _share[(_matrix.Weekday[d] * m) + c];
                }
            }
        }

        if (days == 0)
        {
            return null;
        }

        for (int c = 0; c < m; c++)
        {
            double prior = (PriorDays * expected[c] / days) + 5;
            seen[c] = (seen[c] + prior) / (expected[c] + prior);
        }

        return seen;
    }

    private double[] Normalised(double[] ratio, int weekday)
    {
        int m = _matrix.Columns;
        double sum = 0, total = 0;
        for (int c = 0; c < m; c++)
        {
            sum += ratio[c] * _share[(weekday * m) + c];
            total += _share[(weekday * m) + c];
        }

        double scale = sum > 0 ? total / sum : 1;
        return [.. ratio.Select(each => each * scale)];
    }
}
