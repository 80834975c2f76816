using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Events;
using Wfm.Server.Feeds;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>The board as it changes: whole at the beginning, so that whoever comes back has missed nothing.</summary>
internal static class AdherenceStream
{
    // What is out since a while, and what is scheduled, changes without any word from the telephone system.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    public static ServerSentEventsResult<BoardChange> OpenAsync(int unit, Caller caller, LiveBoard boards, EventSignal signal, IHostApplicationLifetime life, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(FollowAsync(new BusinessUnitId(unit), caller.In(new BusinessUnitId(unit), Act.ReadAdherence), boards, signal, life, cancellationToken));

    private static async IAsyncEnumerable<SseItem<BoardChange>> FollowAsync(
        BusinessUnitId unit, CallerScope scope, LiveBoard boards, EventSignal signal, IHostApplicationLifetime life, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.ApplicationStopping);
        Dictionary<AgentId, BoardRow>? shown = null;
        while (!ending.IsCancellationRequested)
        {
            using CancellationTokenSource looking = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
            Task changed = signal.NextStatesAsync(looking.Token);
            AdherenceBoard board = AdherenceEndpoints.Seen(await boards.OfAsync(unit, cancellationToken), scope);
            BoardRow[] news = [.. board.Rows.Where(row => shown?.GetValueOrDefault(row.Agent) != row)];
            if (shown is null || news.Length > 0)
            {
                yield return new SseItem<BoardChange>(new BoardChange(board.At, news), shown is null ? "board" : "states") { ReconnectionInterval = TimeSpan.FromSeconds(2) };
            }

            shown = board.Rows.ToDictionary(row => row.Agent);
            await Task.WhenAny(changed, Task.Delay(LookEvery, looking.Token));
            // Not before the shared board may be read again, or the news would be the old one.
            await Task.Delay(LiveBoard.Oldest, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await looking.CancelAsync();
        }
    }
}
