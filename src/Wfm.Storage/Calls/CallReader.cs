using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Reads call intervals row by row without entities: a planner's three years are over a million rows.</summary>
internal static class CallReader
{
    private const string Question =
        """
        SELECT start, length_seconds, offered, answered, abandoned, answered_in_time, handle_seconds, wait_seconds,
        answered_wait_seconds, short_abandoned, abandoned_in_time FROM call_intervals
        WHERE stream_id = @stream AND start >= @from AND start < @to ORDER BY start
        """;

    // PostgreSQL's timestamps end long before NodaTime's; no call is outside these years.
    private static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9000, 1, 1, 0, 0);

    /// <summary>Gives every interval of a stream to <paramref name="take"/>, in order of start.</summary>
    /// <param name="db">The database.</param>
    /// <param name="stream">Which queue of which source.</param>
    /// <param name="span">From the first moment to the first one after; an unbounded end means all there is.</param>
    /// <param name="take">Gets each interval.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task ReadAsync(WfmDb db, CallStreamId stream, Interval span, Action<CallInterval> take, CancellationToken cancellationToken)
    {
        bool isPostgres = db.Provider == DatabaseProvider.PostgreSql;
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = Question;
            Bind(command, "@stream", stream.Value);
            Bind(command, "@from", Stored(span.HasStart ? span.Start : Earliest));
            Bind(command, "@to", Stored(span.HasEnd ? span.End : Latest));
            await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                take(new CallInterval(
                    isPostgres ? Instant.FromDateTimeUtc(row.GetDateTime(0)) : MicrosecondsConverter.FromMicroseconds(row.GetInt64(0)),
                    Duration.FromSeconds(row.GetInt32(1)),
                    row.GetInt32(2),
                    Count(row, 3),
                    Count(row, 4),
                    Count(row, 5),
                    Seconds(row, 6),
                    Seconds(row, 7),
                    Seconds(row, 8),
                    Count(row, 9),
                    Count(row, 10)));
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        object Stored(Instant instant) => isPostgres ? instant.ToDateTimeUtc() : MicrosecondsConverter.ToMicroseconds(instant);
    }

    private static void Bind(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static int? Count(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static double? Seconds(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
