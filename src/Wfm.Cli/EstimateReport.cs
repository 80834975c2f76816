using System.Globalization;
using Wfm.Planning;
using Wfm.Staffing;

namespace Wfm.Cli;

/// <summary>What a history says of patience and handle time, in words, as a table and for machines.</summary>
internal static class EstimateReport
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Reads like <c>vaxel 148 s (139–158)</c>.</summary>
    public static string InWords(PatienceEstimate queue) => queue is { Low: { } low, High: { } high }
        ? string.Create(Plain, $"{queue.Queue} {queue.MeanPatience.TotalSeconds:0} s ({low.TotalSeconds:0}–{high.TotalSeconds:0})")
        : string.Create(Plain, $"{queue.Queue} {queue.MeanPatience.TotalSeconds:0} s by default, {SourceOf(queue)}");

    /// <summary>Where a patience comes from.</summary>
    public static string SourceOf(PatienceEstimate queue) => queue.Source switch
    {
        PatienceSource.Measured when queue.OwnWeight >= 0.995 => "measured",
        PatienceSource.Measured => string.Create(Plain, $"{queue.OwnWeight * 100:0} % its own, the rest its group"),
        PatienceSource.Group => "its group's: no caller of its own waited",
        PatienceSource.NobodyHungUp => "nobody hung up" + AtLeast(queue),
        PatienceSource.NotTold => "the history does not tell abandoned calls together with waiting",
        PatienceSource.AnsweredWaitsOnly => "the waits of those who hung up are not told" + AtLeast(queue),
    };

    public static async Task WriteAsync(CentreEstimates estimates, CommandConsole console)
    {
        TextTable table = new("queue", "patience", "90 % band", "from", "abandoned", "hours waited", "days", "handle time", "90 % band", "calls handled");
        foreach ((PatienceEstimate patience, HandleTimeEstimate handle) in estimates.Patience.Zip(estimates.HandleTime))
        {
            table.Add(
                patience.Queue.Value,
                Seconds(patience.MeanPatience.TotalSeconds),
                Band(patience.Low?.TotalSeconds, patience.High?.TotalSeconds),
                patience.IsMeasured ? SourceOf(patience) : "default: " + SourceOf(patience),
                patience.Abandoned.ToString("0", Plain),
                (patience.WaitSeconds / 3600).ToString("0.0", Plain),
                patience.Days.ToString(Plain),
                handle.MeanSeconds is { } mean ? Seconds(mean) : "not told",
                Band(handle.LowSeconds, handle.HighSeconds),
                handle.Handled.ToString("0", Plain));
        }

        await table.WriteAsync(console.Out);
        foreach (HandleTimeEstimate queue in estimates.HandleTime.Where(queue => queue.OfHour.Count > 0))
        {
            await console.Out.WriteLineAsync($"{queue.Queue}, handle time by hour: "
                + string.Join(", ", queue.OfHour.OrderBy(hour => hour.Key).Select(hour => string.Create(Plain, $"{hour.Key:00} {hour.Value:0} s"))));
        }
    }

    public static Task WriteJsonAsync(CentreEstimates estimates, CommandConsole console) => JsonOutput.WriteAsync(console, new
    {
        queues = estimates.Patience.Zip(estimates.HandleTime, (patience, handle) => new
        {
            queue = patience.Queue,
            patience = new
            {
                seconds = patience.MeanPatience.TotalSeconds,
                low = patience.Low?.TotalSeconds,
                high = patience.High?.TotalSeconds,
                at_least = patience.AtLeast?.TotalSeconds,
                patience.Source,
                patience.OwnWeight,
                patience.Abandoned,
                patience.WaitSeconds,
                patience.Days,
            },
            handle_time = new
            {
                seconds = handle.MeanSeconds,
                low = handle.LowSeconds,
                high = handle.HighSeconds,
                handle.OwnWeight,
                handle.Handled,
                handle.Days,
                of_hour = handle.OfHour,
            },
        }),
    });

    private static string AtLeast(PatienceEstimate queue) =>
        queue.AtLeast is { } least ? string.Create(Plain, $"; patience is hardly under {least.TotalSeconds:0} s") : "";

    private static string Seconds(double seconds) => seconds.ToString("0 s", Plain);

    private static string Band(double? low, double? high) => low is null || high is null ? "" : string.Create(Plain, $"{low:0}–{high:0}");
}
