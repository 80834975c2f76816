using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>How one person's day agreed with the schedule, in minutes.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Group">Where they belonged that day.</param>
/// <param name="Date">The day.</param>
/// <param name="In">Scheduled minutes in agreement.</param>
/// <param name="Out">Scheduled minutes in disagreement.</param>
/// <param name="Neutral">Scheduled minutes that count neither way.</param>
/// <param name="ScheduledReady">Minutes scheduled for contacts.</param>
/// <param name="Ready">Minutes ready for calls or busy with them, whenever that was.</param>
/// <param name="LoggedIn">Minutes logged in, whenever that was.</param>
public sealed record AdherenceFigure(
    AgentId Agent, string Name, GroupId Group, LocalDate Date, double In, double Out, double Neutral, double ScheduledReady, double Ready, double LoggedIn);

/// <summary>Adherence and conformance by group; single people only where the reader may see them.</summary>
public static class AdherenceReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "adherence";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Följsamhet och schemauppfyllnad", "Adherence and conformance");

    private static readonly Bilingual Purpose = new(
        "Ändamål: se om schemat håller, inte att bedöma enskilda. Siffror om färre än fem personer visas inte, inte heller sådana som kan räknas fram ur andra.",
        "Purpose: to see whether the schedule holds, not to judge people. Figures about fewer than five people are not shown, nor are those that could be reckoned from others.");

    private static readonly Column<IReadOnlyList<AdherenceFigure>>[] Columns =
    [
        Number("people", Measure.Count, new("Personer", "People"), new("Personer med uppgifter.", "People with figures."), days => days.Select(day => day.Agent).Distinct().Count()),
        Number("adherence", Measure.Share, new("Följsamhet", "Adherence"), new("Schemalagd tid enligt schemat ÷ schemalagd tid som räknas (rätt sak vid rätt tid).", "Scheduled time in agreement ÷ scheduled time that counts (the right thing at the right time)."), days => Share(days.Sum(day => day.In), days.Sum(day => day.In + day.Out))),
        Number("conformance", Measure.Share, new("Schemauppfyllnad", "Conformance"), new("Redo eller i samtal ÷ schemalagt på kontakter, oavsett när (rätt mängd tid).", "Ready or busy ÷ scheduled on contacts, whenever (the right amount of time)."), days => Share(days.Sum(day => day.Ready), days.Sum(day => day.ScheduledReady))),
        Hours("in_hours", new("Enligt schema", "In agreement"), new("Schemalagd tid i överensstämmelse.", "Scheduled time in agreement."), day => day.In),
        Hours("out_hours", new("Avvikande", "Not in agreement"), new("Schemalagd tid i avvikelse längre än regelns tröskel.", "Scheduled time in disagreement for longer than the rule's threshold."), day => day.Out),
        Hours("neutral_hours", new("Neutral", "Neutral"), new("Schemalagd tid som inte räknas, även tid utan uppgift.", "Scheduled time that does not count, time without a state included."), day => day.Neutral),
        Hours("scheduled_ready_hours", new("Schemalagt på kontakter", "Scheduled on contacts"), new("Tid på kontakter i schemat.", "Time on contacts in the schedule."), day => day.ScheduledReady),
        Hours("ready_hours", new("Redo eller i samtal", "Ready or busy"), new("Tid redo eller i samtal.", "Time ready or busy with a call."), day => day.Ready),
        Hours("logged_in_hours", new("Inloggat", "Logged in"), new("Inloggad tid.", "Time logged in."), day => day.LoggedIn),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days, told by day or longer.</param>
    /// <param name="figures">Days of people, of the groups the reader may see.</param>
    /// <param name="told">Single people the reader may and wants to see; each look at them is to be logged.</param>
    public static ReportTable Of(ReportFrame frame, IReadOnlyList<AdherenceFigure> figures, IReadOnlySet<AgentId> told)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(told);
        PersonFact<AdherenceFigure>[] facts = [.. figures.Select(figure => new PersonFact<AdherenceFigure>(figure.Agent, figure.Group, figure.Date, figure))];
        IReadOnlyList<GroupLine<AdherenceFigure>> lines = GroupLines.Of(frame, facts, of => of.Select(fact => fact.Agent).ToHashSet());
        ReportTable table = Tables.Of(
            frame, Name, Title, Columns, lines.Select(line => (line.Bucket, line.Scope, (IReadOnlyList<AdherenceFigure>)[.. line.Facts.Select(fact => fact.Value)])).Concat(People(frame, figures, told)),
            figures.Count == 0 ? [Purpose, new Bilingual("Ingen telefoni har sagt vad någon gjorde.", "No telephone system has told what anybody did.")] : [Purpose]);
        ReportRow[] withheld = [.. table.Rows.Select((row, at) => at < lines.Count && lines[at].IsWithheld ? row with { Cells = [.. row.Cells.Select(_ => ReportCell.Withheld)] } : row)];
        return table with { Rows = withheld };
    }

    private static IEnumerable<(ReportBucket, ReportScope, IReadOnlyList<AdherenceFigure>)> People(ReportFrame frame, IReadOnlyList<AdherenceFigure> figures, IReadOnlySet<AgentId> told)
    {
        BucketLine line = BucketLine.Of(frame.Span, frame.Zone, frame.IntervalLength);
        Interval span = frame.Span.In(frame.Zone);
        foreach (IGrouping<AgentId, AdherenceFigure> person in figures.Where(figure => told.Contains(figure.Agent)).GroupBy(figure => figure.Agent).OrderBy(person => person.First().Name, StringComparer.Ordinal))
        {
            ReportScope scope = new(ScopeKind.Person, person.Key.Value, person.First().Name);
            var steps = person.GroupBy(day => line.IndexOf(frame.Zone.AtStartOfDay(day.Date).ToInstant())).Where(step => step.Key >= 0).OrderBy(step => step.Key).ToArray();
            foreach (var step in steps)
            {
                yield return (line.Buckets[step.Key], scope, [.. step]);
            }

            if (steps.Length > 1)
            {
                yield return (new ReportBucket(span.Start, span.End, ReportStep.Whole), scope, [.. steps.SelectMany(step => step)]);
            }
        }
    }

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;

    private static Column<IReadOnlyList<AdherenceFigure>> Hours(string key, Bilingual title, Bilingual definition, Func<AdherenceFigure, double> minutes) =>
        Number(key, Measure.Hours, title, definition, days => days.Sum(minutes) / 60);

    private static Column<IReadOnlyList<AdherenceFigure>> Number(string key, Measure measure, Bilingual title, Bilingual definition, Func<IReadOnlyList<AdherenceFigure>, double?> value) =>
        Column<IReadOnlyList<AdherenceFigure>>.Number(key, measure, title, definition, value);
}
