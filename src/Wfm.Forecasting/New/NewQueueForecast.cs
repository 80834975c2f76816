using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Forecasts a queue with little or no history: another queue's forecast at the volume a planner expects, giving way to the queue's own calls as they come in.</summary>
public static class NewQueueForecast
{
    /// <summary>Weeks of own history from which on the queue's own forecast takes part.</summary>
    public const int FirstOwnWeeks = 2;

    /// <summary>Weeks of own history from which on nothing is borrowed.</summary>
    public const int EnoughWeeks = 8;

    // The planner's volume counts as much as that of so many weeks seen, and is believed to within a third: a coefficient of variation of 0.3.
    private const double PlannedWeeks = 2;
    private const double PlannedVariance = 0.09;

    /// <summary>Makes the forecast.</summary>
    /// <param name="own">The queue's calls; may have no interval at all.</param>
    /// <param name="lender">The queue whose profile is borrowed.</param>
    /// <param name="planned">What the planner says.</param>
    /// <param name="request">What is asked of the new queue, with its opening hours; without any it is open when the lender is.</param>
    /// <returns>
    /// A forecast whose findings tell what it rests on. With <see cref="EnoughWeeks"/> of own history, or where the lender has no forecast, the queue's own forecast as
    /// <see cref="ForecastMaker"/> makes it.
    /// </returns>
    /// <remarks>
    /// The level is a share of the lender's calls in the hours the new queue is open: (planned volume of two weeks + own calls) ÷ (the lender's calls of two ordinary weeks + those of
    /// the days both have), so season and common shocks are felt in both. From the second to the eighth week the queue's own forecast takes over in equal steps. Events that touch
    /// one of the two queues only are taken off the lender's calls and put onto the new queue.
    /// </remarks>
    public static ForecastResult Make(CallSeries own, ProfileLender lender, NewQueue planned, ForecastRequest request)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(lender);
        ArgumentNullException.ThrowIfNull(planned);
        ArgumentNullException.ThrowIfNull(request);
        ForecastResult alone = ForecastMaker.Make(own, request);
        double weeks = WeeksOf(own, request);
        if (weeks >= EnoughWeeks || alone.Outcome is not (ForecastOutcome.Made or ForecastOutcome.NoHistory))
        {
            return alone;
        }

        ForecastResult lent = ForecastMaker.Make(lender.Calls, request with { OpeningHours = lender.OpeningHours, FormerModels = new Dictionary<LeadBand, string>() });
        OpenTimes open = new(request, own.Zone);
        if (lent.Outcome != ForecastOutcome.Made || Level.Of(own, lender.Calls, planned, request, open) is not { } level)
        {
            return alone with
            {
                Findings = [.. alone.Findings, Finding(own.Queue, request, Remark.Of("nothing-borrowed", $"Nothing can be borrowed of {planned.Profile}: it has no forecast in these hours itself."))],
            };
        }

