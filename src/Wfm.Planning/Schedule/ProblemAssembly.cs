using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Joins requirement and people into the problem the schedule engine solves.</summary>
public static class ProblemAssembly
{
    /// <summary>What wishes weigh where cost counts callers answered late: a wished day off is worth three of them.</summary>
    public static WishCosts Wishes { get; } = new() { DayOff = 3, StartPerHour = 0.1 };

    /// <summary>
    /// What unfairness weighs in the same currency: little, so that late calls decide and fairness among equals. On the sample of ten weeks early
    /// starts spread over 0 to 8 instead of 0 to 27 and nine wishes in ten are granted instead of six, for one late call in a thousand more.
    /// </summary>
    public static FairnessCosts Fairness { get; } = new() { Weekend = 1, LateShift = 0.02, EarlyShift = 0.02, DeniedWish = 0.02 };

    /// <summary>What an hour between a start and the usual start of the week weighs.</summary>
    public const double StableStartPerHour = 0.02;

    /// <summary>Assembles the problem.</summary>
    /// <param name="centre">Requirement and people.</param>
    /// <returns>The problem with notes, or what stands in the way.</returns>
    public static AssembledProblem Assemble(CentreToPlan centre)
    {
        ArgumentNullException.ThrowIfNull(centre);
        List<Remark> notes = [];
        if (Obstacle(centre) is { } obstacle)
        {
            return new AssembledProblem(null, [obstacle]);
        }

        PlanningGrid grid = PlanningGrid.FromOpenings(
            centre.Zone, (int)centre.SlotLength.TotalMinutes, centre.Period.FirstDay, centre.Period.Weeks, DemandAssembly.Openings(centre));
        QueueId[] queues = [.. centre.Requirements.Select(requirement => requirement.Queue)];
        PlanAgent[] agents = AgentAssembly.Of(centre, grid, queues, notes);
        if (agents.Length == 0)
        {
            return new AssembledProblem(null, [.. notes, Remark.Of("nobody-to-schedule", "Nobody is left to schedule — expected at least one agent with a skill for a queue of the requirement.")]);
        }

        (IReadOnlyList<PlanActivity> activities, agents) = centre.PlacesMovableMeetings ? MovableMeetings.Of(centre, grid, agents, notes) : ([], agents);
        notes.AddRange(Limits(centre, grid));
        notes.AddRange(centre.Posts.Select(post => post.Queue).Distinct().Except(queues).Select(queue => Remark.Of(
            "posts-without-requirement", $"Nobody is required on {queue} in these weeks, so its posts are not planned — expected a forecast of it.")));
        SchedulingProblem problem = new()
        {
            Name = $"{centre.Period.FirstDay:uuuu-MM-dd}/{centre.Period.Weeks}w",
            Grid = grid,
            Queues = queues,
            Demand = DemandAssembly.Of(centre, grid),
            Promises =
            [
                .. centre.Requirements.SelectMany(requirement => PromisesOf(centre, requirement.Queue).Select(promise => promise with { DayVariation = requirement.DayVariation })),
            ],
            Contracts = [.. centre.Contracts.Select(contract => new PlanContract(contract))],
            Templates = [.. centre.Templates.Select(PlanTemplate.From)],
            Agents = agents,
            WishCosts = Wishes,
            FairnessCosts = centre.Fairness,
            StableStartPerHour = centre.StableStartPerHour,
            Activities = activities,
        };
        return new AssembledProblem(problem, notes);
    }

    /// <summary>Weeks nobody required anything for, and templates no shift can come from.</summary>
    private static IEnumerable<Remark> Limits(CentreToPlan centre, PlanningGrid grid)
    {
        LocalDate first = grid.Days[0].Date, last = grid.Days[^1].Date;
        if (first > centre.Period.FirstDay.PlusDays(6) || last < centre.Period.LastDay.PlusDays(-6))
        {
            yield return Remark.Of("requirement-covers", $"The requirement covers {first:uuuu-MM-dd} to {last:uuuu-MM-dd} only; the other days of the period are planned as closed.");
        }

        foreach (ShiftTemplate template in centre.Templates)
        {
            Duration shortest = Duration.FromTicks(template.EarliestStart.TickOfDay) + template.ShortestWork + template.ShortestLunch;
            if (shortest > Duration.FromDays(1))
            {
                yield return Remark.Of("template-over-midnight", $"Template {template.Id} reaches over midnight; shifts end with their day as yet: not used.");
            }
        }
    }

    /// <summary>One promise, or one for each stretch of days between changes.</summary>
    private static IEnumerable<QueuePromise> PromisesOf(CentreToPlan centre, QueueId queue)
    {
        QueuePromise promise = PromiseOf(queue, centre.Targets.GetValueOrDefault(queue) ?? QueueTarget.Usual);
        foreach (DatedTarget change in centre.Changes.Targets.Where(change => change.Queue == queue).OrderBy(change => change.From))
        {
            yield return promise with { To = change.From.PlusDays(-1) };
            promise = PromiseOf(queue, change.Target) with { From = change.From };
        }

        yield return promise;
    }

    private static QueuePromise PromiseOf(QueueId queue, QueueTarget target) => new(
        queue,
        target.ServiceLevel.Fraction,
        target.ServiceLevel.Threshold.TotalSeconds,
        target.Model == StaffingModel.ErlangC ? null : target.MeanPatience.TotalSeconds);

    private static Remark? Obstacle(CentreToPlan centre)
    {
        if (centre.Requirements.FirstOrDefault(requirement => !FitsSlots(requirement.IntervalLength, centre.SlotLength)) is { } odd)
        {
            return Remark.Of("required-intervals", $"Queue {odd.Queue} is required in intervals of {odd.IntervalLength.TotalMinutes} minutes — expected the slot of {centre.SlotLength.TotalMinutes} minutes or a whole multiple of it.");
        }

        LocalDate first = centre.Period.FirstDay, last = centre.Period.LastDay;
        bool isOpen = centre.Requirements.Any(requirement => requirement.Intervals.Any(interval =>
            interval.Start.InZone(centre.Zone).Date is var date && date >= first && date <= last));
        return isOpen ? null : Remark.Of("requirement-elsewhere", $"The requirement has no interval from {first:uuuu-MM-dd} to {last:uuuu-MM-dd} — expected the weeks to be planned.");
    }

    private static bool FitsSlots(Duration interval, Duration slot) => interval.BclCompatibleTicks % slot.BclCompatibleTicks == 0;
}

/// <summary>A problem ready to solve, or the reason why there is none.</summary>
/// <param name="Problem">The problem; empty when something stands in the way.</param>
/// <param name="Notes">People left out and other things a planner should know; with no problem, what stands in the way.</param>
public sealed record AssembledProblem(SchedulingProblem? Problem, IReadOnlyList<Remark> Notes);
