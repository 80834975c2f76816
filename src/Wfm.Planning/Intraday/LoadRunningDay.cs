using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads a running day: the published plan, what has been reported of it, who is away.</summary>
/// <param name="db">The database.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class LoadRunningDay(WfmDb db, KeptPlans plans)
{
    private const int MostPastDays = 28;

    /// <summary>Reads today.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<RunningDayLoading> RunAsync(BusinessUnitId unit, Instant now, CancellationToken cancellationToken)
    {
        BusinessUnit centre = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        LocalDate today = now.InZone(centre.Zone).Date;
        ScheduleVersion? version = await new LoadPlan(db).PublishedOnAsync(unit, today, cancellationToken);
        if (version is null || version.FirstDay > today || version.Period.LastDay < today)
        {
            return new RunningDayLoading(today, Remark.Of("no-schedule", $"No schedule is published for {today:uuuu-MM-dd}."));
        }

        string stamp = await KeptPlans.StampAsync(db, unit, cancellationToken);
        PlanLoading loading = await plans.GetAsync(db, unit, version.Id, stamp, cancellationToken);
        if (loading.Plan is not { } plan)
        {
            return new RunningDayLoading(today, Remark.Joined(loading.Notes));
        }

        int row = plan.Problem.Grid.IndexOf(today);
        if (row < 0)
        {
            return new RunningDayLoading(today, Remark.Of("day-closed", $"{today:uuuu-MM-dd} is closed."));
        }

        try
        {
            IReadOnlyList<QueueSoFar> queues = await ReportedAsync(unit, plan.Problem, row, now, cancellationToken);
            IReadOnlyList<PersonAway> away = await AwayAsync(unit, plan.Problem, row, now, cancellationToken);
            RunningDay day = new(plan.Problem, plan.Schedule, row, now) { Queues = queues, Away = away, Loans = plan.Loans };
            return new RunningDayLoading(today, null) { Plan = plan, Day = day, Stamp = stamp, InputHash = HashOf(plan, stamp, day) };
        }
        catch (ReportedCallsException refused)
        {
            return new RunningDayLoading(today, refused.Remark);
        }
    }

    private async Task<IReadOnlyList<QueueSoFar>> ReportedAsync(BusinessUnitId unit, SchedulingProblem problem, int row, Instant now, CancellationToken cancellationToken)
    {
        PlanningGrid grid = problem.Grid;
        Duration slot = Duration.FromMinutes(grid.SlotMinutes);
        LocalDate today = grid.Days[row].Date;
        int[] past = [.. Enumerable.Range(0, row).Where(day => grid.Days[day].Date > today.PlusDays(-MostPastDays) && grid.Days[day].Slots == grid.Days[row].Slots)];
        Instant from = past.Length > 0 ? grid.Days[past[0]].Start : grid.Days[row].Start;
        Dictionary<QueueId, ActionLimits> limits = await LimitsAsync(unit, today, cancellationToken);
        List<CallSeries> series = [];
        foreach (QueueId queue in problem.Demand.Where(demand => demand.Date == today && demand.Traffic is not null).Select(demand => demand.Queue))
        {
            Duration? longest = await LongestAsync(unit, queue, from, now, cancellationToken);
            if (longest is { } length && !CallResampling.CanSum(length, slot))
            {
                throw new ReportedCallsException("reported-intervals", $"Queue {queue} is reported in intervals of {length.TotalMinutes:0} minutes; the plan has slots of {slot.TotalMinutes:0}, so intervals that divide them were expected.");
            }

            series.Add(await CallIntervalStore.LoadSeriesAsync(db, unit, queue, new Interval(from, now), grid.Zone, slot, cancellationToken));
        }

        return
        [
            .. ReportedCalls.Of(problem, row, now, series).Select(queue => queue with
            {
                Past = PastOf(problem, past, today, series.First(own => own.Queue == queue.Queue)),
                Limits = limits.GetValueOrDefault(queue.Queue),
            }),
        ];
    }

    /// <summary>People scheduled for calls who are not there by the telephone system. Who has been missing for a while is expected to be for as long again.</summary>
    private async Task<IReadOnlyList<PersonAway>> AwayAsync(BusinessUnitId unit, SchedulingProblem problem, int row, Instant now, CancellationToken cancellationToken)
    {
        IReadOnlyList<FeedFreshness> feeds = await FeedFreshness.OfAsync(db, unit, now, cancellationToken);
        if (!feeds.Any(feed => feed.Kind == FeedKind.States && !feed.IsStale))
        {
            return [];
        }

        PlanningGrid grid = problem.Grid;
        AdherenceBoard board = await AdherenceBoard.OfAsync(db, unit, now, cancellationToken);
        return
        [
            .. from person in board.Rows
               where person is { IsAlarm: true, Scheduled: ActivityKind.Contacts, Kind: not (StateKind.Ready or StateKind.Busy), DeviatesSince: not null }
               let until = now + (now - person.DeviatesSince!.Value)
               let slot = grid.SlotCeiling(row, until)
               where slot >= 0
               select new PersonAway(person.Agent, grid.InstantOf(row, grid.SlotFloor(row, now)), grid.InstantOf(row, Math.Min(slot, grid.Days[row].Slots))),
        ];
    }

    /// <summary>Earlier days of the period on which anything was reported, with what had been forecast for them.</summary>
    private static List<PastDay> PastOf(SchedulingProblem problem, int[] past, LocalDate today, CallSeries series)
    {
        PlanningGrid grid = problem.Grid;
        Dictionary<LocalDate, SlotTraffic> traffic = problem.Demand.Where(demand => demand.Queue == series.Queue && demand.Date < today && demand.Traffic is not null)
            .ToDictionary(demand => demand.Date, demand => demand.Traffic!);
        List<PastDay> days = [];
        foreach (int day in past.Where(day => traffic.ContainsKey(grid.Days[day].Date)))
        {
            Interval open = new(grid.Days[day].Start, grid.InstantOf(day, grid.Days[day].Slots));
            double[] offered = new double[grid.Days[day].Slots];
            bool isReported = false;
            foreach (CallInterval interval in series.Intervals.Where(interval => open.Contains(interval.Start)))
            {
                offered[grid.SlotFloor(day, interval.Start)] = interval.Offered;
                isReported = true;
            }

            if (isReported)
            {
                days.Add(new PastDay(traffic[grid.Days[day].Date].Calls, offered));
            }
        }

        return days;
    }

    private Task<Duration?> LongestAsync(BusinessUnitId unit, QueueId queue, Instant from, Instant now, CancellationToken cancellationToken) => (
        from interval in db.CallIntervals.AsNoTracking()
        join stream in db.CallStreams on interval.StreamId equals stream.Id
        where stream.BusinessUnitId == unit && stream.QueueCode == queue && interval.Start >= @from && interval.Start < now
        orderby interval.Length descending
        select (Duration?)interval.Length).FirstOrDefaultAsync(cancellationToken);

    private async Task<Dictionary<QueueId, ActionLimits>> LimitsAsync(BusinessUnitId unit, LocalDate today, CancellationToken cancellationToken)
    {
        MasterData master = await LoadMasterData.OnAsync(db, unit, today, cancellationToken);
        return (master.Queues ?? []).Where(queue => queue.Target.Limits is not null).ToDictionary(queue => queue.Id, queue => queue.Target.Limits!);
    }

    // The slot, not the moment: within a slot the same reports say the same.
    private static string HashOf(StoredPlan plan, string stamp, RunningDay day) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RequestJson.Write(new
    {
        plan.Id,
        stamp,
        day.Slot,
        day.Away,
        Queues = day.Queues.Select(queue => new { queue.Queue, queue.Slots, Past = queue.Past.Sum(past => past.Offered.Sum()), queue.Limits }),
    }))).AsSpan(0, 16));
}

/// <summary>What reading a running day gave.</summary>
/// <param name="Date">The day by the unit's wall clock.</param>
/// <param name="Obstacle">Why it cannot be watched; null when it can.</param>
public sealed record RunningDayLoading(LocalDate Date, Remark? Obstacle)
{
    /// <summary>The published plan.</summary>
    public StoredPlan? Plan { get; init; }

    /// <summary>The day.</summary>
    public RunningDay? Day { get; init; }

    /// <summary>Changes when people, targets or absences change.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>Hash of everything that was read.</summary>
    public string InputHash { get; init; } = "";
}
