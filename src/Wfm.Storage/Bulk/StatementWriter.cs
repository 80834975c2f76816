using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Wfm.Storage;

/// <summary>Rows through one prepared statement of SQLite.</summary>
internal sealed class StatementWriter : RowWriter
{
    private readonly SqliteCommand _insert;
    private int _column;

    /// <param name="connection">The open connection.</param>
    /// <param name="transaction">Its transaction.</param>
    /// <param name="insert">The statement with parameters <c>@p0</c>, <c>@p1</c> ….</param>
    /// <param name="columns">How many parameters it has.</param>
    public StatementWriter(SqliteConnection connection, SqliteTransaction transaction, string insert, int columns)
    {
        _insert = connection.CreateCommand();
        _insert.Transaction = transaction;
        _insert.CommandText = insert;
        for (int column = 0; column < columns; column++)
        {
            _insert.Parameters.Add(new SqliteParameter($"@p{column}", DBNull.Value));
        }

        _insert.Prepare();
    }

    /// <inheritdoc/>
    public override void Write(int? value) => Next(value);

    /// <inheritdoc/>
    public override void Write(double? value) => Next(value);

    /// <inheritdoc/>
    public override void Write(string? value) => Next(value);

    /// <inheritdoc/>
    public override void Write(byte[]? value) => Next(value);

    /// <inheritdoc/>
    public override void Write(Instant value) => Next(MicrosecondsConverter.ToMicroseconds(value));

    /// <inheritdoc/>
    public override void Write(LocalDate value) => Next(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void EndRow()
    {
        _insert.ExecuteNonQuery();
        _column = 0;
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        // Every row has been written already; the transaction decides.
    }

    /// <inheritdoc/>
    public override void Dispose() => _insert.Dispose();

    private void Next(object? value) => _insert.Parameters[_column++].Value = value ?? DBNull.Value;
}
