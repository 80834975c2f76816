using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Npgsql;

namespace Wfm.Storage;

/// <summary>Writes many rows into one table, quickly: binary COPY on PostgreSQL, one prepared statement on SQLite.</summary>
/// <remarks>Values are written in the order of the columns, then <see cref="EndRow"/>; nothing counts before <see cref="Complete"/>.</remarks>
internal abstract class RowWriter : IDisposable
{
    /// <summary>Opens a writer inside the transaction open on the context.</summary>
    /// <param name="db">The database, with a transaction open.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, in the order they will be written.</param>
    public static RowWriter Open(WfmDb db, string table, params ReadOnlySpan<string> columns)
    {
        string names = string.Join(", ", columns.ToArray().Select(column => $"\"{column}\""));
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException($"Rows of {table} are written inside a transaction.");
        }

        return db.Provider == DatabaseProvider.PostgreSql
            ? new CopyWriter((NpgsqlConnection)db.Database.GetDbConnection(), $"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)")
            : new StatementWriter(
                (SqliteConnection)db.Database.GetDbConnection(),
                (SqliteTransaction)db.Database.CurrentTransaction.GetDbTransaction(),
                $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", Enumerable.Range(0, columns.Length).Select(column => $"@p{column}"))})",
                columns.Length);
    }

    /// <summary>Writes the next value of the row.</summary>
    /// <param name="value">The value; empty is NULL.</param>
    public abstract void Write(int? value);

    /// <inheritdoc cref="Write(int?)"/>
    public abstract void Write(double? value);

    /// <inheritdoc cref="Write(int?)"/>
    public abstract void Write(string? value);

    /// <inheritdoc cref="Write(int?)"/>
    public abstract void Write(byte[]? value);

    /// <inheritdoc cref="Write(int?)"/>
    public abstract void Write(Instant value);

    /// <inheritdoc cref="Write(int?)"/>
    public abstract void Write(LocalDate value);

    /// <summary>Ends the row.</summary>
    public abstract void EndRow();

    /// <summary>Makes the rows count.</summary>
    public abstract void Complete();

    /// <inheritdoc/>
    public abstract void Dispose();
}
