using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Hours and cost: what people's time went to, and which queue and answer area it served.</summary>
public static class HoursReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "hours-and-cost";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Timmar och kostnad per svarsområde", "Hours and cost by answer area");

    private static readonly Bilingual Spread = new(
        "Övrig betald tid (raster utom lunch, möten, utbildning …) följer personens samtalstid samma dag; den som inte tog samtal den dagen följer sin samtalstid hela perioden, annars står tiden under ”hör till ingen kö”. En grupprad är gruppens köer: vem som än svarade.",
        "Other paid time (breaks except lunch, meetings, training …) follows the person's time on calls of the same day; who took no calls that day follows their calls of the whole span, else the time stands under “belongs to no queue”. A row of a group is the group's queues, whoever served them.");

    private static readonly Column<HoursFigures>[] Columns =
    [
        Of(ActivityKind.Contacts, "contact_hours", new("Kontakter", "Contacts"), new("Publicerad tid på kontakter.", "Published time on contacts.")),
        Of(ActivityKind.BackOffice, "back_office_hours", new("Mejl och ärenden", "Mail and cases"), new("Publicerad tid för mejl och ärenden.", "Published time for mail and cases.")),
        Of(ActivityKind.Break, "break_hours", new("Paus", "Breaks"), new("Betalda pauser.", "Paid short breaks.")),
        Of(ActivityKind.Meeting, "meeting_hours", new("Möte", "Meetings"), new("Möten och APT.", "Meetings.")),
        Of(ActivityKind.Training, "training_hours", new("Utbildning", "Training"), new("Utbildning.", "Training.")),
        Of(ActivityKind.Coaching, "coaching_hours", new("Coachning", "Coaching"), new("Coachning och medlyssning.", "Coaching and co-listening.")),
        Of(ActivityKind.Administration, "administration_hours", new("Administration", "Administration"), new("Administration och inläsning.", "Administration and reading-in.")),
        Of(ActivityKind.Absence, "absence_hours", new("Frånvaro i pass", "Away in shifts"), new("Frånvaro i en del av passet; hela frånvarodagar är inga pass och räknas inte.", "Away for a part of a shift; whole days away are no shifts and are not counted.")),
        Number("paid_hours", Measure.Hours, new("Betald tid", "Paid"), new("All tid i publicerade pass utom lunch.", "All time of published shifts but lunch."), figures => figures.Paid),
        Number("logged_in_hours", Measure.Hours, new("Inloggat", "Logged in"), new("Inloggad tid enligt telefonin, delad som samtalstiden.", "Time logged in by the telephone system, divided as time on calls is."), figures => figures.LoggedIn),
        Number("answered", Measure.Contacts, new("Besvarade", "Answered"), new("Samtal som besvarades.", "Calls answered."), figures => figures.Answered),
        Number("handle_hours", Measure.Hours, new("I samtal", "Handling"), new("Samtal, parkering och efterarbete.", "Talk, hold and after-call work."), figures => figures.HandleHours),
        Number("busy_share", Measure.Share, new("Beläggning", "Occupancy"), new("I samtal ÷ publicerad tid på kontakter.", "Handling ÷ published time on contacts."), figures => figures.Hours(ActivityKind.Contacts) is > 0 and var contacts ? figures.HandleHours / contacts : null),
        Number("cost", Measure.Money, new("Kostnad", "Cost"), new("Betald tid × angivet timpris; tomt där pris saknas.", "Paid time × the stated hourly price; empty where a price is missing."), figures => figures.Cost),
        Number("cost_per_answered", Measure.Money, new("Per besvarat", "Per answered call"), new("Kostnad ÷ besvarade samtal.", "Cost ÷ calls answered."), figures => figures.Answered is > 0 and var answered ? figures.Cost / answered : null),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days.</param>
    /// <param name="people">Who was scheduled and who was there.</param>
    /// <param name="series">The statistics, by whose work shared people are divided.</param>
    /// <param name="expected">The work expected, by which they are divided where the statistics tell none.</param>
    /// <param name="prices">What an hour costs.</param>
    public static ReportTable Of(
        ReportFrame frame, PeopleFacts people, IReadOnlyList<CallSeries> series, IReadOnlyList<QueueNeed> expected, HourlyPrice prices)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(prices);
        List<QueueFact<CallFact>> calls = CallFact.Of(frame, series);
        IEnumerable<QueueFact<HoursFact>> facts =
        [
            .. calls.Select(fact => new QueueFact<HoursFact>(fact.Queue, fact.At, new HoursFact { Calls = fact.Value })),
            .. new PaidTime(frame, people, QueueWork.OfDay(frame, calls, expected), prices).Facts(),
        ];
        var rows = new ScopeLines(frame).Of(facts).Select(line => (line.Bucket, line.Scope, new HoursFigures(line.Facts)));
        return Tables.Of(frame, Name, Title, Columns, rows, [SharedTime.Note, Spread, .. PriceNotes(prices), .. CallFact.Missing(frame, calls)]);
    }

    private static IEnumerable<Bilingual> PriceNotes(HourlyPrice prices)
    {
        if (prices.Usual is { } usual)
        {
            yield return new Bilingual(FormattableString.Invariant($"Timpris {usual:0.##}."), FormattableString.Invariant($"Price of an hour {usual:0.##}."));
        }

        foreach ((ContractId contract, double price) in prices.ByContract.OrderBy(pair => pair.Key.Value, StringComparer.Ordinal))
        {
            yield return new Bilingual(FormattableString.Invariant($"Timpris {price:0.##} för avtal {contract}."), FormattableString.Invariant($"Price of an hour {price:0.##} for contract {contract}."));
        }

        if (prices is { Usual: null, ByContract.Count: 0 })
        {
            yield return new Bilingual("Inget timpris är angivet, så kostnaden är tom.", "No price of an hour is stated, so cost is empty.");
        }
    }

    private static Column<HoursFigures> Number(string key, Measure measure, Bilingual title, Bilingual definition, Func<HoursFigures, double?> value) =>
        Column<HoursFigures>.Number(key, measure, title, definition, value);

    private static Column<HoursFigures> Of(ActivityKind kind, string key, Bilingual title, Bilingual definition) =>
        Number(key, Measure.Hours, title, definition, figures => figures.Hours(kind));
}
