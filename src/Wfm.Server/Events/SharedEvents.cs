using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wfm.Storage;

namespace Wfm.Server.Events;

/// <summary>Reads new events once for all streams of this node that wait at the same place: two hundred screens ask one question.</summary>
/// <param name="scopes">Opens contexts.</param>
public sealed class SharedEvents(IServiceScopeFactory scopes)
{
    /// <summary>Most events of one read.</summary>
    public const int Batch = 500;

    private readonly Lock _door = new();
    private readonly Dictionary<(BusinessUnitId Unit, long After), (Task Signal, Task<List<StoredEvent>> Events)> _reads = [];

    /// <summary>Events after one, oldest first.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="after">The last one known.</param>
    /// <param name="signal">What ends when there may be more, taken before asking: whoever holds the same one may share a read, and nobody misses what came meanwhile.</param>
    /// <param name="cancellationToken">Waits no longer; the others go on.</param>
    public Task<List<StoredEvent>> AfterAsync(BusinessUnitId unit, long after, Task signal, CancellationToken cancellationToken)
    {
        lock (_door)
        {
            if (!_reads.TryGetValue((unit, after), out (Task Signal, Task<List<StoredEvent>> Events) read) || read.Signal != signal || read.Events.IsFaulted)
            {
                foreach ((BusinessUnitId, long) old in _reads.Where(one => one.Value.Signal != signal).Select(one => one.Key).ToList())
                {
                    _reads.Remove(old);
                }

                read = (signal, ReadAsync(unit, after));
                _reads[(unit, after)] = read;
            }

            return read.Events.WaitAsync(cancellationToken);
        }
    }

    private async Task<List<StoredEvent>> ReadAsync(BusinessUnitId unit, long after)
    {
        await Task.Yield();
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        return await db.Events.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Id > after)
            .OrderBy(row => row.Id).Take(Batch).ToListAsync(CancellationToken.None);
    }
}
