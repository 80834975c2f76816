using Wfm.Scheduling;
using Wfm.Scheduling.Replan;
using Wfm.Scheduling.Rules;

namespace Wfm.Requests;

/// <summary>Asks the rule about everybody together, minimum posts, on the days an edit touches.</summary>
internal static class PostCheck
{
    public static IEnumerable<RuleViolation> NewViolations(PreparedPlan plan, ScheduleEdit edit)
    {
        int[] days = [.. edit.Days.Where(day => plan.Problem.Demand.Any(demand => demand.MinimumPosts is not null && demand.Date == plan.Problem.Grid.Days[day].Date))];
        if (days.Length == 0)
        {
            return [];
        }

        (SchedulingProblem problem, DraftSchedule schedule) = edit.Apply(plan.Problem, plan.Schedule);
        return days.SelectMany(day =>
        {
            HashSet<string> before = [.. Violations(plan.Problem, plan.Schedule, day).Select(violation => violation.ToString())];
            return Violations(problem, schedule, day).Where(violation => !before.Contains(violation.ToString()));
        });
    }

    private static IEnumerable<RuleViolation> Violations(SchedulingProblem problem, DraftSchedule schedule, int day)
    {
        int[] onDuty = [.. Enumerable.Range(0, schedule.Agents).Where(agent => schedule.ShiftOf(agent, day) is not null)];
        SchedulingProblem cut = DayCut.Of(problem, onDuty, day) with { Published = null };
        DraftSchedule shifts = new(onDuty.Select(agent => (DayShift?[])[schedule.ShiftOf(agent, day)]));
        return new MinimumPostsRule().Violations(new UnitSchedule(cut, shifts, PlainCost.Of(cut, shifts).Coverage));
    }
}
