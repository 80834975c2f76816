using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>States of agents, in by the hundred and out by person. They are kept as a set of what was told, so that order and repetition change nothing.</summary>
public static class AgentStateStore
{
    /// <summary>Stands for no snapshot; part of the key, so it cannot be empty.</summary>
    public static readonly Instant NoBatch = Instant.FromUnixTimeTicks(0);

    private const string Columns = "source_id, user_code, at, batch, state_code, business_unit_id, agent_code, held, stored_at";

    /// <summary>Adds states and ends of snapshots; what is there already stays.</summary>
    /// <param name="db">The database, with a transaction open.</param>
    /// <param name="source">Whose feed.</param>
    /// <param name="states">The states.</param>
    /// <param name="closes">Snapshots that are complete.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops; the transaction undoes what was done.</param>
    /// <returns>States that were new.</returns>
    public static async Task<int> AddAsync(
        WfmDb db, StoredFeedSource source, IReadOnlyList<NewAgentState> states, IReadOnlyCollection<Instant> closes, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(closes);
        int added = states.Count == 0 ? 0 : db.Provider == DatabaseProvider.PostgreSql
            ? await CopyAsync(db, source, states, now, cancellationToken)
            : Insert(db, source, states, now);
        foreach (Instant close in closes)
        {
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO snapshot_closes (source_id, batch, stored_at) VALUES ({0}, {1}, {2}) ON CONFLICT DO NOTHING",
                [source.Id.Value, FeedSources.Stored(db, close), FeedSources.Stored(db, now)], cancellationToken);
        }

