using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Staffing;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Turns a stored forecast into required agents and stores them as the next version.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class RequireStaff(WfmDb db, IClock clock)
{
    /// <summary>Makes the requirement of every queue of the forecast.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="forecast">The forecast.</param>
    /// <param name="plannedOn">The day planning is done, from which shrinkage counts its lead.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    /// <returns>The stored version and its content. A queue nobody has promised anything for is held to <see cref="QueueTarget.Usual"/>.</returns>
    public async Task<RequireStaffResult> RunAsync(
        BusinessUnitId unit, ForecastId forecast, LocalDate plannedOn, CancellationToken cancellationToken)
    {
        BusinessUnit centre = (await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        ForecastVersion version = await db.Forecasts.SingleAsync(row => row.Id == forecast, cancellationToken);
        IReadOnlyList<VolumeForecast> forecasts = await ForecastStore.LoadAsync(db, forecast, cancellationToken);
        LocalDate firstDay = version.Start.InZone(centre.Zone).Date;
        MasterData master = await LoadMasterData.OnAsync(db, unit, firstDay, cancellationToken);
        Dictionary<QueueId, QueueTarget> targets = (master.Queues ?? []).ToDictionary(queue => queue.Id, queue => queue.Target);
        QueueId[] assumed = [.. CentreRequirement.QueuesWithoutTarget(forecasts, targets)];
        foreach (QueueId queue in assumed)
        {
            targets.Add(queue, QueueTarget.Usual);
        }

        (targets, CentreEstimates estimates) = await new MeasureQueues(db).CompleteAsync(
            unit, targets, firstDay, cancellationToken);
        LocalDate lastDay = forecasts.SelectMany(queue => queue.Intervals).Select(interval => interval.Start.InZone(centre.Zone).Date).Append(firstDay).Max();
        ChangesByDay changes = await new MeasureQueues(db).CompleteAsync(
            unit, await ChangesByDay.LoadAsync(db, unit, firstDay, lastDay, cancellationToken), firstDay, cancellationToken);
        RequirementSettings settings = new(centre.Zone, plannedOn) { Loads = StoredLoads.Of(version) };
        IReadOnlyList<StaffingRequirement> requirements = CentreRequirement.WithChanges(
            CentreRequirement.Make(forecasts, targets, settings, cancellationToken), forecasts, changes.Targets, settings);
        PlanOrigin origin = ResultOrigin.Of(
            $"forecast#{version.Version}",
            "Erlang C and the queue's own model",
            null,
            new
            {
                PlannedOn = plannedOn.ToString("uuuu-MM-dd", null),
                DefaultHandleSeconds = settings.DefaultHandleTime.TotalSeconds,
                settings.IdleCost,
                settings.Basis,
                Targets = targets.OrderBy(target => target.Key.Value, StringComparer.Ordinal).Select(target => Told(target.Key, null, target.Value, estimates))
                    .Concat(changes.Targets.Select(change => Told(change.Queue, change.From, change.Target, estimates))),
            },
            new
            {
                TargetsAssumed = assumed.Select(queue => queue.Value),
                DayVariations = requirements.Where(queue => queue.DayVariation is not null).ToDictionary(queue => queue.Queue.Value, queue => queue.DayVariation!.Value),
            },
            clock.GetCurrentInstant());
        RequirementVersion stored = await RequirementStore.SaveAsync(db, unit, forecast, requirements, origin, cancellationToken);
        return new RequireStaffResult(stored, requirements, assumed, estimates.Patience);
    }

    // Changes of a promise are told behind the promises of the first day.
    private static object Told(QueueId queue, LocalDate? from, QueueTarget target, CentreEstimates estimates) => new
    {
        Queue = queue.Value,
        From = from?.ToString("uuuu-MM-dd", null),
        target.ServiceLevel.Fraction,
        ThresholdSeconds = target.ServiceLevel.Threshold.TotalSeconds,
        target.ServiceLevel.Definition,
        target.MaxAbandonmentFraction,
        target.Model,
        PatienceSeconds = target.MeanPatience.TotalSeconds,
        PatienceFrom = estimates.Patience.FirstOrDefault(measured => measured.Queue == queue)?.Source.ToString(),
        Shrinkage = target.Shrinkage.Steps,
    };
}

/// <summary>What a forecast needs.</summary>
/// <param name="Stored">The stored version.</param>
/// <param name="Requirements">One per queue of the forecast.</param>
/// <param name="TargetsAssumed">Queues nobody has promised anything for.</param>
/// <param name="Patience">What was measured of callers' patience; empty where every target states it.</param>
public sealed record RequireStaffResult(
    RequirementVersion Stored,
    IReadOnlyList<StaffingRequirement> Requirements,
    IReadOnlyList<QueueId> TargetsAssumed,
    IReadOnlyList<PatienceEstimate> Patience);
