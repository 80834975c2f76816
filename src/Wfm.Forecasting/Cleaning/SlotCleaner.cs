using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Replaces single intervals, or hours, that do not fit their own day: typos, doubled rows, outages of an hour.</summary>
/// <remarks>
/// An interval is held against the day's own level times the weekday's profile of the quarter of a year around it.
/// Residuals are taken between square roots, where the spread of counts is even; more than six robust spreads is an outlier.
/// </remarks>
internal static class SlotCleaner
{
    private const int BlockDays = 91;
    private const double OutlierSpreads = 6;

    /// <summary>Judges every open interval of the ordinary days of history.</summary>
    public static void Clean(DayMatrix matrix, List<ForecastFinding> findings)
    {
        double[] expected = new double[matrix.Calls.Length];
        for (int end = matrix.HistoryDays; end > 0; end -= BlockDays)
        {
            // A short first block would judge days by themselves: it joins the one after it.
            int from = end - BlockDays < BlockDays / 2 ? 0 : end - BlockDays;
            CleanBlock(matrix, from, end, expected, findings);
            end = from == 0 ? 0 : end;
        }
    }

    /// <summary>Twice: the first round only keeps suspects out of the means, so that the second judges by means they did not move.</summary>
    private static void CleanBlock(DayMatrix matrix, int from, int end, double[] expected, List<ForecastFinding> findings)
    {
        bool[] suspect = new bool[matrix.Calls.Length];
        Expect(matrix, from, end, expected, suspect);
        double limit = OutlierSpreads * Math.Max(0.6, SpreadOf(matrix, from, end, expected));
        for (int i = from * matrix.Columns; i < end * matrix.Columns; i++)
        {
            suspect[i] = Math.Abs(Math.Sqrt(matrix.Calls[i]) - Math.Sqrt(expected[i])) > 0.7 * limit;
        }

        Expect(matrix, from, end, expected, suspect);
        limit = OutlierSpreads * Math.Max(0.6, SpreadOf(matrix, from, end, expected));
        for (int d = from; d < end; d++)
        {
            if (matrix.IsUsable(d) && matrix.Special[d] is null)
            {
                Replace(matrix, d, expected, limit, findings);
            }
        }
    }

    private static void Expect(DayMatrix matrix, int from, int end, double[] expected, bool[] suspect)
    {
        int m = matrix.Columns;
        double[] mean = new double[7 * m];
        double[] count = new double[7 * m];
        for (int d = from; d < end; d++)
        {
            for (int c = 0; matrix.IsUsable(d) && c < m; c++)
            {
                if (matrix.Open[(d * m) + c] && !suspect[(d * m) + c])
                {
                    mean[(matrix.Weekday[d] * m) + c] += matrix.Calls[(d * m) + c];
                    count[(matrix.Weekday[d] * m) + c]++;
                }
            }
        }

        double[] ratios = new double[m];
        for (int d = from; d < end; d++)
        {
            if (matrix.IsUsable(d))
            {
                double level = LevelOf(matrix, d, mean, count, ratios);
                for (int c = 0; c < m; c++)
                {
                    int cell = (matrix.Weekday[d] * m) + c;
                    expected[(d * m) + c] = level * mean[cell] / Math.Max(1, count[cell]);
                }
            }
        }
    }

    /// <summary>The day against its weekday's profile: the median over its busier intervals, so single wild ones do not move it.</summary>
    private static double LevelOf(DayMatrix matrix, int d, double[] mean, double[] count, double[] ratios)
    {
        int m = matrix.Columns, used = 0;
        double sum = 0, usual = 0;
        for (int c = 0; c < m; c++)
        {
            int cell = (matrix.Weekday[d] * m) + c;
            double profile = mean[cell] / Math.Max(1, count[cell]);
            if (matrix.Open[(d * m) + c])
            {
                sum += matrix.Calls[(d * m) + c];
                usual += profile;
                if (profile >= 4)
                {
                    ratios[used++] = matrix.Calls[(d * m) + c] / profile;
                }
            }
        }

        return used >= 5 ? Robust.Median(ratios.AsSpan(0, used)) : usual > 0 ? sum / usual : 0;
    }

    private static double SpreadOf(DayMatrix matrix, int from, int end, double[] expected)
    {
        List<double> residuals = [];
        int m = matrix.Columns;
        for (int i = from * m; i < end * m; i += 1 + ((end - from) * m / 2500))
        {
            if (matrix.Open[i] && matrix.IsUsable(i / m))
            {
                residuals.Add(Math.Sqrt(matrix.Calls[i]) - Math.Sqrt(expected[i]));
            }
        }

        return Robust.Spread(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(residuals));
    }

    private static void Replace(DayMatrix matrix, int d, double[] expected, double limit, List<ForecastFinding> findings)
    {
        int m = matrix.Columns;
        for (int c = 0; c < m; c++)
        {
            int i = (d * m) + c;
            if (matrix.Open[i] && Math.Abs(Math.Sqrt(matrix.Calls[i]) - Math.Sqrt(expected[i])) > limit)
            {
                (FindingKind kind, Remark told) = Verdict(matrix.Calls[i], expected[i]);
                LocalDate date = matrix.DateOf(d);
                Instant start = date.At(LocalTime.FromTicksSinceMidnight(matrix.SlotOfColumn[c] * matrix.Length.BclCompatibleTicks))
                    .InZoneLeniently(matrix.Zone).ToInstant();
                findings.Add(new ForecastFinding(matrix.Queue, kind, date, date, start, matrix.Raw[i], expected[i], told));
                matrix.Calls[i] = expected[i];
            }
        }
    }

    private static (FindingKind Kind, Remark Told) Verdict(double calls, double expected) => (calls / Math.Max(0.5, expected)) switch
    {
        0 => (FindingKind.OutageHours, Remark.Of("outage-interval", $"{calls:0} calls where the day says about {expected:0}: an outage; replaced.")),
        >= 7 and <= 14 => (FindingKind.TenfoldTypo, Remark.Of("tenfold-interval", $"{calls:0} calls where the day says about {expected:0}: a digit too many; replaced.")),
        >= 1.8 and <= 2.2 => (FindingKind.DuplicatedHours, Remark.Of("doubled-interval", $"{calls:0} calls where the day says about {expected:0}: counted twice; replaced.")),
        _ => (FindingKind.OutlierInterval, Remark.Of("outlier-interval", $"{calls:0} calls where the day says about {expected:0}; replaced.")),
    };
}
