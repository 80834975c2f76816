using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Wfm.Intraday;

/// <summary>
/// How past days went on after a morning like this one: square roots of calls less square roots of the forecast as one normal vector over
/// the slots of a day, conditioned on the slots that have been seen.
/// </summary>
/// <remarks>
/// On the root scale counts have the same spread at every level, so one covariance serves days of all sizes. It is taken from the last sixty days
/// and shrunk by three tenths to its diagonal. After Shen and Huang (2008), "Interday forecasting and intraday updating of call center
/// arrivals", M&amp;SOM 10(3), with the covariance itself in place of its leading factors.
/// </remarks>
internal sealed class ConditionalGaussian
{
    public const int MostDays = 60;
    public const int FewestDays = 20;
    private const double Shrinkage = 0.3;
    private const double MeanShrinkage = 60;
    private const double Quarter = 0.25;
    private readonly double[] _mean;
    private readonly Matrix<double> _covariance;

    private ConditionalGaussian(double[] mean, Matrix<double> covariance) => (_mean, _covariance) = (mean, covariance);

    /// <summary>Learns from past days, the newest sixty of them.</summary>
    /// <returns>Null with fewer than twenty days.</returns>
    public static ConditionalGaussian? Fit(IReadOnlyList<PastDay> days)
    {
        if (days.Count < FewestDays)
        {
            return null;
        }

        PastDay[] last = [.. days.TakeLast(MostDays)];
        int slots = last[0].Expected.Count;
        DenseMatrix rows = DenseMatrix.Create(last.Length, slots, (day, slot) => Residual(last[day].Offered[slot], last[day].Expected[slot]));
        double[] mean = Means(rows);
        Matrix<double> centred = DenseMatrix.Create(last.Length, slots, (day, slot) => rows[day, slot] - mean[slot]);
        Matrix<double> covariance = centred.TransposeThisAndMultiply(centred) / last.Length;
        for (int row = 0; row < slots; row++)
        {
            for (int column = 0; column < slots; column++)
            {
                covariance[row, column] *= row == column ? 1 : 1 - Shrinkage;
            }

            // A slot that was always closed varies by nothing; a little keeps the matrix invertible.
            covariance[row, row] = Math.Max(covariance[row, row], 1e-6);
        }

        return new ConditionalGaussian(mean, covariance);
    }

    /// <summary>What the slots a day has seen say of those it has not.</summary>
    public GivenSlots Given(RunningQueue day)
    {
        int[] seen = Seen(day), left = [.. Enumerable.Range(day.Now, day.Expected.Count - day.Now)];
        if (seen.Length == 0 || left.Length == 0)
        {
            Matrix<double> nothing = DenseMatrix.Create(1, 1, 0);
            return new GivenSlots(this, seen, left, nothing, nothing);
        }

        Matrix<double> across = Part(left, seen);
        Matrix<double> gain = Part(seen, seen).Cholesky().Solve(across.Transpose()).Transpose();
        return new GivenSlots(this, seen, left, gain, Part(left, left) - (gain * across.Transpose()));
    }

    private static int[] Seen(RunningQueue day) => [.. Enumerable.Range(0, day.Now).Where(slot => day.Offered[slot] is not null && day.Expected[slot] > 0)];

    private static double Residual(double calls, double expected) => expected > 0 ? Math.Sqrt(calls + Quarter) - Math.Sqrt(expected + Quarter) : 0;

    /// <summary>Each slot's own mean, drawn to the mean of all slots while days are few.</summary>
    private static double[] Means(Matrix<double> rows)
    {
        double all = rows.RowSums().Sum() / (rows.RowCount * rows.ColumnCount), own = rows.RowCount / (rows.RowCount + MeanShrinkage);
        return [.. rows.ColumnSums().Select(sum => (own * sum / rows.RowCount) + ((1 - own) * all))];
    }

    private Matrix<double> Part(int[] rows, int[] columns) => DenseMatrix.Create(rows.Length, columns.Length, (row, column) => _covariance[rows[row], columns[column]]);

    /// <summary>The vector conditioned on certain slots; serves every day that has seen the same ones.</summary>
    public sealed class GivenSlots(ConditionalGaussian learned, int[] seen, int[] left, Matrix<double> gain, Matrix<double> remaining)
    {
        /// <summary>Whether a day has seen exactly these slots.</summary>
        public bool Serves(RunningQueue day) => left.Length == day.Expected.Count - day.Now && seen.AsSpan().SequenceEqual(Seen(day));

        /// <summary>Expected calls of the slots from <see cref="RunningQueue.Now"/> on, and how far their sum may be off: standard deviation ÷ mean without chance.</summary>
        public (double[] Remaining, double Variation) Update(RunningQueue day)
        {
            if (seen.Length == 0 || left.Length == 0)
            {
                return ([.. left.Select(slot => day.Expected[slot])], Math.Sqrt(day.Variation.Day));
            }

            Vector<double> shock = DenseVector.Create(seen.Length, at => Residual(day.Offered[seen[at]]!.Value, day.Expected[seen[at]]) - learned._mean[seen[at]]);
            Vector<double> shift = gain * shock;
            double[] roots = [.. left.Select((slot, at) => Math.Max(0, Math.Sqrt(day.Expected[slot] + Quarter) + learned._mean[slot] + shift[at]))];
            double[] rest = [.. left.Select((slot, at) => day.Expected[slot] > 0 ? Math.Max(0, (roots[at] * roots[at]) + remaining[at, at] - Quarter) : 0)];
            return (rest, Variation(roots, rest));
        }

        /// <summary>Of the variance of the sum, what single calls' chance does not explain.</summary>
        private double Variation(double[] roots, double[] rest)
        {
            Vector<double> slopes = DenseVector.Create(roots.Length, at => rest[at] > 0 ? 2 * roots[at] : 0);
            double total = rest.Sum(), variance = slopes * (remaining * slopes);
            return total > 0 ? Math.Sqrt(Math.Max(0, variance - total)) / total : 0;
        }
    }
}
