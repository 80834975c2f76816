using NodaTime;

namespace Wfm.Exchange;

/// <summary>The fewest people of queues at times of day from a file: <c>queue,from,to,people[,weekday,valid_from,valid_to]</c>.</summary>
/// <remarks>A row holds on one weekday, on several (<c>1-5</c>, <c>mån-fre</c>) or, where the weekday is empty, on every day the queue is open. <c>to</c> of 24:00 or 00:00 means the end of the day.</remarks>
public static class PostsCsv
{
    private const int MostPeople = 1_000;
    private const string TimeOfDay = "a time of day such as 07:00";

    // Each row of a queue is compared with all before it.
    private const int MostRows = 1_000;

    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(["queue", "from", "to", "people"], ["weekday", "valid_from", "valid_to"]);

    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <returns>The posts in the order of the file, one for each weekday a row names.</returns>
    public static ImportResult<IReadOnlyList<MinimumPost>> Read(Stream stream, string fileName)
    {
        ProblemList found = new();
        return new([.. Read(stream, fileName, found).Select(row => row.Value)], found);
    }

    internal static List<Located<MinimumPost>> Read(Stream stream, string fileName, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        List<Located<MinimumPost>> posts = [.. table.Collect(() => ReadRow(table)).SelectMany(row => row.Value, (row, post) => new Located<MinimumPost>(post, row.File, row.Line))];
        RefuseOverlaps(posts, found);
        return posts;
    }

    private static List<MinimumPost>? ReadRow(CsvTable table)
    {
        QueueId queue = new(table.Text(table["queue"], "the code of a queue"));
        LocalTime? from = table.RequiredTime(table["from"], TimeOfDay, out bool startsAtEnd);
        LocalTime? to = table.RequiredTime(table["to"], "a time of day such as 17:00, or 24:00", out _);
        if (startsAtEnd)
        {
            table.Refuse(table["from"], TimeOfDay);
        }

        if (from >= to && to != LocalTime.Midnight)
        {
            table.Refuse(table["to"], "a time after from, or 24:00 for the end of the day");
        }

        int people = table.Whole(table["people"], 1, MostPeople, null, "a whole number of people, 1 to 1000");
        IEnumerable<IsoDayOfWeek?> days = table.Span(table["weekday"]).IsEmpty ? [null] : table.WeekdaysOf(table["weekday"], whenEmpty: []).Select(day => (IsoDayOfWeek?)day);
        (LocalDate? first, LocalDate? last) = table.Validity();
        return table.RowIsGood ? [.. days.Select(day => new MinimumPost(queue, day, from!.Value, to!.Value, people, first, last))] : null;
    }

    private static void RefuseOverlaps(List<Located<MinimumPost>> posts, ProblemList found)
    {
        HashSet<int> told = [];
        foreach (IGrouping<QueueId, Located<MinimumPost>> queue in posts.GroupBy(post => post.Value.Queue))
        {
            List<Located<MinimumPost>> before = [];
            foreach (Located<MinimumPost> post in queue)
            {
                if (before.Count == MostRows)
                {
                    found.Add(post.File, post.Line, "queue", queue.Key.Value, "at most 1000 posts of a queue");
                    break;
                }

                Located<MinimumPost> other = before.FirstOrDefault(earlier => earlier.Line != post.Line && earlier.Value.Overlaps(post.Value));
                if (other.Value is not null && told.Add(post.Line))
                {
                    found.Add(post.File, post.Line, "from", $"{post.Value.From:HH:mm}", $"posts of a queue that do not overlap; line {other.Line} covers the same time");
                }

                before.Add(post);
            }
        }
    }
}
