using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Sets aside days that tell nothing about ordinary ones: outages of zeros, tenfold typos, days far outside.</summary>
/// <remarks>
/// A day is held against the medians of the five same weekdays before and after, whichever it is nearer to, so a lasting change of level
/// is not an outlier.
/// Special days, and those between holidays, are left to the calendar; so is a day far outside within a school break. Nothing is overwritten: the raw calls stay, the verdict goes into the findings.
/// </remarks>
internal static class DayCleaner
{
    private const int Neighbours = 5;
    private const int FewestOnASide = 3;
    private const double OutlierSpreads = 4;
    private static readonly double SmallestOutlier = Math.Log(1.5);

    /// <summary>Judges every ordinary day of history.</summary>
    public static void Clean(DayMatrix matrix, List<ForecastFinding> findings)
    {
        double[] total = new double[matrix.HistoryDays];
        double[] expected = new double[matrix.HistoryDays];
        for (int weekday = 0; weekday < 7; weekday++)
        {
            ExpectFromNeighbours(matrix, weekday, total, expected);
        }

        double spread = SpreadOf(matrix, total, expected);
        for (int d = 0; d < matrix.HistoryDays; d++)
        {
            if (IsOrdinary(matrix, d) && expected[d] >= 0 && Judge(total[d], expected[d], spread) is { } verdict
                && (matrix.SchoolBreak[d] is null || verdict.Kind != FindingKind.OutlierDay))
            {
                matrix.State[d] = DayState.SetAside;
                LocalDate date = matrix.DateOf(d);
                findings.Add(new ForecastFinding(matrix.Queue, verdict.Kind, date, date, null, total[d], null, verdict.Told));
            }
        }
    }

    private static bool IsOrdinary(DayMatrix matrix, int d) =>
        matrix.State[d] == DayState.Normal && matrix.Special[d] is null && !matrix.IsBetweenClosures(d);

    private static void ExpectFromNeighbours(DayMatrix matrix, int weekday, double[] total, double[] expected)
    {
        List<int> days = [];
        for (int d = 0; d < matrix.HistoryDays; d++)
        {
            expected[d] = matrix.Weekday[d] == weekday ? -1 : expected[d];
            if (matrix.Weekday[d] == weekday && IsOrdinary(matrix, d))
            {
                total[d] = matrix.TotalOf(d) / matrix.EventFactor[d];
                days.Add(d);
            }
        }

        Span<double> near = stackalloc double[2 * Neighbours];
        for (int i = 0; i < days.Count && days.Count > 2; i++)
        {
            double before = MedianOf(total, days, i - Neighbours, i - 1, near);
            double after = MedianOf(total, days, i + 1, i + Neighbours, near);
            bool bothSides = i >= FewestOnASide && days.Count - 1 - i >= FewestOnASide;
            double own = total[days[i]];
            expected[days[i]] = !bothSides ? MedianOf(total, days, i - Neighbours, i + Neighbours, near, except: i)
                : Math.Abs(Residual(own, before)) < Math.Abs(Residual(own, after)) ? before : after;
        }
    }

    private static double MedianOf(double[] total, List<int> days, int first, int last, Span<double> near, int except = -1)
    {
        int count = 0;
        for (int i = Math.Max(0, first); i <= Math.Min(days.Count - 1, last); i++)
        {
            if (i != except)
            {
                near[count++] = total[days[i]];
            }
        }

        return Robust.Median(near[..count]);
    }

    private static double SpreadOf(DayMatrix matrix, double[] total, double[] expected)
    {
        List<double> residuals = [];
        for (int d = 0; d < matrix.HistoryDays; d++)
        {
            if (IsOrdinary(matrix, d) && expected[d] >= 0)
            {
                residuals.Add(Residual(total[d], expected[d]));
            }
        }

        return Math.Max(0.05, Robust.Spread(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(residuals)));
    }

    private static double Residual(double total, double expected) => Math.Log((total + 0.5) / (expected + 0.5));

    private static (FindingKind Kind, Remark Told)? Judge(double total, double expected, double spread)
    {
        double residual = Residual(total, expected);
        double sd = Math.Max(spread, 1.2 / Math.Sqrt(expected + 1));
        if (Math.Abs(residual) < Math.Max(SmallestOutlier, OutlierSpreads * sd))
        {
            return total <= 0.05 * expected && expected >= 10
                ? Outage(expected)
                : null;
        }

        double ratio = total / Math.Max(expected, 0.5);
        return ratio switch
        {
            <= 0.05 => Outage(expected),
            (>= 7 and <= 14) or (>= 0.07 and <= 0.14) =>
                (FindingKind.TenfoldTypo, Remark.Of("tenfold-day", $"{total:0} calls where about {expected:0} were usual: a digit too many or too few; the day is set aside.")),
            >= 1.9 and <= 2.1 =>
                (FindingKind.DuplicatedHours, Remark.Of("doubled-day", $"{total:0} calls, twice the usual {expected:0}, as when rows are loaded twice; the day is set aside.")),
            _ => (FindingKind.OutlierDay, Remark.Of("outlier-day", $"{total:0} calls where about {expected:0} were usual; the day is set aside. Enter an event if this was one.")),
        };
    }

    private static (FindingKind Kind, Remark Told) Outage(double expected) =>
        (FindingKind.OutageDay, Remark.Of("outage-day", $"Hardly any calls where about {expected:0} were usual; the day is set aside."));
}
