using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;
using Wfm.Server;
using Wfm.Storage;

namespace Wfm.Benchmarks.Server;

/// <summary>What a yes would cost, asked through the API of a real server: at a steady rate, whether the last answer has come or not.</summary>
public static class ConsequenceBenchmark
{
    private const int Requests = 500;
    private const int DefaultSeconds = 20;

    /// <summary>Runs it. Arguments: <c>[--database TEXT] [--seconds 20]</c>; without a database a SQLite file that is removed afterwards.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0, or 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        string? text = null;
        int seconds = DefaultSeconds;
        for (int index = 0; index < args.Length; index += 2)
        {
            if (index + 1 == args.Length || !(args[index] == "--database" || (args[index] == "--seconds" && int.TryParse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seconds))))
            {
                await Console.Error.WriteLineAsync("server-consequence [--database TEXT] [--seconds 20]");
                return 2;
            }

            text = args[index] == "--database" ? args[index + 1] : text;
        }

        string folder = Directory.CreateTempSubdirectory("wfm-consequence-").FullName;
        try
        {
            await MeasureAsync(text ?? Path.Combine(folder, "wfm.db"), seconds);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string where, int seconds)
    {
        int[] requests = await LargeHouse.FillAsync(WfmDatabase.Parse(where), Requests);
        ServerSettings settings = new() { Database = where, Urls = "http://127.0.0.1:0", TakesJobs = false, RequestsPerMinute = 100_000 };
        await using WebApplication app = WfmServer.Create(settings, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IClock>(new StillClock()));
            builder.Logging.SetMinimumLevel(LogLevel.Error);
        });
        await app.StartAsync();
        using HttpClient client = new() { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        using HttpResponseMessage session = await client.PostAsJsonAsync("/api/session", new { login = LargeHouse.Login, password = LargeHouse.Password });
        session.EnsureSuccessStatusCode();
        JsonNode first = (await client.GetFromJsonAsync<JsonNode>($"/api/units/1/requests/{requests[0]}/consequence"))!;
        Console.WriteLine($"{LargeHouse.Agents} agents, {LargeHouse.Queues} queues, {WfmDatabase.Parse(where).Provider}; the first says: {first["outlook"]!["reason"]}");

        // A server of a few minutes: the days are prepared, once per published version, and the code that is hot is compiled for it.
        await WarmUpAsync("consequence", client, requests, rounds: 4);
        await WarmUpAsync("alternatives", client, requests, rounds: 1);
        await PaceAsync("from the table", client, requests, "consequence", 50, seconds);
        await PaceAsync("three alternatives", client, requests, "alternatives", 10, seconds);
        await app.StopAsync();
    }

    // One after the other; processor time tells what a question costs, however busy the machine is.
    private static async Task WarmUpAsync(string what, HttpClient client, int[] requests, int rounds)
    {
        for (int round = 1; round <= rounds; round++)
        {
            TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
            foreach (int request in requests)
            {
                await client.GetByteArrayAsync($"/api/units/1/requests/{request}/{what}");
            }

            double spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / requests.Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warming up, {what}, round {round}: CPU {spent:0.0} ms each (client and compilation included)"));
        }
    }

    private static async Task PaceAsync(string name, HttpClient client, int[] requests, string what, int perSecond, int seconds)
    {
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long begin = Stopwatch.GetTimestamp();
        Task<double>[] answers = new Task<double>[perSecond * seconds];
        for (int number = 0; number < answers.Length; number++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)number / perSecond);
            TimeSpan early = due - Stopwatch.GetElapsedTime(begin);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            answers[number] = AskAsync(client, $"/api/units/1/requests/{requests[number % requests.Length]}/{what}", begin, due);
        }

        double[] waits = await Task.WhenAll(answers);
        Array.Sort(waits);
        double spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / waits.Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {perSecond}/s, {waits.Length} asked, p50 {At(waits, 0.5):0.0} ms, p95 {At(waits, 0.95):0.0} ms, p99 {At(waits, 0.99):0.0} ms, most {waits[^1]:0.0} ms, CPU {spent:0.0} ms each (client included)"));
    }

    // Counted from when it was due, so that a slow answer is not hidden by asking later.
    private static async Task<double> AskAsync(HttpClient client, string path, long begin, TimeSpan due)
    {
        using HttpResponseMessage answer = await client.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
        return (Stopwatch.GetElapsedTime(begin) - due).TotalMilliseconds;
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
