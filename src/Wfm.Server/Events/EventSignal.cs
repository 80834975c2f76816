using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Events;

/// <summary>Wakes the event streams of this node when any node stored an event: by NOTIFY on PostgreSQL, by looking every half second on SQLite or when the listener is down.</summary>
/// <param name="database">Where.</param>
/// <param name="scopes">Opens contexts.</param>
/// <param name="log">Where trouble goes.</param>
public sealed partial class EventSignal(WfmDatabase database, IServiceScopeFactory scopes, ILogger<EventSignal> log) : BackgroundService
{
    /// <summary>The channel of NOTIFY.</summary>
    public const string Channel = "wfm_events";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _nextStates = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when there may be new events; the same for everybody until then.</summary>
    public Task Next => _next.Task;

    /// <summary>Ends when agents' states may have changed: on any node with PostgreSQL, on this one with SQLite.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task NextStatesAsync(CancellationToken cancellationToken) => _nextStates.Task.WaitAsync(cancellationToken);

    /// <summary>States were stored by this node.</summary>
    public void StatesStored() => Wake(ref _nextStates);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await (database.Provider == DatabaseProvider.PostgreSql ? ListenAsync(stoppingToken) : LookAsync(stoppingToken));
            }
            catch (Exception trouble) when (trouble is NpgsqlException or System.Data.Common.DbException or TimeoutException or System.IO.IOException)
            {
                Lost(log, trouble);
                Wake();
                await Task.Delay(LookEvery, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        NpgsqlConnectionStringBuilder parts = new(database.ConnectionString) { Pooling = false, ApplicationName = "wfm events", KeepAlive = 10 };
        await using NpgsqlConnection connection = new(parts.ConnectionString);
        await connection.OpenAsync(stoppingToken);
        connection.Notification += (_, told) =>
        {
            if (told.Channel == TakeStates.Channel)
            {
                StatesStored();
            }
            else
            {
                Wake();
            }
        };
        await using (NpgsqlCommand listen = new($"LISTEN {Channel}; LISTEN {TakeStates.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }

        Wake();
        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        long seen = -1;
        while (true)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            long last = await scope.ServiceProvider.GetRequiredService<WfmDb>().Events.MaxAsync(row => (long?)row.Id, stoppingToken) ?? 0;
            if (last != seen)
            {
                seen = last;
                Wake();
            }

            await Task.Delay(LookEvery, stoppingToken);
        }
    }

    private void Wake() => Wake(ref _next);

    private static void Wake(ref TaskCompletionSource next) =>
        Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    [LoggerMessage(20, LogLevel.Warning, "Lost touch with the database's notifications; trying again.")]
    private static partial void Lost(ILogger log, Exception trouble);
}
