using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

/// <summary>What every model must do, whatever it believes.</summary>
[TestFixtureSource(nameof(Models))]
public sealed class ModelContractTests(string name)
{
    private const int Ahead = 28;

    private static readonly CallSeries Swedish = new SimulatedQueue(31) { Days = 480, CallsPerDay = 800, Year = 0.2, IntervalMinutes = 30 }.Draw();

    private IForecastModel Model => Candidates.All.Single(model => model.Name == name);

    public static IEnumerable<string> Models() => Candidates.All.Select(model => model.Name);

    [Test]
    public void Forecasts_are_finite_never_negative_and_zero_where_closed()
    {
        TrainingSet history = Given.Training(Swedish, Ahead, SpecialDayCalendar.Sweden);

        double[] said = Predict(Model, history);

        said.ShouldAllBe(calls => double.IsFinite(calls) && calls >= 0);
        int m = history.Matrix.Columns;
        for (int i = 0; i < said.Length; i++)
        {
            if (!history.Matrix.Open[(history.Origin * m) + i])
            {
                said[i].ShouldBe(0);
            }
        }
    }

    [Test]
    public void The_same_history_gives_the_same_bits()
    {
        TrainingSet first = Given.Training(Swedish, Ahead), second = Given.Training(Swedish, Ahead);

        Predict(Model, first).ShouldBe(Predict(Model, second));
        Predict(Model, first).ShouldBe(Predict(Model, first));
    }

    [Test]
    public void Three_times_the_calls_give_three_times_the_forecast()
    {
        CallSeries tripled = Swedish with { Intervals = [.. Swedish.Intervals.Select(each => each with { Offered = 3 * each.Offered })] };

        double[] plain = Predict(Model, Given.Training(Swedish, Ahead)), large = Predict(Model, Given.Training(tripled, Ahead));

        (large.Sum() / plain.Sum()).ShouldBe(3, 0.06);
    }

    [Test]
    public void A_constant_queue_stays_as_it_is()
    {
        TrainingSet history = Given.Training(Given.Weeks(70, (_, _) => 12), Ahead);

        double[] said = Predict(Model, history);

        for (int day = 0; day < Ahead; day++)
        {
            double expected = history.Matrix.DateOf(history.Origin + day).DayOfWeek <= IsoDayOfWeek.Friday ? 12 * 32 : 0;
            said.AsSpan(day * 32, 32).ToArray().Sum().ShouldBe(expected, 0.01 * 384);
        }
    }

    [Test]
    public void What_comes_after_the_origin_is_not_learned_from()
    {
        CallSeries changed = Swedish with
        {
            Intervals = [.. Swedish.Intervals.Select((each, i) => i < Swedish.Intervals.Count - 90 ? each : each with { Offered = (each.Offered * 5 / 4) + 1 })],
        };

        double[] original = PredictFrom(Swedish), other = PredictFrom(changed);

        other.ShouldBe(original);
    }

    /// <summary>From an origin 21 days before the end, on a matrix that holds the later days too.</summary>
    private double[] PredictFrom(CallSeries series)
    {
        DayMatrix matrix = Given.Matrix(series, Ahead);
        TrainingSet history = new(matrix, new CalendarFeatures(matrix), matrix.HistoryDays - 21);
        double[] row = new double[matrix.Columns];
        Model.Fit(history).Predict(history.Origin + 2, history.Origin - 1, row);
        return row;
    }

    private static double[] Predict(IForecastModel model, TrainingSet history)
    {
        int m = history.Matrix.Columns;
        double[] said = new double[Ahead * m];
        IFittedForecast fitted = model.Fit(history);
        for (int day = 0; day < Ahead; day++)
        {
            fitted.Predict(history.Origin + day, history.Origin - 1, said.AsSpan(day * m, m));
        }

        return said;
    }
}
