using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Keeps how everybody's day agreed with the schedule, for when the states themselves are gone. Measured again, what came late is in it.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class MeasureAdherence(WfmDb db, IClock clock)
{
    /// <summary>Measures one day.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="date">Which local day.</param>
    /// <param name="cancellationToken">Keeps nothing.</param>
    /// <returns>People measured.</returns>
    public async Task<int> RunAsync(BusinessUnitId unit, LocalDate date, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        List<AgentId> agents = await db.Agents.Where(row => row.BusinessUnitId == unit).Select(row => row.Code).ToListAsync(cancellationToken);
        IReadOnlyDictionary<AgentId, AdherenceDay> days = await AdherenceOfDay.OfAsync(db, unit, agents, date, now, cancellationToken);
        return await InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            Dictionary<AgentId, StoredAdherenceDay> stored = await db.AdherenceDays.Where(row => row.BusinessUnitId == unit && row.Date == date).ToDictionaryAsync(row => row.AgentCode, cancellationToken);
            foreach ((AgentId agent, AdherenceDay day) in days)
            {
                if (!stored.TryGetValue(agent, out StoredAdherenceDay? row))
                {
                    row = new StoredAdherenceDay(unit, agent, date);
                    db.Add(row);
                }

                row.Take((day.InMinutes, day.OutMinutes, day.NeutralMinutes, day.ScheduledReadyMinutes, day.ReadyMinutes, day.LoggedInMinutes), now);
            }

            await db.SaveChangesAsync(cancellationToken);
            return days.Count;
        }, cancellationToken);
    }
}
