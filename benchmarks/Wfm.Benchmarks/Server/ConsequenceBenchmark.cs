using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Wfm.Storage;

namespace Wfm.Benchmarks.Server;

/// <summary>What a yes would cost, asked through the API of a real server: at a steady rate, whether the last answer has come or not.</summary>
public static class ConsequenceBenchmark
{
    private const int Requests = 500;

    /// <summary>Runs it. Arguments: <c>[--database TEXT] [--seconds 20]</c>; without a database a SQLite file that is removed afterwards.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0, or 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args) =>
        Told.Read("server-consequence", args, takesDatabase: true, ("--seconds", 20)) is { } told
            ? await told.OnDatabaseAsync(where => MeasureAsync(where, told["--seconds"]))
            : 2;

    private static async Task<int> MeasureAsync(string where, int seconds)
    {
        int[] requests = await LargeHouse.FillAsync(WfmDatabase.Parse(where), Requests);
        await using MeasuredServer server = await MeasuredServer.StartAsync(where, new StillClock());
        using HttpClient client = await server.LogInAsync(LargeHouse.Login);
        JsonNode first = (await client.GetFromJsonAsync<JsonNode>($"/api/units/1/requests/{requests[0]}/consequence"))!;
        Console.WriteLine($"{LargeHouse.Agents} agents, {LargeHouse.Queues} queues, {WfmDatabase.Parse(where).Provider}; the first says: {first["outlook"]!["reason"]}");

        // A server of a few minutes: the days are prepared, once per published version, and the code that is hot is compiled for it.
        await WarmUpAsync("consequence", client, requests, rounds: 4);
        await WarmUpAsync("alternatives", client, requests, rounds: 1);
        await PaceAsync("from the table", client, requests, "consequence", 50, seconds);
        await PaceAsync("three alternatives", client, requests, "alternatives", 10, seconds);
        return 0;
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
        Paced<int> paced = await SteadyRate.RunAsync(perSecond, seconds, async number => (await client.GetByteArrayAsync($"/api/units/1/requests/{requests[number % requests.Length]}/{what}")).Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {perSecond}/s, {paced.Answers.Count} asked, {SteadyRate.Line(paced.Answers.Select(one => one.Milliseconds))}, CPU {1000 * paced.CpuSeconds / paced.Answers.Count:0.0} ms each (client included)"));
    }
}
