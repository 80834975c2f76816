using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.MasterData;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class CalendarFeedTests(DatabaseProvider provider)
{
    private const string Token = "/api/units/1/calendar-token";

    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider);

    [OneTimeTearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task A_calendar_address_gives_ones_own_shifts_until_it_is_taken_back()
    {
        using ApiClient anna = await _server.AsAsync("anna");
        using ApiClient nobody = _server.AsNobody();
        (await anna.GetAsync(Token)).Is(404);
        string first = (await anna.SendAsync("POST", Token)).Is(200).Json["address"]!.GetValue<string>();

        ApiAnswer feed = (await nobody.GetAsync(first)).Is(200);

        feed.ContentType.ShouldBe("text/calendar");
        await using WfmDb db = _server.Database.CreateContext();
        int shifts = await db.Shifts.CountAsync(shift => shift.ScheduleId == new ScheduleId(1) && shift.AgentCode == new AgentId("0001"));
        feed.Text.Split("BEGIN:VEVENT").Length.ShouldBe(shifts + 1);
        feed.Text.ShouldNotContain("0002");
        feed.Text.ShouldNotContain("acation");
        (await anna.GetAsync(Token)).Is(200).Json["usedAt"]!.GetValue<string>().ShouldNotBeEmpty();
        string second = (await anna.SendAsync("POST", Token)).Is(200).Json["address"]!.GetValue<string>();
        (await nobody.GetAsync(first)).Is(404);
        (await nobody.GetAsync(second)).Is(200);
        (await anna.SendAsync("DELETE", Token)).Is(204);
        (await nobody.GetAsync(second)).Is(404);
        (await db.CalendarTokens.Select(token => token.TokenHash).ToListAsync()).ShouldAllBe(hash => hash.Length == 32);
    }

    [Test]
    public async Task A_closed_account_has_no_calendar()
    {
        using ApiClient bo = await _server.AsAsync("bo");
        using ApiClient nobody = _server.AsNobody();
        string address = (await bo.SendAsync("POST", Token)).Is(200).Json["address"]!.GetValue<string>();
        await using WfmDb db = _server.Database.CreateContext();
        (await db.Accounts.SingleAsync(row => row.Login == "bo")).Take("Bo", null, isActive: false);
        await db.SaveChangesAsync();

        (await nobody.GetAsync(address)).Is(404);
    }

    [Test]
    public async Task A_calendar_that_comes_more_than_sixty_times_an_hour_is_told_to_wait()
    {
        using ApiClient nobody = _server.AsNobody();
        List<int> statuses = [];
        for (int time = 0; time < 61; time++)
        {
            statuses.Add((await nobody.GetAsync("/calendar/ingen-alls.ics")).Status);
        }

        statuses.Take(60).ShouldAllBe(status => status == 404);
        statuses[60].ShouldBe(429);
    }

    [Test]
    public async Task Only_people_with_shifts_have_a_calendar()
    {
        using ApiClient tora = await _server.AsAsync("tora");

        (await tora.SendAsync("POST", Token)).Is(409).Code.ShouldBe("not-an-agent");
    }

    [Test]
    public async Task A_later_version_cancels_what_it_takes_away_and_counts_what_it_changes()
    {
        await using WfmDb db = _server.Database.CreateContext();
        AgentId agent = new("0002");
        Schedule first = await ScheduleStore.LoadAsync(db, new ScheduleId(1), default);
        List<Shift> mine = [.. first.Shifts.Where(shift => shift.Agent == agent)];
        Shift gone = mine[0], moved = mine[1];
        Shift later = moved with
        {
            Span = new Interval(moved.Span.Start, moved.Span.End + Duration.FromMinutes(15)),
            Activities = [.. moved.Activities.Take(moved.Activities.Count - 1), new ShiftActivity(moved.Activities[^1].Kind, new Interval(moved.Activities[^1].Span.Start, moved.Span.End + Duration.FromMinutes(15)))],
        };
        ScheduleVersion version = await db.Schedules.AsNoTracking().SingleAsync(row => row.Id == new ScheduleId(1));
        ScheduleVersion next = await ScheduleStore.SaveAsync(
            db, House.Unit, version.Period, [.. first.Shifts.Where(shift => shift != gone && shift != moved), later],
            new ScheduleOrigin(new PlanOrigin(version.Provenance, version.SettingsJson, version.QualityJson), null, version.Id), default);
        (await new PublishSchedule(db, _server.Clock).RunAsync(House.Unit, next.Id, "tora", null, default)).ShouldBe(PublishOutcome.Published);

        CalendarFeed feed = await new PersonalCalendar(db).RunAsync(House.Unit, agent, _server.Clock.Now, default);

        Dictionary<LocalDate, CalendarShift> events = feed.Shifts.ToDictionary(shift => shift.Shift.Date);
        events.Count.ShouldBe(mine.Count);
        (events[gone.Date].IsCancelled, events[gone.Date].Sequence).ShouldBe((true, next.Version));
        (events[moved.Date].IsCancelled, events[moved.Date].Sequence, events[moved.Date].Shift.Span).ShouldBe((false, next.Version, later.Span));
        events.Values.Where(shift => shift.Shift.Date != gone.Date && shift.Shift.Date != moved.Date).ShouldAllBe(shift => shift.Sequence == version.Version && !shift.IsCancelled);
    }
}
