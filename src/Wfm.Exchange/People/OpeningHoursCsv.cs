using NodaTime;

namespace Wfm.Exchange;

/// <summary>opening_hours.csv: when each queue takes contacts.</summary>
/// <remarks>
/// A row holds on one weekday or on several (<c>1-5</c>, <c>mån-fre</c>, <c>mon wed</c>). Closing at 24:00 or 00:00 means the end of
/// the day. <c>valid_from</c> and <c>valid_to</c> may be empty or missing.
/// </remarks>
public static class OpeningHoursCsv
{
    private const string TimeOfDay = "a time of day such as 07:00";

    // Each row of a queue is compared with all before it.
    private const int MostRows = 1_000;

    private static readonly IReadOnlyList<ColumnWanted> Columns =
        CsvTable.Wanted(["queue", "weekday", "opens", "closes"], ["valid_from", "valid_to"]);

    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    public static ImportResult<IReadOnlyDictionary<QueueId, OpeningHours>> Read(Stream stream, string fileName)
    {
        ProblemList found = new();
        List<Located<QueueOpening>> openings = Read(stream, fileName, found);
        return new(ByQueue(openings), found);
    }

    internal static List<Located<QueueOpening>> Read(Stream stream, string fileName, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        List<Located<QueueOpening>> openings = table.Collect(() => ReadRow(table));
        table.RefuseEmpty();
        RefuseOverlaps(openings, found);
        return openings;
    }

    internal static Dictionary<QueueId, OpeningHours> ByQueue(IEnumerable<Located<QueueOpening>> openings) =>
        openings.GroupBy(opening => opening.Value.Queue, opening => opening.Value.Periods)
            .ToDictionary(queue => queue.Key, queue => new OpeningHours([.. queue.SelectMany(periods => periods)]));

    private static QueueOpening? ReadRow(CsvTable table)
    {
        string queue = table.Text(table["queue"], "the code of a queue");
        IReadOnlyList<IsoDayOfWeek> weekdays = table.WeekdaysOf(table["weekday"], whenEmpty: []);
        LocalTime? opens = table.RequiredTime(table["opens"], TimeOfDay, out bool opensAtEnd);
        LocalTime? closes = table.RequiredTime(table["closes"], "a time of day such as 17:00, or 24:00", out _);
        if (opensAtEnd)
        {
            table.Refuse(table["opens"], TimeOfDay);
        }

        if (opens >= closes && closes != LocalTime.Midnight)
        {
            table.Refuse(table["closes"], "a time after it opens, or 24:00 for the end of the day");
        }

        (LocalDate? from, LocalDate? to) = table.Validity();
        return table.RowIsGood
            ? new QueueOpening(new QueueId(queue), [.. weekdays.Select(day => new OpeningPeriod(day, opens!.Value, closes!.Value, from, to))])
            : null;
    }

    private static void RefuseOverlaps(List<Located<QueueOpening>> openings, ProblemList found)
    {
        foreach (IGrouping<QueueId, Located<QueueOpening>> queue in openings.GroupBy(opening => opening.Value.Queue))
        {
            List<Located<QueueOpening>> before = [];
            foreach (Located<QueueOpening> opening in queue)
            {
                if (before.Count == MostRows)
                {
                    found.Add(opening.File, opening.Line, "queue", queue.Key.Value, "at most 1000 openings of a queue");
                    break;
                }

                Located<QueueOpening> other = before.FirstOrDefault(earlier => earlier.Value.Overlaps(opening.Value));
                if (other.Value is not null)
                {
                    found.Add(
                        opening.File, opening.Line, "opens", $"{opening.Value.Periods[0].Opens:HH:mm}",
                        $"openings of a queue that do not overlap; line {other.Line} covers the same time");
                }

                before.Add(opening);
            }
        }
    }
}

/// <summary>A row of opening_hours.csv: the same opening on one or more weekdays.</summary>
internal sealed record QueueOpening(QueueId Queue, IReadOnlyList<OpeningPeriod> Periods)
{
    public bool Overlaps(QueueOpening other) => Periods.Any(mine => other.Periods.Any(theirs =>
        mine.Weekday == theirs.Weekday
        && Validity.Overlaps(mine.ValidFrom, mine.ValidTo, theirs.ValidFrom, theirs.ValidTo)
        && mine.Opens < EndOf(theirs) && theirs.Opens < EndOf(mine)));

    // The last nanosecond stands for midnight at the end of the day.
    private static LocalTime EndOf(OpeningPeriod period) => period.Closes == LocalTime.Midnight ? LocalTime.MaxValue : period.Closes;
}

/// <summary>Days from which and until which a row holds; empty ends are open.</summary>
internal static class Validity
{
    public static bool Overlaps(LocalDate? from, LocalDate? to, LocalDate? otherFrom, LocalDate? otherTo) =>
        !(to < otherFrom) && !(otherTo < from);
}
