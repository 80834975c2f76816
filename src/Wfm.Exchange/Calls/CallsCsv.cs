using NodaTime;

namespace Wfm.Exchange;

/// <summary>Calls per queue and interval, read from anybody's file and written in our own format.</summary>
public static class CallsCsv
{
    private static readonly string[] Header =
    [
        "queue", "start", "offered", "answered", "abandoned", "answered_in_time", "handle_seconds", "wait_seconds", "aht_seconds",
        "interval_minutes",
    ];

    // Told by few sources; a file without them stays as narrow as it was.
    private static readonly string[] Split = ["answered_wait_seconds", "short_abandoned", "abandoned_in_time"];

    /// <summary>Reads a whole file of calls, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; read twice when it can be rewound, else copied into memory. Left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="columns">Which columns carry what.</param>
    /// <param name="zone">The clock of times without an offset, and of the series.</param>
    /// <param name="intervalLength">The length wanted: shorter intervals that divide it are summed, anything else is refused. Empty means as in the file.</param>
    /// <param name="knownQueues">The queues there are; a row of any other is a problem. Empty means any queue will do.</param>
    /// <returns>One series per queue, by queue code in ordinal order.</returns>
    /// <remarks>
    /// A local time in the repeated hour of autumn is the earlier instant the first time the file gives it for a queue and the
    /// later one the second time. A row given twice word for word is ignored with a warning.
    /// </remarks>
    public static ImportResult<IReadOnlyList<CallSeries>> Read(
        Stream stream,
        string fileName,
        CallColumns columns,
        DateTimeZone zone,
        Duration? intervalLength = null,
        IReadOnlySet<QueueId>? knownQueues = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(zone);
        if (intervalLength is { } asked)
        {
            DayIntervals.ThrowUnlessDividesHour(asked);
        }

        ProblemList found = new();
        CallRows rows = CallRowReader.ReadAll(stream, fileName, columns, zone, knownQueues, found);
        IReadOnlyList<CallSeries>? series = found.ProblemCount == 0 || rows.Queues.Count > 0
            ? CallSeriesBuilder.Build(rows, columns, intervalLength, found)
            : null;
        return new ImportResult<IReadOnlyList<CallSeries>>(series, found);
    }

    /// <summary>Writes calls in our own format, each with its local time and offset, so that they read back the same; how waiting and abandons split, only when asked for.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="series">The calls.</param>
    /// <param name="isSplit">Whether the waiting of answered calls, short and timely abandons get columns too.</param>
    public static void Write(TextWriter writer, IEnumerable<CallSeries> series, bool isSplit = false)
    {
        ArgumentNullException.ThrowIfNull(series);
        CsvWriter rows = CsvWriter.WithHeader(writer, isSplit ? [.. Header, .. Split] : Header);
        foreach (CallSeries calls in series)
        {
            ZoneClock clock = new(calls.Zone);
            foreach (CallInterval interval in calls.Intervals)
            {
                rows.Text(calls.Queue.Value).Time(interval.Start, clock).Whole(interval.Offered).Whole(interval.Answered)
                    .Whole(interval.Abandoned).Whole(interval.AnsweredInTime).Number(interval.HandleSeconds)
                    .Number(interval.WaitSeconds).Number(interval.AverageHandleSeconds).Number(interval.Length.TotalMinutes);
                _ = isSplit ? rows.Number(interval.AnsweredWaitSeconds).Whole(interval.ShortAbandoned).Whole(interval.AbandonedInTime) : rows;
                rows.EndRow();
            }
        }
    }
}
