using System.Globalization;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>Lists everything in a problem that must be mended, all at once.</summary>
public static class ProblemChecks
{
    /// <summary>What must be mended; empty for a problem that can be scheduled.</summary>
    public static IReadOnlyList<ProblemFinding> Of(SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        List<ProblemFinding> findings = [];
        Period(problem, findings);
        Codes(problem, findings);
        for (int index = 0; index < problem.Demand.Count; index++)
        {
            Demand(problem, problem.Demand[index], $"demand[{index}]", findings);
        }

        for (int index = 0; index < problem.Promises.Count; index++)
        {
            Promise(problem, problem.Promises[index], $"promises[{index}]", findings);
        }

        for (int index = 0; index < problem.Templates.Count; index++)
        {
            Template(problem, problem.Templates[index], $"templates[{index}]", findings);
        }

        for (int index = 0; index < problem.Agents.Count; index++)
        {
            Agent(problem, problem.Agents[index], $"agents[{index}]", findings);
        }

        SoftCostChecks.Add(problem, findings);
        findings.AddRange(Activities.ActivityChecks.Of(problem));
        return findings;
    }

    private static string Text(IFormattable value) => value.ToString(value is LocalDate ? "uuuu-MM-dd" : null, CultureInfo.InvariantCulture);

    private static string Clock(PlanningGrid grid, int day, int slot) =>
        grid.InstantOf(day, slot).InZone(grid.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static void Period(SchedulingProblem problem, List<ProblemFinding> findings)
    {
        PlanningGrid grid = problem.Grid;
        if (grid.Weeks is < 1 or > SchedulingProblem.MostWeeks)
        {
            findings.Add(new ProblemFinding("weeks", Text(grid.Weeks), $"1 to {SchedulingProblem.MostWeeks} weeks"));
        }

        if (grid.Days.Count == 0)
        {
            findings.Add(new ProblemFinding("days", "no day", "at least one day with opening hours"));
        }

        if (problem.PaidUnitMinutes % grid.SlotMinutes != 0 || problem.PaidUnitMinutes is < 15 or > 60)
        {
            findings.Add(new ProblemFinding("paid_unit_minutes", Text(problem.PaidUnitMinutes), "a multiple of the slot, at most 60"));
        }

        for (int day = 0; day < grid.Days.Count; day++)
        {
            if (grid.Days[day].Date < grid.FirstDate || grid.Days[day].Date >= grid.EndDate)
            {
                findings.Add(new ProblemFinding(
                    $"days[{day}].date", Text(grid.Days[day].Date), $"a date from {Text(grid.FirstDate)} to before {Text(grid.EndDate)}"));
            }
        }
    }

    private static void Codes(SchedulingProblem problem, List<ProblemFinding> findings)
    {
        if (problem.Queues.Count is < 1 or > SchedulingProblem.MostQueues)
        {
            findings.Add(new ProblemFinding("queues", $"{problem.Queues.Count} queues", $"1 to {SchedulingProblem.MostQueues}"));
        }

        Twice(problem.Queues.Select(queue => queue.Value), "queues", findings);
        Twice(problem.Contracts.Select(contract => contract.Terms.Id.Value), "contracts", findings);
        Twice(problem.Templates.Select(template => template.Id.Value), "templates", findings);
        Twice(problem.Agents.Select(agent => agent.Id.Value), "agents", findings);
        Twice(problem.Demand.Select(demand => $"{demand.Queue} on {Text(demand.Date)}"), "demand", findings);
    }

    private static void Twice(IEnumerable<string> codes, string path, List<ProblemFinding> findings) =>
        findings.AddRange(codes.GroupBy(code => code).Where(group => group.Count() > 1)
            .Select(group => new ProblemFinding(path, $"{group.Key} {group.Count()} times", "every code once")));

    private static void Demand(SchedulingProblem problem, QueueDay demand, string path, List<ProblemFinding> findings)
    {
        if (!problem.Queues.Contains(demand.Queue))
        {
            findings.Add(new ProblemFinding($"{path}.queue", demand.Queue.Value, "one of the problem's queues"));
        }

        int day = problem.Grid.IndexOf(demand.Date);
        if (day < 0)
        {
            findings.Add(new ProblemFinding($"{path}.date", Text(demand.Date), "one of the problem's days"));
            return;
        }

        if (demand.Required is null == demand.Cost is null)
        {
            findings.Add(new ProblemFinding(path, "required and cost", "exactly one of them"));
            return;
        }

        int slots = problem.Grid.Days[day].Slots;
        Length(demand.Required?.Count ?? demand.Cost!.Count, slots, demand.Required is null ? $"{path}.cost" : $"{path}.required", findings);
        Length(demand.TrueCost?.Count ?? slots, slots, $"{path}.true_cost", findings);
        Length(demand.MinimumPosts?.Count ?? slots, slots, $"{path}.minimum_posts", findings);
        Traffic(demand, slots, path, findings);
        Values(demand, path, findings);
    }

    private static void Traffic(QueueDay demand, int slots, string path, List<ProblemFinding> findings)
    {
        if (demand.Traffic is not { } traffic)
        {
            return;
        }

        Length(traffic.Calls.Count, slots, $"{path}.traffic.calls", findings);
        Length(traffic.HandleSeconds.Count, slots, $"{path}.traffic.handle_seconds", findings);
        Length(traffic.OnCallsFraction.Count, slots, $"{path}.traffic.on_calls_fraction", findings);
        Each(traffic.Calls, calls => calls is >= 0 and < double.PositiveInfinity, $"{path}.traffic.calls", "a number of calls, 0 or more", findings);
        Each(traffic.HandleSeconds, seconds => seconds is > 0 and < double.PositiveInfinity, $"{path}.traffic.handle_seconds", "seconds, more than 0", findings);
        Each(traffic.OnCallsFraction, share => share is > 0 and <= 1, $"{path}.traffic.on_calls_fraction", "a share above 0 and at most 1", findings);
    }

    private static void Each(IReadOnlyList<double> values, Func<double, bool> isRight, string path, string expected, List<ProblemFinding> findings)
    {
        for (int slot = 0; slot < values.Count; slot++)
        {
            if (!isRight(values[slot]))
            {
                findings.Add(new ProblemFinding($"{path}[{slot}]", Text(values[slot]), expected));
            }
        }
    }

    private static void Promise(SchedulingProblem problem, QueuePromise promise, string path, List<ProblemFinding> findings)
    {
        if (!problem.Queues.Contains(promise.Queue))
        {
            findings.Add(new ProblemFinding($"{path}.queue", promise.Queue.Value, "one of the problem's queues"));
        }

        if (promise.ShareFraction is not (> 0 and < 1))
        {
            findings.Add(new ProblemFinding($"{path}.share", Text(promise.ShareFraction), "a share between 0 and 1"));
        }

        if (promise.ThresholdSeconds is not (>= 0 and < double.PositiveInfinity))
        {
            findings.Add(new ProblemFinding($"{path}.threshold_seconds", Text(promise.ThresholdSeconds), "seconds, 0 or more"));
        }

        if (promise.PatienceSeconds is <= 0 or double.NaN)
        {
            findings.Add(new ProblemFinding($"{path}.patience_seconds", Text(promise.PatienceSeconds.Value), "seconds, more than 0"));
        }

        if (promise.DayVariation is not (null or (>= 0 and <= 1)))
        {
            findings.Add(new ProblemFinding($"{path}.day_variation", Text(promise.DayVariation.Value), "standard deviation ÷ mean of whole days, 0 to 1"));
        }
    }

    private static void Length(int found, int expected, string path, List<ProblemFinding> findings)
    {
        if (found != expected)
        {
            findings.Add(new ProblemFinding(path, $"{found} entries", $"{expected}, one per slot of the day"));
        }
    }

    private static void Values(QueueDay demand, string path, List<ProblemFinding> findings)
    {
        for (int slot = 0; slot < (demand.Required?.Count ?? 0); slot++)
        {
            if (demand.Required![slot] is not (>= 0 and < 10_000))
            {
                findings.Add(new ProblemFinding($"{path}.required[{slot}]", Text(demand.Required[slot]), "a number of people, 0 to below 10000"));
            }
        }

        for (int slot = 0; slot < (demand.Cost?.Count ?? 0); slot++)
        {
            if (!IsConvex(demand.Cost![slot]))
            {
                findings.Add(new ProblemFinding(
                    $"{path}.cost[{slot}]", string.Join(' ', demand.Cost[slot].Select(cost => Text(cost))), "a convex table of two or more finite costs"));
            }
        }

        for (int slot = 0; slot < (demand.MinimumPosts?.Count ?? 0); slot++)
        {
            if (demand.MinimumPosts![slot] is < 0 or > 1000)
            {
                findings.Add(new ProblemFinding($"{path}.minimum_posts[{slot}]", Text(demand.MinimumPosts[slot]), "a number of people, 0 to 1000"));
            }
        }
    }

    private static bool IsConvex(IReadOnlyList<double> table)
    {
        bool convex = table.Count >= 2 && table.All(double.IsFinite);
        for (int people = 2; convex && people < table.Count; people++)
        {
            double step = table[people] - table[people - 1];
            double before = table[people - 1] - table[people - 2];
            convex = step >= before - 1e-9 * Math.Max(1, Math.Abs(before));
        }

        return convex;
    }

    private static void Template(SchedulingProblem problem, PlanTemplate template, string path, List<ProblemFinding> findings)
    {
        if (template.MinPaidMinutes > template.MaxPaidMinutes || template.MinPaidMinutes <= 0
            || template.MaxPaidMinutes / problem.PaidUnitMinutes >= Search.DayPricing.PaidStride)
        {
            findings.Add(new ProblemFinding(
                $"{path}.min_paid_minutes", $"{template.MinPaidMinutes} to {template.MaxPaidMinutes}",
                $"a positive range up to {(Search.DayPricing.PaidStride - 1) * problem.PaidUnitMinutes} minutes"));
        }

        if (template.Breaks.Count is < 0 or > 2 || (template.Breaks.Count == 2 && template.Lunch is null) || template.Breaks.Minutes < 1)
        {
            findings.Add(new ProblemFinding($"{path}.breaks.count", Text(template.Breaks.Count), "0 to 2 with a lunch, 0 or 1 without"));
        }

        if (template.Lunch is { } lunch && (lunch.MinMinutes < 1 || lunch.MaxMinutes < lunch.MinMinutes || lunch.Windows.Count == 0))
        {
            findings.Add(new ProblemFinding(
                $"{path}.lunch", $"{lunch.MinMinutes} to {lunch.MaxMinutes} minutes in {lunch.Windows.Count} windows", "a positive range and a window"));
        }

        if (template.StartStepMinutes < problem.Grid.SlotMinutes || template.StartStepMinutes % problem.Grid.SlotMinutes != 0)
        {
            findings.Add(new ProblemFinding($"{path}.start_step_minutes", Text(template.StartStepMinutes), "a positive multiple of the slot"));
        }
    }

    private static void Agent(SchedulingProblem problem, PlanAgent agent, string path, List<ProblemFinding> findings)
    {
        if (!problem.Contracts.Any(contract => contract.Terms.Id == agent.Contract))
        {
            findings.Add(new ProblemFinding($"{path}.contract", agent.Contract.Value, "one of the problem's contracts"));
        }

        if (!agent.Skills.Any(skill => problem.Queues.Contains(skill.Queue)))
        {
            findings.Add(new ProblemFinding($"{path}.skills", $"{agent.Id} has none", "at least one of the problem's queues"));
        }

        if (agent.AveragedBefore is { } before && (before.Weeks is < 1 or > SchedulingProblem.MostWeeks || before.Worked < Duration.Zero))
        {
            findings.Add(new ProblemFinding($"{path}.averaged_before", $"{before.Weeks} weeks, {before.Worked.TotalHours:0.##} h", $"1 to {SchedulingProblem.MostWeeks} weeks, hours 0 or more"));
        }

        foreach (PlanSkill skill in agent.Skills.Where(skill => !problem.Queues.Contains(skill.Queue)))
        {
            findings.Add(new ProblemFinding($"{path}.skills", skill.Queue.Value, "one of the problem's queues"));
        }

        foreach (TemplateId template in agent.Templates.Where(id => !problem.Templates.Any(template => template.Id == id)))
        {
            findings.Add(new ProblemFinding($"{path}.templates", template.Value, "one of the problem's templates"));
        }

        if (agent.HoursByWeek.Count != 0 && agent.HoursByWeek.Count != problem.Grid.Weeks)
        {
            findings.Add(new ProblemFinding($"{path}.hours_by_week", Text(agent.HoursByWeek.Count), $"one entry for each of the {problem.Grid.Weeks} weeks, or none"));
        }

        if (agent.Templates.Count == 0)
        {
            findings.Add(new ProblemFinding($"{path}.templates", $"{agent.Id} has none", "at least one template"));
        }

        foreach (DayLock dayLock in agent.Locks)
        {
            Lock(problem, dayLock, path, findings);
        }
    }

    private static void Lock(SchedulingProblem problem, DayLock dayLock, string path, List<ProblemFinding> findings)
    {
        int day = problem.Grid.IndexOf(dayLock.Date);
        if (dayLock.Shift is not { } shift || day < 0)
        {
            return;
        }

        int unit = problem.PaidUnitMinutes / problem.Grid.SlotMinutes;
        if (shift.Start < 0 || shift.End <= shift.Start || shift.End > problem.Grid.Days[day].Slots || shift.PaidSlots % unit != 0
            || shift.PaidSlots / unit >= Search.DayPricing.PaidStride)
        {
            findings.Add(new ProblemFinding(
                $"{path}.locks", $"{Clock(problem.Grid, day, shift.Start)}–{Clock(problem.Grid, day, shift.End)} on {Text(dayLock.Date)}, {shift.PaidSlots * problem.Grid.SlotMinutes} min paid",
                $"a shift inside the day whose paid time is a multiple of {problem.PaidUnitMinutes} min"));
        }
    }
}
