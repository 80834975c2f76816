using System.Numerics;

namespace Wfm.Forecasting;

/// <summary>The leading shapes by which days differ from their weekday, each fading on its own: best for the next days.</summary>
/// <remarks>
/// Square roots of calls minus their weekday means, singular value decomposition with three factors, AR(1) on each score.
/// Source: Shen and Huang (2008), "Interday forecasting and intraday updating of call center arrivals", M&amp;SOM 10(3).
/// The factors come from the m × m cross-product by orthogonal iteration, so the cost does not grow with the square of the days.
/// </remarks>
internal sealed class FactorModel(string name, Adjustment adjustment, int windowDays, int factors) : IForecastModel
{
    private const int Iterations = 25;

    public string Name => name;

    public bool KnowsCalendar => adjustment != Adjustment.None;

    public bool CanLearnFrom(TrainingSet history) => history.Origin >= 21 && history.Matrix.Columns >= 4;

    public IFittedForecast Fit(TrainingSet history)
    {
        int from = Math.Max(0, history.Origin - windowDays);
        DayMatrix matrix = history.Matrix;
        double[] calls = history.Calls(adjustment);
        WeekProfile profile = WeekProfile.Of(matrix, calls, from, history.Origin);
        double[] roots = Roots(matrix, calls, from);
        double[] mean = RootMeans(matrix, roots, profile, from, history.Origin);
        Centre(matrix, roots, mean, from);
        double[] shapes = LeadingShapes(CrossProduct(matrix, roots, from, history.Origin), matrix.Columns, factors);
        DayEffect[] scores = [.. Enumerable.Range(0, factors).Select(k => Score(matrix, roots, shapes, k, from, history.Origin))];
        return new Fitted(history, adjustment, profile, mean, shapes, scores);
    }

    private static double[] Roots(DayMatrix matrix, double[] calls, int from)
    {
        double[] roots = new double[calls.Length];
        for (int i = from * matrix.Columns; i < calls.Length; i++)
        {
            roots[i] = Math.Sqrt(calls[i] + 0.25);
        }

        return roots;
    }

    /// <summary>Root of the shrunk mean, less what the day-to-day spread takes off the mean of roots.</summary>
    private static double[] RootMeans(DayMatrix matrix, double[] roots, WeekProfile profile, int from, int origin)
    {
        int m = matrix.Columns;
        double[] sum = new double[7 * m], calls = new double[7 * m], days = new double[7 * m];
        for (int d = from; d < origin; d++)
        {
            for (int c = 0; matrix.IsUsable(d) && c < m; c++)
            {
                int i = (d * m) + c;
                int cell = (matrix.Weekday[d] * m) + c;
                if (matrix.Open[i])
                {
                    sum[cell] += roots[i];
                    calls[cell] += (roots[i] * roots[i]) - 0.25;
                    days[cell]++;
                }
            }
        }

        double[] mean = new double[7 * m];
        for (int cell = 0; cell < mean.Length; cell++)
        {
            double n = Math.Max(1, days[cell]);
            double loss = days[cell] > 0 ? Math.Sqrt((calls[cell] / n) + 0.25) - (sum[cell] / n) : 0;
            mean[cell] = Math.Max(0.05, Math.Sqrt(profile.Mean[cell] + 0.25) - loss);
        }

        return mean;
    }

    private static void Centre(DayMatrix matrix, double[] roots, double[] mean, int from)
    {
        int m = matrix.Columns;
        for (int d = from; d < matrix.HistoryDays; d++)
        {
            bool usable = matrix.IsUsable(d);
            int row = matrix.Weekday[d] * m;
            for (int c = 0; c < m; c++)
            {
                int i = (d * m) + c;
                roots[i] = usable && matrix.Open[i] ? roots[i] - mean[row + c] : 0;
            }
        }
    }

