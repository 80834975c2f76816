using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Planning;
using Wfm.Storage;
using Wfm.Testing.Postgres;

namespace Wfm.Benchmarks.Server;

/// <summary>A night of many planning units on two real <c>wfm worker</c> processes and one PostgreSQL: what queueing, handing over and keeping books cost beside the search.</summary>
public static class NightBenchmark
{
    private const int Workers = 2;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Runs it. Arguments: <c>[--units 200] [--seconds 10]</c>, seconds of search per unit.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0, or 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (Told.Read("night", args, takesDatabase: false, ("--units", 200), ("--seconds", 10)) is not { } told)
        {
            return 2;
        }

        await using PostgresCluster cluster = await PostgresCluster.StartAsync(CancellationToken.None);
        await MeasureAsync(WfmDatabase.Parse(await cluster.CreateDatabaseAsync(CancellationToken.None)), told["--units"], told["--seconds"]);
        return 0;
    }

    private static async Task MeasureAsync(WfmDatabase database, int units, int seconds)
    {
        Instant now = await AskAsync(database, db => RunStore.NowAsync(db, default));
        IReadOnlyList<BusinessUnitId> centres = await NightHouse.FillAsync(database, units, now);
        LocalDate tonight = now.InUtc().Date;
        Console.WriteLine($"{units} centres of {NightHouse.Agents} agents are there; {Workers} workers begin, {seconds} s of search for each.");
        Process[] workers = [.. Enumerable.Range(0, Workers).Select(number => Start(database, $"worker-{number}", seconds))];
        try
        {
            foreach (BusinessUnitId unit in centres)
            {
                await AskAsync(database, db => RunStore.QueueAsync(db, new RunKey(unit, JoinNight.NightKind, "", tonight), new RunOrder(), again: false, default));
            }

            long began = Stopwatch.GetTimestamp();
            while (await AskAsync(database, db => db.Runs.CountAsync(row => row.Kind == JoinNight.PlanKind && row.State != RunState.Queued && row.State != RunState.Running)) < units)
            {
                if (workers.Any(worker => worker.HasExited))
                {
                    throw new InvalidOperationException("A worker ended before the night did.");
                }

                await Task.Delay(Look);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The night took {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s."));
            await TellAsync(database, units, seconds);
        }
        finally
        {
            foreach (Process worker in workers)
            {
                worker.Kill();
                await worker.WaitForExitAsync();
                worker.Dispose();
            }
        }
    }

    // A worker searches for one unit at a time, so what lies between the ends of two of its units, less the search, is not search.
    private static async Task TellAsync(WfmDatabase database, int units, int seconds)
    {
        List<StoredRun> runs = await AskAsync(database, db => db.Runs.AsNoTracking().ToListAsync());
        List<StoredRun> plans = [.. runs.Where(run => run.Kind == JoinNight.PlanKind)];
        double[] books = [.. plans.Select(run => (run.FinishedAt!.Value - run.StartedAt!.Value).TotalSeconds - seconds)];
        double[] handOvers =
        [
            .. plans.GroupBy(run => run.Node).Select(own => own.OrderBy(run => run.StartedAt).ToArray())
                .SelectMany(own => own.Zip(own.Skip(1), (before, after) => (after.StartedAt!.Value - before.FinishedAt!.Value).TotalSeconds)),
        ];
        double perUnit = books.Average() + (handOvers.Length == 0 ? 0 : handOvers.Average());
        Console.WriteLine($"planned {plans.Count(run => run.State == RunState.Done)} of {units}, tried once {plans.Count(run => run.Tries == 1)}; by node: {string.Join(", ", plans.CountBy(run => run.Node ?? "").Select(node => $"{node.Key} {node.Value}"))}");
        Console.WriteLine(Line("loading the unit, storing its plan", books));
        Console.WriteLine(Line("from one unit to the next of a worker", handOvers));
        Console.WriteLine(Line("forecast and requirement of a centre", [.. runs.Where(run => run.Kind == JoinNight.NightKind).Select(run => (run.FinishedAt!.Value - run.StartedAt!.Value).TotalSeconds)]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"beside the search {perUnit:0.00} s a unit: {100 * perUnit / (perUnit + seconds):0.0} % at {seconds} s of search, {100 * perUnit / (perUnit + 120):0.00} % at the usual 120 s"));
        int reports = runs.Count(run => run.Kind == JoinNight.NightKind && run.ReportJson is not null);
        Console.WriteLine($"reports in the morning: {reports}, of {units}");
    }

    private static string Line(string what, double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0
            ? $"{what}: never"
            : string.Create(CultureInfo.InvariantCulture, $"{what}: mean {sorted.Average():0.00} s, median {sorted[sorted.Length / 2]:0.00} s, most {sorted[^1]:0.00} s");
    }

    private static Process Start(WfmDatabase database, string node, int seconds)
    {
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Wfm.Cli", "release", "wfm.dll"));
        ProcessStartInfo start = new("dotnet", [program, "worker"]) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true };
        start.Environment["WFM__Database"] = database.ConnectionString;
        start.Environment["WFM__Node"] = node;
        start.Environment["WFM__PlansAtOnce"] = "1";
        start.Environment["WFM__NightEnds"] = "00:31";
        start.Environment["WFM__NightSecondsPerUnit"] = seconds.ToString(CultureInfo.InvariantCulture);
        start.Environment["WFM__NightStepsPerUnit"] = "900000000";
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task<TResult> AskAsync<TResult>(WfmDatabase database, Func<WfmDb, Task<TResult>> ask)
    {
        await using WfmDb db = database.CreateContext();
        return await ask(db);
    }
}
