using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>People's changes of state as stored, put in order with the ends of snapshots.</summary>
public static class AgentLines
{
    private static readonly Duration Before = Duration.FromDays(1);

    /// <summary>Reads them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="agents">Of whom; empty list: of nobody.</param>
    /// <param name="window">Which time; the last change before it comes too.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Changes by person; nobody without any.</returns>
    public static async Task<IReadOnlyDictionary<AgentId, IReadOnlyList<StateChange>>> OfAsync(
        WfmDb db, BusinessUnitId unit, IReadOnlyCollection<AgentId> agents, Interval window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(agents);
        HashSet<AgentId> asked = [.. agents];
        AgentId?[] wanted = [.. agents.Select(agent => (AgentId?)agent)];
        Instant start = window.Start, end = window.End, from = start - Before;
        var rows = await db.AgentStates.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && wanted.Contains(row.AgentCode) && row.Held == null && row.At > start && row.At < end)
            .Select(row => new { row.SourceId, row.UserCode, row.AgentCode, row.At, row.Batch, row.StateCode }).ToListAsync(cancellationToken);
        ILookup<FeedSourceId, Instant> closes = (await db.SnapshotCloses.AsNoTracking()
            .Where(row => row.Batch >= from && row.Batch < end && db.FeedSources.Any(source => source.Id == row.SourceId && source.BusinessUnitId == unit)).ToListAsync(cancellationToken))
            .ToLookup(row => row.SourceId, row => row.Batch);
        IReadOnlyList<LastAgentState> first = await AgentStateStore.LastAsync(db, unit, start, cancellationToken);
        ILookup<(FeedSourceId, string, AgentId), ToldState> told = rows.Select(row => (Key: (row.SourceId, row.UserCode, row.AgentCode!.Value), Told: Told(row.At, row.StateCode, row.Batch)))
            .Concat(first.Where(row => asked.Contains(row.Agent) && row.State is not null).Select(row => ((row.Source, row.User, row.Agent), Told(row.State!.At, row.State.State, row.State.Batch))))
            .ToLookup(row => row.Item1, row => row.Item2);
        var logons = told.Select(logon => logon.Key).Union(first.Where(row => asked.Contains(row.Agent)).Select(row => (row.Source, row.User, row.Agent)));
        return logons.SelectMany(logon => Changes(logon.Item3, told[logon], closes[logon.Item1])).GroupBy(change => change.Agent)
            .ToDictionary(person => person.Key, person => (IReadOnlyList<StateChange>)[.. person]);
    }

    // A snapshot before the first state that is known says nothing about it: its members may lie further back.
    private static IReadOnlyList<StateChange> Changes(AgentId agent, IEnumerable<ToldState> told, IEnumerable<Instant> closes)
    {
        ToldState[] known = [.. told];
        return AgentStates.Changes(agent, known, known.Length == 0 ? closes : closes.Where(close => close >= known.Min(state => state.At)));
    }

    private static ToldState Told(Instant at, string state, Instant batch) => new(at, state, batch == AgentStateStore.NoBatch ? null : batch);
}
