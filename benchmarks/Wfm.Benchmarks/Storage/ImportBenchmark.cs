using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Benchmarks.Storage;

/// <summary>Takes a large call file into a database: seconds, rows a second, peak memory, then the same rows again and again the same file.</summary>
public static class ImportBenchmark
{
    private const int DefaultRows = 1_000_000;
    private const int Queues = 14;
    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly Instant Start = Instant.FromUtc(2023, 1, 1, 0, 0);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    /// <summary>Runs it. Arguments: <c>--rows 1000000 [--database TEXT]</c>; without a database a SQLite file that is removed afterwards.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0, or 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args) =>
        Told.Read("import", args, takesDatabase: true, ("--rows", DefaultRows)) is { } told
            ? await told.OnDatabaseAsync(where => MeasureAsync(WfmDatabase.Parse(where), told["--rows"]))
            : 2;

    private static async Task<int> MeasureAsync(WfmDatabase database, int rows)
    {
        await MigrateDatabase.RunAsync(database, CancellationToken.None);
        string source = "benchmark-" + Guid.NewGuid().ToString("N");
        BusinessUnitId unit;
        await using (WfmDb db = database.CreateContext())
        {
            unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit(source, Zone, Quarter), CancellationToken.None);
        }

        List<CallSeries> series = Series(rows);
        Console.WriteLine($"{rows:N0} rows of {Queues} queues into {database.Provider}");
        await MeasureAsync("first import", database, rows, db => ImportAsync(db, unit, source, 1, series));
        await MeasureAsync("same file", database, rows, db => ImportAsync(db, unit, source, 1, series));
        await MeasureAsync("same rows, new file", database, rows, db => ImportAsync(db, unit, source, 2, series));
        await MeasureAsync("all queues back", database, rows, async db =>
        {
            int intervals = 0;
            foreach (CallSeries queue in series)
            {
                CallSeries loaded = await CallIntervalStore.LoadSeriesAsync(
                    db, unit, queue.Queue, new Interval(null, null), Zone, Quarter, CancellationToken.None);
                intervals += loaded.Intervals.Count;
            }

            return $"{intervals:N0} intervals";
        });
        return 0;
    }

    private static async Task MeasureAsync(string name, WfmDatabase database, int rows, Func<WfmDb, Task<string>> work)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan processorBefore = process.TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        await using WfmDb db = database.CreateContext();
        string result = await work(db);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-20} {seconds,7:0.00} s  {rows / seconds,10:N0} rows/s  {(process.TotalProcessorTime - processorBefore).TotalSeconds,6:0.0} s CPU  peak {process.PeakWorkingSet64 / 1048576.0,5:0} MB  {result}"));
    }

    private static async Task<string> ImportAsync(WfmDb db, BusinessUnitId unit, string source, int number, List<CallSeries> series)
    {
        FileToImport file = new("calls", source, "calls.csv", number.ToString("x64", CultureInfo.InvariantCulture));
        CallImportResult result = await CallIntervalStore.UpsertAsync(db, unit, file, series, Instant.FromUtc(2026, 1, 1, 0, 0), CancellationToken.None);
        return $"{result.Inserted:N0} new, {result.Changed:N0} changed, {result.Unchanged:N0} unchanged";
    }

    // A whole file in memory, as a reader that checks it whole before taking it in would hold it.
    private static List<CallSeries> Series(int rows)
    {
        List<CallSeries> series = [];
        for (int queue = 0; queue < Queues; queue++)
        {
            int count = (rows / Queues) + (queue < rows % Queues ? 1 : 0);
            CallInterval[] intervals = new CallInterval[count];
            for (int place = 0; place < count; place++)
            {
                intervals[place] = new CallInterval(Start + (Quarter * place), Quarter, place % 41, place % 37, place % 5, place % 31, place % 37 * 187.5, place % 41 * 21.25);
            }

            series.Add(new CallSeries(new QueueId($"queue-{queue:00}"), Zone, Quarter, intervals));
        }

        return series;
    }
}
