using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

/// <summary>A queue of a third of another one's calls opens; the planner expects a quarter too few.</summary>
public sealed class NewQueueForecastTests
{
    private const double TrueShare = 1.0 / 3;
    private static readonly QueueId Fresh = new("fresh"), Old = new("simulated");

    [Test]
    public void Without_any_history_it_is_the_other_queue_at_the_planned_volume()
    {
        CallSeries old = Simulated(1).Draw();
        ForecastRequest request = Request(old);
        ForecastResult lent = ForecastMaker.Make(old, request);

        ForecastResult made = NewQueueForecast.Make(Nothing, new ProfileLender(old, null), Planned(weekly: 500, seconds: 410), request);

        made.Outcome.ShouldBe(ForecastOutcome.Made);
        made.Forecast.Queue.ShouldBe(Fresh);
        double ordinary = OrdinaryWeek(old, request);
        made.Forecast.Intervals.Select(interval => interval.Start).ShouldBe(lent.Forecast.Intervals.Select(interval => interval.Start));
        foreach ((ForecastInterval borrowed, ForecastInterval theirs) in made.Forecast.Intervals.Zip(lent.Forecast.Intervals))
        {
            borrowed.Calls.ShouldBe(theirs.Calls * 500 / ordinary, 1e-9);
            borrowed.AverageHandleSeconds.ShouldBe(410);
            borrowed.Model.ShouldBe("borrowed");
        }

        // Nobody has seen a call: the band holds a volume a third higher or lower.
        ForecastInterval busy = made.Forecast.Intervals.MaxBy(interval => interval.Calls)!;
        busy.P05.ShouldBeLessThan(0.7 * busy.Calls);
        busy.P95.ShouldBeGreaterThan(1.3 * busy.Calls);
        made.Findings.ShouldHaveSingleItem().Reason.ShouldBe("0 weeks of own history: 0 % own forecast, the rest the profile of simulated at 500 calls an ordinary week (500 expected).");
    }

    // Five queues: at each age the blend errs less than the queue's own short history alone; measured 0.52, 0.55, 0.45, 0.56, 0.82 of it.
    [TestCase(1, 0.65)]
    [TestCase(2, 0.65)]
    [TestCase(3, 0.6)]
    [TestCase(5, 0.7)]
    [TestCase(7, 0.95)]
    public void Borrowed_beats_what_so_few_weeks_tell_alone(int weeks, double atMost)
    {
        (double Blend, double Alone)[] errors = [.. Enumerable.Range(10, 5).AsParallel().AsOrdered().Select(seed => Errors(seed, weeks))];

        errors.Sum(one => one.Blend).ShouldBeLessThan(atMost * errors.Sum(one => one.Alone), string.Join(' ', errors));
    }

    [Test]
    public void The_level_moves_from_the_planned_volume_to_what_is_seen()
    {
        CallSeries old = Simulated(3).Draw();
        ForecastRequest request = Request(old);
        double ordinary = OrdinaryWeek(old, request), planned = 0.5 * TrueShare * ordinary;

        double[] levels = [.. new[] { 0, 1, 4 }.Select(weeks => NewQueueForecast.Make(Young(3, request.From, weeks), new ProfileLender(old, null), Planned(planned), request).Forecast.Intervals.Sum(interval => interval.Calls))];
        double truth = TrueShare * ForecastMaker.Make(old, request).Forecast.Intervals.Sum(interval => interval.Calls);

        levels[0].ShouldBe(0.5 * truth, 0.02 * truth);
        levels[1].ShouldBe((((2 * 0.5) + 1) / 3) * truth, 0.07 * truth);
        levels[2].ShouldBeInRange(0.82 * truth, 1.02 * truth);
    }

    [Test]
    public void With_eight_weeks_the_queue_speaks_for_itself()
    {
        CallSeries old = Simulated(4).Draw();
        ForecastRequest request = Request(old);
        CallSeries own = Young(4, request.From, 9);

        ForecastResult made = NewQueueForecast.Make(own, new ProfileLender(old, null), Planned(1), request), alone = ForecastMaker.Make(own, request);

        made.Forecast.Intervals.ShouldBe(alone.Forecast.Intervals);
        made.Findings.ShouldBe(alone.Findings);
    }

