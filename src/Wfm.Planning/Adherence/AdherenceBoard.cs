using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Who is in which state since when, and what is scheduled.</summary>
/// <param name="At">The moment shown.</param>
/// <param name="Rows">Everybody employed, by code.</param>
public sealed record AdherenceBoard(Instant At, IReadOnlyList<BoardRow> Rows)
{
    private static readonly Duration ClosesLookedAt = Duration.FromDays(2);

    /// <summary>Reads the board of a unit.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<AdherenceBoard> OfAsync(WfmDb db, BusinessUnitId unit, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
        LocalDate today = now.InZone(zone).Date;
        StateRules rules = await UnitStateRules.OfAsync(db, unit, cancellationToken);
        List<StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        (_, IReadOnlyList<Shift> shifts) = await PublishedShifts.OfAsync(db, unit, today.PlusDays(-1), today, cancellationToken);
        ILookup<AgentId, Shift> byAgent = shifts.ToLookup(shift => shift.Agent);
        IReadOnlyDictionary<AgentId, (string State, Instant Since)> states = await StatesAsync(db, unit, now, rules, cancellationToken);
        return new AdherenceBoard(now,
        [
            .. agents.Where(agent => !(agent.EmployedFrom > today) && !(agent.EmployedTo < today)).OrderBy(agent => agent.Code.Value, StringComparer.Ordinal).Select(agent =>
            {
                (string State, Instant Since)? state = states.TryGetValue(agent.Code, out (string, Instant) known) ? known : null;
                AdherenceNow agrees = AdherenceNow.Of(byAgent[agent.Code], state?.State, state?.Since ?? now, rules, now);
                string? name = agrees.Group is null ? null : rules.Groups.FirstOrDefault(group => group.Code == agrees.Group)?.Name ?? agrees.Group;
                return new BoardRow(
                    agent.Code, agent.Name, agent.GroupCode, state?.State, agrees.Group, name, agrees.Kind, state?.Since, agrees.Scheduled, agrees.ScheduledUntil,
                    agrees.Adherence, agrees.DeviatesSince, agrees.IsAlarm, agrees.Colour);
            }),
        ]);
    }

    private static async Task<IReadOnlyDictionary<AgentId, (string State, Instant Since)>> StatesAsync(
        WfmDb db, BusinessUnitId unit, Instant now, StateRules rules, CancellationToken cancellationToken)
    {
        IReadOnlyList<LastAgentState> last = await AgentStateStore.LastAsync(db, unit, now, cancellationToken);
        Instant from = now - ClosesLookedAt;
        ILookup<FeedSourceId, Instant> closes = (await db.SnapshotCloses.AsNoTracking()
            .Where(row => row.Batch >= from && row.Batch <= now && db.FeedSources.Any(source => source.Id == row.SourceId && source.BusinessUnitId == unit)).ToListAsync(cancellationToken))
            .ToLookup(row => row.SourceId, row => row.Batch);
        Dictionary<AgentId, (string State, Instant Since)> states = [];
        foreach (LastAgentState logon in last)
        {
            // Of several logons of one person the one told of last counts.
            if (Present(logon, closes[logon.Source], rules) is { } present && (!states.TryGetValue(logon.Agent, out (string State, Instant Since) other) || other.Since < present.Since))
            {
                states[logon.Agent] = present;
            }
        }

        return states;
    }

    private static (string State, Instant Since)? Present(LastAgentState logon, IEnumerable<Instant> closes, StateRules rules)
    {
        Instant? left = closes.Where(close => logon.State is null || (close >= logon.State.At && close != logon.State.Batch)).Select(close => (Instant?)close).Min();
        bool isOff = logon.State is { } known && rules.KindOf(rules.GroupOf(known.State)) == StateKind.LoggedOut;
        return left is { } gone && !isOff ? (AgentStates.LoggedOff, gone) : logon.State is { } told ? (told.State, logon.Since ?? told.At) : null;
    }
}

/// <summary>One person on the board.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Group">Their group.</param>
/// <param name="State">The telephone system's code; empty where none was told.</param>
/// <param name="StateGroup">The group it belongs to; <c>undefined</c> where nobody has put it anywhere.</param>
/// <param name="StateName">What planners call that group.</param>
/// <param name="Kind">What it means for staffing.</param>
/// <param name="Since">Since when.</param>
/// <param name="Scheduled">What is scheduled; empty outside of the shift.</param>
/// <param name="ScheduledUntil">Until when; outside of the shift when it begins.</param>
/// <param name="Adherence">Whether they agree.</param>
/// <param name="DeviatesSince">Since when they do not.</param>
/// <param name="IsAlarm">Whether that is as long as the rule's threshold.</param>
/// <param name="Colour">How to show it.</param>
public sealed record BoardRow(
    AgentId Agent, string Name, GroupId Group, string? State, string? StateGroup, string? StateName, StateKind? Kind, Instant? Since,
    ActivityKind? Scheduled, Instant? ScheduledUntil, Adherence Adherence, Instant? DeviatesSince, bool IsAlarm, string Colour);
