using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>The course of runs. A run is queued once per key, held by one node at a time, and its result is stored once.</summary>
/// <remarks>
/// Nodes die, stop for a minute, or lose the database; jobs fire twice. Whatever happens, a result is written in the transaction that ends the
/// run, and a run is ended only by the holder of its latest epoch.
/// </remarks>
public static class RunStore
{
    /// <summary>Times a run is tried before it waits for a person.</summary>
    public const int MostTries = 3;

    /// <summary>A node not heard of for so long has lost its runs.</summary>
    public static Duration Lease { get; } = Duration.FromSeconds(12);

    // What failed is not tried again in the same breath.
    private static Duration Pause { get; } = Duration.FromSeconds(2);

    /// <summary>Queues a run unless it was queued for this key before.</summary>
    /// <param name="db">The database.</param>
    /// <param name="key">What it is about.</param>
    /// <param name="order">How it is to be done.</param>
    /// <param name="again">Queue it again when it has ended.</param>
    /// <param name="cancellationToken">Queues nothing.</param>
    /// <returns>Whether it was queued now.</returns>
    public static async Task<bool> QueueAsync(WfmDb db, RunKey key, RunOrder order, bool again, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(order);
        string twice = again
            ? """
              DO UPDATE SET state = 'Queued', tries = 0, queued_at = NOW, size = excluded.size, deadline = excluded.deadline, order_json = excluded.order_json,
                is_cancel_asked = excluded.is_cancel_asked, finished_at = NULL, reason = NULL, reason_said = NULL, report_json = NULL, progress = 0
              WHERE runs.state NOT IN ('Queued', 'Running')
              """
            : "DO NOTHING";
        return await WriteAsync(db, $"""
            INSERT INTO runs (business_unit_id, kind, part, local_date, state, epoch, tries, size, queued_at, deadline, is_cancel_asked, progress, order_json)
            VALUES (@p0, @p1, @p2, @p3, 'Queued', 0, 0, @p4, NOW, @p5, @p6, 0, @p7)
            ON CONFLICT (business_unit_id, kind, part, local_date) {twice}
            """, cancellationToken, key.Unit.Value, key.Kind, key.Part, key.Date.ToDateOnly(), order.Size, RunSql.Moment(db, order.Deadline), false, order.Json) == 1;
    }

    /// <summary>Takes a run: from the queue, or from a node that is not heard of any more.</summary>
    /// <param name="db">The database.</param>
    /// <param name="run">Which.</param>
    /// <param name="node">Who takes it.</param>
    /// <param name="cancellationToken">Takes nothing.</param>
    /// <returns>The hold; empty when the run is somebody else's or has ended.</returns>
    public static async Task<RunHold?> TakeAsync(WfmDb db, RunId run, string node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        int taken = await WriteAsync(db, """
            UPDATE runs SET state = 'Running', epoch = epoch + 1, tries = tries + 1, node = @p1, started_at = NOW, heard_at = NOW
            WHERE id = @p0 AND tries < @p3 AND (state = 'Queued' OR (state = 'Running' AND heard_at < AGO(@p2)))
            """, cancellationToken, run.Value, node, Lease.TotalSeconds, MostTries);
        if (taken == 0)
        {
            return null;
        }

        StoredRun row = await db.Runs.AsNoTracking().SingleAsync(found => found.Id == run, cancellationToken);
        return new RunHold(run, row.Epoch, new RunKey(row.BusinessUnitId, row.Kind, row.Part, row.LocalDate), row.Tries, row.Deadline, row.OrderJson);
    }

