using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Wfm.Exchange;
using Wfm.Server.Events;
using Wfm.Storage;

namespace Wfm.Server.Feeds;

/// <summary>Takes states of agents in: for each source a bounded queue and one writer.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="clock">What time it is.</param>
/// <param name="signal">Told when states are stored.</param>
/// <param name="settings">How many may wait.</param>
public sealed class StateIntake(IServiceScopeFactory scopes, IClock clock, EventSignal signal, ServerSettings settings) : IHostedService
{
    private readonly ConcurrentDictionary<(BusinessUnitId Unit, string Name), Lazy<StateWriter>> _writers = [];

    /// <summary>Hands states over to the source's writer.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="source">Its source; made known by its first delivery.</param>
    /// <param name="states">The states; stored whole or not at all.</param>
    /// <param name="db">The caller's context.</param>
    /// <param name="cancellationToken">Gives up before they are handed over; afterwards they are stored all the same.</param>
    /// <returns>What came of it, once it is committed; nothing when too much is waiting.</returns>
    public async Task<PostTaken?> TakeAsync(BusinessUnitId unit, string source, IReadOnlyList<FedState> states, WfmDb db, CancellationToken cancellationToken)
    {
        if (!_writers.TryGetValue((unit, source), out Lazy<StateWriter>? writer))
        {
            FeedSourceId id = (await FeedSources.EnsureAsync(db, unit, source, cancellationToken)).Id;
            writer = _writers.GetOrAdd((unit, source), _ => new Lazy<StateWriter>(() => new StateWriter(id, scopes, clock, signal, settings.StatesWaiting)));
        }

        Task<PostTaken>? taken = writer.Value.Add(states);
        if (taken is null)
        {
            FeedTelemetry.TurnedAway.Add(1, new KeyValuePair<string, object?>("source", source));
            return null;
        }

        FeedTelemetry.States.Add(states.Count, new KeyValuePair<string, object?>("source", source));
        return await taken;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stores what was handed over before the process ends.</summary>
    /// <param name="cancellationToken">Waits no longer.</param>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_writers.Values.Select(writer => writer.Value.EndAsync())).WaitAsync(cancellationToken);
}

/// <summary>What became of one delivery.</summary>
/// <param name="Received">States received.</param>
/// <param name="Future">Kept aside because they claim to be of later than five minutes from now.</param>
/// <param name="UnknownUsers">Kept aside because nobody has said whose logon they are of.</param>
public sealed record PostTaken(int Received, int Future, int UnknownUsers);
