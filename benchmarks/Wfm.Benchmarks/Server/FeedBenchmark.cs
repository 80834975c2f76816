using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Server;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Benchmarks.Server;

/// <summary>States of agents through a real server at a steady rate, whether the last answer has come or not; afterwards every acknowledged state is looked for in the database.</summary>
public static class FeedBenchmark
{
    private const string Key = "a-key-for-the-benchmark-only";
    private const string Usage = "feeds [--database TEXT] [--rate 1000] [--seconds 60] [--per-post 10]";
    private static readonly string[] States = ["Ready", "InCall", "ACW", "AUX1"];

    /// <summary>Runs it. Without a database a SQLite file that is removed afterwards.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0, 1 when something acknowledged is missing, 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        Dictionary<string, int> numbers = new() { ["--rate"] = 1_000, ["--seconds"] = 60, ["--per-post"] = 10 };
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

        string folder = Directory.CreateTempSubdirectory("wfm-feeds-").FullName;
        try
        {
            return await MeasureAsync(text ?? Path.Combine(folder, "wfm.db"), numbers["--rate"], numbers["--seconds"], numbers["--per-post"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(string where, int rate, int seconds, int perPost)
    {
        WfmDatabase database = WfmDatabase.Parse(where);
        FeedSourceId source = await FillAsync(database);
        ServerSettings settings = new() { Database = where, Urls = "http://127.0.0.1:0", TakesJobs = false, SourceRequestsPerMinute = 1_000_000 };
        await using WebApplication app = WfmServer.Create(settings, builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        await app.StartAsync();
        using HttpClient client = new() { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        IClock clock = app.Services.GetRequiredService<IClock>();
        await PaceAsync("warming up", client, clock, Math.Min(rate, 1_000), 5, perPost, first: 0);
        long warm = await CountAsync(database, source);
        long acknowledged = await PaceAsync($"{database.Provider}, {rate} states/s in deliveries of {perPost}, {seconds} s", client, clock, rate, seconds, perPost, first: warm);
        long stored = await CountAsync(database, source) - warm;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"acknowledged {acknowledged}, stored {stored}, lost {acknowledged - Math.Min(acknowledged, stored)}"));
        await ReadBoardAsync(client, clock, database);
        await app.StopAsync();
        return stored >= acknowledged ? 0 : 1;
    }

    private static async Task<FeedSourceId> FillAsync(WfmDatabase database)
    {
        await LargeHouse.FillAsync(database, requests: 1);
        await using WfmDb db = database.CreateContext();
        StoredBusinessUnit unit = await db.BusinessUnits.OrderByDescending(row => row.Id).FirstAsync();
        db.Add(new StoredApiKey(unit.Id, "acd", Secrets.Hash(Key), "benchmark", LargeHouse.Now));
        await db.SaveChangesAsync();
        FeedSourceId source = (await FeedSources.EnsureAsync(db, unit.Id, "acd", CancellationToken.None)).Id;
        Dictionary<string, AgentId> logons = Enumerable.Range(0, LargeHouse.Agents).Select(number => number.ToString("0000", CultureInfo.InvariantCulture)).ToDictionary(code => code, code => new AgentId(code));
        return await InTransaction.RunAsync(db, async () =>
        {
            await Logons.ReplaceAsync(db, source, logons, CancellationToken.None);
            return source;
        }, CancellationToken.None);
    }

    private static async Task<long> CountAsync(WfmDatabase database, FeedSourceId source)
    {
        await using WfmDb db = database.CreateContext();
        return await db.AgentStates.LongCountAsync(row => row.SourceId == source && row.Held == null);
    }

    /// <returns>States acknowledged.</returns>
    private static async Task<long> PaceAsync(string name, HttpClient client, IClock clock, int rate, int seconds, int perPost, long first)
    {
        int posts = rate * seconds / perPost;
        Instant origin = clock.GetCurrentInstant() - Duration.FromMinutes(1);
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long begin = Stopwatch.GetTimestamp();
        Task<(double Wait, int Status)>[] answers = new Task<(double, int)>[posts];
        for (int number = 0; number < posts; number++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)number * perPost / rate);
            TimeSpan early = due - Stopwatch.GetElapsedTime(begin);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            answers[number] = PostAsync(client, Body(origin, first + ((long)number * perPost), perPost), begin, due);
        }

        (double Wait, int Status)[] all = await Task.WhenAll(answers);
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double[] waits = [.. all.Where(answer => answer.Status == 200).Select(answer => answer.Wait).Order()];
        double spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / elapsed;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {posts} deliveries, {waits.Length} acknowledged, {all.Count(answer => answer.Status == 429)} told to come again, {all.Count(answer => answer.Status is not (200 or 429))} failed; accept p50 {At(waits, 0.5):0.0} ms, p95 {At(waits, 0.95):0.0} ms, p99 {At(waits, 0.99):0.0} ms, most {At(waits, 1):0.0} ms; {elapsed:0.0} s, CPU {spent:0.00} processors (client included)"));
        return (long)waits.Length * perPost;
    }

    // Each state is of a moment of its own, so that what is stored can be counted.
    private static string Body(Instant origin, long first, int states)
    {
        StringBuilder body = new("""{"states":[""");
        for (long number = first; number < first + states; number++)
        {
            string at = InstantPattern.ExtendedIso.Format(origin + Duration.FromTicks(number * 10));
            body.Append(number == first ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"userCode":"{{number % LargeHouse.Agents:0000}}","stateCode":"{{States[number / LargeHouse.Agents % States.Length]}}","at":"{{at}}"}""");
        }

        return body.Append("]}").ToString();
    }

    // Counted from when it was due, so that a slow answer is not hidden by asking later.
    private static async Task<(double Wait, int Status)> PostAsync(HttpClient client, string body, long begin, TimeSpan due)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync("/api/units/1/feeds/acd/states", content);
        await answer.Content.ReadAsByteArrayAsync();
        return ((Stopwatch.GetElapsedTime(begin) - due).TotalMilliseconds, (int)answer.StatusCode);
    }

    private static async Task ReadBoardAsync(HttpClient exchange, IClock clock, WfmDatabase database)
    {
        using HttpClient leader = new() { BaseAddress = exchange.BaseAddress };
        using HttpResponseMessage session = await leader.PostAsJsonAsync("/api/session", new { login = LargeHouse.Login, password = LargeHouse.Password });
        session.EnsureSuccessStatusCode();
        double lag = await LagAsync(exchange, leader, clock);
        double[] reads = new double[20];
        JsonNode? board = null;
        for (int read = 0; read < reads.Length; read++)
        {
            long begin = Stopwatch.GetTimestamp();
            board = await leader.GetFromJsonAsync<JsonNode>("/api/units/1/adherence");
            reads[read] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        int shown = board!["rows"]!.AsArray().Count(row => row!["state"] is not null);
        Array.Sort(reads);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database.Provider}: the board of {LargeHouse.Agents} people shows {shown} states; read in p50 {At(reads, 0.5):0.0} ms, most {reads[^1]:0.0} ms; a state told now is on it after {lag:0} ms"));
    }

    /// <summary>Milliseconds from telling one more state to the board that shows it.</summary>
    private static async Task<double> LagAsync(HttpClient exchange, HttpClient leader, IClock clock)
    {
        long begin = Stopwatch.GetTimestamp();
        await PostAsync(exchange, $$"""{"states":[{"userCode":"0000","stateCode":"LAG","at":"{{InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant())}}"}]}""", begin, TimeSpan.Zero);
        while (!(await leader.GetFromJsonAsync<JsonNode>("/api/units/1/adherence"))!["rows"]!.AsArray().Any(row => row!["state"]?.GetValue<string>() == "LAG"))
        {
            await Task.Delay(10);
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
