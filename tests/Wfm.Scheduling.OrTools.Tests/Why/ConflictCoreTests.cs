using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Why;

namespace Wfm.Scheduling.OrTools.Tests.Why;

/// <summary>What cannot hold together is named, and giving up any one of it makes the rest possible.</summary>
[TestFixture]
public sealed class ConflictCoreTests
{
    private static Task<ConflictCore> FindAsync(SchedulingProblem problem) => ConflictCores.FindAsync(
        problem, [.. Enumerable.Range(0, problem.Agents.Count)], OrToolsForTests.Solver, new CpSolverOptions { Seconds = 600 }, CancellationToken.None);

    [Test]
    public async Task A_centre_that_can_be_planned_has_no_conflict()
    {
        ConflictCore core = await FindAsync(Small.Centre(seed: 1, agents: 4));

        (core.IsInfeasible, core.Items.Count).ShouldBe((false, 0));
    }

    [Test]
    public async Task Unpaid_days_off_and_contract_hours_of_one_person_conflict_and_nobody_else_is_named()
    {
        // 38 h ± 4 in five days of at most 9 h need four days; two are asked off without credit, one of three is free.
        SchedulingProblem problem = Small.Centre(seed: 2, agents: 5, contract: Small.Contract(hours: 38));
        PlanAgent tired = problem.Agents[3] with
        {
            Absences = [new DayAbsence(Small.Monday, Duration.Zero)],
            Wishes = [new PlanWish(Small.Monday.PlusDays(2), WishKind.DayOff, IsMustHave: true), new PlanWish(Small.Monday.PlusDays(4), WishKind.DayOff)],
        };
        problem = problem with { Agents = [.. problem.Agents.Select((agent, place) => place == 3 ? tired : agent)] };

        ConflictCore core = await FindAsync(problem);

        (core.IsInfeasible, core.IsMinimal).ShouldBe((true, true));
        core.Items.Select(item => item.ToString()).Order(StringComparer.Ordinal).ShouldBe(
            ["Absence, p3, 2026-06-01", "Contract hours, p3", "Must-have day off, p3, 2026-06-03"]);
    }

    [Test]
    public async Task Posts_and_absences_of_the_only_two_who_can_fill_them_conflict()
    {
        SchedulingProblem problem = Small.Centre(seed: 4, agents: 4, contract: Small.Contract(hours: 30, band: 12));
        LocalDate tuesday = Small.Monday.PlusDays(1);
        problem = problem with
        {
            Agents =
            [
                .. problem.Agents.Select((agent, place) => agent with
                {
                    Skills = [new PlanSkill(new QueueId(place < 2 ? "q0" : "q1"))],
                    Meetings = [],
                    Absences = place < 2 ? [new DayAbsence(tuesday, Duration.FromHours(6))] : [],
                }),
            ],
            Demand =
            [
                .. problem.Demand.Select(demand => demand.Queue.Value == "q0" && demand.Date == tuesday
                    ? demand with { MinimumPosts = [.. Enumerable.Range(0, 40).Select(slot => slot == 20 ? 1 : 0)] }
                    : demand),
            ],
        };

        ConflictCore core = await FindAsync(problem);

        core.IsMinimal.ShouldBeTrue();
        core.Items.Select(item => item.ToString()).Order(StringComparer.Ordinal).ShouldBe(
            ["Absence, p0, 2026-06-02", "Absence, p1, 2026-06-02", "Minimum posts, q0, 2026-06-02"]);
    }

    [Test]
    public async Task Locked_shifts_too_close_together_conflict_with_the_daily_rest()
    {
        SchedulingProblem problem = Small.Centre(seed: 6, agents: 2, contract: Small.Contract(hours: 30, band: 20, rules: Small.NoRules with { DailyRest = Duration.FromHours(15) }));
        DayShift Fixed(int start, int end) => new(start, end, DayShift.None, 0, DayShift.None, DayShift.None, 0);
        problem = problem with
        {
            Agents =
            [
                problem.Agents[0] with { Meetings = [], Locks = [new DayLock(Small.Monday, Fixed(20, 40)), new DayLock(Small.Monday.PlusDays(1), Fixed(0, 20))] },
                problem.Agents[1],
            ],
        };

        ConflictCore core = await FindAsync(problem);

        core.Items.Select(item => item.ToString()).Order(StringComparer.Ordinal).ShouldBe(["Daily rest, p0", "Locks, p0, 2026-06-01", "Locks, p0, 2026-06-02"]);
    }
}
