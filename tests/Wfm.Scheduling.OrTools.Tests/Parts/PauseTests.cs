using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Parts;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.OrTools.Tests.Parts;

/// <summary>Lunches and breaks as CP-SAT places them against the plain rules, the plain cost, trying everything, and our engine.</summary>
[TestFixture]
public sealed class PauseTests
{
    private static readonly CpSolverOptions Limits = new() { Seconds = 600, DeterministicSeconds = 20 };

    [Test]
    public void The_choices_are_exactly_the_shifts_the_plain_rules_allow()
    {
        SchedulingProblem problem = Small.Centre(seed: 3, agents: 4, contract: Small.Contract(rules: Small.NoRules with { LongestWorkWithoutRast = NodaTime.Duration.FromHours(4.5) }));
        Random random = new(1);
        (int allowed, int refused) = (0, 0);
        foreach (int agent in Enumerable.Range(0, 4))
        {
            PauseChoices[] spans = [.. PauseChoices.OfDay(problem, problem.Agents[agent], 1)];
            HashSet<DayShift> all = [.. spans.SelectMany(choices => choices.All())];
            foreach (DayShift shift in all.OrderBy(_ => random.Next()).Take(150))
            {
                int Shake() => random.Next(-1, 2);
                DayShift shaken = shift with { Lunch = shift.Lunch < 0 ? shift.Lunch : shift.Lunch + Shake(), Break1 = shift.Break1 + Shake(), Break2 = shift.Break2 < 0 ? shift.Break2 : shift.Break2 + Shake() };
                IsAllowed(problem, agent, shift).ShouldBeTrue($"{shift}");
                IsAllowed(problem, agent, shaken).ShouldBe(all.Contains(shaken), $"{shaken}");
                (allowed, refused) = all.Contains(shaken) ? (allowed + 1, refused) : (allowed, refused + 1);
            }
        }

        allowed.ShouldBeGreaterThan(50);
        refused.ShouldBeGreaterThan(50);
    }

    private static bool IsAllowed(SchedulingProblem problem, int agent, DayShift shift)
    {
        AgentSchedule own = new(problem, problem.Agents[agent], [null, shift, null, null, null]);
        IScheduleRule[] rules = [new TemplateRule(), new MeetingRule(), new WorkWithoutRastRule(NodaTime.Duration.FromHours(4.5))];
        return rules.All(rule => !rule.Violations(own).Any());
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Two_people_get_the_pauses_that_trying_all_of_them_gives(int seed)
    {
        SchedulingProblem problem = Small.Centre(seed, agents: 2, days: 1);
        PauseChoices[] chosen = [.. Enumerable.Range(0, 2).Select(agent => PauseChoices.OfDay(problem, problem.Agents[agent], 0).First(choices => choices.Lunches.Count is > 2 and < 9))];
        DraftSchedule start = new(chosen.Select(choices => (IReadOnlyList<DayShift?>)[choices.All().First()]));
        Random random = new(seed);
        DayShift[][] tried = [.. chosen.Select(choices => choices.All().OrderBy(_ => random.Next()).Take(60).ToArray())];

        ExactAnswer answer = await ExactSchedule.PlacePausesAsync(problem, start, 0, OrToolsForTests.Solver, Limits, CancellationToken.None);

        answer.Status.ShouldBe(CpStatus.Optimal);
        answer.Answer.Objective.ShouldBe(answer.Cost, 1e-3);
        ScheduleChecker.Check(problem, answer.Schedule!).Violations.ShouldAllBe(violation => violation.Rule == "Contract hours");
        double least = (from one in tried[0] from other in tried[1] select ExactSchedule.CoverageCost(problem, new DraftSchedule([[one], [other]]), 0)).Min();
        answer.Cost.ShouldBeLessThanOrEqualTo(least + 1e-3);
    }

    [Test]
    public async Task Many_linked_queues_get_the_cost_the_plain_allocation_gives()
    {
        // Five queues go by Hall's condition, nine by the allocation itself.
        foreach ((int queues, int agents) in ((int, int)[])[(1, 6), (5, 5), (9, 3)])
        {
            SchedulingProblem problem = Small.Centre(seed: 5, agents, days: 1, queues);
            DraftSchedule start = ScheduleBuilder.Build(problem, new ScheduleOptions { Threads = 1, Steps = 30, BoundSteps = 0 }).Schedule;

            CpSolverOptions brief = Limits with { DeterministicSeconds = 1 };
            ExactAnswer answer = await ExactSchedule.PlacePausesAsync(problem, start, 0, OrToolsForTests.Solver, brief, CancellationToken.None);

            // Cut off, the model's own allocation need not be the cheapest.
            answer.Status.ShouldBe(queues <= 7 ? CpStatus.Optimal : answer.Status);
            answer.Cost.ShouldBeLessThanOrEqualTo(answer.Answer.Objective + 1e-3, $"{queues} queues");
            answer.Cost.ShouldBeGreaterThanOrEqualTo((answer.Status == CpStatus.Optimal ? answer.Answer.Objective : answer.Bound) - 1e-3, $"{queues} queues");
            answer.Cost.ShouldBeLessThanOrEqualTo(ExactSchedule.CoverageCost(problem, start, 0) + 1e-3);
        }
    }

    [Test]
    public async Task Our_own_pauses_cost_within_half_a_percent_of_the_proven_best()
    {
        List<double> above = [];
        for (int seed = 0; seed < 3; seed++)
        {
            SchedulingProblem problem = Small.Centre(seed, agents: 6, days: 2);
            DraftSchedule own = ScheduleBuilder.Build(problem, new ScheduleOptions { BoundSteps = 0 }).Schedule;
            for (int day = 0; day < 2; day++)
            {
                ExactAnswer best = await ExactSchedule.PlacePausesAsync(problem, own, day, OrToolsForTests.Solver, Limits, CancellationToken.None);
                best.Status.ShouldBe(CpStatus.Optimal);
                above.Add(ExactSchedule.CoverageCost(problem, own, day) / best.Cost - 1);
            }
        }

        TestContext.Out.WriteLine($"worst {above.Max():P3}, mean {above.Average():P3} over {above.Count} days");
        above.Min().ShouldBeGreaterThan(-1e-6);
        above.Max().ShouldBeLessThan(0.005);
    }
}
