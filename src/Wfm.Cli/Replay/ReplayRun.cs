using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Samples;

namespace Wfm.Cli;

/// <summary>Tells a running server a day, as its telephone system would: by its own feeds, at any speed.</summary>
/// <param name="client">Speaks to the server, with the key of the source.</param>
/// <param name="feed">The source's address, such as <c>/api/units/1/feeds/replay</c>.</param>
/// <param name="speed">Seconds of the day in one second.</param>
internal sealed class ReplayRun(HttpClient client, string feed, double speed)
{
    private const int MostTries = 60;
    private const int MostStates = 1_000;
    private static readonly Duration Together = Duration.FromSeconds(1);

    private readonly ReplaySummary _summary = new();

    /// <summary>Tells the day.</summary>
    /// <param name="steps">What is told, in order.</param>
    /// <param name="cancellationToken">Stops telling.</param>
    /// <exception cref="UsageException">The day lies ahead of the server's clock.</exception>
    public async Task<ReplaySummary> RunAsync(IReadOnlyList<ReplayStep> steps, CancellationToken cancellationToken)
    {
        Instant server = await ClockAsync(cancellationToken);

        // Counted from its answer: rather a little behind its clock than ahead of it.
        long begin = Stopwatch.GetTimestamp();
        if (steps.Count == 0 || server < steps[0].At - Duration.FromHours(2))
        {
            throw new UsageException(steps.Count == 0 ? "Nobody works and nobody calls on that day." : $"The server's clock shows {server}; the day begins at {steps[0].At}. Start it with --clock {InstantPattern.ExtendedIso.Format(steps[0].At - Duration.FromMinutes(5))} and --clock-speed {speed.ToString(CultureInfo.InvariantCulture)}.");
        }

        // A day the server has behind it is told from its beginning; one it lives through is told when its clock says so.
        Instant from = server > steps[^1].At ? steps[0].At : server;
        for (int at = 0, end; at < steps.Count; at = end)
        {
            for (end = at + 1; end < steps.Count && !steps[at].IsSnapshot && !steps[end].IsSnapshot && steps[end].At - steps[at].At < Duration.Max(Together, Together * (speed / 4)); end++)
            {
            }

            TimeSpan early = TimeSpan.FromSeconds((steps[end - 1].At - from).TotalSeconds / speed) - Stopwatch.GetElapsedTime(begin);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, cancellationToken);
            }

            await TellAsync([.. steps.Skip(at).Take(end - at)], cancellationToken);
        }

        _summary.Seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return _summary;
    }

    private async Task<Instant> ClockAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client.PostAsync($"{feed}/states", Content(new { states = Array.Empty<object>() }), cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? InstantPattern.ExtendedIso.Parse(JsonNode.Parse(text)!["at"]!.GetValue<string>()).Value
            : throw new UsageException($"The server does not take the feed: {(int)answer.StatusCode} {text}");
    }

    private async Task TellAsync(ReplayStep[] steps, CancellationToken cancellationToken)
    {
        foreach (ReplayState[] part in steps.SelectMany(step => step.States).Chunk(MostStates))
        {
            bool isSnapshot = steps[0].IsSnapshot;
            object states = part.Select(state => new { userCode = state.Agent.Value, stateCode = state.State, at = Text(state.At) });
            await SendAsync("states", isSnapshot ? new { states, snapshot = true, takenAt = Text(steps[0].At) } : new { states }, part.Length, cancellationToken);
        }

        // Of several looks at a queue within one delivery the last is enough.
        ReplayQueue[] queues = [.. steps.LastOrDefault(step => step.Queues.Count > 0)?.Queues ?? []];
        if (queues.Length > 0)
        {
            string at = Text(steps.Last(step => step.Queues.Count > 0).At);
            await SendAsync("queue-snapshots", new
            {
                snapshots = queues.Select(row => new { queue = row.Queue.Value, at, waiting = row.Waiting, longestWaitSeconds = row.LongestWaitSeconds, agentsReady = row.AgentsReady, agentsBusy = row.AgentsBusy }),
            }, queues.Length, cancellationToken);
        }

        foreach (IGrouping<Instant, ReplayStep> told in steps.Where(step => step.Intervals.Count > 0).GroupBy(step => step.At))
        {
            (QueueId Queue, CallInterval Interval)[] intervals = [.. told.SelectMany(step => step.Intervals)];
            await SendAsync("intervals", new { intervals = intervals.Select(row => Row(row.Queue, row.Interval)), generatedAt = Text(told.Key) }, intervals.Length, cancellationToken);
        }
    }

    private static object Row(QueueId queue, CallInterval interval) => new
    {
        queue = queue.Value,
        start = Text(interval.Start),
        minutes = (int)interval.Length.TotalMinutes,
        offered = interval.Offered,
        answered = interval.Answered,
        abandoned = interval.Abandoned,
        answeredInTime = interval.AnsweredInTime,
        handleSeconds = interval.HandleSeconds,
        waitSeconds = interval.WaitSeconds,
    };

    // What is not acknowledged is sent again, as a feeder would; the same again changes nothing.
    private async Task SendAsync(string what, object body, int rows, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            long begin = Stopwatch.GetTimestamp();
            int status = 0;
            string text;
            try
            {
                using HttpResponseMessage answer = await client.PostAsync($"{feed}/{what}", Content(body), cancellationToken);
                (status, text) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
            }
            catch (HttpRequestException broken)
            {
                text = broken.Message;
            }

            if (status == 200)
            {
                JsonNode said = JsonNode.Parse(text)!;
                _summary.Acknowledge(what, rows, said["future"]!.GetValue<int>() + (said["unknownUsers"]?.GetValue<int>() ?? 0), Stopwatch.GetElapsedTime(begin));
                return;
            }

            if (status is not (0 or 429 or 503) || tries == MostTries)
            {
                _summary.Refuse(what, rows, $"{status} {text}");
                return;
            }

            _summary.Repeated++;
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private static StringContent Content(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>A client that shows the key of the source.</summary>
    public static HttpClient Client(Uri server, string key) => new() { BaseAddress = server, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
}
