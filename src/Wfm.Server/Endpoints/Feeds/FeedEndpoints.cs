using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Feeds;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What telephone systems tell in our own JSON: each delivery whole or not at all, answered once it is committed.</summary>
internal static class FeedEndpoints
{
    private const int MostIntervals = 20_000;
    private const int MostSnapshots = 5_000;
    private const int MostCalls = 1_000_000;
    private const double MostSeconds = 1e9;

    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder unit = app.MapGroup("/api/units/{unit:int}").WithTags("Feeds");
        RouteGroupBuilder feed = unit.MapGroup("/feeds/{source}");
        feed.MapPost("/states", StatesAsync).Allow(Act.PostFeed).WithSummary("Deliver states of agents; a snapshot names everybody who is logged on");
        feed.MapPost("/intervals", IntervalsAsync).Allow(Act.PostFeed).WithSummary("Deliver calls per interval: late, repeated, corrected, in any order");
        feed.MapPost("/queue-snapshots", SnapshotsAsync).Allow(Act.PostFeed).WithSummary("Deliver how queues stand");
        unit.MapSources();
        app.MapTeleopti();
    }

    private static async Task<Results<Ok<StatesAnswer>, ApiProblem>> StatesAsync(
        int unit, string source, StatesBody body, HttpContext context, Caller caller, StateIntake intake, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        if (caller.Source != source || (body.SourceId is { } named && named != source))
        {
            return ApiProblem.NotFound;
        }

        FedState[] states = [.. Fed(body, clock.GetCurrentInstant())];
        if (FedStates.Fault(states) is { } fault)
        {
            return ApiProblem.Bad("bad-values", fault);
        }

        if (await intake.TakeAsync(new BusinessUnitId(unit), source, states, db, cancellationToken) is not { } taken)
        {
            context.Response.Headers.RetryAfter = "1";
            return FedStates.Full;
        }

        return TypedResults.Ok(new StatesAnswer(body.States.Count, taken.Future, taken.UnknownUsers, clock.GetCurrentInstant()));
    }

    private static IEnumerable<FedState> Fed(StatesBody body, Instant now)
    {
        Instant? batch = body.Snapshot
            ? body.TakenAt ?? body.States.Where(state => state.At <= now + TakeStates.ClockTolerance).Select(state => (Instant?)state.At).Max() ?? now
            : null;
        foreach (StateBody state in body.States)
        {
            yield return new FedState(state.UserCode, state.StateCode, state.At, true, batch);
        }

        if (batch is { } taken)
        {
            yield return new FedState("", "", taken, true, taken);
        }
    }

    private static async Task<Results<Ok<IntervalsTaken>, ApiProblem>> IntervalsAsync(
        int unit, string source, IntervalsBody body, Caller caller, TakeIntervals take, CancellationToken cancellationToken)
    {
        if (caller.Source != source || (body.SourceId is { } named && named != source))
        {
            return ApiProblem.NotFound;
        }

        Findings found = new();
        List<IntervalBody> intervals = found.Items("intervals", body.Intervals, MostIntervals);
        foreach ((int index, IntervalBody interval) in intervals.Index())
        {
            Check(found, $"intervals[{index}]", interval);
        }

        found.ThrowIfAny();
        return TypedResults.Ok(await take.RunAsync(new BusinessUnitId(unit), new IntervalDelivery(source, body.GeneratedAt, [.. intervals.Select(Told)]), cancellationToken));
    }

    private static void Check(Findings found, string at, IntervalBody interval)
    {
        found.Unless(interval.Minutes is > 0 and <= 60 && 60 % interval.Minutes == 0, $"{at}.minutes", interval.Minutes, "a length that divides an hour");
        found.Unless(FedStates.IsPlausible(interval.Start), $"{at}.start", interval.Start, FedStates.PlausibleTimes);
        foreach ((string name, int? count) in ((string, int?)[])[("offered", interval.Offered), ("answered", interval.Answered), ("abandoned", interval.Abandoned), ("answeredInTime", interval.AnsweredInTime)])
        {
            found.Unless(count is null or (>= 0 and <= MostCalls), $"{at}.{name}", count, $"a count of 0 to {MostCalls}");
        }

        foreach ((string name, double? seconds) in ((string, double?)[])[("handleSeconds", interval.HandleSeconds), ("waitSeconds", interval.WaitSeconds)])
        {
            found.Unless(seconds is null or (>= 0 and <= MostSeconds), $"{at}.{name}", seconds, "a number of seconds, 0 or more");
        }
    }

    private static ToldInterval Told(IntervalBody interval) => new(interval.Queue, new CallInterval(
        interval.Start, Duration.FromMinutes(interval.Minutes), interval.Offered, interval.Answered, interval.Abandoned, interval.AnsweredInTime, interval.HandleSeconds, interval.WaitSeconds));

    private static async Task<Results<Ok<SnapshotsAnswer>, ApiProblem>> SnapshotsAsync(
        int unit, string source, SnapshotsBody body, Caller caller, TakeQueueSnapshots take, CancellationToken cancellationToken)
    {
        if (caller.Source != source || (body.SourceId is { } named && named != source))
        {
            return ApiProblem.NotFound;
        }

        Findings found = new();
        List<QueueSnapshotBody> snapshots = found.Items("snapshots", body.Snapshots, MostSnapshots);
        foreach ((int index, QueueSnapshotBody snapshot) in snapshots.Index())
        {
            found.Unless(FedStates.IsPlausible(snapshot.At), $"snapshots[{index}].at", snapshot.At, FedStates.PlausibleTimes);
            foreach ((string name, int count) in ((string, int)[])
                [("waiting", snapshot.Waiting), ("longestWaitSeconds", snapshot.LongestWaitSeconds), ("agentsReady", snapshot.AgentsReady), ("agentsBusy", snapshot.AgentsBusy)])
            {
                found.Unless(count is >= 0 and <= MostCalls, $"snapshots[{index}].{name}", count, $"0 to {MostCalls}");
            }
        }

        found.ThrowIfAny();
        int future = await take.RunAsync(
            new BusinessUnitId(unit), source,
            [.. snapshots.Select(row => new QueueSnapshot(row.Queue, row.At, row.Waiting, row.LongestWaitSeconds, row.AgentsReady, row.AgentsBusy))], cancellationToken);
        return TypedResults.Ok(new SnapshotsAnswer(snapshots.Count, future));
    }
}
