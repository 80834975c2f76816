using NodaTime;

namespace Wfm.Exchange;

/// <summary>Events from a file: <c>queue,from,to,name,factor</c>.</summary>
/// <remarks>An empty queue means all, an empty last day the first one, an empty factor that it is to be learned.</remarks>
public static class EventsCsv
{
    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(["from", "name"], ["queue", "to", "factor"]);

    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <returns>The events in the order of the file.</returns>
    public static ImportResult<IReadOnlyList<KnownEvent>> Read(Stream stream, string fileName)
    {
        ProblemList found = new();
        return new([.. Read(stream, fileName, found).Select(row => row.Value)], found);
    }

    internal static List<Located<KnownEvent>> Read(Stream stream, string fileName, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        List<Located<KnownEvent>> events = table.Collect(() =>
        {
            QueueId? queue = table.OptionalText(table["queue"]) is { } code ? new QueueId(code) : null;
            LocalDate from = table.Date(table["from"]);
            LocalDate? to = table.OptionalDate(table["to"]);
            if (to < from)
            {
                table.Refuse(table["to"], "a date not before from");
            }

            string name = table.Text(table["name"], "the name of an event");
            double? factor = table.OptionalNumber(table["factor"], double.Epsilon, 1000, "calls with the event ÷ calls without it, above 0 and at most 1000");
            return new KnownEvent(queue, from, to ?? from, name, factor);
        });
        return Duplicates.Dropped(events, found);
    }
}
