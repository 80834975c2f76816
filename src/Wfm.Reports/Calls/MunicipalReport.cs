using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>The monthly report to the municipality: calls, login time, answer rate, waits and load, per group and in total.</summary>
public static class MunicipalReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "monthly";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Månadsrapport", "Monthly report");

    private static readonly Bilingual Shared = new(
        "Gruppens rad gäller gruppens köer, vem som än svarade.",
        "The row of a group is about the group's queues, whoever answered.");

    private static readonly Column<MonthRow>[] Columns =
    [
        CallColumns.Offered<MonthRow>(row => row.Calls),
        CallColumns.Answered<MonthRow>(row => row.Calls),
        CallColumns.AnswerRate<MonthRow>(row => row.Calls),
        CallColumns.Abandonment<MonthRow>(row => row.Calls),
        CallColumns.MeanWait<MonthRow>(row => row.Calls),
        CallColumns.AnswerSpeed<MonthRow>(row => row.Calls),
        CallColumns.Level<MonthRow>(row => row.Calls),
        CallColumns.Promised<MonthRow>(row => row.Calls),
        CallColumns.HandleTime<MonthRow>(row => row.Calls),
        Number("logged_in_hours", Measure.Hours, new("Inloggningstid", "Login time"), new("Inloggad tid enligt telefonin; tomt om ingen telefoni säger det.", "Time logged in by the telephone system; empty where none tells it."), row => row.LoggedIn),
        Number("scheduled_hours", Measure.Hours, new("Schemalagt på kontakter", "Scheduled on contacts"), new("Publicerad tid på kontakter.", "Published time on contacts."), row => row.Scheduled),
        Number("handle_hours", Measure.Hours, new("I samtal", "Handling"), new("Samtal, parkering och efterarbete.", "Talk, hold and after-call work."), row => row.HandleHours),
        Number("load", Measure.Share, new("Belastning", "Load"), new("I samtal ÷ tid redo eller i samtal; finns den inte, ÷ schemalagt på kontakter.", "Handling ÷ time ready or busy; where that is not told, ÷ scheduled on contacts."), row => (row.OnCalls ?? row.Scheduled) is > 0 and var hours ? row.HandleHours / hours : null),
        Number("answered_per_hour", Measure.Contacts, new("Besvarade per timme", "Answered per hour"), new("Besvarade ÷ inloggningstid; finns den inte, ÷ schemalagt på kontakter.", "Answered ÷ login time; where that is not told, ÷ scheduled on contacts."), row => (row.LoggedIn ?? row.Scheduled) is > 0 and var hours ? row.Calls.Answered / hours : null),
        CallColumns.FirstContact<MonthRow>(row => row.FirstContact),
        CallColumns.Satisfaction<MonthRow>(row => row.Satisfaction),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days.</param>
    /// <param name="series">The statistics.</param>
    /// <param name="people">Who was scheduled and who was there.</param>
    /// <param name="expected">The work expected, by which shared people are divided where the statistics tell none.</param>
    /// <param name="quality">Figures told from outside.</param>
    public static ReportTable Of(
        ReportFrame frame, IReadOnlyList<CallSeries> series, PeopleFacts people, IReadOnlyList<QueueNeed> expected, IReadOnlyList<QualityFigure> quality)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(people);
        List<QueueFact<CallFact>> calls = CallFact.Of(frame, series);
        QualityMeans means = new(frame, quality);
        StaffingSlots slots = new(frame, expected, people, QueueWork.OfDay(frame, calls, expected));
        IEnumerable<QueueFact<MonthFact>> facts =
        [
            .. calls.Select(fact => new QueueFact<MonthFact>(fact.Queue, fact.At, new MonthFact(fact.Value, null))),
            .. slots.Facts().Select(fact => new QueueFact<MonthFact>(fact.Queue, fact.At, new MonthFact(null, fact.Value))),
        ];
        var rows = new ScopeLines(frame).Of(facts).Where(line => line.Scope.Kind != ScopeKind.Undivided).Select(line => (line.Bucket, line.Scope, new MonthRow(
            line.Facts, means.Of(QualityKind.FirstContactResolution, line.Bucket, line.Scope, line.Queues), means.Of(QualityKind.Satisfaction, line.Bucket, line.Scope, line.Queues))));
        return Tables.Of(frame, Name, Title, Columns, rows, [Shared, SharedTime.Note, .. CallFact.Missing(frame, calls)]);
    }

    private static Column<MonthRow> Number(string key, Measure measure, Bilingual title, Bilingual definition, Func<MonthRow, double?> value) =>
        Column<MonthRow>.Number(key, measure, title, definition, value);

    private sealed record MonthFact(CallFact? Calls, StaffingSlot? Staff);

    private sealed class MonthRow(IReadOnlyList<MonthFact> facts, double? firstContact, double? satisfaction)
    {
        public CallFigures Calls { get; } = new([.. facts.Select(fact => fact.Calls).OfType<CallFact>()]);

        public double? FirstContact => firstContact;

        public double? Satisfaction => satisfaction;

        public double? LoggedIn => Sum(slot => slot.LoggedIn);

        public double? OnCalls => Sum(slot => slot.OnCalls);

        public double? Scheduled => Sum(slot => slot.Scheduled);

        public double? HandleHours => Calls.HandleSeconds / 3600;

        private double? Sum(Func<StaffingSlot, double?> value)
        {
            double[] known = [.. facts.Select(fact => fact.Staff is { } slot ? value(slot) : null).OfType<double>()];
            return known.Length == 0 ? null : known.Sum();
        }
    }
}
