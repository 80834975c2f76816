using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Feeds;

/// <summary>Sick, late and back again: what each does to the published day, and that it leaves the rest alone.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class PresenceTests(DatabaseProvider provider)
{
    private static readonly LocalDate Tuesday = new(2026, 3, 3);
    private static readonly AgentId Beata = new("0002");
    private RunningServer _server = null!;
    private ApiClient _beata = null!;
    private Shift _before = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        _server.Clock.Now = At(7, 0);
        _beata = await _server.AsAsync("beata");
        _before = await ShiftAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        _beata.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_sick_call_and_the_return_change_the_rest_of_the_day_only_and_tell_nobody_why()
    {
        _server.Clock.Now = _before.Span.Start + Duration.FromMinutes(97);
        ApiAnswer sick = (await _beata.DecideAsync("/api/units/1/presence/sick", new { })).Is(200);
        sick.Text.ShouldNotContain("sick", Case.Insensitive);

        Instant left = _before.Span.Start + Duration.FromMinutes(90);
        Shift away = await ShiftAsync();
        away.Activities.Where(piece => piece.Span.Start >= left).ShouldHaveSingleItem().ShouldBe(new ShiftActivity(ActivityKind.Absence, new Interval(left, _before.Span.End)));
        Pieces(away, _before.Span.Start, left).ShouldBe(Pieces(_before, _before.Span.Start, left));
        await using (WfmDb db = _server.Database.CreateContext())
        {
            StoredAbsence absence = await db.Absences.SingleAsync(row => row.AgentCode == Beata && row.BusinessUnitId == House.Unit && row.Category == AbsenceCategory.Sick);
            (absence.Start, absence.End).ShouldBe((left.InZone(SmallHouse.Stockholm).LocalDateTime, Tuesday.PlusDays(1).AtMidnight()));
            (await db.Notifications.SingleAsync(row => row.Kind == "presence-reported")).BodyJson.ShouldNotContain("sick", Case.Insensitive);
            (await db.AuditEntries.Where(row => row.Action == "report-away" || row.Action == "report-presence").ToListAsync())
                .ShouldAllBe(row => row.Who == "beata" && !(row.AfterJson ?? "").Contains("ick", StringComparison.Ordinal));
        }

        (await _beata.DecideAsync("/api/units/1/presence/sick", new { })).Is(409).Code.ShouldBe("away-already");
        _server.Clock.Now = left + Duration.FromMinutes(110);
        (await _beata.DecideAsync("/api/units/1/presence/back", new { })).Is(200);

        Instant back = left + Duration.FromMinutes(120);
        Shift after = await ShiftAsync();
        Pieces(after, back, _before.Span.End).ShouldBe(Pieces(_before, back, _before.Span.End));
        Pieces(after, left, back).ShouldAllBe(piece => piece.Kind == ActivityKind.Absence);
        await using WfmDb then = _server.Database.CreateContext();
        (await then.Absences.SingleAsync(row => row.AgentCode == Beata && row.BusinessUnitId == House.Unit && row.Category == AbsenceCategory.Sick)).End.ShouldBe(back.InZone(SmallHouse.Stockholm).LocalDateTime);
        (await then.Schedules.CountAsync(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Published)).ShouldBe(3);
        (await _beata.DecideAsync("/api/units/1/presence/back", new { })).Is(409).Code.ShouldBe("not-away");
    }

    [Test]
    public async Task Somebody_late_is_away_until_they_come()
    {
        LocalDateTime arrives = (_before.Span.Start + Duration.FromMinutes(40)).InZone(SmallHouse.Stockholm).LocalDateTime;
        (await _beata.DecideAsync("/api/units/1/presence/late", new { arrives = arrives.ToString("uuuu-MM-dd'T'HH:mm", null) })).Is(200);

        Shift after = await ShiftAsync();

        after.Activities[0].ShouldBe(new ShiftActivity(ActivityKind.Absence, new Interval(_before.Span.Start, _before.Span.Start + Duration.FromMinutes(45))));
        Pieces(after, after.Activities[0].Span.End, _before.Span.End).ShouldBe(Pieces(_before, after.Activities[0].Span.End, _before.Span.End));
    }

    [Test]
    public async Task A_shift_somebody_else_changed_meanwhile_is_not_overwritten_by_the_return()
    {
        _server.Clock.Now = _before.Span.Start + Duration.FromMinutes(90);
        (await _beata.DecideAsync("/api/units/1/presence/sick", new { })).Is(200);
        await using (WfmDb db = _server.Database.CreateContext())
        {
            ScheduleVersion newest = (await new LoadPlan(db).PublishedOnAsync(House.Unit, Tuesday, default))!;
            (await new ChangePublished(db, _server.Clock.Now).RunAsync(House.Unit, [new PublishedChange(newest.Id, [new DayEdit(Beata, Tuesday, null)])], ChangeCause.Correction("tora", "hem"), default)).Conflict.ShouldBeNull();
        }

        (await _beata.DecideAsync("/api/units/1/presence/back", new { })).Is(409).Code.ShouldBe("changed-since");

        await using WfmDb after = _server.Database.CreateContext();
        (await after.Presences.SingleAsync()).BackAt.ShouldBeNull();
    }

    private static Instant At(int hour, int minute) => (Tuesday + new LocalTime(hour, minute)).InZoneStrictly(SmallHouse.Stockholm).ToInstant();

    private static ShiftActivity[] Pieces(Shift shift, Instant first, Instant last) =>
    [
        .. from piece in shift.Activities
           let start = Instant.Max(piece.Span.Start, first)
           let end = Instant.Min(piece.Span.End, last)
           where start < end
           select new ShiftActivity(piece.Kind, new Interval(start, end)),
    ];

    private async Task<Shift> ShiftAsync()
    {
        await using WfmDb db = _server.Database.CreateContext();
        return (await PublishedShifts.OfAsync(db, House.Unit, Tuesday, Tuesday, default)).Shifts.Single(shift => shift.Agent == Beata);
    }
}
