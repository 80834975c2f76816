using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Staffing;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Measures patience and handle time of a centre's queues on its stored history.</summary>
/// <param name="db">The database.</param>
public sealed class MeasureQueues(WfmDb db)
{
    /// <summary>Measures every queue with history, each leaning on its answer group.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="before">The first day that does not count.</param>
    /// <param name="settings">Which weeks before it, whose waits.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<CentreEstimates> RunAsync(
        BusinessUnitId unit, LocalDate before, EstimationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        BusinessUnit centre = (await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        Dictionary<QueueId, GroupId> groups = await db.Queues.Where(queue => queue.BusinessUnitId == unit && queue.GroupCode != null)
            .ToDictionaryAsync(queue => queue.Code, queue => queue.GroupCode!.Value, cancellationToken);
        Instant end = centre.Zone.AtStartOfDay(before).ToInstant();
        List<CallSeries> history = [];
        foreach (CallHistory known in await CallIntervalStore.ListAsync(db, unit, cancellationToken))
        {
            // A history that ended long ago still says more than a default does.
            Instant last = Instant.Min(end, known.End);
            Interval weeks = new(last - Duration.FromDays(7 * settings.Weeks), end);
            history.Add(await CallIntervalStore.LoadSeriesAsync(db, unit, known.Queue, weeks, centre.Zone, centre.IntervalLength, cancellationToken));
        }

        return CentreEstimates.Of(history, groups, settings);
    }

    /// <summary>The targets of a centre as it plans with them: patience measured where nobody has stated it.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="targets">The promises as stored.</param>
    /// <param name="before">The first day whose calls do not count.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The targets, and what was measured of the queues that leave it open.</returns>
    public async Task<(Dictionary<QueueId, QueueTarget> Targets, CentreEstimates Estimates)> CompleteAsync(
        BusinessUnitId unit, IReadOnlyDictionary<QueueId, QueueTarget> targets, LocalDate before, CancellationToken cancellationToken)
    {
        if (targets.Values.All(target => target.StatedPatience is not null))
        {
            return (new Dictionary<QueueId, QueueTarget>(targets), CentreEstimates.None);
        }

        CentreEstimates estimates = await RunAsync(unit, before, new EstimationSettings(), cancellationToken);
        return (estimates.Complete(targets), estimates with
        {
            Patience = [.. estimates.Patience.Where(queue => targets.TryGetValue(queue.Queue, out QueueTarget? target) && target.StatedPatience is null)],
        });
    }

    /// <summary>The same for targets that hold from later days on.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="changes">What changes when.</param>
    /// <param name="before">The first day whose calls do not count.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<ChangesByDay> CompleteAsync(BusinessUnitId unit, ChangesByDay changes, LocalDate before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Targets.All(change => change.Target.StatedPatience is not null))
        {
            return changes;
        }

        CentreEstimates estimates = await RunAsync(unit, before, new EstimationSettings(), cancellationToken);
        return changes with
        {
            Targets =
            [
                .. changes.Targets.Select(change => change with
                {
                    Target = estimates.Complete(new Dictionary<QueueId, QueueTarget> { [change.Queue] = change.Target })[change.Queue],
                }),
            ],
        };
    }
}
