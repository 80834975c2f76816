using NodaTime;

namespace Wfm.Exchange;

/// <summary>forecast.csv: <c>queue,start,calls,calls_p05,calls_p10,calls_p50,calls_p90,calls_p95,aht_seconds,model</c>.</summary>
public static class ForecastCsv
{
    /// <summary>Writes forecasts, one row per open interval.</summary>
    public static void Write(TextWriter writer, IEnumerable<VolumeForecast> forecasts, DateTimeZone zone) => throw new NotSupportedException();

    /// <summary>Reads forecasts, by queue code in ordinal order.</summary>
    public static ImportResult<IReadOnlyList<VolumeForecast>> Read(Stream stream, string fileName, DateTimeZone zone) =>
        throw new NotSupportedException();
}

/// <summary>The cost of 0, 1, 2 … agents per queue and interval: <c>queue,start,agents,cost,true_cost</c>.</summary>
public static class CurvesCsv
{
    /// <summary>Writes the cost curves of requirements.</summary>
    public static void Write(TextWriter writer, IEnumerable<StaffingRequirement> requirements, DateTimeZone zone) =>
        throw new NotSupportedException();

    /// <summary>Reads cost curves.</summary>
    public static ImportResult<IReadOnlyDictionary<(QueueId Queue, Instant Start), StaffingCost>> Read(
        Stream stream, string fileName, DateTimeZone zone) => throw new NotSupportedException();
}

/// <summary>requirement.csv: <c>queue,start,calls,aht_seconds,required_erlang_c,required,scheduled_needed</c>.</summary>
public static class RequirementCsv
{
    /// <summary>Writes requirements without their cost curves.</summary>
    public static void Write(TextWriter writer, IEnumerable<StaffingRequirement> requirements, DateTimeZone zone) =>
        throw new NotSupportedException();

    /// <summary>Reads requirements, by queue code in ordinal order.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="zone">The clock of times without an offset.</param>
    /// <param name="curves">The cost curves; an interval without one is a problem. Empty means all costs stay empty lists.</param>
    public static ImportResult<IReadOnlyList<StaffingRequirement>> Read(
        Stream stream,
        string fileName,
        DateTimeZone zone,
        IReadOnlyDictionary<(QueueId Queue, Instant Start), StaffingCost>? curves = null) => throw new NotSupportedException();
}

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

/// <summary>The table of <c>wfm backtest</c>.</summary>
public static class BacktestCsv
{
    /// <summary>Writes the table.</summary>
    public static void Write(TextWriter writer, IEnumerable<BacktestRow> table) => throw new NotSupportedException();

    /// <summary>Reads the table.</summary>
    public static ImportResult<IReadOnlyList<BacktestRow>> Read(Stream stream, string fileName) => throw new NotSupportedException();
}
