namespace Wfm.Forecasting;

/// <summary>Mean calls per weekday and slot, shrunk so that cells with few calls lean on their class of days.</summary>
/// <remarks>
/// A cell counts as its own calls plus <see cref="PriorCalls"/> calls spread as the class (working week, weekend) says; so a large queue
/// keeps its own Tuesday 10:15, and a queue of one call a day borrows nearly everything. Means over open days only.
/// </remarks>
internal sealed class WeekProfile
{
    private const double PriorCalls = 8;
    private const double EnoughForSlot = 30;

    private WeekProfile(int columns) => Mean = new double[7 * columns];

    /// <summary>Expected calls, weekday × column.</summary>
    public double[] Mean { get; }

    /// <summary>Learns from the usable days of [from, end), weighting each by <paramref name="weight"/> if given.</summary>
    public static WeekProfile Of(DayMatrix matrix, double[] calls, int from, int end, Func<int, double>? weight = null)
    {
        int m = matrix.Columns;
        double[] sum = new double[7 * m];
        double[] days = new double[7 * m];
        bool[] isOpen = new bool[7 * m];
        for (int d = from; d < end; d++)
        {
            if (matrix.IsUsable(d))
            {
                double w = weight?.Invoke(d) ?? 1;
                Accumulate(matrix, calls, d, w, sum, days);
            }
        }

        for (int d = Math.Max(0, matrix.Days - 371); d < matrix.Days; d++)
        {
            for (int c = 0; c < m; c++)
            {
                isOpen[(matrix.Weekday[d] * m) + c] |= matrix.Open[(d * m) + c];
            }
        }

        WeekProfile profile = new(m);
        profile.Shrink(sum, days, isOpen, m);
        return profile;
    }

    /// <summary>Expected calls of a day over its open cells.</summary>
    public double TotalOf(DayMatrix matrix, int day)
    {
        int m = matrix.Columns, row = matrix.Weekday[day] * m;
        double total = 0;
        for (int c = 0; c < m; c++)
        {
            total += matrix.Open[(day * m) + c] ? Mean[row + c] : 0;
        }

        return total;
    }

    private static void Accumulate(DayMatrix matrix, double[] calls, int d, double w, double[] sum, double[] days)
    {
        int m = matrix.Columns, row = matrix.Weekday[d] * m;
        for (int c = 0; c < m; c++)
        {
            int i = (d * m) + c;
            if (matrix.Open[i])
            {
                sum[row + c] += w * calls[i];
                days[row + c] += w;
            }
        }
    }

    private void Shrink(double[] sum, double[] days, bool[] isOpen, int m)
    {
        double[][] classShape = [ClassShape(sum, days, m, 0, 5), ClassShape(sum, days, m, 5, 7)];
        double[][] shapes = [.. Enumerable.Range(0, 2).Select(k => classShape[k].Sum() > 0 ? classShape[k] : classShape[1 - k])];
        double[] level = Levels(sum, days, isOpen, shapes, m);
        for (int weekday = 0; weekday < 7; weekday++)
        {
            double[] shape = shapes[weekday < 5 ? 0 : 1];
            double openShape = 0;
            for (int c = 0; c < m; c++)
            {
                openShape += isOpen[(weekday * m) + c] ? shape[c] : 0;
            }

            for (int c = 0; c < m; c++)
            {
                int cell = (weekday * m) + c;
                double prior = openShape > 0 && isOpen[cell] ? level[weekday] * shape[c] / openShape : 0;
                Mean[cell] = prior <= 0 ? (days[cell] > 0 ? sum[cell] / days[cell] : 0)
                    : (sum[cell] + PriorCalls) / (days[cell] + (PriorCalls / prior));
            }
        }
    }

    /// <summary>Mean calls per slot over a class of weekdays; smoothed over neighbours while slots have few calls.</summary>
    private static double[] ClassShape(double[] sum, double[] days, int m, int fromWeekday, int endWeekday)
    {
        double[] calls = new double[m];
        double[] count = new double[m];
        for (int weekday = fromWeekday; weekday < endWeekday; weekday++)
        {
            for (int c = 0; c < m; c++)
            {
                calls[c] += sum[(weekday * m) + c];
                count[c] += days[(weekday * m) + c];
            }
        }

        double[] shape = new double[m];
        double perSlot = calls.Sum() / Math.Max(1, m);
        int reach = perSlot >= EnoughForSlot ? 0 : Math.Min(m / 4, (int)Math.Ceiling(EnoughForSlot / Math.Max(1, perSlot) / 2));
        for (int c = 0; c < m; c++)
        {
            double near = 0, of = 0;
            for (int other = Math.Max(0, c - reach); other <= Math.Min(m - 1, c + reach); other++)
            {
                near += calls[other];
                of += count[other];
            }

            shape[c] = of > 0 ? near / of : 0;
        }

        return shape;
    }

    private static double[] Levels(double[] sum, double[] days, bool[] isOpen, double[][] shapes, int m)
    {
        double[] own = new double[7];
        double[] ownDays = new double[7];
        double[] usual = new double[7];
        double totalOwn = 0, totalUsual = 0;
        for (int weekday = 0; weekday < 7; weekday++)
        {
            for (int c = 0; c < m; c++)
            {
                int cell = (weekday * m) + c;
                own[weekday] += days[cell] > 0 ? sum[cell] / days[cell] : 0;
                usual[weekday] += isOpen[cell] ? shapes[weekday < 5 ? 0 : 1][c] : 0;
                ownDays[weekday] = Math.Max(ownDays[weekday], days[cell]);
            }

            totalOwn += ownDays[weekday] > 0 ? own[weekday] : 0;
            totalUsual += ownDays[weekday] > 0 ? usual[weekday] : 0;
        }

        double scale = totalUsual > 0 ? totalOwn / totalUsual : 1;
        double[] level = new double[7];
        for (int weekday = 0; weekday < 7; weekday++)
        {
            double prior = usual[weekday] * scale;
            level[weekday] = prior <= 0 ? own[weekday]
                : ((own[weekday] * ownDays[weekday]) + PriorCalls) / (ownDays[weekday] + (PriorCalls / prior));
        }

        return level;
    }
}
