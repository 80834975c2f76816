using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Benchmarks.Server;

/// <summary>States of agents through a real server at a steady rate, whether the last answer has come or not; afterwards every acknowledged state is looked for in the database.</summary>
public static class FeedBenchmark
{
    private const string Key = "a-key-for-the-benchmark-only";
    private static readonly string[] States = ["Ready", "InCall", "ACW", "AUX1"];

    /// <summary>Runs it. Without a database a SQLite file that is removed afterwards.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0, 1 when something acknowledged is missing, 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args) =>
        Told.Read("feeds", args, takesDatabase: true, ("--rate", 1_000), ("--seconds", 60), ("--per-post", 10)) is { } told
            ? await told.OnDatabaseAsync(where => MeasureAsync(where, told["--rate"], told["--seconds"], told["--per-post"]))
            : 2;

    private static async Task<int> MeasureAsync(string where, int rate, int seconds, int perPost)
    {
        WfmDatabase database = WfmDatabase.Parse(where);
        FeedSourceId source = await FillAsync(database);
        await using MeasuredServer server = await MeasuredServer.StartAsync(where);
        using HttpClient exchange = new() { BaseAddress = server.Address };
        exchange.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        await PaceAsync("warming up", exchange, server.Clock, Math.Min(rate, 1_000), 5, perPost, first: 0);
        long warm = await CountAsync(database, source);
        long acknowledged = await PaceAsync($"{database.Provider}, {rate} states/s in deliveries of {perPost}, {seconds} s", exchange, server.Clock, rate, seconds, perPost, first: warm);
        long stored = await CountAsync(database, source) - warm;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"acknowledged {acknowledged}, stored {stored}, lost {acknowledged - Math.Min(acknowledged, stored)}"));
        using HttpClient leader = await server.LogInAsync(LargeHouse.Login);
        await ReadBoardAsync(exchange, leader, server.Clock, database);
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
    private static async Task<long> PaceAsync(string name, HttpClient exchange, IClock clock, int rate, int seconds, int perPost, long first)
    {
        Instant origin = clock.GetCurrentInstant() - Duration.FromMinutes(1);
        Paced<int> paced = await SteadyRate.RunAsync((double)rate / perPost, seconds, number => PostAsync(exchange, Body(origin, first + ((long)number * perPost), perPost)));
        double[] waits = [.. paced.Answers.Where(one => one.Answer == 200).Select(one => one.Milliseconds)];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {paced.Answers.Count} deliveries, {waits.Length} acknowledged, {paced.Answers.Count(one => one.Answer == 429)} told to come again, {paced.Answers.Count(one => one.Answer is not (200 or 429))} failed; accept {SteadyRate.Line(waits)}; {paced.Seconds:0.0} s, CPU {paced.CpuSeconds / paced.Seconds:0.00} processors (client included)"));
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

    private static async Task<int> PostAsync(HttpClient exchange, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await exchange.PostAsync("/api/units/1/feeds/acd/states", content);
        await answer.Content.ReadAsByteArrayAsync();
        return (int)answer.StatusCode;
    }

    private static async Task ReadBoardAsync(HttpClient exchange, HttpClient leader, IClock clock, WfmDatabase database)
    {
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
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database.Provider}: the board of {LargeHouse.Agents} people shows {shown} states; read in {SteadyRate.Line(reads)}; a state told now is on it after {lag:0} ms"));
    }

    /// <summary>Milliseconds from telling one more state to the board that shows it.</summary>
    private static async Task<double> LagAsync(HttpClient exchange, HttpClient leader, IClock clock)
    {
        long begin = Stopwatch.GetTimestamp();
        await PostAsync(exchange, $$"""{"states":[{"userCode":"0000","stateCode":"LAG","at":"{{InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant())}}"}]}""");
        while (!(await leader.GetFromJsonAsync<JsonNode>("/api/units/1/adherence"))!["rows"]!.AsArray().Any(row => row!["state"]?.GetValue<string>() == "LAG"))
        {
            await Task.Delay(10);
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
