using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server.Events;
using Wfm.Storage;

namespace Wfm.Server.Feeds;

/// <summary>The one writer of a source on this node: stores what waits as soon as it is idle, at most 2,000 states at a time unless one delivery has more.</summary>
/// <remarks>Nothing waits for company: while one commit is under way the next deliveries gather by themselves, and it takes them all.</remarks>
internal sealed class StateWriter
{
    private const int MostAtOnce = 2_000;

    private readonly FeedSourceId _source;
    private readonly IServiceScopeFactory _scopes;
    private readonly IClock _clock;
    private readonly EventSignal _signal;
    private readonly int _mostWaiting;
    private readonly Channel<Post> _posts = Channel.CreateUnbounded<Post>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _work;
    private KnownLogons _known = KnownLogons.None;
    private int _waiting;

    public StateWriter(FeedSourceId source, IServiceScopeFactory scopes, IClock clock, EventSignal signal, int mostWaiting)
    {
        (_source, _scopes, _clock, _signal, _mostWaiting) = (source, scopes, clock, signal, mostWaiting);
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Hands over a delivery.</summary>
    /// <returns>Ends when it is stored; nothing when too much is waiting.</returns>
    public Task<PostTaken>? Add(IReadOnlyList<FedState> states)
    {
        Post post = new(states, new TaskCompletionSource<PostTaken>(TaskCreationOptions.RunContinuationsAsynchronously));
        // The channel itself counts deliveries; what fills memory is states.
        if (Interlocked.Add(ref _waiting, post.Weight) > _mostWaiting || !_posts.Writer.TryWrite(post))
        {
            Interlocked.Add(ref _waiting, -post.Weight);
            return null;
        }

        return post.Stored.Task;
    }

    /// <summary>Takes nothing more, and ends when all is stored.</summary>
    public Task EndAsync()
    {
        _posts.Writer.TryComplete();
        return _work;
    }

    private async Task WorkAsync()
    {
        while (await _posts.Reader.WaitToReadAsync())
        {
            List<Post> posts = [];
            for (int states = 0; states < MostAtOnce && _posts.Reader.TryRead(out Post? post); states += post.Weight)
            {
                posts.Add(post);
            }

            await StoreAsync(posts);
            Interlocked.Add(ref _waiting, -posts.Sum(post => post.Weight));
        }
    }

    private async Task StoreAsync(List<Post> posts)
    {
        try
        {
            long begin = Stopwatch.GetTimestamp();
            await using AsyncServiceScope scope = _scopes.CreateAsyncScope();
            TakeStates step = new(scope.ServiceProvider.GetRequiredService<WfmDb>(), _clock);
            FedState[] states = [.. posts.SelectMany(post => post.States)];
            StatesTaken taken = await step.RunAsync(_source, states, _known, CancellationToken.None);
            _known = taken.Logons;
            FeedTelemetry.Commits.Record(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            foreach (Post post in posts)
            {
                (int future, int unknown) = taken.HeldOf(post.States);
                post.Stored.SetResult(new PostTaken(post.States.Count, future, unknown));
            }

            _signal.StatesStored();
        }
        catch (Exception trouble)
        {
            // Every sender hears of it and sends again; the writer goes on.
            foreach (Post post in posts)
            {
                post.Stored.TrySetException(trouble);
            }
        }
    }

    private sealed record Post(IReadOnlyList<FedState> States, TaskCompletionSource<PostTaken> Stored)
    {
        public int Weight => Math.Max(1, States.Count);
    }
}
