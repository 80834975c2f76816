using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage.Tests;

/// <summary>What was promised to people stays as it was promised.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Both))]
public sealed class PublishedScheduleTests(DatabaseProvider provider) : StorageFixture(provider)
{
    private static readonly SchedulePeriod Period = new(new LocalDate(2026, 1, 5), 10);

    [Test]
    public async Task A_draft_is_approved_and_published_once()
    {
        ScheduleId id = await DraftAsync();
        await using WfmDb db = Database.CreateContext();
        ScheduleVersion schedule = await db.Schedules.SingleAsync(row => row.Id == id);
        schedule.Approve();
        Should.Throw<InvalidOperationException>(schedule.Approve).Message.ShouldBe("Version 1 of the schedule from 2026-01-05 is Approved; only a draft can be approved.");
        schedule.Publish(Now);
        Should.Throw<InvalidOperationException>(() => schedule.Publish(Now));

        await db.SaveChangesAsync();

        await using WfmDb other = Database.CreateContext();
        (await ScheduleStore.LoadAsync(other, id, default)).State.ShouldBe(ScheduleState.Published);
        (await other.Schedules.SingleAsync(row => row.Id == id)).PublishedAt.ShouldBe(Now);
    }

    [Test]
    public async Task The_context_refuses_to_change_or_remove_it()
    {
        ScheduleId id = await PublishedAsync();
        await using WfmDb db = Database.CreateContext();
        ScheduleVersion schedule = await db.Schedules.SingleAsync(row => row.Id == id);
        db.Entry(schedule).Property(row => row.Weeks).CurrentValue = 12;
        (await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message
            .ShouldBe("Version 1 of the schedule from 2026-01-05 is published and never changes; make a new version.");

        db.ChangeTracker.Clear();
        db.Remove(await db.Schedules.SingleAsync(row => row.Id == id));
        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [TestCase("UPDATE schedules SET weeks = 12 WHERE id = {0}")]
    [TestCase("UPDATE schedules SET state = 'Draft' WHERE id = {0}")]
    [TestCase("DELETE FROM schedules WHERE id = {0}")]
    [TestCase("UPDATE shifts SET agent_code = 'x' WHERE schedule_id = {0}")]
    [TestCase("DELETE FROM shifts WHERE schedule_id = {0}")]
    [TestCase("INSERT INTO shifts SELECT schedule_id, 999, agent_code, date, start, \"end\" FROM shifts WHERE schedule_id = {0} AND number = 0")]
    [TestCase("UPDATE shift_activities SET kind = 'Lunch' WHERE schedule_id = {0}")]
    [TestCase("DELETE FROM shift_activities WHERE schedule_id = {0}")]
    public async Task The_database_refuses_it_too(string sql)
    {
        ScheduleId published = await PublishedAsync();
        ScheduleId draft = await DraftAsync();
        await using WfmDb db = Database.CreateContext();

        DbException refused = await Should.ThrowAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql, published.Value));

        refused.Message.ShouldContain("a published schedule never changes; make a new version");
        (await db.Database.ExecuteSqlRawAsync(sql, draft.Value)).ShouldBeGreaterThan(0);
    }

    [Test]
    public async Task Of_two_who_publish_at_once_one_is_told()
    {
        ScheduleId id = await DraftAsync();
        await using WfmDb one = Database.CreateContext();
        await using WfmDb other = Database.CreateContext();
        (await one.Schedules.SingleAsync(row => row.Id == id)).Publish(Now);
        (await other.Schedules.SingleAsync(row => row.Id == id)).Publish(Now);
        await one.SaveChangesAsync();

        await Should.ThrowAsync<DbUpdateException>(() => other.SaveChangesAsync());
    }

    [Test]
    public async Task Audit_entries_are_added_and_read_and_nothing_else()
    {
        await using WfmDb db = Database.CreateContext();
        AuditEntry entry = new(Unit, Now, "planner:åsa", new AuditedAct("publish", "schedule 2026-01-05 v1", "agreed with the group", "{\"state\":\"Draft\"}", "{\"state\":\"Published\"}"));
        db.AuditEntries.Add(entry);
        await db.SaveChangesAsync();
        long id = entry.Id;

        db.ChangeTracker.Clear();
        AuditEntry read = await db.AuditEntries.SingleAsync(row => row.Id == id);
        (read.At, read.Who, read.Action, read.Subject, read.Why).ShouldBe((Now, "planner:åsa", "publish", "schedule 2026-01-05 v1", "agreed with the group"));
        (read.BeforeJson, read.AfterJson).ShouldBe(("{\"state\":\"Draft\"}", "{\"state\":\"Published\"}"));
        db.Remove(read);
        (await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message.ShouldContain("never changed or removed");
        await Should.ThrowAsync<DbException>(() => db.Database.ExecuteSqlRawAsync("UPDATE audit_entries SET who = 'x' WHERE id = {0}", id));
        await Should.ThrowAsync<DbException>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM audit_entries WHERE id = {0}", id));
    }

    private async Task<ScheduleId> DraftAsync()
    {
        await using WfmDb db = Database.CreateContext();
        return (await ScheduleStore.SaveAsync(db, Unit, Period, PlanStoreTests.Shifts(2, 3), new ScheduleOrigin(new PlanOrigin(Made())), default)).Id;
    }

    private async Task<ScheduleId> PublishedAsync()
    {
        ScheduleId id = await DraftAsync();
        await using WfmDb db = Database.CreateContext();
        (await db.Schedules.SingleAsync(row => row.Id == id)).Publish(Now);
        await db.SaveChangesAsync();
        return id;
    }
}
