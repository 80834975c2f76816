using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning.Tests;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class FlowTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    private static readonly ScheduleOptions Short = new() { Steps = 60, BoundSteps = 20 };

    [Test]
    public async Task Files_become_a_published_schedule_and_every_result_says_whence_it_came()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);

        MakeForecastResult forecast = await ForecastAsync(db, unit);
        RequireStaffResult staff = await new RequireStaff(db, Clock).RunAsync(unit, forecast.Stored!.Id, new LocalDate(2026, 2, 2), default);
        BuildScheduleResult built = await BuildAsync(db, unit, staff);
        PublishOutcome published = await new PublishSchedule(db, Clock).RunAsync(unit, built.Stored!.Id, "eva", null, default);

        published.ShouldBe(PublishOutcome.Published);
        staff.Stored.Provenance.Inputs.ShouldBe("forecast#1");
        built.Stored.Provenance.Inputs.ShouldBe("requirement#1");
        built.Stored.Provenance.Seed.ShouldBe(1);
        built.Stored.Provenance.EngineVersion.ShouldBe(EngineVersion.Current);
        built.Stored.Provenance.CreatedAt.ShouldBe(Clock.Now);
        built.Stored.Cost!.Value.ShouldBe(built.Result!.Cost.Total);
        built.Stored.LowerBound!.Value.ShouldBeInRange(0, built.Result.Cost.Total);
        built.Result.Violations.ShouldBeEmpty();
    }

    [Test]
    public async Task The_stored_schedule_is_the_one_the_engine_built()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        BuildScheduleResult built = await BuildAsync(db, unit, await RequireAsync(db, unit));

        Schedule stored = await ScheduleStore.LoadAsync(db, built.Stored!.Id, default);

        IReadOnlyList<Shift> shifts = built.Result!.Schedule.ToShifts(built.Assembled.Problem!);
        stored.Shifts.Select(Text).ShouldBe(shifts.Select(Text), ignoreOrder: true);
        stored.Shifts.ShouldNotContain(shift => shift.Date == new LocalDate(2026, 3, 6), "closed by holidays.csv");
        stored.Shifts.ShouldNotContain(shift => shift.Agent == new AgentId("0001") && shift.Date < new LocalDate(2026, 3, 4), "on vacation");

        static string Text(Shift shift) => $"{shift.Agent} {shift.Span} {string.Join(' ', shift.Activities.Select(activity => $"{activity.Kind}:{activity.Span}"))}";
    }

    [Test]
    public async Task The_same_files_twice_change_nothing()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        int rows = await db.CallIntervals.CountAsync();

        ImportPeopleResult people = await new ImportPeople(db, Clock).RunAsync(unit, SmallHouse.Open, default);
        ImportCallsResult calls = await ImportCallsAsync(db, unit, SmallHouse.Calls);

        people.Outcome.ShouldBe(ImportOutcome.AlreadyImported);
        people.Changes.ShouldBe(new MasterDataChanges(0, 0, 0));
        calls.Outcome.ShouldBe(ImportOutcome.AlreadyImported);
        (await db.CallIntervals.CountAsync()).ShouldBe(rows);
        rows.ShouldBe(SmallHouse.HistoryWeeks * 5 * 36 * 2);
    }

    [Test]
    public async Task A_corrected_file_replaces_what_it_corrects_and_nothing_else()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);

        ImportCallsResult late = await ImportCallsAsync(db, unit, "queue,start,offered,answered,abandoned,handle_seconds\nbygg,2026-02-27T08:00,50,49,1,9000\nbygg,2026-02-27T17:00,2,2,0,600\n");

        (late.Stored!.Inserted, late.Stored.Changed, late.Stored.Unchanged).ShouldBe((1, 1, 0));
    }

    [Test]
    public async Task Calls_of_a_queue_the_centre_does_not_have_are_kept_and_named()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);

        ImportCallsResult taken = await ImportCallsAsync(db, unit, "queue,start,offered\nskola,2026-02-27T08:00,5\nbygg,2026-02-27T17:00,2\n");

        taken.UnknownQueues.ShouldBe([new QueueId("skola")]);
        taken.Stored!.Inserted.ShouldBe(2);
    }

    [Test]
    public async Task A_file_with_problems_changes_nothing_and_says_where_they_are()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        int rows = await db.CallIntervals.CountAsync();

        ImportCallsResult refused = await ImportCallsAsync(db, unit, "queue,start,offered\nbygg,2026-03-01T08:00,5\nbygg,2026-03-01T08:15,-3\n");
        ImportPeopleResult people = await new ImportPeople(db, Clock).RunAsync(
            unit, SmallHouse.With("skills.csv", "agent,queue,priority\n0001,första,1\n9999,bygg,1\n"), default);

        refused.Outcome.ShouldBe(ImportOutcome.Refused);
        refused.Read!.Problems.ShouldHaveSingleItem().Line.ShouldBe(3);
        people.Outcome.ShouldBe(ImportOutcome.Refused);
        people.Read.Problems.ShouldContain(problem => problem.File == "skills.csv" && problem.Line == 3 && problem.Value == "9999");
        (await db.CallIntervals.CountAsync()).ShouldBe(rows);
        (await db.Skills.CountAsync()).ShouldBe(12);
    }

    [Test]
    public async Task A_centre_without_history_gets_a_stated_result_and_no_version()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, Unit, default);

        MakeForecastResult forecast = await ForecastAsync(db, unit);

        forecast.Stored.ShouldBeNull();
        forecast.Results.ShouldBeEmpty();
        (await db.Forecasts.CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task A_period_nobody_forecast_is_told_and_stores_no_empty_weeks()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        RequireStaffResult staff = await RequireAsync(db, unit);

        BuildScheduleResult built = await new BuildSchedule(db, Clock).RunAsync(
            unit, staff.Stored.Id, new SchedulePeriod(new LocalDate(2026, 6, 1), 2), Short, null, default);

        built.Stored.ShouldBeNull();
        built.Assembled.Notes.ShouldHaveSingleItem().Text.ShouldContain("2026-06-01 to 2026-06-14");
        (await db.Schedules.CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task A_contract_that_cannot_be_met_is_told_by_name_and_stores_nothing()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, name => name switch
        {
            "contracts.csv" => SmallHouse.Utf8("contract,share,hours_per_week,week_band_hours,period_tolerance_hours,rule_set\nhel,1,40,1,1,långa\nhalv,0.5,20,5,1,atl\n"),
            "rule_sets.csv" => SmallHouse.Utf8("rule_set,daily_rest_hours\nlånga,17\n"),
            _ => SmallHouse.Open(name),
        });

        BuildScheduleResult built = await BuildAsync(db, unit, await RequireAsync(db, unit));

        built.Stored.ShouldBeNull();
        ScheduleOutcome.Infeasible told = built.Result!.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>();
        told.Conflicts.SelectMany(conflict => conflict.Agents).ShouldContain(new AgentId("0003"));
        (await db.Schedules.CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task Less_than_two_weeks_notice_needs_a_reason_and_the_reason_is_kept()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        BuildScheduleResult built = await BuildAsync(db, unit, await RequireAsync(db, unit));
        Clock.Now = SmallHouse.Monday.PlusDays(-13).AtMidnight().InZoneStrictly(SmallHouse.Stockholm).ToInstant();
        PublishSchedule publish = new(db, Clock);

        (await publish.RunAsync(unit, built.Stored!.Id, "eva", " ", default)).ShouldBe(PublishOutcome.ShortNoticeNeedsReason);
        (await publish.RunAsync(unit, built.Stored.Id, "eva", "ny kö öppnar", default)).ShouldBe(PublishOutcome.Published);
        (await publish.RunAsync(unit, built.Stored.Id, "eva", null, default)).ShouldBe(PublishOutcome.AlreadyPublished);
        (await publish.RunAsync(unit, new ScheduleId(999), "eva", null, default)).ShouldBe(PublishOutcome.NoSuchSchedule);

        AuditEntry entry = (await db.AuditEntries.Where(audit => audit.Action == "publish").ToListAsync()).ShouldHaveSingleItem();
        (entry.Who, entry.Why, entry.Subject).ShouldBe(("eva", "ny kö öppnar", "schedule 2026-03-02 v1"));
    }

    [Test]
    public async Task Two_weeks_notice_needs_no_reason()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        BuildScheduleResult built = await BuildAsync(db, unit, await RequireAsync(db, unit));
        Clock.Now = SmallHouse.Monday.PlusDays(-14).AtMidnight().InZoneStrictly(SmallHouse.Stockholm).ToInstant();

        (await new PublishSchedule(db, Clock).RunAsync(unit, built.Stored!.Id, "eva", null, default)).ShouldBe(PublishOutcome.Published);
    }

    [Test]
    public async Task Planning_again_makes_a_second_version_and_leaves_the_first()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        BuildScheduleResult first = await BuildAsync(db, unit, await RequireAsync(db, unit));
        BuildScheduleResult second = await BuildAsync(db, unit, await RequireAsync(db, unit));

        (first.Stored!.Version, second.Stored!.Version).ShouldBe((1, 2));
        second.Stored.Cost.ShouldBe(first.Stored.Cost, "the same input gives the same schedule");
        (await db.Shifts.CountAsync(shift => shift.ScheduleId == first.Stored.Id)).ShouldBe(first.Result!.Schedule.ShiftCount);
    }

    [Test]
    public async Task Posts_of_the_centre_are_staffed_at_all_times_and_read_back_with_the_schedule()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, SmallHouse.With("posts.csv", "queue,from,to,people\nbygg,08:30,15:30,2\n"));

        BuildScheduleResult built = await BuildAsync(db, unit, await RequireAsync(db, unit));

        built.Result!.Violations.ShouldBeEmpty();
        StoredPlan plan = (await new LoadPlan(db).RunAsync(unit, built.Stored!.Id, default)).Plan!;
        plan.Check.Violations.ShouldBeEmpty();
        int bygg = plan.Problem.Queues.ToList().IndexOf(new QueueId("bygg"));
        plan.Problem.Demand.Where(day => day.Queue.Value == "bygg").ShouldAllBe(day => day.MinimumPosts!.Sum() == 2 * 28);
        for (int day = 0; day < plan.Problem.Grid.Days.Count; day++)
        {
            Enumerable.Range(2, 28).Min(slot => plan.Check.Coverage.Staff(day, slot, bygg)).ShouldBeGreaterThanOrEqualTo(2);
        }
    }

    [Test]
    public async Task A_post_nobody_can_be_found_for_is_told_and_the_rest_of_the_schedule_stands()
    {
        await using WfmDb db = Database.CreateContext();
        string away = string.Concat(Enumerable.Range(5, 3).Select(number => $"000{number},2026-03-10T00:00,2026-03-11T00:00,other\n"));
        BusinessUnitId unit = await ImportAsync(db, name => name switch
        {
            "posts.csv" => SmallHouse.Utf8("queue,from,to,people,weekday,valid_from,valid_to\nbygg,10:00,11:00,2,tis,2026-03-10,2026-03-10\n"),
            "absences.csv" => SmallHouse.Utf8($"agent,start,end,category\n{away}"),
            _ => SmallHouse.Open(name),
        });

        BuildScheduleResult built = await BuildAsync(db, unit, await RequireAsync(db, unit));

        Remark told = built.Assembled.Notes.ShouldHaveSingleItem();
        told.Said.ShouldBe("posts-unstaffed|bygg|2|1|10:00–11:00|2026-03-10|1");
        told.Text.ShouldContain("bygg needs 2 on 2026-03-10 10:00–11:00, 1 is there");
        built.Stored!.QualityJson.ShouldContain("posts-unstaffed");
        (await new LoadPlan(db).RunAsync(unit, built.Stored.Id, default)).Plan!.Check.Violations.Select(broken => (broken.Rule, broken.Penalty)).ShouldBe(Enumerable.Repeat(("Minimum posts", 1), 4));
    }

    [Test]
    public async Task Files_that_say_nothing_of_posts_leave_them_and_a_post_is_asked_about_from_the_moment_it_is_stored()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, SmallHouse.With("posts.csv", "queue,from,to,people\nbygg,10:00,15:00,1\n"));
        string before = await KeptPlans.StampAsync(db, unit, default);

        (await new ImportPeople(db, Clock).RunAsync(unit, SmallHouse.Open, default)).Outcome.ShouldBe(ImportOutcome.AlreadyImported);
        (await LoadMasterData.RunAsync(db, unit, default)).Posts!.ShouldHaveSingleItem().People.ShouldBe(1);
        (await KeptPlans.StampAsync(db, unit, default)).ShouldBe(before);
        (await new ImportPeople(db, Clock).RunAsync(unit, SmallHouse.With("posts.csv", "queue,from,to,people\nbygg,10:00,15:00,2\n"), default)).Changes.ShouldBe(new MasterDataChanges(1, 0, 1));
        (await KeptPlans.StampAsync(db, unit, default)).ShouldNotBe(before);
    }

    [Test]
    public async Task Movable_meetings_are_placed_anew_in_a_draft_and_moved_when_it_is_published()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, name => name == "meetings.csv" ? Trainings(movable: true) : SmallHouse.Open(name));

        BuildScheduleResult built = await BuildAsync(db, unit, await RequireAsync(db, unit));

        built.Result!.Violations.ShouldBeEmpty();
        string[] moved = built.Assembled.Notes.Single(note => note.Said.StartsWith("meetings-moved", StringComparison.Ordinal)).Said.Split('|')[2].Split(", ");
        moved.Length.ShouldBeGreaterThan(0);
        (await db.Meetings.Select(row => row.Start).Distinct().ToListAsync()).ShouldBe([TenOClock], "nothing is promised yet");
        StoredPlan draft = (await new LoadPlan(db).RunAsync(unit, built.Stored!.Id, default)).Plan!;
        draft.Check.Violations.ShouldBeEmpty();
        draft.Check.Cost.Total.ShouldBe(built.Result.Cost.Total, 1e-6, "the places are read off the shifts");
        draft.Problem.Agents.SelectMany(agent => agent.Meetings, (agent, meeting) => (agent.Id, meeting)).Where(own => own.meeting.Span.Start != At(TenOClock))
            .Select(own => $"{own.Id} 2026-03-10 10:00 → {own.meeting.Span.Start.InZone(SmallHouse.Stockholm):HH:mm}").ShouldBe(moved, ignoreOrder: true);

        (await new PublishSchedule(db, Clock).RunAsync(unit, built.Stored.Id, "eva", "möten", default)).ShouldBe(PublishOutcome.Published);

        List<StoredMeeting> meetings = await db.Meetings.AsNoTracking().ToListAsync();
        meetings.ShouldAllBe(row => row.IsMovable && Period.Between(row.Start, row.End, PeriodUnits.Minutes).Minutes == 60);
        meetings.Where(row => row.Start != TenOClock).Select(row => $"{row.AgentCode} 2026-03-10 10:00 → {row.Start:HH:mm}").ShouldBe(moved, ignoreOrder: true);
        (await db.Notifications.CountAsync(row => row.Kind == "schedule-meetings-moved")).ShouldBe(moved.Length);
        (await db.AuditEntries.CountAsync(row => row.Action == "move-meetings" && row.Who == "eva")).ShouldBe(moved.Length);
        StoredPlan published = (await new LoadPlan(db).RunAsync(unit, built.Stored.Id, default)).Plan!;
        published.Check.Cost.Total.ShouldBe(draft.Check.Cost.Total, 1e-6);
        published.Problem.Agents.SelectMany(agent => agent.Meetings).ShouldAllBe(meeting => meeting.IsMovable);
    }

    [Test]
    public async Task Movable_meetings_of_days_held_by_hand_and_of_promised_weeks_stay()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db, name => name == "meetings.csv" ? Trainings(movable: true) : SmallHouse.Open(name));
        RequireStaffResult staff = await RequireAsync(db, unit);
        BuildScheduleResult first = await BuildAsync(db, unit, staff);
        db.AddRange(Enumerable.Range(5, 4).Select(number => new StoredLock(unit, new AgentId($"000{number}"), TenOClock.Date, "eva", Clock.Now)));
        await db.SaveChangesAsync();

        BuildScheduleResult again = await new BuildSchedule(db, Clock) { StartFrom = first.Stored!.Id }.RunAsync(unit, staff.Stored.Id, SmallHouse.Period, Short, null, default);

        again.Assembled.Problem!.Activities.ShouldBeEmpty();
        (await ScheduleStore.LoadAsync(db, again.Stored!.Id, default)).Shifts.SelectMany(Trained).ShouldBe((await ScheduleStore.LoadAsync(db, first.Stored.Id, default)).Shifts.SelectMany(Trained), ignoreOrder: true);
        (await new PublishSchedule(db, Clock).RunAsync(unit, again.Stored.Id, "eva", "möten", default)).ShouldBe(PublishOutcome.Published);
        (await BuildAsync(db, unit, staff)).Assembled.Problem!.Activities.ShouldBeEmpty("promised");

        static IEnumerable<string> Trained(Shift shift) => shift.Activities.Where(piece => piece.Kind == ActivityKind.Training).Select(piece => $"{shift.Agent} {piece.Span}");
    }

    private static readonly LocalDateTime TenOClock = new(2026, 3, 10, 10, 0);

    private static Instant At(LocalDateTime time) => time.InZoneStrictly(SmallHouse.Stockholm).ToInstant();

    /// <summary>An hour of training of everybody who takes bygg, all at ten, each for oneself.</summary>
    private static MemoryStream Trainings(bool movable) => SmallHouse.Utf8(
        "agent,start,end,activity,movable\n" + string.Concat(Enumerable.Range(5, 4).Select(number => $"000{number},2026-03-10T10:00,2026-03-10T11:00,training,{(movable ? "true" : "false")}\n")));

    private static BusinessUnit Unit => new("Lilla huset", SmallHouse.Stockholm, Duration.FromMinutes(15));

    private async Task<BusinessUnitId> ImportAsync(WfmDb db, Func<string, Stream?>? open = null)
    {
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, Unit, default);
        ImportPeopleResult people = await new ImportPeople(db, Clock).RunAsync(unit, open ?? SmallHouse.Open, default);
        people.Read.Report().ShouldBeEmpty();
        (await ImportCallsAsync(db, unit, SmallHouse.Calls)).Outcome.ShouldBe(ImportOutcome.Taken);
        return unit;
    }

    private async Task<ImportCallsResult> ImportCallsAsync(WfmDb db, BusinessUnitId unit, string text)
    {
        await using MemoryStream stream = SmallHouse.Utf8(text);
        return await new ImportCalls(db, Clock).RunAsync(unit, new CallFile("calls.csv", stream, "acd", CallColumns.Wfm), default);
    }

    private Task<MakeForecastResult> ForecastAsync(WfmDb db, BusinessUnitId unit) =>
        new MakeForecast(db, Clock).RunAsync(unit, new ForecastDays(SmallHouse.Monday, 14), null, default);

    private async Task<RequireStaffResult> RequireAsync(WfmDb db, BusinessUnitId unit) => await new RequireStaff(db, Clock).RunAsync(
        unit, (await ForecastAsync(db, unit)).Stored!.Id, new LocalDate(2026, 2, 2), default);

    private Task<BuildScheduleResult> BuildAsync(WfmDb db, BusinessUnitId unit, RequireStaffResult staff) =>
        new BuildSchedule(db, Clock).RunAsync(unit, staff.Stored.Id, SmallHouse.Period, Short, null, default);
}
