using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Periods;

/// <summary>The one way from a published version to the next, whoever asks.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class ChangePublishedTests(DatabaseProvider provider)
{
    private static readonly AgentId Beata = new("0002");
    private static readonly ScheduleId First = new(1);
    private static readonly ChangeCause Replan = ChangeCause.Replan(7, "dagen", "två sjuka på första", isByPerson: false);

    private DirectoryInfo _folder = null!;
    private WfmDatabase _database = null!;

    [SetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("wfm-change-");
        _database = await House.CopyAsync(provider, _folder.FullName);
    }

    [Test]
    public async Task Only_the_named_days_change_and_audit_messages_and_event_tell_of_them()
    {
        Shift shift = await ShiftAsync();

        ChangeOutcome outcome = await ChangeAsync(First, [DayOff(shift)], Replan);

        ScheduleVersion made = outcome.Versions.ShouldHaveSingleItem();
        (made.Version, made.State, made.ParentId, made.PublishedAt).ShouldBe((2, ScheduleState.Published, First, House.Planned));
        made.Provenance.Inputs.ShouldBe("schedule#1 proposal#7");
        await using WfmDb db = _database.CreateContext();
        Schedule before = await ScheduleStore.LoadAsync(db, First, default), after = await ScheduleStore.LoadAsync(db, made.Id, default);
        ComparedDay changed = CompareSchedules.Of(before.Shifts, after.Shifts).ShouldHaveSingleItem();
        (changed.Agent, changed.Date, changed.After).ShouldBe((Beata, shift.Date, null));
        AuditEntry audit = await db.AuditEntries.SingleAsync(row => row.Action == "replan-day");
        (audit.Who, audit.Why, audit.Subject).ShouldBe(("dagen", "två sjuka på första", "schedule 2026-03-02 v2"));
        audit.BeforeJson!.ShouldContain("Contacts");
        audit.AfterJson.ShouldBe($$"""[{"agent":"0002","date":"{{shift.Date:uuuu-MM-dd}}"}]""");
        (await db.Notifications.SingleAsync(row => row.AgentCode == Beata)).Kind.ShouldBe("schedule-changed");
        (await db.Events.OrderBy(row => row.Id).LastAsync()).Kind.ShouldBe("schedule-published");
    }

    [Test]
    public async Task Of_two_who_work_from_the_same_version_the_second_is_refused()
    {
        Shift shift = await ShiftAsync();

        ChangeOutcome[] outcomes = await Task.WhenAll(
            ChangeAsync(First, [DayOff(shift)], ChangeCause.Correction("tora", "kurs")), ChangeAsync(First, [DayOff(shift)], Replan));

        outcomes.Count(outcome => outcome.Versions.Count == 1).ShouldBe(1);
        outcomes.Single(outcome => outcome.Conflict is not null).Conflict!.Code.ShouldBe("not-in-force");
        await using WfmDb db = _database.CreateContext();
        (await db.Schedules.CountAsync(row => row.BusinessUnitId == House.Unit)).ShouldBe(2);
        (await db.AuditEntries.CountAsync(row => row.Action == "correct" || row.Action == "replan-day")).ShouldBe(1);
    }

    [Test]
    public async Task A_locked_day_is_left_alone_by_machines_and_changed_by_people_and_stays_locked()
    {
        Shift shift = await ShiftAsync();
        await using WfmDb db = _database.CreateContext();
        db.Add(new StoredLock(House.Unit, Beata, shift.Date, "tora", House.Planned));
        await db.SaveChangesAsync();

        ChangeOutcome machine = await ChangeAsync(First, [DayOff(shift)], Replan);
        ChangeOutcome person = await ChangeAsync(First, [DayOff(shift)], ChangeCause.Correction("tora", "kurs"));

        machine.Conflict!.Code.ShouldBe("day-locked");
        machine.Conflict.Words.ShouldContain($"0002 {shift.Date:uuuu-MM-dd}");
        person.Versions.ShouldHaveSingleItem();
        (await db.Locks.CountAsync()).ShouldBe(1);
    }

    [Test]
    public async Task Short_notice_needs_a_reason_unless_the_people_asked_for_it()
    {
        Shift shift = await ShiftAsync();
        Instant late = shift.Span.Start - Duration.FromDays(3);

        (await ChangeAsync(First, [DayOff(shift)], ChangeCause.Correction("tora", null), late)).Conflict!.Code.ShouldBe("short-notice");
        (await ChangeAsync(First, [DayOff(shift)], ChangeCause.OfRequest(1, [Beata], "greta", null, isByPerson: true), late)).Conflict.ShouldBeNull();
    }

    [Test]
    public async Task Of_several_periods_all_change_or_none()
    {
        Shift shift = await ShiftAsync();
        await using WfmDb db = _database.CreateContext();

        ChangeOutcome outcome = await new ChangePublished(db, House.Planned).RunAsync(
            House.Unit, [new PublishedChange(First, [DayOff(shift)]), new PublishedChange(new ScheduleId(999), [])], Replan, default);
        ChangeOutcome outside = await ChangeAsync(First, [new DayEdit(Beata, new LocalDate(2027, 1, 4), null)], Replan);

        (outcome.Conflict!.Code, outside.Conflict!.Code).ShouldBe(("no-such-schedule", "day-outside-period"));
        (await db.Schedules.CountAsync(row => row.BusinessUnitId == House.Unit)).ShouldBe(1);
        (await db.AuditEntries.CountAsync(row => row.Action == "replan-day")).ShouldBe(0);
    }

    private async Task<Shift> ShiftAsync()
    {
        await using WfmDb db = _database.CreateContext();
        return (await ScheduleStore.LoadAsync(db, First, default)).Shifts.First(shift => shift.Agent == Beata && shift.Date > SmallHouse.Monday.PlusDays(6));
    }

    private static DayEdit DayOff(Shift shift) => new(shift.Agent, shift.Date, null);

    private async Task<ChangeOutcome> ChangeAsync(ScheduleId from, IReadOnlyList<DayEdit> days, ChangeCause cause, Instant? now = null)
    {
        await using WfmDb db = _database.CreateContext();
        return await new ChangePublished(db, now ?? House.Planned).RunAsync(House.Unit, [new PublishedChange(from, days)], cause, default);
    }
}
