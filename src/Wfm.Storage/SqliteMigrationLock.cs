using Microsoft.Data.Sqlite;

namespace Wfm.Storage;

/// <summary>One migrator at a time on a SQLite file: a lock file that the operating system lets go when its process dies.</summary>
internal static class SqliteMigrationLock
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock.</summary>
    /// <param name="file">The database file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Dispose it to let the lock go. The file stays: removing it would let two in.</returns>
    public static async Task<FileStream> TakeAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(
                    file + ".migrate", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException taken) when (taken is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                await Task.Delay(Between, cancellationToken);
            }
        }
    }

    /// <summary>EF notes a running migration in a row and waits for ever while it is there; whoever holds our lock knows that it is stale.</summary>
    /// <param name="database">The database.</param>
    /// <param name="file">Its file.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task ForgetDeadMigratorAsync(WfmDatabase database, string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return;
        }

        await using SqliteConnection connection = new(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if (await command.ExecuteScalarAsync(cancellationToken) is > 0L)
        {
            command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
