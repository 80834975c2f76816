namespace Wfm.Exchange;

/// <summary>queues.csv.</summary>
internal static class QueueFiles
{
    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(["queue"], ["name", "channel", "group"]);

    private static readonly Dictionary<string, Channel> ChannelAliases = new()
    {
        ["telefon"] = Channel.Phone,
        ["call"] = Channel.Phone,
        ["calls"] = Channel.Phone,
        ["email"] = Channel.Mail,
        ["epost"] = Channel.Mail,
        ["besök"] = Channel.Visit,
        ["chatt"] = Channel.Chat,
    };

    public static List<Located<QueueEntry>> Read(Stream stream, string file, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, Columns, found);
        List<Located<QueueEntry>> queues = table.Collect(() =>
        {
            string code = table.Text(table["queue"], "the code of a queue");
            Channel channel = table.Choice(table["channel"], Channel.Phone, ChannelAliases);
            GroupId? group = table.OptionalText(table["group"]) is { } owner ? new GroupId(owner) : null;
            return new QueueEntry(new QueueId(code), table.OptionalText(table["name"]) ?? code, channel, group);
        });
        Duplicates.Refuse(queues, queue => queue.Id.Value, "queue", "each queue once", found);
        return queues;
    }
}
