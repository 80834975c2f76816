using NodaTime;

namespace Wfm.Exchange;

/// <summary>forecast.csv: <c>queue,start,calls,calls_p05,calls_p10,calls_p50,calls_p90,calls_p95,aht_seconds,model</c>.</summary>
/// <remarks>The length of the intervals is not in the file; it is read off the distances between their starts.</remarks>
public static class ForecastCsv
{
    private const double MostCalls = 1e9;
    private const string Calls = "a number of calls, 0 or more";

    private static readonly string[] Header =
        ["queue", "start", "calls", "calls_p05", "calls_p10", "calls_p50", "calls_p90", "calls_p95", "aht_seconds", "model"];

    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(Header[..8], Header[8..]);

    /// <summary>Writes forecasts, one row per open interval.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="forecasts">The forecasts.</param>
    /// <param name="zone">The clock times are told by.</param>
    public static void Write(TextWriter writer, IEnumerable<VolumeForecast> forecasts, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(zone);
        CsvWriter rows = CsvWriter.WithHeader(writer, Header);
        ZoneClock clock = new(zone);
        foreach (VolumeForecast forecast in forecasts)
        {
            foreach (ForecastInterval interval in forecast.Intervals)
            {
                rows.Text(forecast.Queue.Value).Time(interval.Start, clock).Number(interval.Calls).Number(interval.P05).Number(interval.P10)
                    .Number(interval.P50).Number(interval.P90).Number(interval.P95).Number(interval.AverageHandleSeconds).Text(interval.Model).EndRow();
            }
        }
    }

    /// <summary>Reads forecasts, by queue code in ordinal order.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="zone">The clock of times without an offset.</param>
    public static ImportResult<IReadOnlyList<VolumeForecast>> Read(Stream stream, string fileName, DateTimeZone zone)
    {
        ProblemList found = new();
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        QueueIntervals<ForecastInterval> intervals = new(table, new ZoneClock(zone), found);
        Column[] numbers = [.. Header[2..8].Select(name => table[name])];
        (Column aht, Column model) = (table["aht_seconds"], table["model"]);
        Dictionary<string, string> models = [];
        intervals.ReadAll(start =>
        {
            double[] calls = [.. numbers.Select(column => table.Number(column, 0, MostCalls, null, Calls))];
            double? handle = table.OptionalNumber(aht, double.Epsilon, 1e9, "a number of seconds above 0, or nothing");
            for (int band = 2; band < calls.Length; band++)
            {
                if (table.RowIsGood && calls[band] < calls[band - 1])
                {
                    table.Refuse(numbers[band], $"a number not below {Header[band + 1]}");
                }
            }

            string said = table.OptionalText(model) ?? "";
            said = models.TryGetValue(said, out string? kept) ? kept : models[said] = said;
            return new ForecastInterval(start, calls[0], calls[1], calls[2], calls[3], calls[4], calls[5], handle, said);
        });
        return new([.. intervals.Series((queue, length, rows) => new VolumeForecast(queue, length, rows))], found);
    }
}
