using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>What a request does to the plan: whole rows of the people it touches, and who takes other queues when.</summary>
/// <param name="People">The people whose schedule or person changes.</param>
/// <param name="Loans">Who takes other queues.</param>
public sealed record ScheduleEdit(IReadOnlyList<PersonEdit> People, IReadOnlyList<Loan> Loans)
{
    /// <summary>Whether hours come or go beside the contract (overtime, time off): templates and contract hours then say nothing about it.</summary>
    public bool IsBesideContract { get; init; }

    /// <summary>Days of the grid the edit may touch, ascending.</summary>
    public required IReadOnlyList<int> Days { get; init; }

    /// <summary>The problem and the schedule as they would be; loans stand beside them, for <see cref="DayOfQueues.Of(SchedulingProblem, DraftSchedule, int, IReadOnlyList{Loan})"/>.</summary>
    /// <param name="problem">The problem before.</param>
    /// <param name="schedule">Its schedule.</param>
    public (SchedulingProblem Problem, DraftSchedule Schedule) Apply(SchedulingProblem problem, DraftSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        PlanAgent[] agents = [.. schedule.WithBlocksFixed(problem).Agents];
        DayShift?[][] rows =
        [
            .. Enumerable.Range(0, schedule.Agents).Select(agent => Enumerable.Range(0, problem.Grid.Days.Count).Select(day => schedule.ShiftOf(agent, day)).ToArray()),
        ];
        foreach (PersonEdit edit in People)
        {
            agents[edit.Agent] = edit.Person;
            rows[edit.Agent] = [.. edit.Row];
        }

        return (problem with { Agents = agents, Activities = [] }, new DraftSchedule(rows));
    }
}

/// <summary>One person's schedule after a change.</summary>
/// <param name="Agent">Place in the problem.</param>
/// <param name="Person">The person with new absences and meetings.</param>
/// <param name="Row">The shifts, one entry per day of the grid.</param>
public sealed record PersonEdit(int Agent, PlanAgent Person, DayShift?[] Row);

/// <summary>Somebody takes other queues in some slots of a day, beside their own.</summary>
/// <param name="Agent">Place in the problem.</param>
/// <param name="Day">Row of the grid.</param>
/// <param name="From">First slot.</param>
/// <param name="To">Slot after the last one.</param>
/// <param name="Queues">The queues.</param>
/// <param name="Priority">Their priority.</param>
public sealed record Loan(int Agent, int Day, int From, int To, IReadOnlyList<QueueId> Queues, int Priority);
