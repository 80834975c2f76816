using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>One queue's day as it was predicted and as it was; shares of calls answered in time.</summary>
/// <param name="Queue">Whose callers.</param>
/// <param name="Date">The day.</param>
/// <param name="ExpectedCalls">Calls the schedule was made for; empty where no published schedule speaks of the day.</param>
/// <param name="Planned">Share the published schedule was to give with those calls.</param>
/// <param name="Offered">Calls that came.</param>
/// <param name="Predicted">Share the same people were to give with the calls that came.</param>
/// <param name="Low">One such day in twenty is below this share by luck alone.</param>
/// <param name="High">One such day in twenty is above this share by luck alone.</param>
/// <param name="Realised">Share that really was.</param>
public sealed record PredictedDay(
    QueueId Queue, LocalDate Date, double? ExpectedCalls, double? Planned, double? Offered, double? Predicted, double? Low, double? High, double? Realised);

/// <summary>Predicted against realised service level: what of a miss was calls, what people and luck.</summary>
public static class PredictionReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "predicted-service-level";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Förutsedd och verklig servicenivå", "Predicted and realised service level");

    private static readonly Bilingual Note = new(
        "Andel i tid av inkommande. Bemanningen är den publicerade, med bortfall; vilka som verkligen var där ingår inte.",
        "Share in time of offered. The staffing is the published one, less shrinkage; who really was there is not part of it.");

    private static readonly Column<IReadOnlyList<PredictedDay>>[] Columns =
    [
        Number("expected_calls", Measure.Contacts, new("Väntade samtal", "Expected calls"), new("Samtal som schemat byggdes för.", "Calls the schedule was made for."), days => Sum(days, day => day.ExpectedCalls)),
        Number("offered", Measure.Contacts, new("Inkommande", "Offered"), new("Samtal som kom.", "Calls that came."), days => Sum(days, day => day.Offered)),
        Number("planned", Measure.Share, new("Planerad", "Planned"), new("Servicenivån schemat skulle ge med de väntade samtalen, vägd med dem.", "The service level the schedule was to give with the calls expected, weighted by them."), days => Mean(days, day => day.Planned, day => day.ExpectedCalls)),
        Number("predicted", Measure.Share, new("Förutsedd", "Predicted"), new("Servicenivån samma bemanning skulle ge med de samtal som kom, vägd med dem.", "The service level the same staffing was to give with the calls that came, weighted by them."), days => Mean(days.Where(IsCompared), day => day.Predicted, day => day.Offered)),
        Number("realised", Measure.Share, new("Verklig", "Realised"), new("Servicenivån som blev, samma dagar.", "The service level that was, the same days."), days => Mean(days.Where(IsCompared), day => day.Realised, day => day.Offered)),
        Number("bias", Measure.Points, new("Förutsedd − verklig", "Predicted − realised"), new("Över noll lovade förutsägelsen för mycket; mer än 3 punkter behöver en titt.", "Above zero the prediction promised too much; more than 3 points need a look."), days => Mean(days.Where(IsCompared), day => day.Predicted - day.Realised, day => day.Offered)),
        Number("day_error", Measure.Share, new("Dagsfel", "Error of a day"), new("Medel av dagarnas absoluta skillnad mellan förutsedd och verklig, per kö.", "Mean of the days' absolute differences of predicted and realised, by queue."), days => Average(days.Where(IsCompared), day => Math.Abs(day.Predicted!.Value - day.Realised!.Value))),
        Number("low", Measure.Share, new("Slump från", "Luck from"), new("En dag av tjugo hamnar under detta av slump; bara på en kös dag.", "One day in twenty lies below this by luck; on a day of one queue only."), days => days.Count == 1 ? days[0].Low : null),
        Number("high", Measure.Share, new("Slump till", "Luck to"), new("En dag av tjugo hamnar över detta av slump; bara på en kös dag.", "One day in twenty lies above this by luck; on a day of one queue only."), days => days.Count == 1 ? days[0].High : null),
        Number("in_band", Measure.Share, new("Dagar inom slump", "Days within luck"), new("Andel dagar (per kö) vars verkliga nivå låg i bandet; ska vara omkring 90 %.", "Share of days (by queue) whose realised level lay in the band; should be about 90 %."), days => Average(days.Where(day => IsCompared(day) && day.Low is not null), day => day.Realised >= day.Low && day.Realised <= day.High ? 1 : 0)),
        Number("days", Measure.Count, new("Dagar", "Days"), new("Dagar (per kö) som jämförs; dagar då källan inte säger vad som besvarades i tid räknas inte.", "Days (by queue) compared; days of which the source does not tell what was answered in time do not count."), days => days.Count(IsCompared)),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days, told by day or longer.</param>
    /// <param name="days">What was predicted and what was.</param>
    /// <param name="notes">What those who compared had to leave out.</param>
    public static ReportTable Of(ReportFrame frame, IReadOnlyList<PredictedDay> days, IReadOnlyList<Bilingual> notes)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(notes);
        var lines = new ScopeLines(frame).Of(days.Select(day => new QueueFact<PredictedDay>(day.Queue, frame.Zone.AtStartOfDay(day.Date).ToInstant(), day)));
        return Tables.Of(frame, Name, Title, Columns, lines.Select(line => (line.Bucket, line.Scope, line.Facts)), [Note, .. notes]);
    }

    private static bool IsCompared(PredictedDay day) => day is { Predicted: not null, Realised: not null, Offered: > 0 };

    private static double? Sum(IReadOnlyList<PredictedDay> days, Func<PredictedDay, double?> value) => days.Any(day => value(day) is not null) ? days.Sum(day => value(day) ?? 0) : null;

    private static double? Mean(IEnumerable<PredictedDay> days, Func<PredictedDay, double?> value, Func<PredictedDay, double?> weight)
    {
        PredictedDay[] told = [.. days.Where(day => value(day) is not null && weight(day) is > 0)];
        return told.Length == 0 ? null : told.Sum(day => value(day)!.Value * weight(day)!.Value) / told.Sum(day => weight(day)!.Value);
    }

    private static double? Average(IEnumerable<PredictedDay> days, Func<PredictedDay, double> value) => days.Any() ? days.Average(value) : null;

    private static Column<IReadOnlyList<PredictedDay>> Number(string key, Measure measure, Bilingual title, Bilingual definition, Func<IReadOnlyList<PredictedDay>, double?> value) =>
        Column<IReadOnlyList<PredictedDay>>.Number(key, measure, title, definition, value);
}
