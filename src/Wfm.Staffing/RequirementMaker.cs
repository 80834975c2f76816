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
    /// <param name="settings">Zone, planning day and defaults.</param>
    /// <returns>One entry per interval of the forecast, in its order.</returns>
    /// <remarks>
    /// Erlang C is told interval by interval on calls × handle time ÷ length, as other tools tell it. Erlang A works on the modified
    /// offered load, which lags the calls as long calls do. Costs average both over the day variation the forecast's bands show.
    /// Source: Z. Feldman, A. Mandelbaum, W. A. Massey and W. Whitt (2008), "Staffing of time-varying queues to achieve time-stable
    /// performance", Management Science 54(2).
    /// </remarks>
    public static StaffingRequirement Make(VolumeForecast forecast, QueueTarget target, RequirementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(settings);
        List<RequirementInterval> intervals = [];
        foreach (IGrouping<LocalDate, ForecastInterval> day in forecast.Intervals.GroupBy(interval => interval.Start.InZone(settings.Zone).Date))
        {
            intervals.AddRange(OfDay([.. day], forecast.IntervalLength, target, settings, leadDays: Period.DaysBetween(settings.PlannedOn, day.Key)));
        }

        return new StaffingRequirement(forecast.Queue, forecast.IntervalLength, intervals);
    }

    private static IEnumerable<RequirementInterval> OfDay(
        List<ForecastInterval> day, Duration length, QueueTarget target, RequirementSettings settings, int leadDays)
    {
        double[] loads = ModifiedLoads(day, length, settings);
        double variation = DayVariation.FromBands(day);
        for (int index = 0; index < day.Count; index++)
        {
            ForecastInterval interval = day[index];
            double handleSeconds = interval.AverageHandleSeconds ?? settings.DefaultHandleTime.TotalSeconds;
            double plainLoad = interval.Calls * handleSeconds / length.TotalSeconds;
            int byErlangC = Fewest.ByErlangC(plainLoad, handleSeconds, target, settings.MostAgents);
            int required = target.Model == StaffingModel.ErlangC
                ? byErlangC
                : Fewest.ByErlangA(loads[index], handleSeconds, target, settings.MostAgents);
            IntervalDemand demand = new(
                interval.Calls,
                target.Model == StaffingModel.ErlangC ? plainLoad : loads[index],
                handleSeconds,
                target.ServiceLevel.Threshold.TotalSeconds)
            {
                MeanPatienceSeconds = target.Model == StaffingModel.ErlangC ? double.PositiveInfinity : target.MeanPatience.TotalSeconds,
                DayVariation = variation,
            };
            yield return new RequirementInterval(
                interval.Start,
                interval.Calls,
                handleSeconds,
                byErlangC,
                required,
                target.Shrinkage.Scheduled(required, leadDays),
                CostTable.Of(demand, required, settings.IdleCost, settings.MostAgents));
        }
    }

    /// <summary>Modified offered load of each interval of a day, in erlangs; closed gaps between openings count as empty.</summary>
    private static double[] ModifiedLoads(List<ForecastInterval> day, Duration length, RequirementSettings settings)
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
}
