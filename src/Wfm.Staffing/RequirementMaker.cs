using NodaTime;
using Wfm.Domain;
using Wfm.Queueing;

namespace Wfm.Staffing;

/// <summary>Turns a forecast and a promise into people: how many each interval needs, and what each missing one costs callers.</summary>
public static class RequirementMaker
{
    /// <summary>The people one queue needs, interval by interval.</summary>
    /// <param name="forecast">Expected calls with bands.</param>
    /// <param name="target">The queue's promise, ceiling, model, patience and shrinkage.</param>
    /// <param name="variations">How much the rate of each day may vary; a day not named is taken as forecast.</param>
    /// <param name="settings">Zone, planning day and defaults.</param>
    /// <returns>One entry per interval of the forecast, in its order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share of days is not strictly between 0 and 1.</exception>
    /// <remarks>
    /// Erlang C is told interval by interval on calls × handle time ÷ length of the day as forecast, as other tools tell it. Erlang A works on
    /// the modified offered load, which lags the calls as long calls do, averaged over the days there may be; the cost table averages over the same days.
    /// Source: Z. Feldman, A. Mandelbaum, W. A. Massey and W. Whitt (2008), "Staffing of time-varying queues to achieve time-stable
    /// performance", Management Science 54(2).
    /// </remarks>
    public static StaffingRequirement Make(
        VolumeForecast forecast, QueueTarget target, IReadOnlyDictionary<LocalDate, RateVariation> variations, RequirementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(variations);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.ShareOfDays is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.ShareOfDays, "A share of days lies strictly between 0 and 1; write 90 % as 0.90.");
        }

        List<RequirementInterval> intervals = [];
        foreach (IGrouping<LocalDate, ForecastInterval> day in forecast.Intervals.GroupBy(interval => interval.Start.InZone(settings.Zone).Date))
        {
            PlannedDay planned = new([.. day], forecast.IntervalLength, variations.GetValueOrDefault(day.Key), Period.DaysBetween(settings.PlannedOn, day.Key));
            intervals.AddRange(OfDay(planned, target, settings));
        }

        return new StaffingRequirement(forecast.Queue, forecast.IntervalLength, intervals) { DayVariation = DayVariation(forecast, variations, settings.Zone) };
    }

    /// <summary>How much whole days differ, over all days of the forecast, busy ones counting more; null without calls.</summary>
    private static double? DayVariation(VolumeForecast forecast, IReadOnlyDictionary<LocalDate, RateVariation> variations, DateTimeZone zone)
    {
        double calls = 0, variance = 0;
        foreach (ForecastInterval interval in forecast.Intervals)
        {
            calls += interval.Calls;
            variance += interval.Calls * variations.GetValueOrDefault(interval.Start.InZone(zone).Date).Day;
        }

        return calls > 0 ? Math.Sqrt(variance / calls) : null;
    }

    /// <summary>The people a day exactly as forecast needs: the requirement without its reserve for other days.</summary>
    /// <param name="forecast">Expected calls.</param>
    /// <param name="target">The queue's promise, ceiling, model and patience.</param>
    /// <param name="settings">Zone, planning day and defaults; the basis is not used.</param>
    /// <returns>One number per interval of the forecast, in its order.</returns>
    public static IReadOnlyList<int> RequiredOnMeanDay(VolumeForecast forecast, QueueTarget target, RequirementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Required(forecast, target, new Dictionary<LocalDate, RateVariation>(), settings with { Basis = RequirementBasis.MeanDay });
    }

    /// <summary>The people on calls of <see cref="Make"/> by the queue's own model, without what a missing one costs.</summary>
    /// <param name="forecast">Expected calls.</param>
    /// <param name="target">The queue's promise, ceiling, model and patience.</param>
    /// <param name="variations">How much the rate of each day may vary; a day not named is taken as forecast.</param>
    /// <param name="settings">Zone, basis and defaults.</param>
    /// <returns>One number per interval of the forecast, in its order.</returns>
    public static IReadOnlyList<int> Required(
        VolumeForecast forecast, QueueTarget target, IReadOnlyDictionary<LocalDate, RateVariation> variations, RequirementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(variations);
        ArgumentNullException.ThrowIfNull(settings);
        List<int> required = [];
        foreach (IGrouping<LocalDate, ForecastInterval> day in forecast.Intervals.GroupBy(interval => interval.Start.InZone(settings.Zone).Date))
        {
            PlannedDay planned = new([.. day], forecast.IntervalLength, variations.GetValueOrDefault(day.Key), 0);
            required.AddRange(Loads(planned, settings).Select(load => Required(load, target, planned.Variation, planned.Length, settings)));
        }

        return required;
    }

    private static IEnumerable<RequirementInterval> OfDay(PlannedDay day, QueueTarget target, RequirementSettings settings)
    {
        bool isErlangC = target.Model == StaffingModel.ErlangC;
        foreach ((ForecastInterval interval, IntervalLoad load) in day.Intervals.Zip(Loads(day, settings)))
        {
            int required = Required(load, target, day.Variation, day.Length, settings);
            IntervalDemand demand = new(
                interval.Calls, isErlangC ? load.Plain : load.Modified, load.HandleSeconds, target.ServiceLevel.Threshold.TotalSeconds)
            {
                MeanPatienceSeconds = isErlangC ? double.PositiveInfinity : target.MeanPatience.TotalSeconds,
                DayVariation = FeltVariation.Of(day.Variation, load.HandleSeconds, day.Length),
            };
            yield return new RequirementInterval(
                interval.Start,
                interval.Calls,
                load.HandleSeconds,
                Fewest.ByErlangC(load.Plain, load.HandleSeconds, target, settings.MostAgents),
                required,
                target.Shrinkage.Scheduled(required, day.LeadDays),
                CostTable.Of(demand, required, settings.IdleCost, settings.MostAgents));
        }
    }

    /// <summary>By the queue's own model, for the days asked for. Erlang C knows no steady state on busy days, so over all days it stays with the day as forecast.</summary>
    private static int Required(in IntervalLoad load, QueueTarget target, RateVariation variation, Duration length, RequirementSettings settings)
    {
        double busier = settings.Basis == RequirementBasis.ShareOfDays ? BusierDay(variation.Day, settings.ShareOfDays) : 1;
        if (target.Model == StaffingModel.ErlangC)
        {
            return Fewest.ByErlangC(load.Plain * busier, load.HandleSeconds, target, settings.MostAgents);
        }

        // On a day whose factor is given, each interval still has its own.
        RateVariation left = settings.Basis switch
        {
            RequirementBasis.OverTheDays => variation,
            RequirementBasis.ShareOfDays => new RateVariation(0, variation.Slot),
            RequirementBasis.MeanDay => RateVariation.None,
        };
        double felt = FeltVariation.Of(left, load.HandleSeconds, length);
        return felt > 0
            ? Fewest.OverDays(load.Modified * busier, load.HandleSeconds, target, settings.MostAgents, felt)
            : Fewest.ByErlangA(load.Modified * busier, load.HandleSeconds, target, settings.MostAgents);
    }

    /// <summary>The factor that a share of days does not exceed.</summary>
    private static double BusierDay(double variance, double shareOfDays)
    {
        double spread = Math.Log(1 + variance);
        return Math.Exp((Math.Sqrt(spread) * NormalDistribution.Quantile(shareOfDays)) - (spread / 2));
    }

    private static IReadOnlyList<IntervalLoad> Loads(PlannedDay day, RequirementSettings settings)
    {
        double[] modified = ModifiedLoads(day.Intervals, day.Length, settings);
        return [.. day.Intervals.Select((interval, at) =>
        {
            double handleSeconds = interval.AverageHandleSeconds ?? settings.DefaultHandleTime.TotalSeconds;
            return new IntervalLoad(interval.Calls * handleSeconds / day.Length.TotalSeconds, modified[at], handleSeconds);
        })];
    }

    /// <summary>Modified offered load of each interval of a day, in erlangs; closed gaps between openings count as empty.</summary>
    private static double[] ModifiedLoads(IReadOnlyList<ForecastInterval> day, Duration length, RequirementSettings settings)
    {
        int Index(Instant start) => (int)((start - day[0].Start) / length);
        double[] calls = new double[Index(day[^1].Start) + 1], handleSeconds = new double[calls.Length];
        Array.Fill(handleSeconds, settings.DefaultHandleTime.TotalSeconds);
        foreach (ForecastInterval interval in day)
        {
            int index = Index(interval.Start);
            calls[index] = interval.Calls;
            handleSeconds[index] = interval.AverageHandleSeconds ?? settings.DefaultHandleTime.TotalSeconds;
        }

        double[] loads = ModifiedOfferedLoad.Of(calls, handleSeconds, length.TotalSeconds);
        return [.. day.Select(interval => loads[Index(interval.Start)])];
    }

    private sealed record PlannedDay(IReadOnlyList<ForecastInterval> Intervals, Duration Length, RateVariation Variation, int LeadDays);

    /// <summary>Erlangs of one interval: calls × handle time ÷ length, and as many calls as would be in progress.</summary>
    private readonly record struct IntervalLoad(double Plain, double Modified, double HandleSeconds);
}
