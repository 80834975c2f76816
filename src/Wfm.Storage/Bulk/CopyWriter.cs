using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Wfm.Storage;

/// <summary>Rows through PostgreSQL's binary COPY.</summary>
internal sealed class CopyWriter(NpgsqlConnection connection, string command) : RowWriter
{
    private readonly NpgsqlBinaryImporter _copy = connection.BeginBinaryImport(command);
    private bool _isInRow;

    /// <inheritdoc/>
    public override void Write(int? value)
    {
        StartRow();
        if (value is { } number)
        {
            _copy.Write(number, NpgsqlDbType.Integer);
        }
        else
        {
            _copy.WriteNull();
        }
    }

    /// <inheritdoc/>
    public override void Write(double? value)
    {
        StartRow();
        if (value is { } number)
        {
            _copy.Write(number, NpgsqlDbType.Double);
        }
        else
        {
            _copy.WriteNull();
        }
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        StartRow();
        if (value is null)
        {
            _copy.WriteNull();
        }
        else
        {
            _copy.Write(value, NpgsqlDbType.Text);
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[]? value)
    {
        StartRow();
        if (value is null)
        {
            _copy.WriteNull();
        }
        else
        {
            _copy.Write(value, NpgsqlDbType.Bytea);
        }
    }

    /// <inheritdoc/>
    public override void Write(Instant value)
    {
        StartRow();
        _copy.Write(value.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);
    }

    /// <inheritdoc/>
    public override void Write(LocalDate value)
    {
        StartRow();
        _copy.Write(value.ToDateOnly(), NpgsqlDbType.Date);
    }

    /// <inheritdoc/>
    public override void EndRow() => _isInRow = false;

    /// <inheritdoc/>
    public override void Complete() => _copy.Complete();

    /// <inheritdoc/>
    public override void Dispose() => _copy.Dispose();

    private void StartRow()
    {
        if (!_isInRow)
        {
            _copy.StartRow();
            _isInRow = true;
        }
    }
}
