using System.Collections.Concurrent;

namespace Wfm.Storage;

/// <summary>Queues the writers of one process on one SQLite file, in the order they come.</summary>
/// <remarks>SQLite itself makes a second writer try again after naps of 150 ms, in no order; here the next one starts at once.</remarks>
internal static class SqliteWriters
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Doors = new();

    /// <summary>Waits for one's turn.</summary>
    /// <param name="connectionString">Which file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Dispose it to let the next one in.</returns>
    public static async Task<IDisposable> EnterAsync(string connectionString, CancellationToken cancellationToken)
    {
        SemaphoreSlim door = Doors.GetOrAdd(connectionString, _ => new SemaphoreSlim(1));
        await door.WaitAsync(cancellationToken);
        return new Turn(door);
    }

    private sealed class Turn(SemaphoreSlim door) : IDisposable
    {
        public void Dispose() => door.Release();
    }
}
