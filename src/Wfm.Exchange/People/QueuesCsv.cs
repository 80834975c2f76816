namespace Wfm.Exchange;

/// <summary>queues.csv by itself: which answer group owns a queue.</summary>
public static class QueuesCsv
{
    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <returns>The group of each queue that has one.</returns>
    public static ImportResult<IReadOnlyDictionary<QueueId, GroupId>> ReadGroups(Stream stream, string fileName)
    {
        ProblemList found = new();
        List<Located<QueueEntry>> queues = QueueFiles.Read(stream, fileName, found);
        return new(
            queues.Where(queue => queue.Value.Group is not null).DistinctBy(queue => queue.Value.Id).ToDictionary(queue => queue.Value.Id, queue => queue.Value.Group!.Value),
            found);
    }
}
