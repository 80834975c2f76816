using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Wfm.Storage;

namespace Wfm.Benchmarks.Server;

/// <summary>A house full of screens: many event streams open, planners who read and edit at a steady rate, and every answer's time from when it was due.</summary>
public static class ScreensBenchmark
{
    /// <summary>The first versions of the house: the published one, and the draft that is edited.</summary>
    private const int Published = 1, Draft = 2;

    /// <summary>Runs it. Without a database a SQLite file that is removed afterwards.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0, or 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args) =>
        Told.Read("screens", args, takesDatabase: true, ("--streams", 200), ("--planners", 20), ("--rate", 30), ("--seconds", 60)) is { } told
            ? await told.OnDatabaseAsync(where => MeasureAsync(where, told))
            : 2;

    private static async Task<int> MeasureAsync(string where, Told told)
    {
        await LargeHouse.FillAsync(WfmDatabase.Parse(where), requests: 40);
        await using MeasuredServer server = await MeasuredServer.StartAsync(where, new StillClock());
        HttpClient[] planners = await Task.WhenAll(Enumerable.Range(0, told["--planners"]).Select(_ => server.LogInAsync(LargeHouse.Planner)));
        using CancellationTokenSource closing = new();
        Heard heard = new();
        Task[] streams = [.. Enumerable.Range(0, told["--streams"]).Select(number => ListenAsync(planners[number % planners.Length], heard, closing.Token))];
        while (heard.Hellos < streams.Length)
        {
            await Task.Delay(20);
        }

        Console.WriteLine($"{LargeHouse.Agents} people, {LargeHouse.Queues} queues, {WfmDatabase.Parse(where).Provider}; {streams.Length} event streams, {planners.Length} planners, {told["--rate"]} requests a second");
        await PaceAsync("warming up", planners, told["--rate"], 20);
        heard.Events = 0;
        await PaceAsync($"{told["--seconds"]} s", planners, told["--rate"], told["--seconds"]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"events heard by all streams together: {heard.Events}"));
        await closing.CancelAsync();
        await Task.WhenAll(streams);
        foreach (HttpClient planner in planners)
        {
            planner.Dispose();
        }

        return 0;
    }

    private static async Task ListenAsync(HttpClient planner, Heard heard, CancellationToken closing)
    {
        try
        {
            using HttpResponseMessage answer = await planner.GetAsync("/api/units/1/events", HttpCompletionOption.ResponseHeadersRead, closing);
            using StreamReader lines = new(await answer.Content.ReadAsStreamAsync(closing));
            while (await lines.ReadLineAsync(closing) is { } line)
            {
                if (line.StartsWith("event:", StringComparison.Ordinal))
                {
                    heard.Add(line.EndsWith("hello", StringComparison.Ordinal));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The screen is closed.
        }
    }

    // Of ten requests seven read, two try a change as a drag does, one keeps it.
    private static async Task PaceAsync(string name, HttpClient[] planners, int rate, int seconds)
    {
        Paced<Answer> paced = await SteadyRate.RunAsync(rate, seconds, number => AskAsync(planners[number % planners.Length], number));
        foreach (IGrouping<string, (Answer, double)> kind in paced.Answers.GroupBy(one => one.Answer.What).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {kind.Key}: {Line([.. kind])}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Line(paced.Answers)}; CPU {paced.CpuSeconds / paced.Seconds:0.00} processors (client included)"));
    }

    private static string Line(IReadOnlyList<(Answer Answer, double Milliseconds)> answers) =>
        $"{string.Join(", ", answers.CountBy(one => one.Answer.Status).OrderBy(status => status.Key).Select(status => $"{status.Value} × {status.Key}"))}; {SteadyRate.Line(answers.Select(one => one.Milliseconds))}";

    private static async Task<Answer> AskAsync(HttpClient planner, int number)
    {
        string day = LocalDatePattern.Iso.Format(LargeHouse.Monday.PlusDays(number % 5));
        string draft = $"/api/units/1/schedules/{Draft}";
        (string what, HttpRequestMessage request) = (number % 10) switch
        {
            0 => ("adherence board", Get("/api/units/1/adherence")),
            1 => ("requests", Get("/api/units/1/requests")),
            2 => ("level of a day", Get($"/api/units/1/schedules/{Published}/days/{day}")),
            3 or 4 => ("shifts of a day", Get($"{draft}/shifts?from={day}&to={day}")),
            5 => ("required", Get($"/api/units/1/requirements/1/intervals?from={day}&to={day}")),
            6 => ("period", Get(draft)),
            7 or 8 => ("a change tried", Change($"{draft}/try", number)),
            _ => ("a change kept", Change($"{draft}/edits", number)),
        };
        using (request)
        {
            if (number % 10 == 9)
            {
                // As the page does: the version that is shown is the one that is changed.
                using HttpResponseMessage shown = await planner.GetAsync(draft);
                request.Headers.TryAddWithoutValidation("If-Match", shown.Headers.ETag!.ToString());
                request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString("N"));
            }

            using HttpResponseMessage answer = await planner.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            return new Answer(what, (int)answer.StatusCode);
        }
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    // Eight hours with a lunch and two breaks, from a quarter that differs from time to time.
    private static HttpRequestMessage Change(string path, int number)
    {
        LocalDate date = LargeHouse.Monday.PlusDays(number % 5);
        JsonArray activities = [];
        int at = number % 4;
        foreach ((string kind, int quarters) in ((string, int)[])[("contacts", 8), ("break", 1), ("contacts", 7), ("lunch", 2), ("contacts", 8), ("break", 1), ("contacts", 8)])
        {
            activities.Add(new JsonObject { ["kind"] = kind, ["start"] = InstantPattern.ExtendedIso.Format(LargeHouse.At(date, at)), ["end"] = InstantPattern.ExtendedIso.Format(LargeHouse.At(date, at += quarters)) });
        }

        JsonObject body = new()
        {
            ["days"] = new JsonArray(new JsonObject { ["agent"] = (number * 7 % LargeHouse.Agents).ToString("0000", CultureInfo.InvariantCulture), ["date"] = LocalDatePattern.Iso.Format(date), ["activities"] = activities }),
            ["why"] = "benchmark",
            ["acceptsBrokenRules"] = true,
        };
        return new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
    }

    private sealed record Answer(string What, int Status);

    private sealed class Heard
    {
        private int _hellos;
        private long _events;

        public int Hellos => Volatile.Read(ref _hellos);

        public long Events
        {
            get => Volatile.Read(ref _events);
            set => Volatile.Write(ref _events, value);
        }

        public void Add(bool isHello)
        {
            if (isHello)
            {
                Interlocked.Increment(ref _hellos);
            }
            else
            {
                Interlocked.Increment(ref _events);
            }
        }
    }
}
