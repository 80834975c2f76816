using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Says every second that a run is worked on, stores its best plan, and hears whether to stop.</summary>
public sealed partial class Heartbeat : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly RunWork _work;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _ended;
    private readonly Task _beating;

    /// <param name="work">The run.</param>
    /// <param name="scopes">Opens contexts.</param>
    /// <param name="log">Where trouble goes.</param>
    /// <param name="stopping">The process ends.</param>
    public Heartbeat(RunWork work, IServiceScopeFactory scopes, ILogger log, CancellationToken stopping)
    {
        (_work, _scopes, _log) = (work, scopes, log);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beating = Task.Run(BeatAsync, CancellationToken.None);
    }

    /// <summary>Somebody stops the run, another node took it, or the process ends.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Somebody wants it stopped.</summary>
    public bool IsCancelAsked { get; private set; }

    /// <summary>Another node took it.</summary>
    public bool IsLost { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _ended.Dispose();
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(Every, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await BeatOnceAsync();
            }
            catch (Exception trouble) when (trouble is DbException or TimeoutException or IOException or InvalidOperationException { InnerException: DbException })
            {
                // The work goes on; when the database is back it may still be ours.
                Missed(_log, _work.Hold.Run.Value, trouble.Message);
            }
        }
    }

    private async Task BeatOnceAsync()
    {
        await using AsyncServiceScope scope = _scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        RunPulse pulse = await RunStore.BeatAsync(db, _work.Hold, _work.Progress, CancellationToken.None);
        if (pulse is { IsHeld: true, IsCancelAsked: false })
        {
            if (_work.TakeIncumbent() is { } pack)
            {
                await RunStore.KeepAsync(db, _work.Hold, pack(), CancellationToken.None);
            }

            return;
        }

        (IsLost, IsCancelAsked) = (!pulse.IsHeld, pulse.IsCancelAsked);
        if (!_stop.IsCancellationRequested)
        {
            await _ended.CancelAsync();
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "Run {Run}: a heartbeat was missed: {Trouble}")]
    private static partial void Missed(ILogger log, int run, string trouble);
}
