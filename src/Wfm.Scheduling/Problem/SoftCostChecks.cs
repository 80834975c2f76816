using System.Globalization;

namespace Wfm.Scheduling;

/// <summary>Checks wishes, fairness, changes and calculation periods.</summary>
internal static class SoftCostChecks
{
    public static void Add(SchedulingProblem problem, List<ProblemFinding> findings)
    {
        const string Cost = "a cost, 0 or more";
        FairnessCosts fair = problem.FairnessCosts;
        WishCosts wishes = problem.WishCosts;
        foreach ((string path, double cost) in ((string, double)[])
        [
            ("fairness_costs.weekend", fair.Weekend), ("fairness_costs.late_shift", fair.LateShift),
            ("fairness_costs.early_shift", fair.EarlyShift), ("fairness_costs.denied_wish", fair.DeniedWish),
            ("stable_start_per_hour", problem.StableStartPerHour), ("wish_costs.day_off", wishes.DayOff),
            ("wish_costs.start_per_hour", wishes.StartPerHour), ("wish_costs.must_have_factor", wishes.MustHaveFactor),
        ])
        {
            Require(cost is >= 0 and < double.PositiveInfinity, path, cost, Cost, findings);
        }

        Published(problem, findings);
        for (int index = 0; index < problem.Contracts.Count; index++)
        {
            Contract(problem.Contracts[index], $"contracts[{index}].rules", findings);
        }

        for (int index = 0; index < problem.Agents.Count; index++)
        {
            Agent(problem.Agents[index], $"agents[{index}]", findings);
        }
    }

    private static void Published(SchedulingProblem problem, List<ProblemFinding> findings)
    {
        if (problem.Published is not { } published)
        {
            return;
        }

        Require(published.PerMinuteMoved is >= 0 and < double.PositiveInfinity, "published.per_minute_moved", published.PerMinuteMoved, "a cost, 0 or more", findings);
        Require(published.PerDayTold is >= 0 and < double.PositiveInfinity, "published.per_day_told", published.PerDayTold, "a cost, 0 or more", findings);
        Require(published.ShortNoticeFactor is >= 1 and < double.PositiveInfinity, "published.short_notice_factor", published.ShortNoticeFactor, "a factor, 1 or more", findings);
        Require(published.NoticeDays is >= 0 and <= 366, "published.notice_days", published.NoticeDays, "0 to 366 days", findings);
        if (!published.Shifts.Fits(problem))
        {
            findings.Add(new ProblemFinding("published.shifts", $"{published.Shifts.Agents} agents", "a row per agent and an entry per day of the problem"));
        }
    }

    private static void Contract(PlanContract contract, string path, List<ProblemFinding> findings)
    {
        Wfm.Domain.WorkRules rules = contract.Terms.Rules;
        foreach ((string name, int? weeks) in ((string, int?)[])[("averaging_weeks", rules.AveragingWeeks), ("longest_averaging_weeks", rules.LongestAveragingWeeks)])
        {
            Require(weeks is null or (>= 1 and <= SchedulingProblem.MostWeeks), $"{path}.{name}", weeks ?? 0, $"1 to {SchedulingProblem.MostWeeks} weeks", findings);
        }
    }

    private static void Agent(PlanAgent agent, string path, List<ProblemFinding> findings)
    {
        for (int index = 0; index < agent.Wishes.Count; index++)
        {
            double strength = agent.Wishes[index].Strength;
            Require(strength is >= 0 and < double.PositiveInfinity, $"{path}.wishes[{index}].strength", strength, "a strength, 0 or more", findings);
        }

        FairnessBalance fair = agent.Fairness;
        foreach ((string name, double total) in ((string, double)[])
        [
            ("weekends", fair.Weekends), ("late_shifts", fair.LateShifts), ("early_shifts", fair.EarlyShifts), ("granted_wishes", fair.GrantedWishes),
        ])
        {
            Require(total is >= 0 and < double.PositiveInfinity, $"{path}.fairness.{name}", total, "a count, 0 or more", findings);
        }
    }

    private static void Require(bool holds, string path, double found, string expected, List<ProblemFinding> findings)
    {
        if (!holds)
        {
            findings.Add(new ProblemFinding(path, found.ToString(CultureInfo.InvariantCulture), expected));
        }
    }
}
