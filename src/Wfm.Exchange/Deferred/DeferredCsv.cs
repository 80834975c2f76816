using NodaTime;

namespace Wfm.Exchange;

/// <summary>Work that may wait and that comes in a stretch of time.</summary>
/// <param name="Queue">Whose.</param>
/// <param name="Start">When it comes, or begins to come.</param>
/// <param name="End">The first moment none of it comes any more; empty when all comes at the start.</param>
/// <param name="Items">How many letters or cases; need not be whole.</param>
/// <param name="HandleSeconds">Mean work on one, in seconds.</param>
/// <param name="DueHours">Open hours until it must be finished; empty means one working day.</param>
public sealed record DeferredArrival(QueueId Queue, Instant Start, Instant? End, double Items, double HandleSeconds, double? DueHours);

/// <summary>Work that lies there already.</summary>
/// <param name="Queue">Whose.</param>
/// <param name="Due">When it must be finished; may be past.</param>
/// <param name="Items">How many letters or cases.</param>
/// <param name="HandleSeconds">Mean work on one, in seconds.</param>
public sealed record DeferredBacklog(QueueId Queue, Instant Due, double Items, double HandleSeconds);

/// <summary>Files of mail, cases and back office.</summary>
/// <remarks>
/// Arrivals: <c>queue,start,end,items,handle_seconds,due_hours</c>; an empty end means that all comes at the start, else it comes evenly; empty
/// due hours mean one working day. Backlog: <c>queue,due,items,handle_seconds</c>.
/// </remarks>
public static class DeferredCsv
{
    private const double MostItems = 10_000_000;
    private const double MostSeconds = 366 * 86_400d;
    private static readonly IReadOnlyList<ColumnWanted> ArrivalColumns = CsvTable.Wanted(["queue", "start", "items", "handle_seconds"], ["end", "due_hours"]);
    private static readonly IReadOnlyList<ColumnWanted> BacklogColumns = CsvTable.Wanted(["queue", "due", "items", "handle_seconds"], []);

    /// <summary>Reads arrivals, or says everything that is wrong with them.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="zone">The clock of times without an offset.</param>
    public static ImportResult<IReadOnlyList<DeferredArrival>> ReadArrivals(Stream stream, string fileName, DateTimeZone zone)
    {
        ProblemList found = new();
        using CsvTable table = CsvTable.Open(stream, fileName, ArrivalColumns, found);
        ZoneClock clock = new(zone);
        List<Located<DeferredArrival>> rows = table.Collect(() =>
        {
            (QueueId queue, double items, double seconds) = Work(table);
            Instant? start = table.Instant(table["start"], clock, isEnd: false);
            Instant? end = table.Span(table["end"]).IsEmpty ? null : table.Instant(table["end"], clock, isEnd: true);
            if (end <= start)
            {
                table.Refuse(table["end"], "a time after start, or nothing");
            }

            double? due = table.OptionalNumber(table["due_hours"], 0.01, 10_000, "open hours above 0, or nothing for one working day");
            return start is { } from ? new DeferredArrival(queue, from, end, items, seconds, due) : null;
        });
        table.RefuseEmpty();
        return new([.. rows.Select(row => row.Value)], found);
    }

    /// <summary>Reads the backlog, or says everything that is wrong with it.</summary>
    /// <inheritdoc cref="ReadArrivals"/>
    public static ImportResult<IReadOnlyList<DeferredBacklog>> ReadBacklog(Stream stream, string fileName, DateTimeZone zone)
    {
        ProblemList found = new();
        using CsvTable table = CsvTable.Open(stream, fileName, BacklogColumns, found);
        ZoneClock clock = new(zone);
        List<Located<DeferredBacklog>> rows = table.Collect(() =>
        {
            (QueueId queue, double items, double seconds) = Work(table);
            return table.Instant(table["due"], clock, isEnd: true) is { } due ? new DeferredBacklog(queue, due, items, seconds) : null;
        });
        return new([.. rows.Select(row => row.Value)], found);
    }

    private static (QueueId Queue, double Items, double HandleSeconds) Work(CsvTable table) => (
        new QueueId(table.Text(table["queue"], "the code of a queue")),
        table.Number(table["items"], 0, MostItems, null, "a number of letters or cases, 0 or more"),
        table.Number(table["handle_seconds"], 0, MostSeconds, null, "a number of seconds, 0 or more"));
}
