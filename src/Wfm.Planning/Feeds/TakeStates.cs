using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Takes in states of agents as a source told them: all or nothing, and the same again changes nothing.</summary>
/// <remarks>What nobody owns and what lies ahead is kept aside, and counts for nothing until somebody owns it.</remarks>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class TakeStates(WfmDb db, IClock clock)
{
    /// <summary>How far ahead a source's clock may be.</summary>
    public static readonly Duration ClockTolerance = Duration.FromMinutes(5);

    /// <summary>The channel of NOTIFY that says states of a unit changed.</summary>
    public const string Channel = "wfm_states";

    /// <summary>Stores them.</summary>
    /// <param name="source">Which source.</param>
    /// <param name="states">The states; ends of snapshots among them.</param>
    /// <param name="known">Whose logons were whose when last looked.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    /// <returns>What came of it, once it is committed.</returns>
    public Task<StatesTaken> RunAsync(FeedSourceId source, IReadOnlyList<FedState> states, KnownLogons known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(known);
        return InTransaction.RunAsync(db, async () =>
        {
            StoredFeedSource held = await FeedSources.HoldAsync(db, source, cancellationToken);
            if (held.LogonsRevision != known.Revision)
            {
                known = new KnownLogons(held.LogonsRevision, await Logons.OfAsync(db, source, cancellationToken));
            }

            Instant now = clock.GetCurrentInstant(), latest = now + ClockTolerance;
            NewAgentState[] rows = [.. states.Where(state => state.User.Length > 0).SelectMany(state => Rows(state, known, latest))];
            HashSet<Instant> closes = [.. states.Where(state => state.ClosesSnapshot && state.Batch <= latest).Select(state => state.Batch!.Value)];
            int added = await AgentStateStore.AddAsync(db, held, rows, closes, now, cancellationToken);
            Instant last = rows.Where(row => row.Held != HeldReason.Future).Select(row => row.At).Concat(closes).DefaultIfEmpty(AgentStateStore.NoBatch).Max();
            await FeedSources.HeardAsync(db, source, FeedKind.States, last, states.Count, now, cancellationToken);
            if (db.Provider == DatabaseProvider.PostgreSql)
            {
                // Heard by every node, and only once the transaction has committed.
                string where = held.BusinessUnitId.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
                await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {where})", cancellationToken);
            }

            return new StatesTaken(held.BusinessUnitId, added, latest, known);
        }, cancellationToken);
    }

    // A state in a snapshot holds at the snapshot's moment too, also where the source says that it began before.
    private static IEnumerable<NewAgentState> Rows(FedState state, KnownLogons known, Instant latest)
    {
        AgentId? agent = known.Agents.TryGetValue(state.User, out AgentId owner) ? owner : null;
        HeldReason? held = state.At > latest || state.Batch > latest ? HeldReason.Future : agent is null ? HeldReason.UnknownUser : null;
        NewAgentState row = new(state.User, state.At, state.State, state.Batch, held is null ? agent : null, held);
        if (state.Batch is { } batch && state.At < batch)
        {
            yield return row with { Batch = null };
            yield return row with { At = batch };
        }
        else
        {
            yield return row;
        }
    }
}

/// <summary>Whose logons are whose, kept between deliveries.</summary>
/// <param name="Revision">The source's count of changes when this was read; −1 before.</param>
/// <param name="Agents">By user code.</param>
public sealed record KnownLogons(int Revision, IReadOnlyDictionary<string, AgentId> Agents)
{
    /// <summary>Nothing read yet.</summary>
    public static KnownLogons None { get; } = new(-1, new Dictionary<string, AgentId>());
}

/// <summary>What taking in states did.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Added">States that were new.</param>
/// <param name="Latest">States and snapshots of after this moment are kept aside.</param>
/// <param name="Logons">Whose logons are whose.</param>
public sealed record StatesTaken(BusinessUnitId Unit, int Added, Instant Latest, KnownLogons Logons)
{
    /// <summary>Of a part of the delivery, how many states are kept aside and why.</summary>
    /// <param name="states">The part.</param>
    public (int Future, int Unknown) HeldOf(IReadOnlyList<FedState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        int future = states.Count(state => state.At > Latest || state.Batch > Latest);
        return (future, states.Count(state => state.User.Length > 0 && !(state.At > Latest || state.Batch > Latest) && !Logons.Agents.ContainsKey(state.User)));
    }
}
