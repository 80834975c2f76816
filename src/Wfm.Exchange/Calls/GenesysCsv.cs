using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>Calls as the file by which Genesys Cloud takes in history; read back with <see cref="CallColumns.Genesys"/>.</summary>
public static class GenesysCsv
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    private static readonly string[] Header =
    [
        "Interval Start UTC Date", "Queue", "Media Type", "Skill Set", "Language", "Offered", "Interactions Handled", "Total Handle Time (Seconds)",
    ];

    /// <summary>Writes calls, each interval at its UTC start; intervals shorter than a quarter are summed to quarters.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="series">The calls. Intervals that do not divide a quarter and are no whole quarters cannot be written.</param>
    /// <exception cref="ArgumentException">An interval length neither divides a quarter nor is a whole number of them.</exception>
    public static void Write(TextWriter writer, IEnumerable<CallSeries> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        CsvWriter rows = CsvWriter.WithHeader(writer, Header);
        foreach (CallSeries calls in series)
        {
            foreach (CallInterval interval in OnQuarters(calls).Intervals)
            {
                rows.Text(interval.Start.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Text(calls.Queue.Value).Text("Voice").Text(null).Text(null)
                    .Whole(interval.Offered).Whole(interval.Answered).Number(interval.HandleSeconds).EndRow();
            }
        }
    }

    private static CallSeries OnQuarters(CallSeries calls)
    {
        int minutes = (int)calls.IntervalLength.TotalMinutes;
        if (minutes % 15 == 0)
        {
            return calls;
        }

        return 15 % minutes == 0
            ? CallResampling.ToLength(calls, Quarter)
            : throw new ArgumentException($"Queue {calls.Queue} has intervals of {minutes} minutes; Genesys Cloud takes starts on the quarter.", nameof(calls));
    }
}
