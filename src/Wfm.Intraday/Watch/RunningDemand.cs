using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Staffing;

namespace Wfm.Intraday;

/// <summary>Puts what is expected of the day by now into the problem: calls, handle times, and what each missing person then costs.</summary>
internal static class RunningDemand
{
    /// <summary>The problem with one day's demand renewed; every other day stays as it is.</summary>
    public static SchedulingProblem Of(SchedulingProblem problem, int day, IReadOnlyDictionary<QueueId, QueueNews> news)
    {
        LocalDate date = problem.Grid.Days[day].Date;
        Dictionary<QueueId, QueuePromise> promises = DayOfQueues.PromisesOn(problem, date).ToDictionary(promise => promise.Queue);
        return problem with
        {
            Promises = [.. problem.Promises.Select(promise => news.TryGetValue(promise.Queue, out QueueNews? own) ? promise with { DayVariation = own.Update.DayVariation } : promise)],
            Demand =
            [
                .. problem.Demand.Select(demand => demand.Date == date && demand.Traffic is { } traffic && news.TryGetValue(demand.Queue, out QueueNews? own)
                    ? Renewed(problem.Grid, day, demand, traffic, promises[demand.Queue], own)
                    : demand),
            ],
        };
    }

    private static QueueDay Renewed(PlanningGrid grid, int day, QueueDay demand, SlotTraffic traffic, QueuePromise promise, QueueNews news)
    {
        SlotTraffic renewed = traffic with
        {
            Calls = news.Update.Expected,
            HandleSeconds = [.. traffic.HandleSeconds.Select((seconds, slot) => slot < news.Update.Now ? seconds : seconds * news.HandleTimeFactor)],
        };
        bool isAsForecast = news.Update.Model == UpdateModel.None && news.HandleTimeFactor == 1;
        return demand.Cost is null || isAsForecast ? demand with { Traffic = renewed } : WithCosts(grid, day, demand with { Traffic = renewed }, renewed, promise, news);
    }

    /// <summary>Costs of the slots to come, as a requirement makes them; slots that have passed keep theirs.</summary>
    private static QueueDay WithCosts(PlanningGrid grid, int day, QueueDay demand, SlotTraffic traffic, QueuePromise promise, QueueNews news)
    {
        Duration length = Duration.FromMinutes(grid.SlotMinutes);
        ForecastInterval[] intervals =
        [
            .. from slot in Enumerable.Range(0, grid.Days[day].Slots)
               let calls = traffic.Calls[slot]
               select new ForecastInterval(grid.InstantOf(day, slot), calls, calls, calls, calls, calls, calls, traffic.HandleSeconds[slot], news.Update.Model.ToString()),
        ];
        StaffingRequirement requirement = RequirementMaker.Make(
            new VolumeForecast(demand.Queue, length, intervals), TargetOf(promise),
            new Dictionary<LocalDate, RateVariation> { [demand.Date] = new(news.Update.DayVariation * news.Update.DayVariation, news.SlotVariance) },
            new RequirementSettings(grid.Zone, demand.Date));
        Dictionary<Instant, StaffingCost> costs = requirement.Intervals.ToDictionary(interval => interval.Start, interval => interval.Cost);
        IReadOnlyList<IReadOnlyList<double>> Table(IReadOnlyList<IReadOnlyList<double>> was, Func<StaffingCost, IReadOnlyList<double>> of) =>
        [
            .. Enumerable.Range(0, was.Count).Select(slot => slot >= news.Update.Now && traffic.Calls[slot] > 0
                ? ScheduledCost.Of(of(costs[grid.InstantOf(day, slot)]), traffic.OnCallsFraction[slot], 1)
                : was[slot]),
        ];
        return demand with { Cost = Table(demand.Cost!, cost => cost.Hull), TrueCost = demand.TrueCost is null ? null : Table(demand.TrueCost, cost => cost.True) };
    }

    private static QueueTarget TargetOf(QueuePromise promise) => new(
        new ServiceLevelTarget(promise.ShareFraction, Duration.FromSeconds(promise.ThresholdSeconds)),
        maxAbandonmentFraction: null,
        limits: null,
        promise.PatienceSeconds is null ? StaffingModel.ErlangC : StaffingModel.ErlangA,
        promise.PatienceSeconds is { } patience ? Duration.FromSeconds(patience) : null,
        Shrinkage.None);
}

/// <summary>What is known by now about one queue's day.</summary>
/// <param name="Update">Its calls.</param>
/// <param name="HandleTimeFactor">Handle times to come ÷ those forecast.</param>
/// <param name="SlotVariance">Variance ÷ mean² of a slot's own factor.</param>
internal sealed record QueueNews(DayUpdate Update, double HandleTimeFactor, double SlotVariance);
