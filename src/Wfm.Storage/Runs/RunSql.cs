using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace Wfm.Storage;

/// <summary>One statement about runs, in the words both databases share; <c>NOW</c> in it is the database's own time.</summary>
internal static class RunSql
{
    private const string SqliteNow = "CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER)";

    /// <summary>Runs a statement that answers with rows.</summary>
    /// <param name="db">The database; the statement joins a transaction that is open.</param>
    /// <param name="sql">The statement, with <c>@p0</c>, <c>@p1</c> … for its values, <c>NOW</c> and <c>AGO(seconds)</c>.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="values">The values.</param>
    /// <typeparam name="TRow">A row.</typeparam>
    public static async Task<List<TRow>> RowsAsync<TRow>(
        WfmDb db, string sql, Func<DbDataReader, TRow> read, CancellationToken cancellationToken, params object?[] values)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using DbCommand command = Command(db, sql, values);
            await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            List<TRow> rows = [];
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Runs a statement that changes rows.</summary>
    /// <param name="db">The database; the statement joins a transaction that is open.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="values">The values.</param>
    /// <returns>Rows changed.</returns>
    public static async Task<int> RunAsync(WfmDb db, string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using DbCommand command = Command(db, sql, values);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>A moment as its column wants it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="moment">When.</param>
    public static object? Moment(WfmDb db, Instant? moment) => moment is not { } at ? null
        : db.Provider == DatabaseProvider.Sqlite ? MicrosecondsConverter.ToMicroseconds(at) : at.ToDateTimeUtc();

    private static DbCommand Command(WfmDb db, string sql, object?[] values)
    {
        bool isSqlite = db.Provider == DatabaseProvider.Sqlite;
        DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql.Replace("AGO(", isSqlite ? $"{SqliteNow} - (1000000 * " : "clock_timestamp() - (interval '1 second' * ", StringComparison.Ordinal)
            .Replace("NOW", isSqlite ? SqliteNow : "clock_timestamp()", StringComparison.Ordinal);
        for (int number = 0; number < values.Length; number++)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{number}");
            parameter.Value = values[number] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
