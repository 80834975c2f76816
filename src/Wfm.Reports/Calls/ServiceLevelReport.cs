using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Service level and waits: what callers met, by every definition the statistics can give, beside what was promised.</summary>
public static class ServiceLevelReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "service-level";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Servicenivå och väntetider", "Service level and waits");

    private static readonly Bilingual Definitions = new(
        "Servicenivå enligt VirtualWait (väntan för en inringare med oändligt tålamod) kan inte mätas; den finns bara som prognos.",
        "Service level by VirtualWait (the wait of a caller with endless patience) cannot be measured; it exists as a prediction only.");

    private static readonly Column<CallRow>[] Columns =
    [
        CallColumns.Offered<CallRow>(row => row.Calls),
        CallColumns.Answered<CallRow>(row => row.Calls),
        Number("abandoned", Measure.Contacts, new("Övergivna", "Abandoned"), new("Samtal som lades på före svar.", "Calls that hung up before an answer."), calls => calls.Abandoned),
        Number("answered_in_time", Measure.Contacts, new("I tid", "In time"), new("Besvarade inom källans svarstidsgräns.", "Answered within the source's threshold."), calls => calls.InTime),
        CallColumns.AnswerRate<CallRow>(row => row.Calls),
        CallColumns.Abandonment<CallRow>(row => row.Calls),
        By("sl_of_offered", ServiceLevelDefinition.OfOffered, new("SL av inkommande", "SL of offered"), new("I tid ÷ inkommande (OfOffered).", "In time ÷ offered (OfOffered).")),
        By("sl_of_answered", ServiceLevelDefinition.OfAnswered, new("SL av besvarade", "SL of answered"), new("I tid ÷ besvarade (OfAnswered).", "In time ÷ answered (OfAnswered).")),
        By("sl_excluding_short_abandons", ServiceLevelDefinition.ExcludingShortAbandons, new("SL utan korta", "SL excl. short"), new(
            "I tid ÷ (inkommande − kort övergivna) (ExcludingShortAbandons); tomt om källan inte räknar dem.", "In time ÷ (offered − short abandons) (ExcludingShortAbandons); empty where the source does not count them.")),
        By("sl_abandoned_in_time_counts", ServiceLevelDefinition.AbandonedInTimeCounts, new("SL med övergivna i tid", "SL abandons in time"), new(
            "(I tid + övergivna inom gränsen) ÷ inkommande (AbandonedInTimeCounts); tomt om källan inte räknar dem.", "(In time + abandoned within the threshold) ÷ offered (AbandonedInTimeCounts); empty where the source does not count them.")),
        CallColumns.MeanWait<CallRow>(row => row.Calls),
        CallColumns.AnswerSpeed<CallRow>(row => row.Calls),
        CallColumns.HandleTime<CallRow>(row => row.Calls),
        Number("threshold_seconds", Measure.Seconds, new("Svarstidsgräns", "Threshold"), new("Väntan som räknas som i tid enligt målet; tomt när köerna har olika.", "The wait that counts as in time by the promise; empty where queues differ."), calls => calls.Threshold),
        CallColumns.Promised<CallRow>(row => row.Calls),
        CallColumns.Level<CallRow>(row => row.Calls),
        Number("points_above_target", Measure.Points, new("Mot mål", "Against target"), new("Servicenivå − mål.", "Service level − target."), calls => calls.PointsAbove),
        Column<CallRow>.Text("met", new("Målet nått", "Target met"), new("Ja när servicenivån är minst målet.", "Yes where the service level is at least the target."), row => row.Calls.PointsAbove switch
        {
            null => null,
            >= -1e-12 => new Bilingual("ja", "yes"),
            _ => new Bilingual("nej", "no"),
        }),
        Number("intervals", Measure.Count, new("Intervall med samtal", "Intervals with calls"), new("Intervall där någon ringde och utfallet är känt.", "Intervals in which somebody called and the outcome is told."), calls => calls.Judged),
        Number("intervals_met", Measure.Count, new("Nådde målet", "Met the target"), new("De av dem som nådde målet vart för sig; i en liten grupp missar rätt bemannade kvartar målet var fjärde gång av slump.", "Those of them that met the target one by one; in a small, rightly staffed group one quarter in four misses it by luck."), calls => calls.Kept),
        Number("intervals_below_lower", Measure.Count, new("Under nedre gräns", "Below lower limit"), new("Intervall under köns nedre åtgärdsgräns.", "Intervals below the queue's lower action limit."), calls => calls.BelowLower),
        Number("intervals_above_upper", Measure.Count, new("Över övre gräns", "Above upper limit"), new("Intervall över köns övre åtgärdsgräns.", "Intervals above the queue's upper action limit."), calls => calls.AboveUpper),
        Number("told", Measure.Share, new("Känt", "Told"), new("Andel av samtalen vars intervall säger hur många som besvarades i tid.", "Share of the calls whose interval tells how many were answered in time."), calls => calls.Told),
        CallColumns.FirstContact<CallRow>(row => row.FirstContact),
        CallColumns.Satisfaction<CallRow>(row => row.Satisfaction),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days.</param>
    /// <param name="series">The statistics of its queues.</param>
    /// <param name="quality">Figures told from outside.</param>
    public static ReportTable Of(ReportFrame frame, IReadOnlyList<CallSeries> series, IReadOnlyList<QualityFigure> quality)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(quality);
        List<QueueFact<CallFact>> facts = CallFact.Of(frame, series);
        QualityMeans means = new(frame, quality);
        var rows = new ScopeLines(frame).Of(facts).Select(line => (line.Bucket, line.Scope, new CallRow(
            new CallFigures(line.Facts),
            means.Of(QualityKind.FirstContactResolution, line.Bucket, line.Scope, line.Queues),
            means.Of(QualityKind.Satisfaction, line.Bucket, line.Scope, line.Queues))));
        return Tables.Of(frame, Name, Title, Columns, rows, [Definitions, .. CallFact.Missing(frame, facts)]);
    }

    private static Column<CallRow> Number(string key, Measure measure, Bilingual title, Bilingual definition, Func<CallFigures, double?> value) =>
        Column<CallRow>.Number(key, measure, title, definition, row => value(row.Calls));

    private static Column<CallRow> By(string key, ServiceLevelDefinition counted, Bilingual title, Bilingual definition) =>
        Number(key, Measure.Share, title, definition, calls => calls.LevelBy(counted));
}
