using NodaTime;

namespace Wfm.Exchange;

/// <summary>Events from a file: <c>queue,from,to,name,factor[,kind,shape]</c>.</summary>
/// <remarks>An empty queue means all, an empty last day the first one, an empty factor that it is to be learned, an empty kind another one, an empty shape full strength every day.</remarks>
public static class EventsCsv
{
    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(["from", "name"], ["queue", "to", "factor", "kind", "shape"]);

    private static readonly Dictionary<string, EventKind> KindAliases = new()
    {
        ["annat"] = EventKind.Other,
        ["kampanj"] = EventKind.Campaign,
        ["brev"] = EventKind.Letter,
        ["utskick"] = EventKind.Letter,
        ["faktura"] = EventKind.InvoiceRun,
        ["fakturor"] = EventKind.InvoiceRun,
        ["snö"] = EventKind.Snow,
        ["avbrott"] = EventKind.Outage,
        ["skollov"] = EventKind.SchoolBreak,
        ["lov"] = EventKind.SchoolBreak,
    };

    private static readonly Dictionary<string, EventShape> ShapeAliases = new()
    {
        ["jämn"] = EventShape.Step,
        ["avtagande"] = EventShape.Decay,
        ["klocka"] = EventShape.Bell,
        ["brev"] = EventShape.LetterDrop,
        ["letter"] = EventShape.LetterDrop,
    };

    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <returns>The events in the order of the file.</returns>
    public static ImportResult<IReadOnlyList<KnownEvent>> Read(Stream stream, string fileName)
    {
        ProblemList found = new();
        return new([.. Read(stream, fileName, found).Select(row => row.Value.Event)], found);
    }

    internal static List<Located<EventRow>> Read(Stream stream, string fileName, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        List<Located<EventRow>> events = table.Collect(() =>
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
            EventKind kind = table.Choice(table["kind"], EventKind.Other, KindAliases);
            KnownEvent known = new(queue, from, to ?? from, name, factor, kind, table.Choice(table["shape"], EventShape.Step, ShapeAliases));
            return new EventRow(known, table["kind"].IsPresent, table["shape"].IsPresent);
        });
        return Duplicates.Dropped(events, found);
    }
}

/// <summary>A row of events.csv.</summary>
/// <param name="Event">The event.</param>
/// <param name="TellsKind">Whether the file has a column for what sort of thing it is.</param>
/// <param name="TellsShape">Whether it has one for the course over its days.</param>
public sealed record EventRow(KnownEvent Event, bool TellsKind, bool TellsShape);