    /// <summary>Sums of products of every two columns; only those on and above the diagonal are added up, the rest is their mirror.</summary>
    private static double[] CrossProduct(DayMatrix matrix, double[] centred, int from, int origin)
    {
        int m = matrix.Columns, width = Vector<double>.Count;
        double[] cross = new double[m * m];
        for (int d = from; d < origin; d++)
        {
            ReadOnlySpan<double> row = centred.AsSpan(d * m, m);
            for (int a = 0; matrix.IsUsable(d) && a < m; a++)
            {
                double scale = row[a];
                Span<double> target = cross.AsSpan(a * m, m);
                int b = a;
                for (; b <= m - width; b += width)
                {
                    (new Vector<double>(target[b..]) + (new Vector<double>(row[b..]) * scale)).CopyTo(target[b..]);
                }

                for (; b < m; b++)
                {
                    target[b] += scale * row[b];
                }
            }
        }

        for (int a = 0; a < m; a++)
        {
            for (int b = 0; b < a; b++)
            {
                cross[(a * m) + b] = cross[(b * m) + a];
            }
        }

        return cross;
    }

    /// <summary>Leading eigenvectors by orthogonal iteration from smooth starting shapes; row k is shape k.</summary>
    internal static double[] LeadingShapes(double[] cross, int m, int factors)
    {
        double[] shapes = new double[factors * m];
        double[] next = new double[m];
        for (int k = 0; k < factors; k++)
        {
            for (int c = 0; c < m; c++)
            {
                shapes[(k * m) + c] = Math.Cos(Math.PI * k * (c + 0.5) / m);
            }
        }

        Orthonormalise(shapes, m, factors);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            for (int k = 0; k < factors; k++)
            {
                Span<double> shape = shapes.AsSpan(k * m, m);
                for (int a = 0; a < m; a++)
                {
                    next[a] = Dot(cross.AsSpan(a * m, m), shape);
                }

                next.CopyTo(shape);
            }

            Orthonormalise(shapes, m, factors);
        }

        return shapes;
    }

    private static void Orthonormalise(double[] shapes, int m, int factors)
    {
        for (int k = 0; k < factors; k++)
        {
            Span<double> shape = shapes.AsSpan(k * m, m);
            for (int other = 0; other < k; other++)
            {
                ReadOnlySpan<double> before = shapes.AsSpan(other * m, m);
                double along = Dot(before, shape);
                for (int c = 0; c < m; c++)
                {
                    shape[c] -= along * before[c];
                }
            }

            double norm = Math.Sqrt(Dot(shape, shape));
            for (int c = 0; c < m; c++)
            {
                shape[c] = norm > 1e-12 ? shape[c] / norm : 0;
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        int width = Vector<double>.Count, c = 0;
        Vector<double> sums = Vector<double>.Zero;
        for (; c <= a.Length - width; c += width)
        {
            sums += new Vector<double>(a[c..]) * new Vector<double>(b[c..]);
        }

        double sum = Vector.Sum(sums);
        for (; c < a.Length; c++)
        {
            sum += a[c] * b[c];
        }

        return sum;
    }

    private static DayEffect Score(DayMatrix matrix, double[] centred, double[] shapes, int k, int from, int origin)
    {
        int m = matrix.Columns;
        double[] score = new double[matrix.HistoryDays];
        double[] noise = new double[matrix.HistoryDays];
        score.AsSpan().Fill(double.NaN);
        for (int d = from; d < score.Length; d++)
        {
            if (matrix.IsUsable(d))
            {
                score[d] = Dot(centred.AsSpan(d * m, m), shapes.AsSpan(k * m, m));
                noise[d] = 0.25;
            }
        }

        return DayEffect.Learn(matrix, score, noise, from, origin);
    }

    private sealed class Fitted(
        TrainingSet history, Adjustment adjustment, WeekProfile profile, double[] mean, double[] shapes, DayEffect[] scores) : IFittedForecast
    {
        public void Predict(int day, int knownThrough, Span<double> into)
        {
            DayMatrix matrix = history.Matrix;
            int m = into.Length, row = matrix.Weekday[day] * m;
            into.Clear();
            for (int k = 0; k < scores.Length; k++)
            {
                double score = scores[k].Expect(matrix, day, knownThrough);
                for (int c = 0; c < m && score != 0; c++)
                {
                    into[c] += score * shapes[(k * m) + c];
                }
            }

            for (int c = 0; c < m; c++)
            {
                double ratio = Math.Clamp(1 + (into[c] / mean[row + c]), 0.3, 2);
                into[c] = profile.Mean[row + c] * ratio * ratio;
            }

            history.Restore(adjustment, day, into);
        }
    }
}
