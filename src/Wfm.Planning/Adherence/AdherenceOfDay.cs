using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>How people's day agreed with the schedule, told from the states as long as they are kept.</summary>
public static class AdherenceOfDay
{
    /// <summary>Holds a day's states against its shifts.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="agents">Of whom.</param>
    /// <param name="date">Which local day.</param>
    /// <param name="now">The present: a running day counts until now.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Whoever has a shift or a state on the day. A night's shift belongs whole to the day it begins on.</returns>
    public static async Task<IReadOnlyDictionary<AgentId, AdherenceDay>> OfAsync(
        WfmDb db, BusinessUnitId unit, IReadOnlyCollection<AgentId> agents, LocalDate date, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(agents);
        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
        StateRules rules = await UnitStateRules.OfAsync(db, unit, cancellationToken);
        (_, IReadOnlyList<Shift> shifts) = await PublishedShifts.OfAsync(db, unit, date.PlusDays(-1), date, cancellationToken);
        Instant start = date.AtStartOfDayInZone(zone).ToInstant(), end = date.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();
        Instant last = shifts.Select(shift => shift.Span.End).Append(end).Max();
        IReadOnlyDictionary<AgentId, IReadOnlyList<StateChange>> lines = await AgentLines.OfAsync(db, unit, agents, new Interval(start, Instant.Max(start, Instant.Min(last, now))), cancellationToken);
        ILookup<AgentId, Shift> byAgent = shifts.ToLookup(shift => shift.Agent);
        Dictionary<AgentId, AdherenceDay> days = [];
        foreach (AgentId agent in agents)
        {
            Shift? shift = byAgent[agent].FirstOrDefault(own => own.Date == date);
            Instant from = byAgent[agent].Where(own => own.Date < date).Select(own => own.Span.End).Append(start).Max();
            Instant to = Instant.Min(now, Instant.Max(end, shift?.Span.End ?? end));
            if (from < to && (shift is not null || lines.ContainsKey(agent)))
            {
                days.Add(agent, AdherenceDay.Of(shift, lines.GetValueOrDefault(agent) ?? [], rules, new Interval(from, to)));
            }
        }

        return days;
    }
}
