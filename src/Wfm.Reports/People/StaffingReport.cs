using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Staffing: people required, scheduled and there.</summary>
public static class StaffingReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "staffing";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Bemanning: behov, schema, inloggade", "Staffing: required, scheduled, logged in");

    private static readonly Column<StaffingRow>[] Columns =
    [
        Hours("required_hours", new("Behov på samtal", "Required on calls"), new("Personer som måste sitta i samtal för målet, gånger tid.", "People who must be on calls for the target, times time."), row => row.Sum(slot => slot.Required)),
        Hours("needed_hours", new("Behov i schema", "Needed in schedule"), new("Samma behov med bortfall: behov ÷ (1 − bortfall).", "The same with those away: required ÷ (1 − shrinkage)."), row => row.Sum(slot => slot.Needed)),
        Hours("scheduled_hours", new("Schemalagt", "Scheduled"), new("Schemalagd tid på kontakter i publicerat schema, radens andel av delade personer.", "Time on contacts in the published schedule, the row's part of shared people."), row => row.Sum(slot => slot.Scheduled)),
        Hours("net_hours", new("Netto", "Net"), new("Schemalagt − behov i schema.", "Scheduled − needed in schedule."), row => row.Sum(slot => slot.Scheduled - slot.Needed)),
        Hours("short_hours", new("Underbemannat", "Short"), new("Det som saknas mot behov i schema, intervall för intervall, radens köer tillsammans.", "What is missing of the need in the schedule, interval by interval, the row's queues together."), row => row.Sum(slot => Math.Max(0, (slot.Needed - slot.Scheduled) ?? double.NaN))),
        Hours("over_hours", new("Överbemannat", "Over"), new("Det som är över behov i schema, på samma sätt.", "What is above the need in the schedule, in the same way."), row => row.Sum(slot => Math.Max(0, (slot.Scheduled - slot.Needed) ?? double.NaN))),
        Column<StaffingRow>.Number("required_people", Measure.People, new("Behov", "Required"), new("Personer på samtal i medel över radens öppna tid.", "People on calls, mean over the row's open time."), row => row.Mean(slot => slot.Required)),
        Column<StaffingRow>.Number("scheduled_people", Measure.People, new("I schemat", "Scheduled"), new("Schemalagda på kontakter i medel över samma tid.", "Scheduled on contacts, mean over the same time."), row => row.Mean(slot => slot.Scheduled)),
        Hours("own_people_hours", new("Gruppens egna", "Own people"), new("Tid på kontakter för dem som hör till gruppen, vilka köer de än tar; bara på grupprader.", "Time on contacts of those who belong to the group, whatever queues they take; on rows of groups only."), row => row.OwnPeople),
        Hours("logged_in_hours", new("Inloggat", "Logged in"), new("Inloggad tid enligt telefonin, delad som schemat.", "Time logged in by the telephone system, divided as the schedule is."), row => row.Sum(slot => slot.LoggedIn)),
        Hours("on_calls_hours", new("Redo eller i samtal", "Ready or busy"), new("Den del av inloggad tid då personen var redo eller i samtal.", "The part of it in which the person was ready or busy with a call."), row => row.Sum(slot => slot.OnCalls)),
        Column<StaffingRow>.Number("present_share", Measure.Share, new("På plats", "Present"), new("Redo eller i samtal ÷ schemalagt på kontakter.", "Ready or busy ÷ scheduled on contacts."), row => row.Sum(slot => slot.Scheduled) is > 0 and var scheduled ? row.Sum(slot => slot.OnCalls) / scheduled : null),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days.</param>
    /// <param name="required">People required; the newest published schedule's requirement goes before later ones.</param>
    /// <param name="people">Who was scheduled and who was there.</param>
    public static ReportTable Of(ReportFrame frame, IReadOnlyList<QueueNeed> required, PeopleFacts people)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(required);
        ArgumentNullException.ThrowIfNull(people);
        StaffingSlots slots = new(frame, required, people, QueueWork.Expected(required));
        var rows = new ScopeLines(frame).Of(slots.Facts()).Select(line => (line.Bucket, line.Scope, new StaffingRow(line.Facts, slots.OwnPeople(line.Scope, line.Bucket))));
        List<Bilingual> notes = [SharedTime.Note];
        if (slots.Unserved > 0)
        {
            notes.Add(new Bilingual(
                FormattableString.Invariant($"{slots.Unserved:0.0} schemalagda timmar på kontakter ligger när ingen av personens köer är öppen; de ingår inte."),
                FormattableString.Invariant($"{slots.Unserved:0.0} scheduled hours on contacts lie where none of the person's queues is open; they are left out.")));
        }

        if (people is { Presences: null, PresenceDays: null })
        {
            notes.Add(new Bilingual("Ingen telefoni har sagt vilka som var inloggade.", "No telephone system has told who was logged in."));
        }

        return Tables.Of(frame, Name, Title, Columns, rows, notes);
    }

    private static Column<StaffingRow> Hours(string key, Bilingual title, Bilingual definition, Func<StaffingRow, double?> value) =>
        Column<StaffingRow>.Number(key, Measure.Hours, title, definition, value);

    private sealed class StaffingRow(IReadOnlyList<StaffingSlot> facts, double? ownPeople)
    {
        // People of several queues help each other within a row, so what is short is reckoned on their sums.
        private readonly StaffingSlot[] _slots = [.. facts.GroupBy(slot => slot.Start).Select(slot => slot.Aggregate((one, other) => one + other))];

        public double? OwnPeople => ownPeople;

        public double? Sum(Func<StaffingSlot, double?> value)
        {
            double[] known = [.. _slots.Select(slot => value(slot) ?? double.NaN).Where(hours => !double.IsNaN(hours))];
            return known.Length == 0 ? null : known.Sum();
        }

        public double? Mean(Func<StaffingSlot, double?> value)
        {
            StaffingSlot[] open = [.. _slots.Where(slot => slot.IsOpen && value(slot) is not null)];
            return open.Length == 0 ? null : open.Sum(slot => value(slot)!.Value) / open.Sum(slot => slot.Length.TotalHours);
        }
    }
}
