namespace Wfm.Queueing.Tests;

public sealed class CostCurveTests
{
    private static readonly IntervalDemand Patient = new(25, 6.4, 230, 30) { MeanPatienceSeconds = 180 };

    [Test]
    public void Late_calls_are_what_Erlang_A_leaves()
    {
        double[] late = Filled(Patient, 30);

        late[0].ShouldBe(25);
        for (int c = 1; c < late.Length; c++)
        {
            late[c].ShouldBe(25 * (1 - new ErlangA(6.4, c, 230, 180).ServiceLevelOfOffered(30)), 1e-13);
        }
    }

    [Test]
    public void Without_hanging_up_every_call_is_late_until_agents_exceed_the_load()
    {
        double[] late = Filled(Patient with { MeanPatienceSeconds = double.PositiveInfinity }, 30);

        late.Take(7).ShouldAllBe(calls => calls == 25);
        for (int c = 7; c < late.Length; c++)
        {
            late[c].ShouldBe(25 * (1 - ErlangC.ServiceLevel(6.4, c, 230, 30)!.Value), 1e-13);
        }
    }

    [Test]
    public void Curves_fall_even_where_almost_nobody_is_late()
    {
        foreach (double patience in new[] { 0, 5, 180, 5000, double.PositiveInfinity })
        {
            double[] late = Filled(Patient with { MeanPatienceSeconds = patience }, 40);

            late.Zip(late.Skip(1)).ShouldAllBe(pair => pair.Second < pair.First || pair.First > 25 - 1e-12, $"patience {patience} s");
            late[^1].ShouldBeInRange(0, 1e-9);
        }
    }

    [Test]
    public void Days_that_vary_are_averaged_by_their_calls()
    {
        double[] late = Filled(Patient with { DayVariation = 0.2, DayPoints = 5 }, 20);

        for (int c = 0; c < late.Length; c++)
        {
            double level = DayFactor.ServiceLevel(new StaffingQuestion(6.4, 230, 0.8, 30) { MeanPatienceSeconds = 180 }, c, 0.2);
            late[c].ShouldBe(25 * (1 - level), 1e-12);
        }
    }

    [Test]
    public void Nothing_offered_means_nothing_late() => Filled(Patient with { Calls = 0, OfferedLoad = 0 }, 5).ShouldAllBe(calls => calls == 0);

    [Test]
    public void The_hull_is_the_largest_convex_curve_below()
    {
        double[] late = Filled(new IntervalDemand(40, 18, 300, 20) { MeanPatienceSeconds = 300 }, 40);
        double[] hull = ConvexHull.LowerConvex(late);

        hull[0].ShouldBe(late[0]);
        hull[^1].ShouldBe(late[^1]);
        for (int c = 0; c < late.Length; c++)
        {
            hull[c].ShouldBe(LowestChord(late, c), 1e-12);
        }
    }

    [TestCase(new double[0], new double[0])]
    [TestCase(new[] { 3.0 }, new[] { 3.0 })]
    [TestCase(new[] { 4.0, 4.0, 4.0, 0.0 }, new[] { 4.0, 8 / 3.0, 4 / 3.0, 0.0 })]
    [TestCase(new[] { 9.0, 4.0, 1.0, 0.0 }, new[] { 9.0, 4.0, 1.0, 0.0 })]
    public void Small_hulls_are_known(double[] values, double[] expected)
    {
        double[] hull = ConvexHull.LowerConvex(values);

        hull.Length.ShouldBe(expected.Length);
        hull.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-14);
    }

    [Test]
    public void Day_factors_have_mean_one_and_the_asked_variation()
    {
        double[] factors = new double[5], weights = new double[5];
        DayFactor.Fill(0.15, factors, weights);

        weights.Sum().ShouldBe(1, 1e-14);
        DayFactor.Average(0.15, 5, factor => factor).ShouldBe(1, 1e-14);
        Math.Sqrt(DayFactor.Average(0.15, 5, factor => factor * factor) - 1).ShouldBe(0.15, 1e-6);
        Math.Sqrt(DayFactor.Average(0.15, 3, factor => factor * factor) - 1).ShouldBe(0.15, 1e-3);
        DayFactor.Average(0.15, 1, factor => factor).ShouldBe(1);
    }

    [Test]
    public void A_day_that_varies_has_a_lower_service_level_than_its_mean_day()
    {
        StaffingQuestion question = new(20, 240, 0.8, 30) { MeanPatienceSeconds = 180 };

        DayFactor.ServiceLevel(question, 21, 0.12).ShouldBeLessThan(DayFactor.ServiceLevel(question, 21, 0) - 0.002);
        DayFactor.ServiceLevel(question, 21, 0.12).ShouldBe(DayFactor.ServiceLevel(question, 21, 0.12, points: 3), 2e-3);
        Should.Throw<ArgumentOutOfRangeException>(() => DayFactor.Average(0.1, 4, factor => factor));
    }

    private static double[] Filled(IntervalDemand demand, int mostAgents)
    {
        double[] late = new double[mostAgents + 1];
        LateCallsCurve.Fill(demand, late);
        return late;
    }

    /// <summary>The definition, by trying every pair of positions around c.</summary>
    private static double LowestChord(double[] values, int c)
    {
        double lowest = values[c];
        for (int left = 0; left < c; left++)
        {
            for (int right = c + 1; right < values.Length; right++)
            {
                lowest = Math.Min(lowest, values[left] + (values[right] - values[left]) * (c - left) / (right - left));
            }
        }

        return lowest;
    }
}
