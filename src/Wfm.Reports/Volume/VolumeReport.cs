using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Volume and forecast accuracy: the calls that came beside what was said of them, by how far ahead it was said.</summary>
public static class VolumeReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "forecast-accuracy";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Volym och prognosträff", "Volume and forecast accuracy");

    private static readonly Bilingual[] Notes =
    [
        new("Framförhållning är verklig: dagar från prognosens tillkomst till samtalens dag. Per dag och framförhållning räknas den nyaste prognosen, på samma dag den första.",
            "Lead is true: days from the making of the forecast to the day of the calls. For each day and lead the newest forecast counts, on the day itself the first."),
        new("För grupper och totalt läggs köernas fel ihop; fel som tar ut varandra mellan köer tar inte ut varandra här.",
            "For groups and in total the errors of the queues are added up; errors that cancel between queues do not cancel here."),
    ];

    private static readonly Column<VolumeRow>[] Columns =
    [
        Column<VolumeRow>.Text("lead", new("Framförhållning", "Lead"), new("Hur långt före samtalen prognosen gjordes; schemat = prognosen som det publicerade schemat byggde på.", "How long before the calls the forecast was made; schedule = the forecast the published schedule was made from."), row => row.Lead is { } lead ? Lead(lead) : null),
        Column<VolumeRow>.Number("offered", Measure.Contacts, new("Inkommande", "Offered"), new("Alla samtal som kom.", "All calls that came."), row => row.Offered),
        Number("forecast", Measure.Contacts, new("Prognos", "Forecast"), new("Väntade samtal i de intervall som jämförs.", "Calls expected in the intervals compared."), figures => figures.Forecast),
        Number("offered_compared", Measure.Contacts, new("Utfall", "Came"), new("Samtal i samma intervall.", "Calls in the same intervals."), figures => figures.Offered),
        Number("bias", Measure.Share, new("Snedhet", "Bias"), new("(Prognos − utfall) ÷ utfall; över noll lovade prognosen för mycket.", "(Forecast − came) ÷ came; above zero the forecast said too much."), figures => figures.Bias),
        Number("wape", Measure.Share, new("WAPE intervall", "WAPE interval"), new("Summan av intervallens absoluta fel ÷ utfall.", "Sum of the intervals' absolute errors ÷ came."), figures => figures.Wape),
        Number("luck", Measure.Share, new("Varav slump", "Of which luck"), new("WAPE som en helt riktig prognos ändå hade fått av slumpen i enskilda samtal; mindre är inte möjligt.", "The WAPE an exactly right forecast would still have had from the chance of single calls; less is not possible."), figures => figures.OfLuck),
        Number("wape_day", Measure.Share, new("WAPE dag", "WAPE day"), new("Summan av dagarnas absoluta fel per kö ÷ utfall.", "Sum of the days' absolute errors by queue ÷ came."), figures => figures.WapeOfDays),
        Number("cover80", Measure.Share, new("I 80 %-bandet", "In 80 % band"), new("Andel intervall vars samtal låg mellan p10 och p90; ska vara omkring 80 %.", "Share of intervals whose calls lay between p10 and p90; should be about 80 %."), figures => figures.InBand80),
        Number("cover90", Measure.Share, new("I 90 %-bandet", "In 90 % band"), new("Andel intervall vars samtal låg mellan p05 och p95; ska vara omkring 90 %.", "Share of intervals whose calls lay between p05 and p95; should be about 90 %."), figures => figures.InBand90),
        Number("aht_forecast_seconds", Measure.Seconds, new("Väntad hanteringstid", "Forecast AHT"), new("Väntad medelhanteringstid, vägd med samtalen som kom.", "Expected mean handle time, weighted by the calls that came."), figures => figures.HandleForecast),
        Number("aht_seconds", Measure.Seconds, new("Medelhanteringstid", "AHT"), new("Medelhanteringstid i samma intervall.", "Mean handle time in the same intervals."), figures => figures.HandleActual),
        Number("intervals", Measure.Count, new("Intervall", "Intervals"), new("Intervall som jämförs.", "Intervals compared."), figures => figures.Intervals),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days.</param>
    /// <param name="series">The statistics.</param>
    /// <param name="forecasts">What the chosen forecasts said.</param>
    public static ReportTable Of(ReportFrame frame, IReadOnlyList<CallSeries> series, IReadOnlyList<ForecastOfDay> forecasts)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(forecasts);
        List<QueueFact<CallFact>> calls = CallFact.Of(frame, series);
        Dictionary<(QueueId, Instant, Duration), CallInterval> came = calls.ToDictionary(fact => (fact.Queue, fact.At, fact.Value.Interval.Length), fact => fact.Value.Interval);
        IEnumerable<QueueFact<VolumeFact>> facts =
        [
            .. calls.Select(fact => new QueueFact<VolumeFact>(fact.Queue, fact.At, new VolumeFact(fact.Value.Interval, null, null))),
            .. from said in forecasts
               from interval in said.Intervals
               where interval.Start >= said.Choice.Forecast.MadeAt && came.ContainsKey((said.Queue, interval.Start, said.IntervalLength))
               select new QueueFact<VolumeFact>(said.Queue, interval.Start, new VolumeFact(
                   null, said.Choice.Lead, new ForecastPoint(said.Queue, said.Choice.Date, interval, came[(said.Queue, interval.Start, said.IntervalLength)]))),
        ];
        return Tables.Of(frame, Name, Title, Columns, new ScopeLines(frame).Of(facts).SelectMany(Rows), [.. Notes, .. CallFact.Missing(frame, calls)]);
    }

    private static IEnumerable<(ReportBucket, ReportScope, VolumeRow)> Rows(ReportLine<VolumeFact> line)
    {
        CallInterval[] came = [.. line.Facts.Select(fact => fact.Came).OfType<CallInterval>()];
        double? offered = came.Length == 0 ? null : came.Sum(interval => (double)interval.Offered);
        IGrouping<ForecastLead, VolumeFact>[] leads = [.. line.Facts.Where(fact => fact.Lead is not null).GroupBy(fact => fact.Lead!.Value).OrderBy(lead => lead.Key)];
        return leads.Length == 0
            ? [(line.Bucket, line.Scope, new VolumeRow(null, offered, null))]
            : leads.Select(lead => (line.Bucket, line.Scope, new VolumeRow(lead.Key, offered, new VolumeFigures([.. lead.Select(fact => fact.Point!)]))));
    }

    private static Column<VolumeRow> Number(string key, Measure measure, Bilingual title, Bilingual definition, Func<VolumeFigures, double?> value) =>
        Column<VolumeRow>.Number(key, measure, title, definition, row => row.Figures is { } figures ? value(figures) : null);

    /// <summary>A lead in words.</summary>
    internal static Bilingual Lead(ForecastLead lead) => lead switch
    {
        ForecastLead.SameDay => new("samma dag", "same day"),
        ForecastLead.NextDays => new("1–2 dagar", "1–2 days"),
        ForecastLead.FirstWeek => new("3–7 dagar", "3–7 days"),
        ForecastLead.WeeksTwoToFour => new("2–4 veckor", "2–4 weeks"),
        ForecastLead.WeeksFiveAndLater => new("5 veckor och mer", "5 weeks and more"),
        _ => new("schemat", "schedule"),
    };

    private sealed record VolumeFact(CallInterval? Came, ForecastLead? Lead, ForecastPoint? Point);

    private sealed record VolumeRow(ForecastLead? Lead, double? Offered, VolumeFigures? Figures);
}
