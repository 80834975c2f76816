namespace Wfm.Exchange;

/// <summary>What was measured of one queue.</summary>
/// <param name="Queue">Whose callers.</param>
/// <param name="PatienceSeconds">Mean patience.</param>
/// <param name="PatienceLow">Lower end of its 90 % band; empty for a default.</param>
/// <param name="PatienceHigh">Upper end; empty for a default.</param>
/// <param name="PatienceSource">Where it comes from, such as <c>measured</c>.</param>
/// <param name="OwnWeight">Share that rests on the queue's own callers.</param>
/// <param name="Abandoned">Calls that hung up.</param>
/// <param name="WaitSeconds">Seconds waited.</param>
/// <param name="Days">Days that tell both.</param>
/// <param name="AhtSeconds">Mean handle time; empty where nothing is known.</param>
/// <param name="AhtLow">Lower end of its 90 % band.</param>
/// <param name="AhtHigh">Upper end.</param>
/// <param name="Handled">Calls handled.</param>
public sealed record QueueEstimateRow(
    QueueId Queue,
    double PatienceSeconds,
    double? PatienceLow,
    double? PatienceHigh,
    string PatienceSource,
    double OwnWeight,
    double Abandoned,
    double WaitSeconds,
    int Days,
    double? AhtSeconds,
    double? AhtLow,
    double? AhtHigh,
    double Handled);

/// <summary>The table of <c>wfm estimate</c>.</summary>
public static class EstimatesCsv
{
    private static readonly string[] Header =
    [
        "queue", "patience_seconds", "patience_low", "patience_high", "patience_source", "own_weight", "abandoned", "wait_seconds", "days",
        "aht_seconds", "aht_low", "aht_high", "handled",
    ];

    /// <summary>Writes one row per queue.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(TextWriter writer, IEnumerable<QueueEstimateRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        CsvWriter cells = CsvWriter.WithHeader(writer, Header);
        foreach (QueueEstimateRow row in rows)
        {
            cells.Text(row.Queue.Value).Number(row.PatienceSeconds).Number(row.PatienceLow).Number(row.PatienceHigh).Text(row.PatienceSource)
                .Number(row.OwnWeight).Number(row.Abandoned).Number(row.WaitSeconds).Whole(row.Days)
                .Number(row.AhtSeconds).Number(row.AhtLow).Number(row.AhtHigh).Number(row.Handled).EndRow();
        }
    }
}
