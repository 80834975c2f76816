namespace Wfm.Intraday.Tests.Reforecast;

[TestFixture]
public sealed class ConditionalGaussianTests
{
    [Test]
    public void The_update_is_the_conditional_mean_computed_plainly()
    {
        IReadOnlyList<PastDay> days = SimulatedDays.Draw(61, 3);
        RunningQueue today = SimulatedDays.Until(days[60], 12);

        (double[] remaining, _) = ConditionalGaussian.Fit([.. days.Take(60)])!.Given(today).Update(today);

        double[] plain = Plainly([.. days.Take(60)], today);
        for (int slot = 0; slot < remaining.Length; slot++)
        {
            remaining[slot].ShouldBe(plain[slot], 1e-8 * plain[slot]);
        }
    }

    [Test]
    public void Fewer_than_twenty_days_teach_nothing()
    {
        ConditionalGaussian.Fit(SimulatedDays.Draw(19, 4)).ShouldBeNull();
        ConditionalGaussian.Fit(SimulatedDays.Draw(20, 4)).ShouldNotBeNull();
    }

    [Test]
    public void Slots_that_were_always_closed_do_no_harm()
    {
        PastDay[] days = [.. SimulatedDays.Draw(60, 6).Select(day => new PastDay([.. day.Expected.Select((calls, slot) => slot is 20 or 21 ? 0 : calls)], [.. day.Offered.Select((calls, slot) => slot is 20 or 21 ? 0 : calls)]))];

        (double[] remaining, double variation) = ConditionalGaussian.Fit(days)!.Given(SimulatedDays.Until(days[0], 10)).Update(SimulatedDays.Until(days[0], 10));

        remaining[10].ShouldBe(0);
        remaining[11].ShouldBe(0);
        remaining.ShouldAllBe(calls => double.IsFinite(calls) && calls >= 0);
        double.IsFinite(variation).ShouldBeTrue();
    }

    /// <summary>Covariance, shrinkage and elimination written out, sharing nothing with the engine.</summary>
    private static double[] Plainly(PastDay[] days, RunningQueue today)
    {
        int slots = 40, seen = 12;
        double[][] rows = [.. days.Select(day => Enumerable.Range(0, slots).Select(slot => Math.Sqrt(day.Offered[slot] + 0.25) - Math.Sqrt(day.Expected[slot] + 0.25)).ToArray())];
        double all = rows.Sum(row => row.Sum()) / (days.Length * slots);
        double[] mean = [.. Enumerable.Range(0, slots).Select(slot => (0.5 * rows.Average(row => row[slot])) + (0.5 * all))];
        double Covariance(int a, int b) => rows.Sum(row => (row[a] - mean[a]) * (row[b] - mean[b])) / days.Length * (a == b ? 1 : 0.7);
        double[] result = new double[slots - seen];
        for (int slot = seen; slot < slots; slot++)
        {
            // Weights w with S w = s by Gauss elimination; then mean and variance given what was seen.
            double[,] system = new double[seen, seen + 1];
            for (int row = 0; row < seen; row++)
            {
                for (int column = 0; column < seen; column++)
                {
                    system[row, column] = Covariance(row, column);
                }

                system[row, seen] = Covariance(row, slot);
            }

            double[] weights = Solve(system, seen);
            double shift = 0, explained = 0;
            for (int at = 0; at < seen; at++)
            {
                shift += weights[at] * (Math.Sqrt(today.Offered[at]!.Value + 0.25) - Math.Sqrt(today.Expected[at] + 0.25) - mean[at]);
                explained += weights[at] * Covariance(at, slot);
            }

            double root = Math.Sqrt(today.Expected[slot] + 0.25) + mean[slot] + shift;
            result[slot - seen] = (root * root) + Covariance(slot, slot) - explained - 0.25;
        }

        return result;
    }

    private static double[] Solve(double[,] system, int size)
    {
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = 0; row < size; row++)
            {
                double times = row == pivot ? 0 : system[row, pivot] / system[pivot, pivot];
                for (int column = pivot; times != 0 && column <= size; column++)
                {
                    system[row, column] -= times * system[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(row => system[row, size] / system[row, row])];
    }
}
