using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Wfm.Storage;

/// <summary>What every SQLite connection is told when it opens: an acknowledged write is on the disk, and a busy file is waited for.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly SqliteSettings Instance = new();

    private const string Settings = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL;";

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
