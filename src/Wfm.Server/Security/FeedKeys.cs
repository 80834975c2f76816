using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Keys of machines that were good a moment ago. A thousand deliveries a second would ask the database a thousand times for the same key.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="clock">What time it is.</param>
/// <param name="time">Tells how long ago a key was looked for.</param>
public sealed class FeedKeys(IServiceScopeFactory scopes, IClock clock, TimeProvider? time = null)
{
    /// <summary>How long an ended key may go on delivering.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const int MostKept = 1_000;
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _door = new();
    private readonly Dictionary<string, (long Read, Task<Caller?> Caller)> _keys = new(StringComparer.Ordinal);

    /// <summary>The machine a key belongs to.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Waits no longer.</param>
    /// <returns>Nothing for a key nobody made, or one that has ended more than a moment ago.</returns>
    public Task<Caller?> OfAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        string hash = Convert.ToBase64String(Secrets.Hash(key));
        lock (_door)
        {
            if (!_keys.TryGetValue(hash, out (long Read, Task<Caller?> Caller) known) || known.Caller.IsFaulted || _time.GetElapsedTime(known.Read) >= Longest)
            {
                if (_keys.Count >= MostKept)
                {
                    _keys.Clear();
                }

                known = (_time.GetTimestamp(), ReadAsync(key));
                _keys[hash] = known;
            }

            return known.Caller.WaitAsync(cancellationToken);
        }
    }

    private async Task<Caller?> ReadAsync(string key)
    {
        await Task.Yield();
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await FindCaller.OfKeyAsync(key, scope.ServiceProvider.GetRequiredService<WfmDb>(), clock.GetCurrentInstant(), CancellationToken.None);
    }
}
