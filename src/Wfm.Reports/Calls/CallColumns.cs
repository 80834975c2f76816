using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>A row about calls.</summary>
/// <param name="Calls">The calls.</param>
/// <param name="FirstContact">Share solved at first contact.</param>
/// <param name="Satisfaction">Share content.</param>
internal sealed record CallRow(CallFigures Calls, double? FirstContact, double? Satisfaction);

/// <summary>Columns about calls that more than one report shows.</summary>
internal static class CallColumns
{
    public static Column<TRow> Offered<TRow>(Func<TRow, CallFigures> calls) => Column<TRow>.Number(
        "offered", Measure.Contacts, new("Inkommande", "Offered"),
        new("Samtal som kom in till kön.", "Calls that came to the queue."), row => calls(row).Offered);

    public static Column<TRow> Answered<TRow>(Func<TRow, CallFigures> calls) => Column<TRow>.Number(
        "answered", Measure.Contacts, new("Besvarade", "Answered"),
        new("Samtal som någon svarade på; tomt om källan inte säger det för alla intervall med samtal.", "Calls somebody answered; empty where the source does not tell it for every interval with calls."), row => calls(row).Answered);

    public static Column<TRow> AnswerRate<TRow>(Func<TRow, CallFigures> calls) => Column<TRow>.Number(
        "answer_rate", Measure.Share, new("Svarsfrekvens", "Answer rate"),
        new("Besvarade ÷ inkommande.", "Answered ÷ offered."), row => calls(row).AnswerRate);

    public static Column<TRow> Abandonment<TRow>(Func<TRow, CallFigures> calls) => Column<TRow>.Number(
        "abandonment", Measure.Share, new("Andel övergivna", "Abandonment"),
        new("Övergivna ÷ inkommande.", "Abandoned ÷ offered."), row => calls(row).Abandonment);

    public static Column<TRow> MeanWait<TRow>(Func<TRow, CallFigures> calls) => Column<TRow>.Number(
        "mean_wait_seconds", Measure.Seconds, new("Medelväntetid", "Mean wait"),
        new("Alla inringares väntan ÷ inkommande, övergivna medräknade.", "All callers' waiting ÷ offered, abandoned calls included."), row => calls(row).MeanWait);

    public static Column<TRow> AnswerSpeed<TRow>(Func<TRow, CallFigures> calls) => Column<TRow>.Number(
        "asa_seconds", Measure.Seconds, new("Medelsvarstid", "ASA"),
        new("Medelväntan för besvarade samtal; tomt om källan inte skiljer deras väntan från övergivnas.", "Mean wait of answered calls; empty where the source does not tell their waiting from that of abandoned ones."), row => calls(row).AnswerSpeed);

    public static Column<TRow> HandleTime<TRow>(Func<TRow, CallFigures> calls) => Column<TRow>.Number(
        "aht_seconds", Measure.Seconds, new("Medelhanteringstid", "AHT"),
        new("Samtal, parkering och efterarbete ÷ besvarade.", "Talk, hold and after-call work ÷ answered."), row => calls(row).HandleTime);

    public static Column<TRow> Level<TRow>(Func<TRow, CallFigures> calls) => Column<TRow>.Number(
        "service_level", Measure.Share, new("Servicenivå", "Service level"),
        new("Andel i tid så som köns eget mål räknar; dag, vecka och månad vägda med samtal, inte medel av kvartar.", "Share in time as the queue's own promise counts it; day, week and month weighted by calls, not a mean of quarters."),
        row => calls(row).Level);

    public static Column<TRow> Promised<TRow>(Func<TRow, CallFigures> calls) => Column<TRow>.Number(
        "promised", Measure.Share, new("Mål", "Target"),
        new("Andelen som är lovad den dagen, vägd med samtal när köer har olika mål.", "The share promised on that day, weighted by calls where queues differ."), row => calls(row).Promised);

    public static Column<TRow> FirstContact<TRow>(Func<TRow, double?> value) => Column<TRow>.Number(
        "first_contact_resolution", Measure.Share, new("Löst vid första kontakten", "First-contact resolution"),
        new("Inläst utifrån; medel över dagar vägt med antal svar där de är kända.", "Imported; mean over days, weighted by answers where they are told."), value);

    public static Column<TRow> Satisfaction<TRow>(Func<TRow, double?> value) => Column<TRow>.Number(
        "satisfaction", Measure.Share, new("Nöjdhet", "Satisfaction"),
        new("Inläst utifrån (andel nöjda eller kundindex); medel över dagar vägt med antal svar där de är kända.", "Imported (share content, or customer index); mean over days, weighted by answers where they are told."), value);
}
