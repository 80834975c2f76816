namespace Wfm.Exchange;

/// <summary>Queues with little or no history from a file: <c>queue,profile,calls_per_week[,aht_seconds]</c>.</summary>
public static class NewQueuesCsv
{
    private const double MostCalls = 1e7;
    private const double MostSeconds = 36_000;

    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(["queue", "profile", "calls_per_week"], ["aht_seconds"]);

    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <returns>The queues in the order of the file.</returns>
    public static ImportResult<IReadOnlyList<NewQueue>> Read(Stream stream, string fileName)
    {
        ProblemList found = new();
        return new([.. Read(stream, fileName, found).Select(row => row.Value)], found);
    }

    internal static List<Located<NewQueue>> Read(Stream stream, string fileName, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        List<Located<NewQueue>> queues = table.Collect(() =>
        {
            QueueId queue = new(table.Text(table["queue"], "the code of a queue"));
            QueueId profile = new(table.Text(table["profile"], "the code of another queue"));
            if (profile == queue)
            {
                table.Refuse(table["profile"], "the code of another queue");
            }

            return new NewQueue(
                queue, profile, table.Number(table["calls_per_week"], double.Epsilon, MostCalls, null, "calls in an ordinary week, above 0"),
                table.OptionalNumber(table["aht_seconds"], double.Epsilon, MostSeconds, "a number of seconds, above 0, or none"));
        });
        Duplicates.Refuse(queues, row => row.Queue.Value, "queue", "each queue once", found);
        HashSet<QueueId> fresh = [.. queues.Select(row => row.Value.Queue)];
        foreach (Located<NewQueue> row in queues.Where(row => fresh.Contains(row.Value.Profile) && row.Value.Profile != row.Value.Queue))
        {
            found.Add(row.File, row.Line, "profile", row.Value.Profile.Value, "a queue that is not in the file itself");
        }

        return queues;
    }
}