        double ownPart = alone.Outcome == ForecastOutcome.Made ? Math.Clamp((weeks - FirstOwnWeeks) / (EnoughWeeks - FirstOwnWeeks), 0, 1) : 0;
        Blend blend = new(own.Queue, own.Zone, planned, request, open, level, ownPart);
        Remark told = Remark.Of(
            "profile-borrowed", $"{weeks:0.#} weeks of own history: {100 * ownPart:0} % own forecast, the rest the profile of {planned.Profile} at {level.Share * level.OrdinaryWeek:0} calls an ordinary week ({planned.CallsPerWeek:0} expected).");
        return new ForecastResult(
            ForecastOutcome.Made, blend.Of(lent, ownPart > 0 ? alone : null), request.OpeningHours ?? lent.OpeningHours, ownPart > 0 ? alone.Quality : [], lent.Dispersions,
            [Finding(own.Queue, request, told), .. alone.Findings])
        { Load = ownPart > 0 ? alone.Load : lent.Load };
    }

    private static ForecastFinding Finding(QueueId queue, ForecastRequest request, Remark told) =>
        new(queue, FindingKind.BorrowedProfile, request.From, request.From.PlusDays(request.Days - 1), null, null, null, told);

    private static double WeeksOf(CallSeries own, ForecastRequest request)
    {
        LocalDate[] days = [.. own.Intervals.Select(interval => interval.Start.InZone(own.Zone).Date).Where(day => day < request.From).Distinct()];
        return days.Length == 0 ? 0 : (Period.DaysBetween(days.Min(), days.Max()) + 1) / 7.0;
    }

    /// <summary>How large the new queue is beside the lender.</summary>
    /// <param name="Share">New calls for each call of the lender.</param>
    /// <param name="OrdinaryWeek">Calls of the lender in an ordinary week of the last year, in the hours the new queue is open; above 0.</param>
    /// <param name="CommonWeeks">Weeks of calls both have.</param>
    /// <param name="LastDay">The last day the lender's calls are known.</param>
    private sealed record Level(double Share, double OrdinaryWeek, double CommonWeeks, LocalDate LastDay)
    {
        private const int YearWeeks = 52;

        public static Level? Of(CallSeries own, CallSeries lender, NewQueue planned, ForecastRequest request, OpenTimes open)
        {
            Dictionary<LocalDate, double> lent = Days(lender, request, open), mine = Days(own, request, open);
            LocalDate last = lent.Keys.DefaultIfEmpty(request.From).Max();
            double[] weeks = [.. lent.GroupBy(day => Period.DaysBetween(day.Key, last) / 7).Where(week => week.Key < YearWeeks).Select(week => week.Sum(day => day.Value)).Order()];
            double ordinary = weeks.Length == 0 ? 0 : (weeks[(weeks.Length - 1) / 2] + weeks[weeks.Length / 2]) / 2;
            LocalDate[] common = [.. mine.Keys.Where(lent.ContainsKey)];
            double seen = common.Sum(day => mine[day]), beside = common.Sum(day => lent[day] * EventFactor(request, planned, day));
            return ordinary > 0 ? new Level(((PlannedWeeks * planned.CallsPerWeek) + seen) / ((PlannedWeeks * ordinary) + beside), ordinary, beside / ordinary, last) : null;
        }

        private static Dictionary<LocalDate, double> Days(CallSeries series, ForecastRequest request, OpenTimes open) => series.Intervals
            .GroupBy(interval => interval.Start.InZone(series.Zone).Date).Where(day => day.Key < request.From)
            .ToDictionary(day => day.Key, day => day.Where(interval => open.IsUsual(interval.Start)).Sum(interval => (double)interval.Offered));
    }

    /// <summary>What a day's calls of the lender are multiplied by for the events that touch one of the two queues only.</summary>
    private static double EventFactor(ForecastRequest request, NewQueue planned, LocalDate day) =>
        request.Events.Where(one => one.Touches(planned.Queue)).Aggregate(1.0, (factor, one) => factor * one.FactorOn(day))
        / request.Events.Where(one => one.Touches(planned.Profile)).Aggregate(1.0, (factor, one) => factor * one.FactorOn(day));

    /// <summary>Puts the two forecasts together, interval by interval.</summary>
    private sealed record Blend(QueueId Queue, DateTimeZone Zone, NewQueue Planned, ForecastRequest Request, OpenTimes Open, Level Level, double OwnPart)
    {
        public VolumeForecast Of(ForecastResult lent, ForecastResult? own)
        {
            Dictionary<Instant, ForecastInterval> mine = (own?.Forecast.Intervals ?? []).ToDictionary(interval => interval.Start);
            List<ForecastInterval> intervals = [];
            int openDays = Period.DaysBetween(Level.LastDay, Request.From) - 1;
            foreach (IGrouping<LocalDate, ForecastInterval> day in lent.Forecast.Intervals.Where(interval => Open.Contains(interval.Start)).GroupBy(interval => interval.Start.InZone(Zone).Date))
            {
                openDays++;
                LeadBand band = LeadBands.Of(Period.DaysBetween(Level.LastDay, day.Key), openDays);
                Dispersion dispersion = Dispersion(lent, own, band);
                double factor = Level.Share * EventFactor(Request, Planned, day.Key);
                intervals.AddRange(day.Select(interval => Interval(interval, mine.GetValueOrDefault(interval.Start), factor, dispersion)));
            }

            return new VolumeForecast(Queue, lent.Forecast.IntervalLength, intervals);
        }

        // Where the own forecast is silent (hours it never saw open) the borrowed one speaks alone.
        private ForecastInterval Interval(ForecastInterval lent, ForecastInterval? own, double factor, Dispersion dispersion)
        {
            double calls = own is null ? factor * lent.Calls : (OwnPart * own.Calls) + ((1 - OwnPart) * factor * lent.Calls);
            (double p05, double p10, double p50, double p90, double p95) = BandFit.Quantiles(calls, dispersion);
            return new ForecastInterval(
                lent.Start, calls, p05, p10, p50, p90, p95, own?.AverageHandleSeconds ?? Planned.AverageHandleSeconds ?? lent.AverageHandleSeconds,
                own is null ? "borrowed" : $"{own.Model}+borrowed");
        }

        // Days vary as those of both queues do; the level itself is uncertain as long as it is the planner's.
        private Dispersion Dispersion(ForecastResult lent, ForecastResult? own, LeadBand band)
        {
            Dispersion theirs = lent.Dispersions.Single(one => one.Band == band);
            Dispersion mine = own?.Dispersions.SingleOrDefault(one => one.Band == band) ?? theirs;
            double lentPart = 1 - OwnPart, level = PlannedVariance * PlannedWeeks / (PlannedWeeks + Level.CommonWeeks);
            return new Dispersion(
                band, (OwnPart * mine.DayVariance) + (lentPart * theirs.DayVariance) + (lentPart * lentPart * level),
                (OwnPart * mine.SlotVariance) + (lentPart * theirs.SlotVariance));
        }
    }
}

/// <summary>The queue whose profile a new one borrows.</summary>
/// <param name="Calls">Its calls.</param>
/// <param name="OpeningHours">When it is open; empty where that is to be learned.</param>
public sealed record ProfileLender(CallSeries Calls, OpeningHours? OpeningHours);
