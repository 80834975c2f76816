using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Makes the rows of agents and queues say what holds today, when a dated change has come due.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class BringForward(WfmDb db, IClock clock)
{
    /// <summary>Looks through one unit; a second run on the same day changes nothing.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <returns>Agents and queues changed.</returns>
    public Task<int> RunAsync(BusinessUnitId unit, CancellationToken cancellationToken) => InTransaction.RunAsync(db, async () =>
    {
        await InTransaction.HoldAsync(db, unit, cancellationToken);
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken);
        Instant now = clock.GetCurrentInstant();
        LocalDate today = now.InZone(DateTimeZoneProviders.Tzdb[centre.ZoneId]).Date;
        List<string> changed = [.. await AgentsAsync(unit, today, cancellationToken), .. await QueuesAsync(unit, today, cancellationToken)];
        foreach (string subject in changed)
        {
            db.Add(new AuditEntry(unit, now, "day change", new AuditedAct("come-due", subject)));
            await Tell.ScreensAsync(db, unit, "master-data-changed", subject, now, null, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return changed.Count;
    }, cancellationToken);

    private async Task<List<string>> AgentsAsync(BusinessUnitId unit, LocalDate today, CancellationToken cancellationToken)
    {
        List<StoredAssignment> assignments = await db.Assignments.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        AgentId[] dated = [.. assignments.Select(row => row.AgentCode).Distinct()];
        List<StoredAgent> agents = await db.Agents.Where(row => row.BusinessUnitId == unit && dated.Contains(row.Code)).ToListAsync(cancellationToken);
        List<string> changed = [];
        foreach (StoredAgent agent in agents)
        {
            StoredAssignment? holds = HistoryByDay.On(assignments.Where(row => row.AgentCode == agent.Code), row => row.ValidFrom, today);
            if (holds is not null && (holds.GroupCode, holds.ContractCode) != (agent.GroupCode, agent.ContractCode))
            {
                agent.Move(holds.GroupCode, holds.ContractCode);
                changed.Add($"agents/{agent.Code.Value}");
            }
        }

        return changed;
    }

    private async Task<List<string>> QueuesAsync(BusinessUnitId unit, LocalDate today, CancellationToken cancellationToken)
    {
        List<StoredTarget> targets = await db.Targets.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        QueueId[] dated = [.. targets.Select(row => row.QueueCode).Distinct()];
        List<StoredQueue> queues = await db.Queues.Where(row => row.BusinessUnitId == unit && dated.Contains(row.Code)).ToListAsync(cancellationToken);
        List<string> changed = [];
        foreach (StoredQueue queue in queues)
        {
            QueueTarget? holds = HistoryByDay.On(targets.Where(row => row.QueueCode == queue.Code), row => row.ValidFrom, today)?.ToDomain();
            if (holds is not null && holds != queue.ToDomain([]).Target)
            {
                queue.Promise(holds);
                changed.Add($"queues/{queue.Code.Value}");
            }
        }

        return changed;
    }
}
