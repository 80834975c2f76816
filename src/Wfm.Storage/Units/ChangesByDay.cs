using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>What changes after the first day of some weeks: assignments of agents and targets of queues, in the order of their days.</summary>
/// <param name="Assignments">Who has another group or contract from when.</param>
/// <param name="Targets">Which queue has another target from when.</param>
public sealed record ChangesByDay(IReadOnlyList<DatedAssignment> Assignments, IReadOnlyList<DatedTarget> Targets)
{
    /// <summary>Nothing changes.</summary>
    public static ChangesByDay None { get; } = new([], []);

    /// <summary>Reads what changes after a first day, up to a last one.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="first">What holds on this day is not a change.</param>
    /// <param name="last">The last day that counts.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ChangesByDay> LoadAsync(WfmDb db, BusinessUnitId unit, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<StoredAssignment> assignments = await db.Assignments.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.ValidFrom > first && row.ValidFrom <= last).ToListAsync(cancellationToken);
        List<StoredTarget> targets = await db.Targets.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.ValidFrom > first && row.ValidFrom <= last).ToListAsync(cancellationToken);
        return new ChangesByDay(
            [.. assignments.OrderBy(row => row.ValidFrom).ThenBy(row => row.Id).Select(row => new DatedAssignment(row.AgentCode, row.ValidFrom!.Value, row.GroupCode, row.ContractCode))],
            [.. targets.OrderBy(row => row.ValidFrom).ThenBy(row => row.Id).Select(row => new DatedTarget(row.QueueCode, row.ValidFrom!.Value, row.ToDomain()))]);
    }
}

/// <summary>A group and contract from a day on.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="From">First day.</param>
/// <param name="Group">The answer group.</param>
/// <param name="Contract">The contract.</param>
public sealed record DatedAssignment(AgentId Agent, LocalDate From, GroupId Group, ContractId Contract);

/// <summary>A target from a day on.</summary>
/// <param name="Queue">Whose.</param>
/// <param name="From">First day.</param>
/// <param name="Target">The target.</param>
public sealed record DatedTarget(QueueId Queue, LocalDate From, QueueTarget Target);
