using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class ResamplingTests
{
    [Test]
    public void Quarters_are_summed_into_hours_with_all_their_figures()
    {
        Instant eight = Instant.FromUtc(2024, 3, 4, 7, 0);
        CallInterval At(int quarter, int offered) => new(
            eight + Duration.FromMinutes(15 * quarter), Duration.FromMinutes(15), offered, offered - 1, 1, offered - 1, 60.5 * offered, 5);
        CallSeries series = new(Given.Queue, SimulatedQueue.Stockholm, Duration.FromMinutes(15), [At(0, 4), At(1, 5), At(3, 6), At(4, 9)]);

        CallSeries hours = CallResampling.ToLength(series, Duration.FromHours(1));

        hours.Intervals.Select(interval => (interval.Start, interval.Offered, interval.Answered, interval.HandleSeconds)).ShouldBe(
        [
            (eight, 15, 12, 60.5 * 15),
            (eight + Duration.FromHours(1), 9, 8, 60.5 * 9),
        ]);
        hours.IntervalLength.ShouldBe(Duration.FromHours(1));
    }

    [TestCase(15, 10)]
    [TestCase(20, 30)]
    [TestCase(15, 45)]
    [TestCase(30, 15)]
    public void Lengths_that_do_not_divide_are_refused(int from, int to)
    {
        CallSeries series = new(Given.Queue, SimulatedQueue.Stockholm, Duration.FromMinutes(from), []);

        Should.Throw<ArgumentException>(() => CallResampling.ToLength(series, Duration.FromMinutes(to))).Message.ShouldContain($"{to} min");
        CallResampling.CanSum(Duration.FromMinutes(from), Duration.FromMinutes(to)).ShouldBeFalse();
    }

    [Test]
    public void A_forecast_of_lengths_that_do_not_divide_is_a_stated_outcome()
    {
        ForecastRequest request = new(Given.Monday.PlusDays(28), 7) { IntervalLength = Duration.FromMinutes(20) };

        ForecastMaker.Make(Given.Weeks(4, (_, _) => 5), request).Outcome.ShouldBe(ForecastOutcome.IntervalDoesNotDivide);
    }

    [TestCase(5)]
    [TestCase(10)]
    [TestCase(20)]
    [TestCase(60)]
    public void Any_interval_that_divides_an_hour_can_be_forecast(int minutes)
    {
        SimulatedQueue queue = new(3) { Days = 70, IntervalMinutes = minutes, IsSwedish = false };
        CallSeries series = queue.Draw();

        ForecastResult result = Given.Forecast(series, 7);

        result.Forecast.Intervals.Count.ShouldBe(5 * 9 * 60 / minutes);
        result.Forecast.Intervals.Sum(interval => interval.Calls).ShouldBe(3000, 500);
    }

    [Test]
    public void The_whole_hour_forecast_agrees_with_the_sum_of_its_quarters()
    {
        CallSeries series = new SimulatedQueue(4) { Days = 120, IsSwedish = false, CallsPerDay = 2000 }.Draw();
        LocalDate from = Given.LastDay(series).PlusDays(1);

        double quarters = ForecastMaker.Make(series, new ForecastRequest(from, 14)).Forecast.Intervals.Sum(interval => interval.Calls);
        double hours = ForecastMaker.Make(series, new ForecastRequest(from, 14) { IntervalLength = Duration.FromHours(1) })
            .Forecast.Intervals.Sum(interval => interval.Calls);

        hours.ShouldBe(quarters, 0.02 * quarters);
    }
}
