namespace Wfm.Exchange;

/// <summary>A row of a backtest.</summary>
/// <param name="Queue">Whose calls.</param>
/// <param name="LeadBand">How far ahead, such as <c>3-7 d</c>.</param>
/// <param name="Model">The model.</param>
/// <param name="Origins">Number of days forecasts were made from.</param>
/// <param name="Wape">Sum of absolute errors of intervals ÷ sum of calls.</param>
/// <param name="WapeDay">The same of whole days.</param>
/// <param name="Bias">(Forecast − actual) ÷ actual, in sums.</param>
/// <param name="Cover80">Share of intervals inside the 80 % band.</param>
/// <param name="Cover90">Share of intervals inside the 90 % band.</param>
/// <param name="Width80">Mean width of the 80 % band ÷ mean calls.</param>
/// <param name="NoiseFloor">The WAPE of somebody who knew the rates.</param>
/// <param name="WapeNaive">WAPE of seasonal naive.</param>
/// <param name="WapeMean6">WAPE of the mean of six weeks.</param>
public sealed record BacktestRow(
    QueueId Queue,
    string LeadBand,
    string Model,
    int Origins,
    double? Wape,
    double? WapeDay,
    double? Bias,
    double? Cover80,
    double? Cover90,
    double? Width80,
    double? NoiseFloor,
    double? WapeNaive,
    double? WapeMean6);

/// <summary>
/// The table of <c>wfm backtest</c>:
/// <c>queue,lead_band,model,origins,wape,wape_day,bias,cover80,cover90,width80,noise_floor,wape_naive,wape_mean6</c>.
/// </summary>
public static class BacktestCsv
{
    private static readonly string[] Header =
    [
        "queue", "lead_band", "model", "origins", "wape", "wape_day", "bias", "cover80", "cover90", "width80", "noise_floor", "wape_naive",
        "wape_mean6",
    ];

    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(Header, []);

    /// <summary>Writes the table; an unknown figure is an empty cell.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="table">The rows.</param>
    public static void Write(TextWriter writer, IEnumerable<BacktestRow> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        CsvWriter rows = CsvWriter.WithHeader(writer, Header);
        foreach (BacktestRow row in table)
        {
            rows.Text(row.Queue.Value).Text(row.LeadBand).Text(row.Model).Whole(row.Origins).Number(row.Wape).Number(row.WapeDay).Number(row.Bias)
                .Number(row.Cover80).Number(row.Cover90).Number(row.Width80).Number(row.NoiseFloor).Number(row.WapeNaive).Number(row.WapeMean6)
                .EndRow();
        }
    }

    /// <summary>Reads the table, in the order of the file.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    public static ImportResult<IReadOnlyList<BacktestRow>> Read(Stream stream, string fileName)
    {
        ProblemList found = new();
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        double? Figure(string name) => table.OptionalNumber(table[name], -1e9, 1e9, "a number");
        List<Located<BacktestRow>> rows = table.Collect(() => new BacktestRow(
            new QueueId(table.Text(table["queue"], "the code of a queue")),
            table.Text(table["lead_band"], "a lead band such as 3-7 d"),
            table.Text(table["model"], "the name of a model"),
            table.Whole(table["origins"], 0, 1_000_000, null, "a whole number, 0 or more"),
            Figure("wape"),
            Figure("wape_day"),
            Figure("bias"),
            Figure("cover80"),
            Figure("cover90"),
            Figure("width80"),
            Figure("noise_floor"),
            Figure("wape_naive"),
            Figure("wape_mean6")));
        return new([.. rows.Select(row => row.Value)], found);
    }
}
