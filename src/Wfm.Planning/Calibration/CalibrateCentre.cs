using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Compares prediction and reality of a centre on its stored history.</summary>
/// <param name="db">The database.</param>
public sealed class CalibrateCentre(WfmDb db)
{
    /// <summary>Compares every past day of the published schedules: those on calls are the people scheduled, shrinkage removed.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="before">The first day that does not count.</param>
    /// <param name="settings">How hard to look.</param>
    /// <param name="cancellationToken">Stops between days.</param>
    public async Task<CalibrationReport> RunOnSchedulesAsync(
        BusinessUnitId unit, LocalDate before, CalibrationSettings settings, CancellationToken cancellationToken)
    {
        Duration interval = (await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().IntervalLength;
        LoadPlan load = new(db);
        List<StaffedInterval> staffing = [];
        List<string> notes = [];
        foreach (ScheduleVersion version in await load.PublishedAsync(unit, cancellationToken))
        {
            PlanLoading loading = await load.RunAsync(unit, version.Id, cancellationToken);
            notes.AddRange(loading.Notes.Select(note => note.Text));
            staffing.AddRange(loading.Plan is { } plan ? ScheduledStaffing.Of(plan.Problem, plan.Schedule, before, interval) : []);
        }

        CalibrationReport report = await RunAsync(unit, staffing, settings, cancellationToken);
        return report with
        {
            Notes =
            [
                staffing.Count == 0 ? $"No published schedule has a day before {before:uuuu-MM-dd}." : "Who was on calls is who was scheduled, less shrinkage; who really came is not known.",
                .. notes, .. report.Notes,
            ],
        };
    }

    /// <summary>Compares every day of a staffing.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="staffing">Who was on calls.</param>
    /// <param name="settings">How hard to look.</param>
    /// <param name="cancellationToken">Stops between days.</param>
    public async Task<CalibrationReport> RunAsync(
        BusinessUnitId unit, IReadOnlyList<StaffedInterval> staffing, CalibrationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(staffing);
        if (staffing.Count == 0)
        {
            return CentreCalibration.Of([], staffing, new Dictionary<QueueId, QueueTarget>(), settings, cancellationToken);
        }

        BusinessUnit centre = (await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        MasterData master = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        LocalDate after = staffing.Max(row => row.Start).InZone(centre.Zone).Date.PlusDays(1);
        Instant end = centre.Zone.AtStartOfDay(after).ToInstant();
        (Dictionary<QueueId, QueueTarget> targets, _) = await new MeasureQueues(db).CompleteAsync(
            unit, (master.Queues ?? []).ToDictionary(queue => queue.Id, queue => queue.Target), after, cancellationToken);
        List<CallSeries> history = [];
        foreach (CallHistory known in await CallIntervalStore.ListAsync(db, unit, cancellationToken))
        {
            history.Add(await CallIntervalStore.LoadSeriesAsync(
                db, unit, known.Queue, new Interval(end - Duration.FromDays(200), end), centre.Zone, centre.IntervalLength, cancellationToken));
        }

        return await Task.Run(() => CentreCalibration.Of(history, staffing, targets, settings, cancellationToken), cancellationToken);
    }
}
