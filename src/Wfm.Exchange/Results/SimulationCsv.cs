using NodaTime;

namespace Wfm.Exchange;

/// <summary>A queue's interval as predicted and as simulated; empty where no call comes, or nobody is answered.</summary>
/// <param name="Queue">Code.</param>
/// <param name="Start">Start of the interval.</param>
/// <param name="Calls">Expected calls.</param>
/// <param name="Agents">People on calls who take the queue.</param>
/// <param name="Predicted">Predicted service level.</param>
/// <param name="Simulated">Simulated service level.</param>
/// <param name="StandardError">Standard error of the simulated one.</param>
/// <param name="PredictedAbandoned">Predicted share that hangs up.</param>
/// <param name="SimulatedAbandoned">Simulated share that hangs up.</param>
/// <param name="PredictedAsaSeconds">Predicted mean wait of answered calls.</param>
/// <param name="SimulatedAsaSeconds">Simulated mean wait of answered calls.</param>
public sealed record SimulatedInterval(
    QueueId Queue,
    Instant Start,
    double Calls,
    double Agents,
    double? Predicted,
    double? Simulated,
    double? StandardError,
    double? PredictedAbandoned,
    double? SimulatedAbandoned,
    double? PredictedAsaSeconds,
    double? SimulatedAsaSeconds)
{
    /// <summary>Predicted busy share of the time of those who take the queue; 0 with nobody there.</summary>
    public double PredictedOccupancy { get; init; }

    /// <summary>Predicted wait that nine of ten answered callers do not exceed.</summary>
    public double? PredictedWaitNineInTenSeconds { get; init; }
}

/// <summary>The file of <c>wfm simulate</c>, one row per queue and interval with calls.</summary>
public static class SimulationCsv
{
    private static readonly string[] Header =
    [
        "queue", "start", "calls", "agents", "predicted_service_level", "simulated_service_level", "standard_error",
        "predicted_abandoned", "simulated_abandoned", "predicted_asa_seconds", "simulated_asa_seconds", "predicted_occupancy", "predicted_wait_p90_seconds",
    ];

    /// <summary>Writes the rows.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="intervals">The rows.</param>
    /// <param name="zone">The clock times are told by.</param>
    public static void Write(TextWriter writer, IEnumerable<SimulatedInterval> intervals, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        ArgumentNullException.ThrowIfNull(zone);
        CsvWriter rows = CsvWriter.WithHeader(writer, Header);
        ZoneClock clock = new(zone);
        foreach (SimulatedInterval row in intervals)
        {
            rows.Text(row.Queue.Value).Time(row.Start, clock).Number(row.Calls).Number(row.Agents).Number(row.Predicted).Number(row.Simulated)
                .Number(row.StandardError).Number(row.PredictedAbandoned).Number(row.SimulatedAbandoned).Number(row.PredictedAsaSeconds)
                .Number(row.SimulatedAsaSeconds).Number(row.PredictedOccupancy).Number(row.PredictedWaitNineInTenSeconds).EndRow();
        }
    }
}