    [Test]
    public void Events_of_one_queue_do_not_leak_into_the_other()
    {
        CallSeries old = Simulated(5).Draw();
        ForecastRequest plain = Request(old);
        ForecastEvent campaign = new("Kampanj", plain.From.PlusDays(7), plain.From.PlusDays(13), EventShape.Step, 1, [Old]);

        double[] weekly = Weekly(NewQueueForecast.Make(Nothing, new ProfileLender(old, null), Planned(500), plain));
        double[] theirs = Weekly(NewQueueForecast.Make(Nothing, new ProfileLender(old, null), Planned(500), plain with { Events = [campaign] }));
        double[] mine = Weekly(NewQueueForecast.Make(Nothing, new ProfileLender(old, null), Planned(500), plain with { Events = [campaign with { Queues = [Fresh] }] }));

        theirs.ShouldBe(weekly, 1e-6);
        (mine[1] / weekly[1]).ShouldBe(2, 1e-9);
        mine[2].ShouldBe(weekly[2], 1e-9);

        double[] Weekly(ForecastResult result) => [.. result.Forecast.Intervals.GroupBy(interval => Period.DaysBetween(plain.From, interval.Start.InZone(SimulatedQueue.Stockholm).Date) / 7).Select(week => week.Sum(interval => interval.Calls))];
    }

    // The hours begin with the queue: the years before are judged by them all the same.
    [TestCase(false)]
    [TestCase(true)]
    public void Its_own_opening_hours_hold_and_the_planned_week_is_spread_over_them(bool beginWithIt)
    {
        CallSeries old = Simulated(6).Draw();
        ForecastRequest plain = Request(old);
        OpeningHours mornings = new([.. new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday }
            .Select(day => new OpeningPeriod(day, new LocalTime(9, 0), new LocalTime(12, 0), beginWithIt ? plain.From.PlusDays(7) : null, null))]);

        ForecastResult made = NewQueueForecast.Make(Nothing, new ProfileLender(old, null), Planned(300), plain with { OpeningHours = mornings });

