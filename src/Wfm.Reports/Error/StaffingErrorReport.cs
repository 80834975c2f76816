using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>The staffing error and where it came from: calls, handle time, the model's reserve, the schedule, people away.</summary>
public static class StaffingErrorReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "staffing-error";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Bemanningsfelet och dess delar", "Staffing error and its parts");

    private static readonly Bilingual[] Notes =
    [
        new("Delarna – volym, hanteringstid, modell, schema, frånvaro – summerar till felet. Över noll betyder fler på plats än det behövdes. Bara dagar som är slut räknas, och bara de kö-dagar (i timsteg kö-timmar) där alla led är kända.",
            "The parts – volume, handle time, model, schedule, absence – add up to the error. Above zero means more people there than were needed. Only days that are over count, and only the days (in steps of an hour: hours) of queues of which every step is known."),
        new("Enskilda intervalls samtal är mest slump. Dagens samtal sprids som prognosen sade, och varje intervall dras mot sitt eget utfall så långt prognosens band lät intervall skilja sig.",
            "The calls of a single interval are mostly luck. The day's calls are spread as the forecast said, and each interval leans towards its own count as far as the bands of the forecast let intervals differ."),
        SharedTime.Note,
    ];

    private static readonly Column<ErrorRow>[] Columns =
    [
        Column<ErrorRow>.Text("lead", new("Framförhållning", "Lead"), new("Hur långt före dagen prognosen gjordes; schemat = prognosen som det publicerade schemat byggde på.", "How long before the day the forecast was made; schedule = the forecast the published schedule was made from."), row => row.Lead is { } lead ? VolumeReport.Lead(lead) : null),
        Hours("forecast_hours", new("Behov enligt prognosen", "Required by forecast"), new("Personer på samtal som prognosen krävde för målet, gånger tid.", "People on calls the forecast asked for to meet the target, times time."), error => error.Forecast),
        Hours("needed_hours", new("Behov i efterhand", "Needed in hindsight"), new("Vad modellen säger när samtal och hanteringstid är kända.", "What the model says when calls and handle time are known."), error => error.Needed),
        Hours("scheduled_hours", new("Schemalagt", "Scheduled"), new("Tid på kontakter när schemat först publicerades.", "Time on contacts when the schedule was first published."), error => error.Scheduled),
        Hours("there_hours", new("På plats", "There"), new("Redo eller i samtal enligt telefonin.", "Ready or busy with a call by the telephone system."), error => error.There),
        Hours("error_hours", new("Bemanningsfel", "Staffing error"), new("På plats − behov i efterhand; summan av de fem delarna.", "There − needed in hindsight; the sum of the five parts."), error => error.Whole),
        Hours("volume_hours", new("Volym", "Volume"), new("Behov av prognosens samtal − behov av samtalen som kom.", "Need of the calls forecast − need of the calls that came."), error => error.Volume),
        Hours("aht_hours", new("Hanteringstid", "Handle time"), new("Behov med väntad hanteringstid − behov med den som blev, båda med samtalen som kom.", "Need with the handle time expected − with the one that was, both with the calls that came."), error => error.HandleTime),
        Hours("model_hours", new("Modell", "Model"), new("Reserv för dagar som avviker: behov enligt prognosen − behov om dagen blivit precis som prognosen.", "Reserve for days that differ: need by the forecast − need had the day come exactly as forecast."), error => error.Model),
        Hours("schedule_hours", new("Schema", "Schedule"), new("Schemalagt × (1 − bortfall) − behov enligt prognosen.", "Scheduled × (1 − shrinkage) − need by the forecast."), error => error.Schedule),
        Hours("absence_hours", new("Frånvaro och ändringar", "Absence and changes"), new("På plats − schemalagt × (1 − bortfall): frånvaro utöver väntat bortfall, följsamhet och ändringar efter publicering.", "There − scheduled × (1 − shrinkage): absence beyond the shrinkage expected, adherence and changes after publication."), error => error.Absence),
        Share("volume_share", new("Volymens andel", "Share of volume"), error => error.Volume),
        Share("aht_share", new("Hanteringstidens andel", "Share of handle time"), error => error.HandleTime),
        Share("model_share", new("Modellens andel", "Share of model"), error => error.Model),
        Share("schedule_share", new("Schemats andel", "Share of schedule"), error => error.Schedule),
        Share("absence_share", new("Frånvarons andel", "Share of absence"), error => error.Absence),
        Column<ErrorRow>.Number("compared", Measure.Count, new("Jämförda", "Compared"), new("Dagar (i timsteg timmar) som jämförs.", "Days (in steps of an hour: hours) compared."), row => row.Lead is null ? null : row.Errors.Count),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days.</param>
    /// <param name="hindsight">What days that are over needed; on a day of a queue that is told, an interval that is not needed nobody.</param>
    /// <param name="required">The requirement the published schedule was made for.</param>
    /// <param name="published">Who was scheduled when the schedule was first published.</param>
    /// <param name="people">Who is scheduled now and who was there.</param>
    /// <param name="notes">What had to be left out.</param>
    public static ReportTable Of(
        ReportFrame frame, IReadOnlyList<NeedInHindsight> hindsight, IReadOnlyList<QueueNeed> required, PeopleFacts published, PeopleFacts people, IReadOnlyList<Bilingual> notes)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(hindsight);
        ArgumentNullException.ThrowIfNull(required);
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(notes);
        StaffingErrors errors = new(frame, required, published, people);
        List<Bilingual> told = [.. Notes, .. notes];
        if (!errors.IsPresenceTold)
        {
            told.Add(new Bilingual("Ingen telefoni har sagt vilka som var på plats: felet och frånvarons del är okända, de andra delarna gäller.", "No telephone system has told who was there: the error and the part of absence are unknown, the other parts hold."));
        }

        if (errors.UnplacedHours > 0)
        {
            told.Add(new Bilingual(
                FormattableString.Invariant($"{errors.UnplacedHours:0.0} timmar redo eller i samtal ligger när ingen av personens köer var öppen eller schemalagd; de ingår inte."),
                FormattableString.Invariant($"{errors.UnplacedHours:0.0} hours ready or busy lie where none of the person's queues was open or scheduled; they are left out.")));
        }

        return Tables.Of(frame, Name, Title, Columns, new ScopeLines(frame).Of(errors.Of(hindsight)).SelectMany(Rows), told);
    }

    private static IEnumerable<(ReportBucket, ReportScope, ErrorRow)> Rows(ReportLine<ErrorFact> line)
    {
        IGrouping<ForecastLead, ErrorFact>[] leads = [.. line.Facts.GroupBy(fact => fact.Lead).OrderBy(lead => lead.Key)];
        return leads.Length == 0
            ? [(line.Bucket, line.Scope, new ErrorRow(null, []))]
            : leads.Select(lead => (line.Bucket, line.Scope, new ErrorRow(lead.Key, [.. lead.GroupBy(fact => fact.At).Select(at => at.Select(fact => fact.Error).Aggregate((one, other) => one + other))])));
    }

    private static Column<ErrorRow> Hours(string key, Bilingual title, Bilingual definition, Func<StaffingError, double?> value) =>
        Column<ErrorRow>.Number(key, Measure.Hours, title, definition, row => row.Sum(value));

    private static Column<ErrorRow> Share(string key, Bilingual title, Func<StaffingError, double?> part) =>
        Column<ErrorRow>.Number(key, Measure.Share, title, new(
            "Delens andel av de kvadrerade felen: summan av del × fel ÷ summan av fel × fel över radens dagar (timmar); under noll motverkade delen de andra. Andelarna blir 100 %.",
            "The part's share of the squared errors: sum of part × error ÷ sum of error × error over the row's days (hours); below zero the part worked against the others. The shares make 100 %."),
            row => row.ShareOf(part));

    // Queues of a row help each other, so each day (or hour) counts with the sum of its queues.
    private sealed record ErrorRow(ForecastLead? Lead, IReadOnlyList<StaffingError> Errors)
    {
        public double? Sum(Func<StaffingError, double?> value) => Errors.Count == 0 ? null : Errors.Select(value).Aggregate((one, other) => one + other);

        public double? ShareOf(Func<StaffingError, double?> part) =>
            Sum(error => error.Whole * error.Whole) is > 0 and var squares ? Sum(error => part(error) * error.Whole) / squares : null;
    }
}
