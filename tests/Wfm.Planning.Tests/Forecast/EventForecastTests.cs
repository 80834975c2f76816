using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Forecasting;
using Wfm.Storage;

namespace Wfm.Planning.Tests.Forecast;

/// <summary>Known events of the database go into the forecast: past ones out of the history, planned ones on top, sizes stated, learned or suggested.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class EventForecastTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    private static readonly QueueId Första = new("första"), Bygg = new("bygg");
    private static readonly LocalDate Letters = new(2026, 1, 19), Planned = new(2026, 3, 9);

    [Test]
    public async Task A_planned_event_raises_its_queue_by_its_size_and_the_settings_tell_it()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, 1);
        MakeForecastResult plain = await MakeAsync(db, unit);
        await EnterAsync(db, unit, new KnownEvent(Första, Planned, Planned.PlusDays(4), "Kampanj", 1.25, EventKind.Campaign));

        MakeForecastResult raised = await MakeAsync(db, unit);

        (Calls(raised, Första) / Calls(plain, Första)).ShouldBe(1.25, 1e-9);
        Calls(raised, Bygg).ShouldBe(Calls(plain, Bygg), 1e-9);
        SizedEvent kept = SizedEvent.Of(raised.Stored!).ShouldHaveSingleItem();
        (kept.Event.Kind, kept.Event.From, kept.Origin, kept.SizeFraction).ShouldBe((EventKind.Campaign, Planned, SizeOrigin.Stated, 0.25));
        raised.Stored!.Provenance.SettingsHash.ShouldNotBe(plain.Stored!.Provenance.SettingsHash);
        SizedEvent.Of(plain.Stored).ShouldBeEmpty();
        AdjustedSpan span = new(Första, raised.Stored.Start, raised.Stored.End, 1.1);
        ForecastVersion adjusted = await new AdjustForecast(db, Clock).RunAsync(unit, raised.Stored.Id, [span], "mässa", "tora", default);
        SizedEvent.Of(adjusted).ShouldBe(SizedEvent.Of(raised.Stored), "drawn on a forecast these events went into");
    }

    [Test]
    public async Task A_school_break_is_learned_by_its_queue_and_a_stated_closing_ends_the_day()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, 0.3);
        MakeForecastResult plain = await MakeAsync(db, unit);
        KnownEvent past = new(Första, Letters, Letters.PlusDays(4), "Sportlov", null, EventKind.SchoolBreak);
        await EnterAsync(db, unit, past, past with { From = Planned, To = Planned.PlusDays(4) });
        db.Add(new StoredSpecialDay(unit, new SpecialDay(Planned.PlusDays(1), "Kort dag", SpecialDayKind.ShortenedDay, new LocalTime(10, 0))));
        await db.SaveChangesAsync();

        MakeForecastResult told = await MakeAsync(db, unit);

        (Calls(told, Första, Planned) / Calls(plain, Första, Planned)).ShouldBeLessThan(0.95);
        Calls(told, Bygg, Planned).ShouldBe(Calls(plain, Bygg, Planned), 0.05 * Calls(plain, Bygg, Planned));
        SizedEvent.Of(told.Stored!).Select(one => (one.Origin, one.SizeFraction)).ShouldBe([(SizeOrigin.Calendar, null), (SizeOrigin.Calendar, null)]);
        told.Stored!.QualityJson.ShouldContain("\"said\":\"history-of-");
        VolumeForecast första = told.Results.Single(result => result.Forecast.Queue == Första).Forecast;
        första.Intervals.Last(interval => interval.Start.InZone(SmallHouse.Stockholm).Date == Planned.PlusDays(1)).Start.InZone(SmallHouse.Stockholm).TimeOfDay.ShouldBeLessThan(new LocalTime(10, 0));
    }

    [Test]
    public async Task The_shape_of_an_event_runs_over_its_days()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, 1);
        MakeForecastResult plain = await MakeAsync(db, unit);
        await EnterAsync(db, unit, new KnownEvent(null, Planned, Planned.PlusDays(10), "Brev", 2, EventKind.Letter, EventShape.LetterDrop));

        MakeForecastResult raised = await MakeAsync(db, unit);

        (Calls(raised, Bygg, Planned) / Calls(plain, Bygg, Planned)).ShouldBe(1.25, 1e-9);
        (Calls(raised, Bygg, Planned.PlusDays(2)) / Calls(plain, Bygg, Planned.PlusDays(2))).ShouldBe(2, 1e-9);
    }

    [Test]
    public async Task A_past_event_is_learned_and_suggests_the_size_of_the_next_one_of_its_kind()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, 1.5);
        KnownEvent past = new(Första, Letters, Letters.PlusDays(4), "Brev om avgiften", null, EventKind.Letter);
        await EnterAsync(db, unit, past, past with { From = Planned, To = Planned.PlusDays(4), Name = "Brev i mars" });
        MakeForecastResult plain = await MakeAsync(db, unit, withEvents: false);

        MakeForecastResult made = await MakeAsync(db, unit);

        IReadOnlyList<SizedEvent> kept = SizedEvent.Of(made.Stored!);
        SizedEvent learned = kept.Single(one => one.Event.Name == "Brev om avgiften"), suggested = kept.Single(one => one.Event.Name == "Brev i mars");
        learned.Origin.ShouldBe(SizeOrigin.Learned);
        learned.SizeFraction!.Value.ShouldBe(0.5, 0.06);
        learned.Learned!.StandardError.ShouldBeInRange(0.001, 0.1);
        suggested.Origin.ShouldBe(SizeOrigin.Suggested);
        suggested.SizeFraction!.Value.ShouldBeInRange(0.3, learned.SizeFraction.Value);
        suggested.Learned!.Outcome.ShouldBe(EventSizeOutcome.NotOver);
        (Calls(made, Första) / Calls(plain, Första)).ShouldBe(1 + suggested.SizeFraction.Value, 0.08);

        EventLibrary library = await new LearnEventSizes(db, Clock, new KeptSizes()).RunAsync(unit, default);
        library.Events.ShouldHaveSingleItem().Learned!.SizeFraction.ShouldBe(0.5, 0.08);
        library.Kinds.Select(kind => (kind.Kind, kind.Name, kind.Queue, kind.Size.Events)).ShouldBe([(EventKind.Letter, null, null, 1), (EventKind.Letter, null, Första, 1)]);
    }

    [Test]
    public async Task Nothing_happened_is_learned_as_about_nothing()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, 1);
        await EnterAsync(db, unit, new KnownEvent(Första, Letters, Letters.PlusDays(4), "Brev", null, EventKind.Letter));

        LearnedSize learned = (await new LearnEventSizes(db, Clock, new KeptSizes()).RunAsync(unit, default)).Events.ShouldHaveSingleItem().Learned!;

        learned.Outcome.ShouldBe(EventSizeOutcome.Learned);
        learned.SizeFraction.ShouldBe(0, 0.05);
    }

    [Test]
    public async Task Kind_and_shape_come_with_the_files_and_stay_with_the_same_files()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Huset", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        Func<string, Stream?> files = SmallHouse.With("events.csv", "queue,from,to,name,factor,kind,shape\nbygg,2026-03-09,2026-03-19,Brev,,letter,letter_drop\n");

        (await new ImportPeople(db, Clock).RunAsync(unit, files, default)).Outcome.ShouldBe(ImportOutcome.Taken);

        (await LoadMasterData.RunAsync(db, unit, default)).Events.ShouldBe(
            [new KnownEvent(Bygg, Planned, new LocalDate(2026, 3, 19), "Brev", null, EventKind.Letter, EventShape.LetterDrop)]);
        ImportPeopleResult refused = await new ImportPeople(db, Clock).RunAsync(unit, SmallHouse.With("events.csv", "queue,from,to,name,factor,kind\nbygg,2026-03-09,,Brev,,post\n"), default);
        refused.Outcome.ShouldBe(ImportOutcome.Refused);
        ImportProblem problem = refused.Read.Problems.ShouldHaveSingleItem();
        (problem.File, problem.Line, problem.Value).ShouldBe(("events.csv", 2, "post"));
    }

    // The calls of the small house; in the week of the letters the first queue has so many times as many.
    [Test]
    public async Task What_was_learned_is_kept_until_events_files_or_the_day_change()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, 1.5);
        KnownEvent past = new(Första, Letters, Letters.PlusDays(4), "Brev", null, EventKind.Letter);
        await EnterAsync(db, unit, past);
        LearnEventSizes learn = new(db, Clock, new KeptSizes());

        EventLibrary first = await learn.RunAsync(unit, default), again = await learn.RunAsync(unit, default);
        await EnterAsync(db, unit, past with { Queue = Bygg });
        EventLibrary more = await learn.RunAsync(unit, default);
        await using MemoryStream stream = SmallHouse.Utf8("queue,start,offered\nbygg,2026-01-20T08:00,90\n");
        await new ImportCalls(db, Clock).RunAsync(unit, new CallFile("late.csv", stream, "acd", CallColumns.Wfm), default);
        EventLibrary late = await learn.RunAsync(unit, default);
        Instant now = Clock.Now;
        Clock.Now = now + Duration.FromDays(1);
        EventLibrary nextDay = await learn.RunAsync(unit, default);
        Clock.Now = now;

        again.ShouldBeSameAs(first);
        (first.Events.Count, more.Events.Count).ShouldBe((1, 2));
        late.ShouldNotBeSameAs(more);
        late.Events[1].Learned!.SizeFraction.ShouldBeGreaterThan(more.Events[1].Learned!.SizeFraction);
        nextDay.ShouldNotBeSameAs(late);
    }

    [Test]
    public async Task A_file_that_does_not_tell_kinds_keeps_those_of_the_same_events()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, 1);
        KnownEvent letter = new(Första, Letters, Letters.PlusDays(4), "Brev", 1.2, EventKind.Letter, EventShape.LetterDrop);
        await EnterAsync(db, unit, letter, letter with { Name = "Snö", Kind = EventKind.Snow, Shape = EventShape.Bell });

        await ImportEventsAsync(db, unit, "queue,from,to,name,factor\nförsta,2026-01-19,2026-01-23,Brev,1.4\nförsta,2026-01-19,2026-01-22,Snö,1.2\n");
        KnownEvent[] without = await StoredAsync(db, unit);
        await ImportEventsAsync(db, unit, "queue,from,to,name,factor,kind\nförsta,2026-01-19,2026-01-23,Brev,1.4,campaign\n");
        KnownEvent[] withKind = await StoredAsync(db, unit);

        // The same queue, days and name are the same event, whatever its size; other days make another one, of which nothing is known.
        without.ShouldBe([letter with { Factor = 1.4 }, letter with { To = letter.To.PlusDays(-1), Name = "Snö", Kind = EventKind.Other, Shape = EventShape.Step }], ignoreOrder: true);
        withKind.ShouldBe([letter with { Factor = 1.4, Kind = EventKind.Campaign }]);
    }

    private async Task ImportEventsAsync(WfmDb db, BusinessUnitId unit, string text) =>
        (await new ImportPeople(db, Clock).RunAsync(unit, SmallHouse.With("events.csv", text), default)).Outcome.ShouldBe(ImportOutcome.Taken);

    private static async Task<KnownEvent[]> StoredAsync(WfmDb db, BusinessUnitId unit) =>
        [.. (await db.KnownEvents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync()).Select(row => row.ToDomain())];

    private async Task<BusinessUnitId> ImportAsync(WfmDb db, double factor)
    {
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Huset", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        (await new ImportPeople(db, Clock).RunAsync(unit, SmallHouse.Open, default)).Outcome.ShouldBe(ImportOutcome.Taken);
        string calls = string.Join('\n', SmallHouse.Calls.Split('\n').Select(line => Raised(line, factor)));
        await using MemoryStream file = SmallHouse.Utf8(calls);
        (await new ImportCalls(db, Clock).RunAsync(unit, new CallFile("calls.csv", file, "acd", CallColumns.Wfm), default)).Outcome.ShouldBe(ImportOutcome.Taken);
        return unit;
    }

    private static string Raised(string line, double factor)
    {
        string[] cells = line.Split(',');
        if (cells[0] != "första" || !Enumerable.Range(0, 5).Any(day => cells[1].StartsWith(Letters.PlusDays(day).ToString("uuuu-MM-dd", null), StringComparison.Ordinal)))
        {
            return line;
        }

        string calls = Math.Round(int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture) * factor).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"{cells[0]},{cells[1]},{calls},{calls},0,";
    }

    private static async Task EnterAsync(WfmDb db, BusinessUnitId unit, params KnownEvent[] events)
    {
        db.AddRange(events.Select(one => new StoredKnownEvent(unit, one)));
        await db.SaveChangesAsync();
    }

    private async Task<MakeForecastResult> MakeAsync(WfmDb db, BusinessUnitId unit, bool withEvents = true)
    {
        List<StoredKnownEvent> removed = withEvents ? [] : await db.KnownEvents.AsNoTracking().ToListAsync();
        if (!withEvents)
        {
            await db.KnownEvents.ExecuteDeleteAsync();
        }

        MakeForecastResult made = await new MakeForecast(db, Clock).RunAsync(unit, new ForecastDays(SmallHouse.Monday, 28), null, default);
        await EnterAsync(db, unit, [.. removed.Select(row => row.ToDomain())]);
        return made;
    }

    private static double Calls(MakeForecastResult made, QueueId queue, LocalDate? day = null) =>
        made.Results.Single(result => result.Forecast.Queue == queue).Forecast.Intervals
            .Where(interval => interval.Start.InZone(SmallHouse.Stockholm).Date is var date && (day is null ? date >= Planned && date <= Planned.PlusDays(4) : date == day))
            .Sum(interval => interval.Calls);
}