        made.Forecast.Intervals.ShouldAllBe(interval => mornings.IsOpen(interval.Start, SimulatedQueue.Stockholm));
        double weeks = made.Forecast.Intervals.Select(interval => interval.Start.InZone(SimulatedQueue.Stockholm).Date).Distinct().Count() / 4.0;
        weeks.ShouldBeInRange(beginWithIt ? 2.5 : 3.5, beginWithIt ? 3 : 4);
        (made.Forecast.Intervals.Sum(interval => interval.Calls) / weeks).ShouldBe(300, 30);
    }

    [Test]
    public void On_red_days_it_is_closed_unless_it_opens_on_Sundays()
    {
        CallSeries old = (Simulated(7) with { Weekdays = [1, 1, 1, 1, 1, 0.5, 0.5], ClosesOnRedDays = false, Days = 470 }).Draw();
        LocalDate from = old.Intervals[^1].Start.InZone(old.Zone).Date.PlusDays(1);
        ForecastRequest request = new(from, 40) { SpecialDays = SpecialDayCalendar.Sweden };
        LocalDate red = request.SpecialDays.Between(from, from.PlusDays(39)).First(day => day.Kind == SpecialDayKind.PublicHoliday && day.Date.DayOfWeek <= IsoDayOfWeek.Friday).Date;

        OpensOn(IsoDayOfWeek.Friday).ShouldBeFalse();
        OpensOn(IsoDayOfWeek.Sunday).ShouldBeTrue();

        bool OpensOn(IsoDayOfWeek last)
        {
            OpeningHours hours = new([.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None && day <= last).Select(day => new OpeningPeriod(day, new LocalTime(8, 0), new LocalTime(17, 0), null, null))]);
            return NewQueueForecast.Make(Nothing, new ProfileLender(old, null), Planned(500), request with { OpeningHours = hours }).Forecast.Intervals.Any(interval => interval.Start.InZone(old.Zone).Date == red);
        }
    }

    [Test]
    public void The_bands_are_those_of_days_as_far_from_the_last_known_one()
    {
        CallSeries old = Simulated(8).Draw();
        ForecastRequest far = Request(old) with { From = Request(old).From.PlusDays(70) };
        ForecastResult lent = ForecastMaker.Make(old, far), made = NewQueueForecast.Make(Nothing, new ProfileLender(old, null), Planned(500), far);

        Dispersion theirs = lent.Dispersions.Single(one => one.Band == LeadBand.WeeksFiveToTwelve);
        ForecastInterval any = made.Forecast.Intervals[0];
        (any.P05, any.P10, any.P50, any.P90, any.P95).ShouldBe(BandFit.Quantiles(any.Calls, theirs with { DayVariance = theirs.DayVariance + 0.09 }));
    }

    [Test]
    public void A_profile_without_calls_lends_nothing_and_says_so()
    {
        ForecastRequest request = new(new LocalDate(2024, 3, 4), 14);

        ForecastResult made = NewQueueForecast.Make(Nothing, new ProfileLender(new CallSeries(Old, SimulatedQueue.Stockholm, Duration.FromMinutes(60), []), null), Planned(500), request);

        made.Outcome.ShouldBe(ForecastOutcome.NoHistory);
        made.Findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.BorrowedProfile);
    }

    private static CallSeries Nothing => new(Fresh, SimulatedQueue.Stockholm, Duration.FromMinutes(60), []);

    private static (double Blend, double Alone) Errors(int seed, int weeks)
    {
        SimulatedQueue truth = Simulated(seed);
        CallSeries old = truth.Draw();
        ForecastRequest request = Request(old);
        CallSeries own = Young(seed, request.From, weeks);
        ForecastResult blend = NewQueueForecast.Make(own, new ProfileLender(old, null), Planned(0.75 * TrueShare * OrdinaryWeek(old, request)), request), alone = ForecastMaker.Make(own, request);
        return (Error(blend), Error(alone));

        double Error(ForecastResult result)
        {
            Dictionary<Instant, double> said = result.Forecast.Intervals.ToDictionary(interval => interval.Start, interval => interval.Calls);
            double error = 0, calls = 0;
            foreach (LocalDate day in Enumerable.Range(0, request.Days).Select(request.From.PlusDays))
            {
                foreach (Instant start in DayIntervals.StartsOf(day, SimulatedQueue.Stockholm, truth.Length))
                {
                    double mean = TrueShare * truth.MeanAt(day, start.InZone(SimulatedQueue.Stockholm).Hour);
                    (error, calls) = (error + Math.Abs(said.GetValueOrDefault(start) - mean), calls + mean);
                }
            }

            return error / calls;
        }
    }

    private static NewQueue Planned(double weekly, double? seconds = null) => new(Fresh, Old, weekly, seconds);

    private static SimulatedQueue Simulated(int seed) => new(seed) { Days = 500, IntervalMinutes = 60, CallsPerDay = 450, Year = 0.15 };

    /// <summary>The first weeks of the new queue: the old one's truth, its own days and chance.</summary>
    private static CallSeries Young(int seed, LocalDate end, int weeks)
    {
        SimulatedQueue truth = Simulated(seed);
        CallSeries all = (truth with { Seed = seed + 1000, CallsPerDay = truth.CallsPerDay * TrueShare }).Draw();
        Instant from = SimulatedQueue.Stockholm.AtStartOfDay(end.PlusWeeks(-weeks)).ToInstant();
        return all with { Queue = Fresh, Intervals = [.. all.Intervals.Where(interval => interval.Start >= from)] };
    }

    private static double OrdinaryWeek(CallSeries series, ForecastRequest request)
    {
        double[] weeks = [.. series.Intervals.GroupBy(interval => Period.DaysBetween(interval.Start.InZone(series.Zone).Date, request.From.PlusDays(-1)) / 7).Where(week => week.Key < 52)
            .Select(week => week.Sum(interval => (double)interval.Offered)).Order()];
        return (weeks[25] + weeks[26]) / 2;
    }

    private static ForecastRequest Request(CallSeries series)
    {
        LocalDate last = series.Intervals[^1].Start.InZone(series.Zone).Date;
        return new(last.PlusDays(1), 28) { SpecialDays = SpecialDayCalendar.Sweden };
    }
}
