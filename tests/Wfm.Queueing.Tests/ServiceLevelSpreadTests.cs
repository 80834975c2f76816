using Wfm.Queueing.Kernels;

namespace Wfm.Queueing.Tests;

/// <summary>How much more the calls answered in time vary than if every caller drew alone.</summary>
[TestFixture]
public sealed class ServiceLevelSpreadTests
{
    // 33 calls an hour, 240 s, four people, nobody hangs up: the share in time of a ten-hour day was measured to vary by 5.8 points (30 s) and
    // 4.8 points (120 s) where drawing callers one by one gives 2.1 and 1.6.
    [TestCase(30, 0.82, 5.8)]
    [TestCase(120, 0.91, 4.8)]
    public void Waits_that_hang_together_make_days_vary_as_measured(double threshold, double level, double measuredPoints)
    {
        QueueRates rates = new(2.2 / 240, 4, 1 / 240.0, 0);

        double variance = level * (1 - level) + ServiceLevelSpread.BeyondCoinTosses(rates, threshold);

        double points = 100 * Math.Sqrt(variance / 330);
        points.ShouldBe(measuredPoints, tolerance: 0.15 * measuredPoints);
    }

    // The covariance of callers by the fundamental matrix of the chain, solved by elimination: 2λ Σ π h D(j + 1), and Q D = −h.
    [TestCase(2.2, 4, 1.3, 0.2)]
    [TestCase(9, 8, 0.8, 0.5)]
    [TestCase(9, 6, 0.8, 0.5)]
    [TestCase(0.4, 1, 2, 0.1)]
    public void The_spread_is_that_of_the_chain_solved_as_linear_equations(double load, int agents, double leave, double threshold)
    {
        int states = agents + 60;
        double Out(int state) => Math.Min(state, agents) + Math.Max(0, state - agents) * leave;
        double[] mass = new double[states];
        mass[0] = 1;
        for (int state = 1; state < states; state++)
        {
            mass[state] = mass[state - 1] * load / Out(state);
        }

        double total = mass.Sum();
        double[] inTime = [.. Enumerable.Range(0, states).Select(state => state < agents ? 1 : InTime(state - agents, agents, leave, threshold))];
        double mean = Enumerable.Range(0, states).Sum(state => mass[state] / total * inTime[state]);
        double[] deviation = Solve(states, load, Out, [.. inTime.Select(own => own - mean)]);
        double sum = Enumerable.Range(0, states - 1).Sum(state => mass[state] / total * (inTime[state] - mean) * deviation[state + 1]);

        ServiceLevelSpread.BeyondCoinTosses(new QueueRates(load, agents, 1, leave), threshold).ShouldBe(2 * load * sum, tolerance: 1e-3 * mean * (1 - mean));
    }

    // No line is endless here: overload in which hardly anybody hangs up, one agent or less, nobody who waits.
    [TestCase(5, 3, 1, 1e-9)]
    [TestCase(2.99, 3, 1, 0)]
    [TestCase(2.9999999, 3, 1, 1e-12)]
    [TestCase(5, 0.2, 1e-5, 1e-4)]
    [TestCase(5, 4.5, 1, double.PositiveInfinity)]
    [TestCase(300, 250, 1, 0.01)]
    public void Extreme_lines_give_a_finite_spread(double arrivals, double agents, double service, double hangUp)
    {
        foreach (double threshold in new[] { 0, 0.5, 1e4 })
        {
            double spread = ServiceLevelSpread.BeyondCoinTosses(new QueueRates(arrivals, agents, service, hangUp), threshold);

            double.IsFinite(spread).ShouldBeTrue($"threshold {threshold}: {spread}");
        }
    }

    /// <summary>Served within the threshold with k ahead, by stepping through the line: each step is a departure, an own hang-up or the end of time.</summary>
    private static double InTime(int ahead, int agents, double leave, double threshold)
    {
        const int Steps = 20_000;
        double step = threshold / Steps, served = 0;
        double[] place = new double[ahead + 1];
        place[ahead] = 1;
        for (int time = 0; time < Steps; time++)
        {
            for (int waiting = 0; waiting <= ahead; waiting++)
            {
                double here = place[waiting];
                double forward = here * (agents + waiting * leave) * step;
                place[waiting] -= forward + here * leave * step;
                if (waiting == 0)
                {
                    served += forward;
                }
                else
                {
                    place[waiting - 1] += forward;
                }
            }
        }

        return served;
    }

    /// <summary>Q D = −h with D(0) = 0, by elimination of the tridiagonal system from the top.</summary>
    private static double[] Solve(int states, double load, Func<int, double> leaving, double[] h)
    {
        double[] deviation = new double[states];
        double difference = 0;
        for (int state = 0; state < states - 1; state++)
        {
            difference = (-h[state] + leaving(state) * difference) / load;
            deviation[state + 1] = deviation[state] + difference;
        }

        return deviation;
    }
}
