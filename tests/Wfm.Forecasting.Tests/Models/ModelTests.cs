using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class ModelTests
{
    [Test]
    public void Naive_repeats_last_week()
    {
        double[] said = Said("naive", Given.Weeks(9, (day, slot) => 10 + (day / 7) + (slot % 5)), day: 1);

        said.ShouldBe([.. Enumerable.Range(32, 32).Select(slot => 18.0 + (slot % 5))]);
    }

    [Test]
    public void Mean_of_six_is_the_mean_of_the_last_six_same_weekdays()
    {
        double[] said = Said("mean6", Given.Weeks(9, (day, slot) => 10 + (day / 7) + (slot % 5)), day: 1);

        said.ShouldBe([.. Enumerable.Range(32, 32).Select(slot => 15.5 + (slot % 5))], 1e-9);
    }

    [TestCase("naive")]
    [TestCase("mean6")]
    [TestCase("glm")]
    public void Exchanging_two_weekdays_exchanges_their_forecasts(string name)
    {
        static int Calls(int weekday, int slot) => 30 + (8 * weekday) + (slot % 7);
        double[] monday = Said(name, Given.Weeks(12, (day, slot) => Calls(day % 7, slot)), day: 0);
        double[] exchanged = Said(name, Given.Weeks(12, (day, slot) => Calls((day % 7) switch { 0 => 3, 3 => 0, var same => same }, slot)), day: 3);

        exchanged.ShouldBe(monday, 0.5);
    }

    [Test]
    public void The_day_effect_lingers_and_fades()
    {
        CallSeries series = Persistent(0.8);
        TrainingSet history = Given.Training(series);
        IFittedForecast mixed = Candidates.All.Single(model => model.Name == "mixed").Fit(history);
        IFittedForecast glm = Candidates.All.Single(model => model.Name == "glm").Fit(history);
        double Ratio(int day)
        {
            double[] a = new double[32], b = new double[32];
            mixed.Predict(history.Origin + day, history.Origin - 1, a);
            glm.Predict(history.Origin + day, history.Origin - 1, b);
            return a.Sum() / b.Sum();
        }

        // The last week ran 20 % above its level; Monday is three calendar days but one open day ahead.
        Ratio(2).ShouldBeGreaterThan(1.05);
        Ratio(6).ShouldBeLessThan(Ratio(2));
        Ratio(23).ShouldBe(1, 0.06);
    }

    [Test]
    public void Memory_of_a_day_effect_is_found()
    {
        TrainingSet history = Given.Training(Persistent(0.7));
        DayMatrix matrix = history.Matrix;
        double[] residual = new double[matrix.HistoryDays], noise = new double[matrix.HistoryDays];
        Random random = new(5);
        double effect = 0;
        for (int d = 0; d < residual.Length; d++)
        {
            bool open = matrix.State[d] != DayState.Closed;
            effect = open ? (0.7 * effect) + (0.1 * MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1)) : effect;
            noise[d] = 0.0004;
            residual[d] = open ? effect + (0.02 * MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1)) : double.NaN;
        }

        DayEffect.Learn(matrix, residual, noise, 0, matrix.HistoryDays).Memory.ShouldBe(0.7, 0.1);
    }

    [Test]
    public void Leading_shapes_are_those_of_a_matrix_known_by_hand()
    {
        // Eigenvalues 9 and 4 along (1,1,0,0)/√2 and (0,0,1,0), 1 elsewhere.
        double[] cross =
        [
            5, 4, 0, 0,
            4, 5, 0, 0,
            0, 0, 4, 0,
            0, 0, 0, 1,
        ];

        double[] shapes = FactorModel.LeadingShapes(cross, 4, 2);

        Math.Abs(shapes[0]).ShouldBe(Math.Sqrt(0.5), 1e-6);
        (shapes[0] * shapes[1]).ShouldBe(0.5, 1e-6);
        Math.Abs(shapes[6]).ShouldBe(1, 1e-6);
    }

    [Test]
    public void A_year_ago_counts_with_the_growth_since()
    {
        // 20 % growth over the year, and a bulge of 50 % in weeks 30 to 33 of each year.
        static double Level(int day) => (day < 364 ? 50 : 60) * (day % 364 / 7 is >= 30 and < 34 ? 1.5 : 1);
        CallSeries series = Given.Weeks(52 + 29, (day, _) => (int)Level(day));

        Said("year-ago", series, day: 14).Average().ShouldBe(90, 3);
        Said("year-ago", series, day: 56).Average().ShouldBe(60, 3);
    }

    private static CallSeries Persistent(double memory)
    {
        Random random = new(9);
        double[] effect = new double[7 * 30];
        for (int d = 1; d < effect.Length; d++)
        {
            effect[d] = d % 7 >= 5 ? effect[d - 1]
                : d >= effect.Length - 7 ? 0.2 : (memory * effect[d - 1]) + (0.08 * MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1));
        }

        return Given.Weeks(30, (day, slot) => Given.Around(40 * Math.Exp(effect[day]), day, slot));
    }

    /// <summary>What a model says of the given day after the end of the last whole week.</summary>
    private static double[] Said(string name, CallSeries series, int day)
    {
        TrainingSet history = Given.Training(series, ahead: 90);
        double[] row = new double[history.Matrix.Columns];
        int toMonday = (7 - (history.Origin % 7)) % 7;
        Candidates.All.Single(model => model.Name == name).Fit(history).Predict(history.Origin + toMonday + day, history.Origin - 1, row);
        return row;
    }
}
