using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>What held, holds or will hold on a day: assignments of agents and targets of queues change from a day on.</summary>
/// <remarks>The rows of agents and queues themselves say what holds today; those who plan another day ask here.</remarks>
public static class HistoryByDay
{
    /// <summary>The row that holds on a day.</summary>
    /// <param name="rows">The rows of one agent or queue.</param>
    /// <param name="validFrom">The first day a row holds; empty means since ever.</param>
    /// <param name="day">The day asked about.</param>
    /// <typeparam name="TRow">The kind of row.</typeparam>
    /// <returns>Nothing when there are no rows, or none has begun.</returns>
    public static TRow? On<TRow>(IEnumerable<TRow> rows, Func<TRow, LocalDate?> validFrom, LocalDate day)
        where TRow : class =>
        rows.Where(row => !(validFrom(row) > day)).MaxBy(row => validFrom(row) ?? LocalDate.MinIsoValue);

    /// <summary>The same master data as it is on a day.</summary>
    /// <param name="today">The master data as it is today.</param>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="day">The day asked about.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static async Task<MasterData> ApplyAsync(MasterData today, WfmDb db, BusinessUnitId unit, LocalDate day, CancellationToken cancellationToken)
    {
        List<StoredAssignment> assignments = await db.Assignments.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredTarget> targets = await db.Targets.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        ILookup<AgentId, StoredAssignment> byAgent = assignments.ToLookup(row => row.AgentCode);
        ILookup<QueueId, StoredTarget> byQueue = targets.ToLookup(row => row.QueueCode);
        return today with
        {
            Agents = [.. (today.Agents ?? []).Select(agent => On(byAgent[agent.Id], row => row.ValidFrom, day) is { } assigned
                ? agent with { Group = assigned.GroupCode, Contract = assigned.ContractCode }
                : agent)],
            Queues = [.. (today.Queues ?? []).Select(queue => On(byQueue[queue.Id], row => row.ValidFrom, day) is { } promised
                ? queue with { Target = promised.ToDomain() }
                : queue)],
        };
    }
}
