using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Requirements, in and out whole.</summary>
public static class RequirementStore
{
    /// <summary>Stores a requirement as the unit's next version.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="forecast">The forecast it was made from; empty when that is not stored here.</param>
    /// <param name="queues">One requirement per queue.</param>
    /// <param name="origin">Whence it came.</param>
    /// <param name="cancellationToken">Leaves the database as it was.</param>
    /// <exception cref="ArgumentException">There is no interval in any of them.</exception>
    public static Task<RequirementVersion> SaveAsync(
        WfmDb db,
        BusinessUnitId unit,
        ForecastId? forecast,
        IReadOnlyList<StaffingRequirement> queues,
        PlanOrigin origin,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentNullException.ThrowIfNull(origin);
        Interval span = PlanSpan.Of(queues.SelectMany(queue => queue.Intervals, (queue, interval) => new Interval(interval.Start, interval.Start + queue.IntervalLength)));
        return InTransaction.RunAsync(
            db,
            async () =>
            {
                await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
                int last = await db.Requirements.Where(row => row.BusinessUnitId == unit).MaxAsync(row => (int?)row.Version, cancellationToken) ?? 0;
                RequirementVersion requirement = new(unit, last + 1, forecast, origin, span);
                db.Requirements.Add(requirement);
                await db.SaveChangesAsync(cancellationToken);
                WriteIntervals(db, requirement.Id, queues, cancellationToken);
                return requirement;
            },
            cancellationToken);
    }

    /// <summary>A stored requirement, queue by queue.</summary>
    /// <param name="db">The database.</param>
    /// <param name="requirement">Which.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<StaffingRequirement>> LoadAsync(WfmDb db, RequirementId requirement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<StoredRequirementInterval> rows = await db.RequirementIntervals.AsNoTracking().Where(row => row.RequirementId == requirement)
            .OrderBy(row => row.QueueCode).ThenBy(row => row.Start).ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.QueueCode).OrderBy(queue => queue.Key.Value, StringComparer.Ordinal)
                .Select(queue => new StaffingRequirement(queue.Key, queue.First().Length, [.. queue.Select(row => row.ToDomain())])),
        ];
    }

    private static void WriteIntervals(WfmDb db, RequirementId requirement, IReadOnlyList<StaffingRequirement> queues, CancellationToken cancellationToken)
    {
        using RowWriter writer = RowWriter.Open(
            db, "requirement_intervals", "requirement_id", "queue_code", "start", "length_seconds", "calls", "average_handle_seconds", "required_erlang_c", "required", "scheduled_needed", "hull_curve", "true_curve");
        foreach (StaffingRequirement queue in queues)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (RequirementInterval interval in queue.Intervals)
            {
                (byte[] hull, byte[]? @true) = CostCurve.Write(interval.Cost);
                writer.Write(requirement.Value);
                writer.Write(queue.Queue.Value);
                writer.Write(interval.Start);
                writer.Write(SecondsConverter.ToSeconds(queue.IntervalLength));
                writer.Write(interval.Calls);
                writer.Write(interval.AverageHandleSeconds);
                writer.Write(interval.RequiredErlangC);
                writer.Write(interval.Required);
                writer.Write(interval.ScheduledNeeded);
                writer.Write(hull);
                writer.Write(@true);
                writer.EndRow();
            }
        }

        writer.Complete();
    }
}
