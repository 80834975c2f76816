using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;
using Wfm.Staffing;
using Wfm.Storage;

namespace Wfm.Planning.Tests;

/// <summary>A published schedule in the database answers requests as the files it came from would.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class StoredPlanTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    private static readonly WeighOptions Options = new() { SimulatedDays = 20 };
    private BusinessUnitId _unit;
    private BuildScheduleResult _built = null!;

    private SchedulingProblem Problem => _built.Assembled.Problem!;

    [Test]
    public async Task What_was_built_comes_back_with_the_same_problem_and_the_same_shifts()
    {
        await using WfmDb db = await PlannedAsync();

        PlanLoading loading = await new LoadPlan(db).RunAsync(_unit, _built.Stored!.Id, default);

        loading.Notes.ShouldBe(_built.Assembled.Notes);
        loading.Plan!.Problem.Promises.ShouldAllBe(promise => promise.DayVariation > 0 && promise.DayVariation < 0.36, "read off the bands of the forecast");
        ProblemJson.Write(loading.Plan.Problem).ShouldBe(ProblemJson.Write(Problem));
        ScheduleJson.Write(loading.Plan.Problem, loading.Plan.Schedule).ShouldBe(ScheduleJson.Write(Problem, _built.Result!.Schedule));
    }

    [Test]
    public async Task A_request_weighed_on_the_database_is_the_one_weighed_on_files()
    {
        await using WfmDb db = await PlannedAsync();
        AbsenceRequest request = AnAbsence();

        StoredPlan plan = (await new LoadPlan(db).RunAsync(_unit, _built.Stored!.Id, default)).Plan!;
        WeighedRequest stored = plan.Weigh(request, Options, default);
        WeighedRequest files = await WeighRequest.RunAsync(Problem, _built.Result!.Schedule, request, Options, plan.Prepared.DayVariation, default);

        stored.Origin.ShouldBe(files.Origin);
        stored.Weighing.Consequence!.Reason.ShouldBe(files.Weighing.Consequence!.Reason);
        stored.Weighing.Consequence.Queues.Select(queue => (queue.Queue, queue.Before, queue.After))
            .ShouldBe(files.Weighing.Consequence.Queues.Select(queue => (queue.Queue, queue.Before, queue.After)));
        stored.Weighing.Consequence.Queues.ShouldNotBeEmpty();
    }

    [Test]
    public async Task What_only_the_shifts_know_stands_as_a_fixed_activity()
    {
        await using WfmDb db = await PlannedAsync();
        (int agent, int day) = Working(slots: 24);
        Shift[] shifts = [.. _built.Result!.Schedule.ToShifts(Problem).Select(shift =>
            shift.Agent == Problem.Agents[agent].Id && shift.Date == Problem.Grid.Days[day].Date ? WithTrainingFirst(shift) : shift)];
        ScheduleVersion edited = await ScheduleStore.SaveAsync(
            db, _unit, SmallHouse.Period, shifts, new ScheduleOrigin(await OriginAsync(db), _built.Stored!.RequirementId, _built.Stored.Id), default);

        StoredPlan plan = (await new LoadPlan(db).RunAsync(_unit, edited.Id, default)).Plan!;

        IReadOnlyList<Shift> back = plan.Schedule.ToShifts(plan.Problem);
        back.Select(Text).ShouldBe(shifts.Select(Text), ignoreOrder: true);
        plan.Problem.Agents[agent].Meetings.ShouldContain(meeting => meeting.Activity == ActivityKind.Training && !meeting.IsMovable);
    }

    [Test]
    public async Task A_day_away_registered_since_takes_the_shift_out_and_says_so()
    {
        await using WfmDb db = await PlannedAsync();
        (int agent, int day) = Working(slots: 1);
        AgentId away = Problem.Agents[agent].Id;
        LocalDate date = Problem.Grid.Days[day].Date;
        await new ImportPeople(db, Clock).RunAsync(
            _unit, SmallHouse.With("absences.csv", SmallHouse.Files["absences.csv"] + $"{away},{date:uuuu-MM-dd}T00:00,{date.PlusDays(1):uuuu-MM-dd}T00:00,sick\n"), default);

        PlanLoading loading = await new LoadPlan(db).RunAsync(_unit, _built.Stored!.Id, default);

        loading.Notes.Select(note => note.Text).ShouldContain($"Agent {away}, {date:uuuu-MM-dd}: away all day by now; the shift is not counted.");
        loading.Plan!.Schedule.ShiftCount.ShouldBe(_built.Result!.Schedule.ShiftCount - 1);
    }

    [Test]
    public async Task The_published_version_of_a_day_is_the_newest_of_its_period()
    {
        await using WfmDb db = await PlannedAsync();
        LoadPlan load = new(db);
        (await load.PublishedOnAsync(_unit, SmallHouse.Monday, default)).ShouldBeNull("nothing is published yet");

        PublishSchedule publish = new(db, Clock);
        await publish.RunAsync(_unit, _built.Stored!.Id, "eva", null, default);
        ScheduleVersion second = await ScheduleStore.SaveAsync(
            db, _unit, SmallHouse.Period, _built.Result!.Schedule.ToShifts(Problem), new ScheduleOrigin(await OriginAsync(db), _built.Stored.RequirementId), default);
        (await load.PublishedOnAsync(_unit, SmallHouse.Monday, default))!.Version.ShouldBe(1, "the second is a draft");
        await publish.RunAsync(_unit, second.Id, "eva", null, default);

        foreach (LocalDate day in new[] { SmallHouse.Monday.PlusDays(-30), SmallHouse.Monday.PlusDays(13), SmallHouse.Monday.PlusDays(60) })
        {
            (await load.PublishedOnAsync(_unit, day, default))!.Version.ShouldBe(2);
        }
    }

    [Test]
    public async Task Past_days_of_a_published_schedule_are_held_against_what_really_happened()
    {
        await using WfmDb db = await PlannedAsync();
        CalibrationSettings settings = new() { SimulatedDays = 20 };
        CalibrateCentre calibrate = new(db);
        (await calibrate.RunOnSchedulesAsync(_unit, SmallHouse.Monday.PlusDays(2), settings, default)).Notes[0].ShouldBe("No published schedule has a day before 2026-03-04.");
        await new PublishSchedule(db, Clock).RunAsync(_unit, _built.Stored!.Id, "eva", null, default);
        await using MemoryStream calls = SmallHouse.Utf8("queue,start,offered,answered,abandoned,answered_in_time,handle_seconds\n" + string.Concat(
            from day in Enumerable.Range(0, 2)
            from quarter in Enumerable.Range(0, 36)
            let start = SmallHouse.Monday.PlusDays(day) + new LocalTime(8, 0).PlusMinutes(quarter * 15)
            select FormattableString.Invariant($"första,{start:uuuu-MM-ddTHH:mm},9,9,0,8,1620\n")));
        await new ImportCalls(db, Clock).RunAsync(_unit, new CallFile("march.csv", calls, "acd", CallColumns.Wfm), default);

        CalibrationReport report = await calibrate.RunOnSchedulesAsync(_unit, SmallHouse.Monday.PlusDays(2), settings, default);
        StaffedInterval[] scheduled = [.. ScheduledStaffing.Of(Problem, _built.Result!.Schedule, SmallHouse.Monday.PlusDays(2), Duration.FromMinutes(15))];
        CalibrationReport told = await calibrate.RunAsync(_unit, scheduled, settings, default);

        report.Days.ShouldBe(2);
        report.Queues.ShouldBe(told.Queues);
        report.Queues.Single(queue => queue.Queue == new QueueId("första")).Realised!.Value.ShouldBe(8 / 9.0, 1e-12);
        DayOfQueues monday = DayOfQueues.Of(Problem, _built.Result.Schedule, 0);
        scheduled.Where(row => row.Start == Problem.Grid.InstantOf(0, 8)).Sum(row => row.Agents).ShouldBe(monday.Agents[8].Sum(), 1e-12);
    }

    [Test]
    public async Task A_schedule_that_is_not_there_or_knows_no_calls_is_told()
    {
        await using WfmDb db = await PlannedAsync();
        ScheduleVersion foreign = await ScheduleStore.SaveAsync(
            db, _unit, SmallHouse.Period, _built.Result!.Schedule.ToShifts(Problem), new ScheduleOrigin(await OriginAsync(db)), default);

        PlanLoading absent = await new LoadPlan(db).RunAsync(_unit, new ScheduleId(999), default);
        PlanLoading silent = await new LoadPlan(db).RunAsync(_unit, foreign.Id, default);

        (absent.Plan, silent.Plan).ShouldBe((null, null));
        absent.Notes.ShouldHaveSingleItem().Text.ShouldBe("There is no schedule number 999 in this unit.");
        silent.Notes.ShouldHaveSingleItem().Text.ShouldContain("its calls are not known");
    }

    [Test]
    public async Task Calls_that_come_in_later_leave_the_plan_and_its_stamp_as_they_were()
    {
        await using WfmDb db = await PlannedAsync(SmallHouse.With("targets.csv", "queue,share,threshold_seconds,model\nförsta,0.8,30,a\nbygg,0.8,120,a\n"));
        string stamp = await KeptPlans.StampAsync(db, _unit, default);
        string[] rows = SmallHouse.Calls.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The same weeks told again, and now half of the callers hung up, a minute of waiting for each.
        string impatient = string.Join('\n', rows.Skip(1).Select(row => row.Split(',')).Select(row => (row, Lost: int.Parse(row[2], CultureInfo.InvariantCulture) / 2))
            .Select(told => $"{told.row[0]},{told.row[1]},{told.row[2]},{int.Parse(told.row[3], CultureInfo.InvariantCulture) - told.Lost},{told.Lost},{told.row[5]},{told.Lost * 60}").Prepend($"{rows[0]},wait_seconds"));
        await using MemoryStream calls = SmallHouse.Utf8(impatient);
        ImportCallsResult taken = await new ImportCalls(db, Clock).RunAsync(_unit, new CallFile("again.csv", calls, "acd", CallColumns.Wfm), default);

        taken.Outcome.ShouldBe(ImportOutcome.Taken);
        (await new MeasureQueues(db).RunAsync(_unit, SmallHouse.Monday, new EstimationSettings(), default)).Patience.ShouldAllBe(queue => queue.MeanPatience < Duration.FromSeconds(150));
        (await KeptPlans.StampAsync(db, _unit, default)).ShouldBe(stamp);
        SchedulingProblem problem = (await new LoadPlan(db).RunAsync(_unit, _built.Stored!.Id, default)).Plan!.Problem;
        problem.Promises.Select(promise => promise.PatienceSeconds).ShouldBe(Problem.Promises.Select(promise => promise.PatienceSeconds));
        problem.Promises.ShouldAllBe(promise => promise.PatienceSeconds == 180);
    }

    [Test]
    public async Task The_period_after_begins_with_the_shifts_that_were_published_before_it()
    {
        await using WfmDb db = await PlannedAsync(SmallHouse.With("previous_shifts.csv", "agent,start,end\n0001,2026-03-13T08:00,2026-03-13T12:00\n0001,2026-02-27T08:00,2026-02-27T17:00\n"));
        SchedulePeriod next = new(SmallHouse.Monday.PlusWeeks(2), 2);
        MakeForecastResult forecast = await new MakeForecast(db, Clock).RunAsync(_unit, new ForecastDays(next.FirstDay, 14), null, default);
        RequireStaffResult staff = await new RequireStaff(db, Clock).RunAsync(_unit, forecast.Stored!.Id, new LocalDate(2026, 2, 2), default);
        ScheduleOptions brief = new() { Steps = 5, BoundSteps = 1 };

        SchedulingProblem draft = (await new BuildSchedule(db, Clock).RunAsync(_unit, staff.Stored.Id, next, brief, null, default)).Assembled.Problem!;
        string stamp = await KeptPlans.StampAsync(db, _unit, default);
        await new PublishSchedule(db, Clock).RunAsync(_unit, _built.Stored!.Id, "tora", null, default);
        (await KeptPlans.StampAsync(db, _unit, default)).ShouldNotBe(stamp, "plans kept of the next period look back at it");
        SchedulingProblem published = (await new BuildSchedule(db, Clock).RunAsync(_unit, staff.Stored.Id, next, brief, null, default)).Assembled.Problem!;

        draft.Agents.Sum(agent => agent.PreviousShifts.Count).ShouldBe(1, "a draft was promised to nobody, and what was imported is too old but for one");
        ILookup<AgentId, Interval> shifts = _built.Result!.Schedule.ToShifts(Problem).ToLookup(shift => shift.Agent, shift => shift.Span);
        published.Agents.ShouldAllBe(agent => agent.PreviousShifts.SequenceEqual(shifts[agent.Id].Order(Comparer<Interval>.Create((one, other) => one.Start.CompareTo(other.Start)))));
        published.Agents.Sum(agent => agent.PreviousShifts.Count).ShouldBeGreaterThan(40);
    }

    private async Task<WfmDb> PlannedAsync(Func<string, Stream?>? people = null)
    {
        WfmDb db = Database.CreateContext();
        _unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Lilla huset", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        await new ImportPeople(db, Clock).RunAsync(_unit, people ?? SmallHouse.Open, default);
        await using MemoryStream calls = SmallHouse.Utf8(SmallHouse.Calls);
        await new ImportCalls(db, Clock).RunAsync(_unit, new CallFile("calls.csv", calls, "acd", CallColumns.Wfm), default);
        MakeForecastResult forecast = await new MakeForecast(db, Clock).RunAsync(_unit, new ForecastDays(SmallHouse.Monday, 14), null, default);
        RequireStaffResult staff = await new RequireStaff(db, Clock).RunAsync(_unit, forecast.Stored!.Id, new LocalDate(2026, 2, 2), default);
        _built = await new BuildSchedule(db, Clock).RunAsync(
            _unit, staff.Stored.Id, SmallHouse.Period, new ScheduleOptions { Steps = 60, BoundSteps = 20 }, null, default);
        return db;
    }

    private async Task<PlanOrigin> OriginAsync(WfmDb db)
    {
        ScheduleVersion version = await db.Schedules.AsNoTracking().SingleAsync(row => row.Id == _built.Stored!.Id);
        return new PlanOrigin(version.Provenance with { }, version.SettingsJson, version.QualityJson);
    }

    private AbsenceRequest AnAbsence()
    {
        (int agent, int day) = Working(slots: 16);
        int start = _built.Result!.Schedule.ShiftOf(agent, day)!.Value.Start;
        return new AbsenceRequest(Problem.Agents[agent].Id, new Interval(Problem.Grid.InstantOf(day, start), Problem.Grid.InstantOf(day, start + 12)));
    }

    private (int Agent, int Day) Working(int slots) => (
        from agent in Enumerable.Range(0, Problem.Agents.Count)
        from day in Enumerable.Range(0, Problem.Grid.Days.Count)
        where _built.Result!.Schedule.ShiftOf(agent, day) is { } shift && shift.Length >= slots
        select (agent, day)).First();

    /// <summary>The first half hour of the shift becomes training.</summary>
    private static Shift WithTrainingFirst(Shift shift)
    {
        ShiftActivity first = shift.Activities[0];
        Instant until = first.Span.Start + Duration.FromMinutes(30);
        return shift with
        {
            Activities =
            [
                new ShiftActivity(ActivityKind.Training, new Interval(first.Span.Start, until)),
                first with { Span = new Interval(until, first.Span.End) },
                .. shift.Activities.Skip(1),
            ],
        };
    }

    private static string Text(Shift shift) => $"{shift.Agent} {shift.Span} {string.Join(' ', shift.Activities.Select(activity => $"{activity.Kind}:{activity.Span}"))}";
}
