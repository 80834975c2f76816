using Wfm.Domain;

namespace Wfm.Scheduling.Tests;

/// <summary>Bad weights, wishes and calculation periods are named with their place; nothing is scheduled then.</summary>
public sealed class SoftCostChecksTests
{
    [Test]
    public void Every_bad_value_is_named_with_what_was_found_and_what_is_expected()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent()], Small.Contract(rules: Small.NoRules with { AveragingWeeks = 0 })) with
        {
            FairnessCosts = new FairnessCosts { Weekend = -1, DeniedWish = double.NaN },
            StableStartPerHour = double.PositiveInfinity,
            Published = new PublishedSchedule(Small.Monday, new DraftSchedule([])) { ShortNoticeFactor = 0.5, NoticeDays = -1 },
        };
        problem = problem with
        {
            Agents = [problem.Agents[0] with { Wishes = [new PlanWish(null, WishKind.Early, -2)], Fairness = new FairnessBalance(0, 0, -3, 0) }],
        };

        ScheduleResult result = ScheduleBuilder.Build(problem);

        result.Outcome.ShouldBeOfType<ScheduleOutcome.Invalid>().Findings.Select(finding => finding.ToString()).ShouldBe(
            [
                "fairness_costs.weekend: -1 — expected a cost, 0 or more.",
                "fairness_costs.denied_wish: NaN — expected a cost, 0 or more.",
                "stable_start_per_hour: Infinity — expected a cost, 0 or more.",
                "published.short_notice_factor: 0.5 — expected a factor, 1 or more.",
                "published.notice_days: -1 — expected 0 to 366 days.",
                "published.shifts: 0 agents — expected a row per agent and an entry per day of the problem.",
                "contracts[0].rules.averaging_weeks: 0 — expected 1 to 53 weeks.",
                "agents[0].wishes[0].strength: -2 — expected a strength, 0 or more.",
                "agents[0].fairness.early_shifts: -3 — expected a count, 0 or more.",
            ],
            ignoreOrder: true);
        result.Schedule.ShiftCount.ShouldBe(0);
    }
}
