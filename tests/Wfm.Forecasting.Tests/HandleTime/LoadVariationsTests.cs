using MathNet.Numerics.Distributions;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class LoadVariationsTests
{
    private static readonly LocalDate Until = Given.Monday.PlusDays(7 * 30);

    // Half a year of 600 calls a day; means over thirty queues, since one queue's correlation has a standard error of 0.1. A third of the variance of a mean of 600 lengths and a seventh of that of 600 calls is chance: 110 days tell as 64,
    // shrunk by thirty to 0.68 of the truth.
    [TestCase(0.5)]
    [TestCase(0.2)]
    [TestCase(-0.4)]
    [TestCase(0)]
    public void Days_of_known_correlation_are_measured_shrunk_towards_none(double correlation)
    {
        LoadVariation[] measured = [.. Enumerable.Range(1, 30).Select(seed => LoadVariations.Of(Draw(seed, 0.1, 0.06, correlation), Until))];

        measured.Average(queue => queue.Correlation).ShouldBe(0.68 * correlation, 0.05);
        Math.Sqrt(measured.Average(queue => queue.HandleDay)).ShouldBe(0.06 * Math.Sqrt(110 / 120.0), 0.004);
    }

    [Test]
    public void What_single_calls_do_by_chance_is_no_variation_of_days()
    {
        LoadVariation[] measured = [.. Enumerable.Range(1, 30).Select(seed => LoadVariations.Of(Draw(seed, 0, 0, 0), Until))];

        measured.Average(queue => queue.HandleDay).ShouldBeLessThan(0.0003);
        Math.Abs(measured.Average(queue => queue.Correlation)).ShouldBeLessThan(0.1);
    }

    [Test]
    public void Without_handle_time_or_with_few_days_nothing_is_said()
    {
        LoadVariations.Of(new CallSeries(Given.Queue, SimulatedQueue.Stockholm, Duration.FromHours(1), []), Until).ShouldBe(LoadVariation.None);
        LoadVariations.Of(Given.Weeks(30, (_, _) => 20), Until).ShouldBe(LoadVariation.None);
        LoadVariations.Of(Draw(1, 0.1, 0.06, 0.5), Given.Monday.PlusDays(35)).ShouldBe(LoadVariation.None);
    }

    [Test]
    public void A_forecast_tells_it() =>
        ForecastMaker.Make(Draw(3, 0.1, 0.06, 0.5), new ForecastRequest(Until, 7)).Load.ShouldBe(LoadVariations.Of(Draw(3, 0.1, 0.06, 0.5), Until));

    // Var(load) of lognormal factors: e^(v + h + 2ρ√(vh)) − 1. By forty thousand days drawn.
    [TestCase(0.3)]
    [TestCase(-0.5)]
    public void Days_drawn_have_the_load_the_variation_says_and_calls_as_without_it(double correlation)
    {
        ForecastInterval[] day = [.. Enumerable.Range(0, 4).Select(slot => new ForecastInterval(Instant.FromUnixTimeSeconds(900 * slot), 400, 0, 0, 0, 0, 0, 300, ""))];
        RateVariation calls = new(0.01, 0);
        LoadVariation load = new(0.0064, correlation);
        DayPaths paths = new(day, calls, 7, load), plain = new(day, calls, 7);
        DayPath[] drawn = [.. Enumerable.Range(0, 40_000).Select(paths.Draw)];

        double[] loads = [.. drawn.Select(path => path.DayFactor * path.HandleFactor)];
        double mean = loads.Average(), variance = loads.Average(one => (one - mean) * (one - mean));
        mean.ShouldBe(1, 0.005);
        variance.ShouldBe(load.Of(calls).Day, 0.04 * load.Of(calls).Day);
        paths.Draw(5).Calls.ShouldBe(plain.Draw(5).Calls);
        plain.Draw(5).HandleFactor.ShouldBe(1);
    }

    // 0.01 and 0.01 with correlation 1 are days of twice the spread: 4 % of variance, but for the third order.
    [TestCase(0.01, 0, 0, 0.01)]
    [TestCase(0.01, 0.01, 0, 0.0201)]
    [TestCase(0.01, 0.01, -1, 0)]
    [TestCase(0.01, 0.01, 1, 0.0406)]
    public void Load_varies_as_calls_and_handle_time_do_together(double calls, double handle, double correlation, double expected)
    {
        RateVariation load = new LoadVariation(handle, correlation).Of(new RateVariation(calls, 0.003));

        load.Day.ShouldBe(expected, 1e-4);
        load.Slot.ShouldBe(0.003);
    }

    private static CallSeries Draw(int seed, double volume, double handle, double correlation)
    {
        Random random = new(seed);
        List<CallInterval> intervals = [];
        for (int d = 0; d < 7 * 30; d++)
        {
            LocalDate date = Given.Monday.PlusDays(d);
            double first = Normal.Sample(random, 0, 1), second = (correlation * first) + (Math.Sqrt(1 - (correlation * correlation)) * Normal.Sample(random, 0, 1));
            for (int hour = 8; hour < 16 && date.DayOfWeek <= IsoDayOfWeek.Friday; hour++)
            {
                int calls = Poisson.Sample(random, 75 * Math.Exp(volume * first));
                double seconds = calls > 0 ? Gamma.Sample(random, calls, 1) * 300 * Math.Exp(handle * second) : 0;
                intervals.Add(new CallInterval(date.AtMidnight().PlusHours(hour).InZoneLeniently(SimulatedQueue.Stockholm).ToInstant(), Duration.FromHours(1), calls, Answered: calls, HandleSeconds: seconds));
            }
        }

        return new CallSeries(Given.Queue, SimulatedQueue.Stockholm, Duration.FromHours(1), intervals);
    }
}
