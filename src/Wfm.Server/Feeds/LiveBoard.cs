using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Feeds;

/// <summary>The board of each unit, read at most twice a second however many screens show it.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="clock">What time it is.</param>
/// <param name="time">Tells how old a board is.</param>
public sealed class LiveBoard(IServiceScopeFactory scopes, IClock clock, TimeProvider? time = null)
{
    /// <summary>How old a board may be.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _door = new();
    private readonly Dictionary<BusinessUnitId, (long Read, Task<AdherenceBoard> Board)> _boards = [];

    /// <summary>The board of a unit as it is, or was a moment ago.</summary>
    /// <param name="unit">Which.</param>
    /// <param name="cancellationToken">Waits no longer.</param>
    public Task<AdherenceBoard> OfAsync(BusinessUnitId unit, CancellationToken cancellationToken)
    {
        lock (_door)
        {
            if (!_boards.TryGetValue(unit, out (long Read, Task<AdherenceBoard> Board) known) || known.Board.IsFaulted || _time.GetElapsedTime(known.Read) >= Oldest)
            {
                known = (_time.GetTimestamp(), ReadAsync(unit));
                _boards[unit] = known;
            }

            return known.Board.WaitAsync(cancellationToken);
        }
    }

    private async Task<AdherenceBoard> ReadAsync(BusinessUnitId unit)
    {
        await Task.Yield();
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await AdherenceBoard.OfAsync(scope.ServiceProvider.GetRequiredService<WfmDb>(), unit, clock.GetCurrentInstant(), CancellationToken.None);
    }
}
