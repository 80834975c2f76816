using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Queues with little history and what is expected of them: a list that is read and written whole.</summary>
internal static class NewQueueEndpoints
{
    private const int MostQueues = 1000;
    private const double MostCalls = 1e7;
    private const double MostSeconds = 36_000;

    public static void MapNewQueues(this IEndpointRouteBuilder unit)
    {
        unit.MapGet("/new-queues", (int unit, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
            MasterDataWrite.GetListAsync(context, () => ListAsync(db, new BusinessUnitId(unit), cancellationToken))).Allow(Act.ReadMasterData)
            .WithSummary("Queues with little history: whose profile they borrow, and the volume expected");
        unit.MapPut("/new-queues", PutAsync).Allow(Act.WriteMasterData).WithSummary("Write the list of queues with little history whole");
    }

    private static async Task<IResult> PutAsync(
        int unit, IReadOnlyList<NewQueueBody> body, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        HashSet<QueueId> queues = [.. await db.Queues.Where(row => row.BusinessUnitId == where).Select(row => row.Code).ToListAsync(cancellationToken)];
        Findings found = new();
        List<NewQueueBody> wanted = found.Items("$", body, MostQueues);
        HashSet<QueueId> fresh = [.. wanted.Select(planned => planned.Queue)];
        foreach ((int index, NewQueueBody planned) in wanted.Index())
        {
            found.Unless(queues.Contains(planned.Queue), $"[{index}].queue", planned.Queue.Value, Remark.Of("wants-queue", "a queue of the unit"));
            found.Unless(queues.Contains(planned.Profile) && !fresh.Contains(planned.Profile), $"[{index}].profile", planned.Profile.Value, Remark.Of("wants-other-queue", "another queue of the unit that is not in the list itself"));
            found.Unless(planned.CallsPerWeek is > 0 and <= MostCalls, $"[{index}].callsPerWeek", planned.CallsPerWeek, Remark.Of("wants-week-calls", "calls in an ordinary week, above 0"));
            found.Unless(planned.AverageHandleSeconds is null or (> 0 and <= MostSeconds), $"[{index}].averageHandleSeconds", planned.AverageHandleSeconds, Remark.Of("wants-seconds-or-none", "seconds above 0, or none"));
        }

        found.Unless(fresh.Count == wanted.Count, "$", "the same queue twice", Remark.Of("wants-queues-once", "each queue once"));
        found.ThrowIfAny();
        return await write.PutListAsync(context, unit, "new-queues", () => ListAsync(db, where, cancellationToken), async () =>
        {
            db.RemoveRange(await db.NewQueues.Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            db.AddRange(wanted.Select(planned => new StoredNewQueue(where, new NewQueue(planned.Queue, planned.Profile, planned.CallsPerWeek, planned.AverageHandleSeconds))));
        }, cancellationToken);
    }

    private static async Task<List<NewQueueBody>> ListAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken) =>
        [.. (await db.NewQueues.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken))
            .OrderBy(row => row.QueueCode.Value, StringComparer.Ordinal).Select(row => new NewQueueBody(row.QueueCode, row.ProfileCode, row.CallsPerWeek, row.AverageHandleSeconds))];
}

/// <summary>A queue with little or no history.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Profile">The queue whose days, weeks and season it is expected to follow.</param>
/// <param name="CallsPerWeek">Calls expected in an ordinary week.</param>
/// <param name="AverageHandleSeconds">Expected mean handle time in seconds; absent means that of the profile's queue.</param>
public sealed record NewQueueBody(QueueId Queue, QueueId Profile, double CallsPerWeek, double? AverageHandleSeconds = null);
