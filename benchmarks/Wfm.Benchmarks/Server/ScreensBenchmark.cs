using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using Wfm.Server;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Benchmarks.Server;

/// <summary>A house full of screens: many event streams open, planners who read and edit at a steady rate, and every answer's time from when it was due.</summary>
public static class ScreensBenchmark
{
    private const string Usage = "screens [--database TEXT] [--streams 200] [--planners 20] [--rate 30] [--seconds 60]";

    /// <summary>The first versions of the house: the published one, and the draft that is edited.</summary>
    private const int Published = 1, Draft = 2;

    /// <summary>Runs it. Without a database a SQLite file that is removed afterwards.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0, or 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        Dictionary<string, int> numbers = new() { ["--streams"] = 200, ["--planners"] = 20, ["--rate"] = 30, ["--seconds"] = 60 };
        string? text = null;
        for (int index = 0; index < args.Length; index += 2)
        {
            bool isNumber = index + 1 < args.Length && numbers.ContainsKey(args[index]) && int.TryParse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && (numbers[args[index]] = value) > 0;
            if (index + 1 == args.Length || !(isNumber || args[index] == "--database"))
            {
                await Console.Error.WriteLineAsync(Usage);
                return 2;
            }

            text = args[index] == "--database" ? args[index + 1] : text;
        }

        string folder = Directory.CreateTempSubdirectory("wfm-screens-").FullName;
        try
        {
            await MeasureAsync(text ?? Path.Combine(folder, "wfm.db"), numbers);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string where, Dictionary<string, int> numbers)
    {
        await LargeHouse.FillAsync(WfmDatabase.Parse(where), requests: 40);
        ServerSettings settings = new() { Database = where, Urls = "http://127.0.0.1:0", TakesJobs = false, RequestsPerMinute = 1_000_000, LoginsPerMinute = 1_000_000 };
        await using WebApplication app = WfmServer.Create(settings, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IClock>(new StillClock()));
            builder.Logging.SetMinimumLevel(LogLevel.Error);
        });
        await app.StartAsync();
        Uri address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        HttpClient[] planners = await Task.WhenAll(Enumerable.Range(0, numbers["--planners"]).Select(_ => LogInAsync(address)));
        using CancellationTokenSource closing = new();
        Heard heard = new();
        Task[] streams = [.. Enumerable.Range(0, numbers["--streams"]).Select(number => ListenAsync(planners[number % planners.Length], heard, closing.Token))];
        while (heard.Hellos < streams.Length)
        {
            await Task.Delay(20);
        }

        Console.WriteLine($"{LargeHouse.Agents} people, {LargeHouse.Queues} queues, {WfmDatabase.Parse(where).Provider}; {streams.Length} event streams, {planners.Length} planners, {numbers["--rate"]} requests a second");
        await PaceAsync("warming up", planners, numbers["--rate"], 20);
        heard.Events = 0;
        await PaceAsync($"{numbers["--seconds"]} s", planners, numbers["--rate"], numbers["--seconds"]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"events heard by all streams together: {heard.Events}"));
        await closing.CancelAsync();
        await Task.WhenAll(streams);
        await app.StopAsync();
        foreach (HttpClient planner in planners)
        {
            planner.Dispose();
        }
    }

    private static async Task<HttpClient> LogInAsync(Uri address)
    {
        HttpClient planner = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        using HttpResponseMessage session = await planner.PostAsJsonAsync("/api/session", new { login = LargeHouse.Planner, password = LargeHouse.Password });
        session.EnsureSuccessStatusCode();
        planner.DefaultRequestHeaders.Add(SessionCookie.CsrfHeader, (await session.Content.ReadFromJsonAsync<JsonNode>())!["csrfToken"]!.GetValue<string>());
        return planner;
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
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long begin = Stopwatch.GetTimestamp();
        Task<Answer>[] answers = new Task<Answer>[rate * seconds];
        for (int number = 0; number < answers.Length; number++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)number / rate);
            TimeSpan early = due - Stopwatch.GetElapsedTime(begin);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            answers[number] = AskAsync(planners[number % planners.Length], number, begin, due);
        }

        Answer[] all = await Task.WhenAll(answers);
        double spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        foreach (IGrouping<string, Answer> kind in all.GroupBy(answer => answer.What).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {kind.Key}: {Line([.. kind])}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Line(all)}; CPU {spent:0.00} processors (client included)"));
    }

    private static string Line(Answer[] answers)
    {
        double[] waits = [.. answers.Select(answer => answer.Wait).Order()];
        string statuses = string.Join(", ", answers.CountBy(answer => answer.Status).OrderBy(status => status.Key).Select(status => $"{status.Value} × {status.Key}"));
        return string.Create(CultureInfo.InvariantCulture, $"{statuses}; p50 {At(waits, 0.5):0.0} ms, p95 {At(waits, 0.95):0.0} ms, p99 {At(waits, 0.99):0.0} ms, most {waits[^1]:0.0} ms");
    }

    private static async Task<Answer> AskAsync(HttpClient planner, int number, long begin, TimeSpan due)
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
            return new Answer(what, (int)answer.StatusCode, (Stopwatch.GetElapsedTime(begin) - due).TotalMilliseconds);
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

    private static double At(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    private sealed record Answer(string What, int Status, double Wait);

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