    /// <summary>The run of a kind that should go next: the largest that waits. One that failed a moment ago is left alone for a while.</summary>
    /// <param name="db">The database.</param>
    /// <param name="kind">What is done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Empty when none waits; another node may take it meanwhile.</returns>
    public static async Task<RunId?> NextAsync(WfmDb db, string kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<int> waiting = await RunSql.RowsAsync(db, """
            SELECT id FROM runs WHERE kind = @p0 AND state = 'Queued' AND tries < @p1 AND (tries = 0 OR queued_at < AGO(@p2)) ORDER BY size DESC, id LIMIT 1
            """, row => row.GetInt32(0), cancellationToken, kind, MostTries, Pause.TotalSeconds);
        return waiting.Count == 0 ? null : new RunId(waiting[0]);
    }

    /// <summary>The holder lives; says how far it is and hears whether to stop.</summary>
    /// <param name="db">The database.</param>
    /// <param name="hold">The hold.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RunPulse> BeatAsync(WfmDb db, RunHold hold, RunProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(hold);
        List<bool> asked = await InTransaction.RunAsync(db, () => RunSql.RowsAsync(db, """
            UPDATE runs SET heard_at = NOW, progress = @p2, cost = COALESCE(@p3, cost), lower_bound = COALESCE(@p4, lower_bound)
            WHERE id = @p0 AND epoch = @p1 AND state = 'Running' RETURNING is_cancel_asked
            """, Truth, cancellationToken, hold.Run.Value, hold.Epoch, progress.Share, Real(progress.Cost), Real(progress.LowerBound)), cancellationToken);
        return asked.Count == 0 ? new RunPulse(false, false) : new RunPulse(true, asked[0]);
    }

    /// <summary>Ends the run. Call it first in the transaction that stores the result, so that a late holder stores nothing.</summary>
    /// <param name="db">The database, in a transaction.</param>
    /// <param name="hold">The hold.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <exception cref="RunLostException">Another node has it.</exception>
    public static async Task EndAsync(WfmDb db, RunHold hold, RunEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(hold);
        ArgumentNullException.ThrowIfNull(end);
        int ended = await WriteAsync(db, """
            UPDATE runs SET state = @p2, finished_at = NOW, heard_at = NOW, reason = @p3, reason_said = @p9, report_json = @p4, input_hash = COALESCE(@p5, input_hash),
              progress = @p6, cost = COALESCE(@p7, cost), lower_bound = COALESCE(@p8, lower_bound)
            WHERE id = @p0 AND epoch = @p1 AND state = 'Running'
            """, cancellationToken, hold.Run.Value, hold.Epoch, end.State.ToString(), end.Reason?.Text, end.ReportJson, end.InputHash,
            end.State == RunState.Done ? 1.0 : end.Progress.Share, Real(end.Progress.Cost), Real(end.Progress.LowerBound), end.Reason?.Said);
        if (ended == 0)
        {
            throw new RunLostException(hold);
        }
    }

    /// <summary>Gives the run back: the node stops, and another one goes on.</summary>
    /// <param name="db">The database.</param>
    /// <param name="hold">The hold.</param>
    /// <param name="reason">Why.</param>
    /// <param name="counts">Whether this counts as a try.</param>
    /// <param name="cancellationToken">Keeps it.</param>
    /// <exception cref="RunLostException">Another node has it.</exception>
    public static async Task GiveBackAsync(WfmDb db, RunHold hold, Remark reason, bool counts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hold);
        ArgumentNullException.ThrowIfNull(reason);
        int given = await WriteAsync(db, """
            UPDATE runs SET state = 'Queued', queued_at = NOW, node = NULL, reason = @p2, reason_said = @p4, tries = tries - @p3
            WHERE id = @p0 AND epoch = @p1 AND state = 'Running'
            """, cancellationToken, hold.Run.Value, hold.Epoch, reason.Text, counts ? 0 : 1, reason.Said);
        if (given == 0)
        {
            throw new RunLostException(hold);
        }
    }

    /// <summary>Asks for a run to be stopped: at once when it waits, within seconds when a node works on it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="run">Which.</param>
    /// <param name="reason">Who and why.</param>
    /// <param name="cancellationToken">Asks for nothing.</param>
    /// <returns>Whether there was anything to stop.</returns>
    public static async Task<bool> CancelAsync(WfmDb db, RunId run, Remark reason, CancellationToken cancellationToken) =>
        await WriteAsync(db, """
            UPDATE runs SET is_cancel_asked = @p2, reason = @p1, reason_said = @p3, finished_at = CASE WHEN state = 'Queued' THEN NOW ELSE finished_at END,
              state = CASE WHEN state = 'Queued' THEN 'Cancelled' ELSE state END
            WHERE id = @p0 AND state IN ('Queued', 'Running')
            """, cancellationToken, run.Value, reason.Text, true, reason.Said) == 1;

    /// <summary>Queues again what nodes have lost.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Runs queued again.</returns>
    public static Task<int> RescueAsync(WfmDb db, CancellationToken cancellationToken) => WriteAsync(db, """
        UPDATE runs SET state = 'Queued', queued_at = NOW, reason = 'its node was not heard of any more', reason_said = 'node-lost'
        WHERE state = 'Running' AND heard_at < AGO(@p0)
        """, cancellationToken, Lease.TotalSeconds);

    /// <summary>Parks a run that waits: a person must look at it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="run">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Leaves it waiting.</param>
    /// <returns>Whether it was parked now.</returns>
    public static async Task<bool> ParkAsync(WfmDb db, RunId run, Remark reason, CancellationToken cancellationToken) =>
        await WriteAsync(
            db, "UPDATE runs SET state = 'Parked', finished_at = NOW, reason = @p1, reason_said = @p2 WHERE id = @p0 AND state = 'Queued'", cancellationToken, run.Value, reason.Text, reason.Said) == 1;

    /// <summary>Stores the best plan so far, unless another node took the run.</summary>
    /// <param name="db">The database.</param>
    /// <param name="hold">The hold.</param>
    /// <param name="incumbent">The plan.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    /// <returns>Whether it was stored.</returns>
    public static async Task<bool> KeepAsync(WfmDb db, RunHold hold, IncumbentPlan incumbent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hold);
        ArgumentNullException.ThrowIfNull(incumbent);
        return await WriteAsync(db, """
            INSERT INTO run_incumbents (run_id, epoch, at, cost, input_hash, plan)
            SELECT id, epoch, NOW, @p2, @p3, @p4 FROM runs WHERE id = @p0 AND epoch = @p1 AND state = 'Running'
            ON CONFLICT (run_id) DO UPDATE SET epoch = excluded.epoch, at = excluded.at, cost = excluded.cost, input_hash = excluded.input_hash, plan = excluded.plan
            """, cancellationToken, hold.Run.Value, hold.Epoch, incumbent.Cost, incumbent.InputHash, incumbent.Plan) == 1;
    }

    /// <summary>What time it is by the database.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Instant> NowAsync(WfmDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        bool isSqlite = db.Provider == DatabaseProvider.Sqlite;
        return (await RunSql.RowsAsync(
            db, "SELECT NOW", row => isSqlite ? MicrosecondsConverter.FromMicroseconds(row.GetInt64(0)) : Instant.FromDateTimeUtc(row.GetDateTime(0)), cancellationToken))[0];
    }

    private static Task<int> WriteAsync(WfmDb db, string sql, CancellationToken cancellationToken, params object?[] values) =>
        InTransaction.RunAsync(db, () => RunSql.RunAsync(db, sql, cancellationToken, values), cancellationToken);

    private static double? Real(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static bool Truth(DbDataReader row) => row.GetFieldType(0) == typeof(bool) ? row.GetBoolean(0) : row.GetInt64(0) != 0;
}

/// <summary>The best plan a run has so far.</summary>
/// <param name="Cost">Its cost.</param>
/// <param name="InputHash">Hash of the problem it is a plan of.</param>
/// <param name="Plan">The plan, compressed.</param>
public sealed record IncumbentPlan(double Cost, string InputHash, byte[] Plan);
