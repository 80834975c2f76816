using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;
using Wfm.Storage;

namespace Wfm.Planning.Tests;

/// <summary>Targets, skills, contracts and groups that change in the middle of a period count from their day on.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class ByDateTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    private static readonly QueueId Bygg = new("bygg"), First = new("första");
    private static readonly LocalDate Change = SmallHouse.Monday.PlusDays(7), Wednesday = SmallHouse.Monday.PlusDays(9);
    private static readonly QueueTarget Harder = new(new ServiceLevelTarget(0.9, Duration.FromSeconds(20)), null, null, StaffingModel.ErlangC, Duration.FromSeconds(240), Shrinkage.None);

    [Test]
    public async Task A_promise_that_changes_is_staffed_and_judged_from_its_day_on()
    {
        await using WfmDb db = Database.CreateContext();
        (BusinessUnitId unit, ForecastId forecast) = await ForecastAsync(db);
        StaffingRequirement before = await BuildingAsync(db, unit, forecast);
        db.Add(new StoredTarget(unit, Bygg, Change, Harder));
        await db.SaveChangesAsync();
        RequireStaffResult changed = await new RequireStaff(db, Clock).RunAsync(unit, forecast, new LocalDate(2026, 2, 2), default);
        StaffingRequirement after = changed.Requirements.Single(requirement => requirement.Queue == Bygg);
        db.RemoveRange(db.Targets);
        db.Add(new StoredTarget(unit, Bygg, null, Harder));
        await db.SaveChangesAsync();
        StaffingRequirement always = await BuildingAsync(db, unit, forecast);

        for (int at = 0; at < before.Intervals.Count; at++)
        {
            RequirementInterval expected = DateOf(before.Intervals[at]) < Change ? before.Intervals[at] : always.Intervals[at];
            (after.Intervals[at].Start, after.Intervals[at].Required, after.Intervals[at].ScheduledNeeded).ShouldBe((expected.Start, expected.Required, expected.ScheduledNeeded));
            after.Intervals[at].Cost.Hull.ShouldBe(expected.Cost.Hull);
        }

        always.Intervals.Sum(interval => interval.Required).ShouldBeGreaterThan(before.Intervals.Sum(interval => interval.Required));
        changed.Stored.SettingsJson.ShouldContain("2026-03-09");
    }

    [Test]
    public async Task The_problem_promises_what_holds_each_day()
    {
        await using WfmDb db = Database.CreateContext();
        (BusinessUnitId unit, ForecastId forecast) = await ForecastAsync(db);
        db.Add(new StoredTarget(unit, Bygg, Change, Harder));
        await db.SaveChangesAsync();

        SchedulingProblem problem = await ProblemAsync(db, unit, forecast);

        problem.Promises.Count.ShouldBe(3);
        PromiseOn(problem, Change.PlusDays(-4)).ThresholdSeconds.ShouldBe(120);
        PromiseOn(problem, Change).ThresholdSeconds.ShouldBe(20);
        PromiseOn(problem, Change.PlusDays(4)).ShareFraction.ShouldBe(0.9);
        ProblemJson.Write(ProblemJson.Read(ProblemJson.Write(problem)).Problem!).ShouldBe(ProblemJson.Write(problem));
        ScheduleResult built = ScheduleBuilder.Build(problem, new ScheduleOptions { Steps = 20, BoundSteps = 5 });
        ServiceLevelPrediction.Of(problem, built.Schedule).Queues.Select(queue => queue.Queue).ShouldBe(["bygg", "första"], ignoreOrder: true);
    }

    [Test]
    public async Task A_skill_gained_or_lost_counts_on_its_days_only()
    {
        await using WfmDb db = Database.CreateContext();
        (BusinessUnitId unit, ForecastId forecast) = await ForecastAsync(db);
        AgentId moved = new("0003"), gone = new("0002");
        db.RemoveRange(await db.Skills.Where(row => row.AgentCode == moved || row.AgentCode == gone).ToListAsync());
        db.AddRange(
            new StoredSkill(unit, new Skill(moved, First, 1, null, Change.PlusDays(-1))), new StoredSkill(unit, new Skill(moved, Bygg, 1, Change, null)),
            new StoredSkill(unit, new Skill(gone, First, 1, null, SmallHouse.Monday.PlusDays(-1))));
        await db.SaveChangesAsync();

        SchedulingProblem problem = await ProblemAsync(db, unit, forecast);

        QueuesOf(problem, moved, Change.PlusDays(-4)).ShouldBe([First]);
        QueuesOf(problem, moved, Change).ShouldBe([Bygg]);
        problem.Agents.ShouldNotContain(agent => agent.Id == gone, "the only skill ended before the period");
    }

    [Test]
    public async Task A_contract_changed_in_the_middle_asks_for_its_hours_from_then_on()
    {
        await using WfmDb db = Database.CreateContext();
        (BusinessUnitId unit, ForecastId forecast) = await ForecastAsync(db);
        AgentId monday = new("0003"), midweek = new("0006");
        db.AddRange(
            new StoredAssignment(unit, monday, Change, new GroupId("två"), new ContractId("halv")),
            new StoredAssignment(unit, midweek, Wednesday, new GroupId("två"), new ContractId("halv")));
        await db.SaveChangesAsync();

        AssembledProblem assembled = await AssembledAsync(db, unit, forecast);
        SchedulingProblem problem = assembled.Problem!;
        PlanAgent person = problem.Agents.Single(agent => agent.Id == monday);
        ScheduleResult built = ScheduleBuilder.Build(problem, new ScheduleOptions { Steps = 60, BoundSteps = 5 });

        person.HoursByWeek.ShouldBe([Duration.FromHours(40), Duration.FromHours(20)]);
        problem.Agents.Single(agent => agent.Id == midweek).HoursByWeek.ShouldBe([Duration.FromHours(40), Duration.FromHours(28)], "two days at 8 h and three at 4 h");
        problem.Agents.Single(agent => agent.Id.Value == "0005").HoursByWeek.ShouldBeEmpty();
        (person.GroupOn(Change.PlusDays(-1))!.Value.Value, person.GroupOn(Change)!.Value.Value).ShouldBe(("ett", "två"));
        assembled.Notes.ShouldContain(note => note.Text.Contains("0003 has contract halv from 2026-03-09", StringComparison.Ordinal));
        built.Violations.ShouldBeEmpty();
        HoursOf(problem, built, monday, from: Change).ShouldBeInRange(14, 26);
        HoursOf(problem, built, monday, from: SmallHouse.Monday).ShouldBeInRange(59, 61);
        ProblemJson.Write(ProblemJson.Read(ProblemJson.Write(problem)).Problem!).ShouldBe(ProblemJson.Write(problem));
    }

    private async Task<(BusinessUnitId Unit, ForecastId Forecast)> ForecastAsync(WfmDb db)
    {
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Servicecenter", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        await new ImportPeople(db, Clock).RunAsync(unit, SmallHouse.Open, default);
        await using MemoryStream calls = SmallHouse.Utf8(SmallHouse.Calls);
        await new ImportCalls(db, Clock).RunAsync(unit, new CallFile("calls.csv", calls, "acd", Exchange.CallColumns.Wfm), default);
        return (unit, (await new MakeForecast(db, Clock).RunAsync(unit, new ForecastDays(SmallHouse.Monday, 14), null, default)).Stored!.Id);
    }

    private async Task<StaffingRequirement> BuildingAsync(WfmDb db, BusinessUnitId unit, ForecastId forecast) =>
        (await new RequireStaff(db, Clock).RunAsync(unit, forecast, new LocalDate(2026, 2, 2), default)).Requirements.Single(requirement => requirement.Queue == Bygg);

    private async Task<AssembledProblem> AssembledAsync(WfmDb db, BusinessUnitId unit, ForecastId forecast)
    {
        RequireStaffResult staff = await new RequireStaff(db, Clock).RunAsync(unit, forecast, new LocalDate(2026, 2, 2), default);
        BuildScheduleResult built = await new BuildSchedule(db, Clock).RunAsync(unit, staff.Stored.Id, SmallHouse.Period, new ScheduleOptions { Steps = 0, BoundSteps = 0 }, null, default);
        return built.Assembled;
    }

    private async Task<SchedulingProblem> ProblemAsync(WfmDb db, BusinessUnitId unit, ForecastId forecast) => (await AssembledAsync(db, unit, forecast)).Problem!;

    private static LocalDate DateOf(RequirementInterval interval) => interval.Start.InZone(SmallHouse.Stockholm).Date;

    private static QueuePromise PromiseOn(SchedulingProblem problem, LocalDate date) =>
        DayOfQueues.Of(problem, Empty(problem), problem.Grid.IndexOf(date)).Promises.Single(promise => promise.Queue == Bygg);

    private static QueueId[] QueuesOf(SchedulingProblem problem, AgentId agent, LocalDate date)
    {
        DayOfQueues day = DayOfQueues.Of(problem, Empty(problem), problem.Grid.IndexOf(date));
        int number = problem.Agents.Select((own, at) => (own.Id, at)).Single(own => own.Id == agent).at;
        return [.. day.Routes[day.GroupsOfDay.GroupOf(number)].Select(route => day.Promises[route.Queue].Queue)];
    }

    private static DraftSchedule Empty(SchedulingProblem problem) => new([.. problem.Agents.Select(_ => new DayShift?[problem.Grid.Days.Count])]);

    // A closed Friday counts as a worked one.
    private static double HoursOf(SchedulingProblem problem, ScheduleResult built, AgentId agent, LocalDate from) =>
        built.Schedule.ToShifts(problem).Where(shift => shift.Agent == agent && shift.Date >= from).Sum(shift => shift.PaidTime.TotalHours)
        + problem.Agents.Single(own => own.Id == agent).Absences.Where(absence => absence.Date >= from).Sum(absence => absence.Credited.TotalHours);
}