        return added;
    }

    /// <summary>The last state each logon of a unit had told by a moment, and since when it had held.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="until">The moment; what was told of it counts.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>One row per logon; without a state where none was ever told.</returns>
    public static async Task<IReadOnlyList<LastAgentState>> LastAsync(WfmDb db, BusinessUnitId unit, Instant until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = LastSql(db.Provider == DatabaseProvider.PostgreSql);
            foreach ((string name, object value) in ((string, object)[])[("@unit", unit.Value), ("@until", FeedSources.Stored(db, until))])
            {
                DbParameter parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            List<LastAgentState> last = [];
            await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                last.Add(new LastAgentState(
                    new FeedSourceId(row.GetInt32(0)), row.GetString(1), new AgentId(row.GetString(2)),
                    row.IsDBNull(3) ? null : new StateRow(FeedSources.ReadInstant(db, row, 3), FeedSources.ReadInstant(db, row, 4), row.GetString(5)),
                    row.IsDBNull(6) ? null : FeedSources.ReadInstant(db, row, 6)));
            }

            return last;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // The last row of each logon is one step into the key; where the run of its state began, a few rows back from there.
    private static string LastSql(bool isPostgres)
    {
        const string Same = "x.source_id = l.source_id AND x.user_code = l.user_code AND x.agent_code = l.agent_code AND x.held IS NULL AND x.at <= @until";
        string collation = isPostgres ? " COLLATE \"C\"" : "";
        string Last(string column) => $"(SELECT x.{column} FROM agent_states x WHERE {Same} ORDER BY x.at DESC, x.batch DESC, x.state_code{collation} DESC LIMIT 1)";
        string before = isPostgres ? "'-infinity'" : "-9223372036854775808";
        return $"""
            SELECT source_id, user_code, agent_code, at, batch, state_code,
            (SELECT min(x.at) FROM agent_states x WHERE {Same} AND x.at > coalesce(
            (SELECT y.at FROM agent_states y WHERE y.source_id = l.source_id AND y.user_code = l.user_code AND y.agent_code = l.agent_code AND y.held IS NULL
            AND y.state_code <> l.state_code AND y.at < l.at ORDER BY y.at DESC LIMIT 1), {before})) AS since
            FROM (SELECT l.source_id, l.user_code, l.agent_code, {Last("at")} AS at, {Last("batch")} AS batch, {Last("state_code")} AS state_code
            FROM logons l WHERE l.business_unit_id = @unit) AS l ORDER BY agent_code, source_id, user_code
            """;
    }

    private static async Task<int> CopyAsync(WfmDb db, StoredFeedSource source, IReadOnlyList<NewAgentState> states, Instant now, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = ((NpgsqlConnection)db.Database.GetDbConnection()).CreateCommand();
        command.Transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText =
            $"""
            INSERT INTO agent_states ({Columns}) SELECT @source, g.user_code, g.at, g.batch, g.state_code, @unit, g.agent_code, g.held, @now
            FROM unnest(@users, @ats, @batches, @codes, @agents, @helds) AS g (user_code, at, batch, state_code, agent_code, held) ON CONFLICT DO NOTHING
            """;
        command.Parameters.AddWithValue("source", source.Id.Value);
        command.Parameters.AddWithValue("unit", source.BusinessUnitId.Value);
        command.Parameters.AddWithValue("now", now.ToDateTimeUtc());
        Add("users", NpgsqlDbType.Text, states.Select(state => state.User));
        Add("ats", NpgsqlDbType.TimestampTz, states.Select(state => state.At.ToDateTimeUtc()));
        Add("batches", NpgsqlDbType.TimestampTz, states.Select(state => (state.Batch ?? NoBatch).ToDateTimeUtc()));
        Add("codes", NpgsqlDbType.Text, states.Select(state => state.State));
        Add("agents", NpgsqlDbType.Text, states.Select(state => state.Agent?.Value));
        Add("helds", NpgsqlDbType.Text, states.Select(state => state.Held?.ToString()));
        return await command.ExecuteNonQueryAsync(cancellationToken);

        void Add<TValue>(string name, NpgsqlDbType type, IEnumerable<TValue> values) =>
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values.ToArray() });
    }

    private static int Insert(WfmDb db, StoredFeedSource source, IReadOnlyList<NewAgentState> states, Instant now)
    {
        using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"INSERT OR IGNORE INTO agent_states ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)";
        DbParameter[] values = [.. Enumerable.Range(0, 9).Select(number =>
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{number}";
            command.Parameters.Add(parameter);
            return parameter;
        })];
        (values[0].Value, values[5].Value, values[8].Value) = (source.Id.Value, source.BusinessUnitId.Value, MicrosecondsConverter.ToMicroseconds(now));
        int added = 0;
        foreach (NewAgentState state in states)
        {
            values[1].Value = state.User;
            values[2].Value = MicrosecondsConverter.ToMicroseconds(state.At);
            values[3].Value = MicrosecondsConverter.ToMicroseconds(state.Batch ?? NoBatch);
            values[4].Value = state.State;
            values[6].Value = state.Agent is { } agent ? agent.Value : DBNull.Value;
            values[7].Value = state.Held is { } held ? held.ToString() : DBNull.Value;
            added += command.ExecuteNonQuery();
        }

        return added;
    }
}

/// <summary>A state to store.</summary>
/// <param name="User">Whose, by logon.</param>
/// <param name="At">When, by the source's clock.</param>
/// <param name="State">The source's code.</param>
/// <param name="Batch">The snapshot it belongs to.</param>
/// <param name="Agent">Whose logon it is; empty where it is kept aside.</param>
/// <param name="Held">Why it is kept aside.</param>
public readonly record struct NewAgentState(string User, Instant At, string State, Instant? Batch, AgentId? Agent, HeldReason? Held);

/// <summary>A state as a source told it.</summary>
/// <param name="At">When.</param>
/// <param name="Batch">The snapshot it belongs to; <see cref="AgentStateStore.NoBatch"/> outside of snapshots.</param>
/// <param name="State">The source's code.</param>
public sealed record StateRow(Instant At, Instant Batch, string State);

/// <summary>The last state a logon told.</summary>
/// <param name="Source">In which source.</param>
/// <param name="User">Which logon.</param>
/// <param name="Agent">Whose.</param>
/// <param name="State">The state; empty where none was told.</param>
/// <param name="Since">Since when it has been told without another in between.</param>
public sealed record LastAgentState(FeedSourceId Source, string User, AgentId Agent, StateRow? State, Instant? Since);
