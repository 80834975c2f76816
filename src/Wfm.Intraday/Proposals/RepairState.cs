using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Intraday;

/// <summary>A running day with some changes made, and what callers to come will meet on it.</summary>
internal sealed class RepairState
{
    private readonly DayLook _look;
    private readonly PredictedSlots _known;
    private readonly Lazy<IReadOnlyList<QueueRest>> _rest;

    private RepairState(DayLook look, PredictedSlots known, SchedulingProblem problem, DraftSchedule schedule, IReadOnlyList<Loan> loans)
    {
        (_look, _known, Problem, Schedule, Loans) = (look, known, problem, schedule, loans);
        _rest = new Lazy<IReadOnlyList<QueueRest>>(() => RestOfDay.Of(problem, schedule, look.Day, look.From, loans, known: known));
    }

    public SchedulingProblem Problem { get; }

    public DraftSchedule Schedule { get; }

    public IReadOnlyList<Loan> Loans { get; }

    /// <summary>The loans that were not there before.</summary>
    public IEnumerable<Loan> NewLoans => Loans.Except(_look.Loans);

    public IReadOnlyList<QueueRest> Rest => _rest.Value;

    /// <summary>Expected calls to come that are not answered in time, all queues together.</summary>
    public double Late => Rest.Sum(QueueEffect.Late);

    public static RepairState Of(DayLook look) => new(look, new PredictedSlots(), look.Problem, look.Schedule, look.Loans);

    public RepairState With(SchedulingProblem problem, DraftSchedule schedule) => new(_look, _known, problem, schedule, Loans);

    public RepairState With(IReadOnlyList<Loan> loans) => new(_look, _known, Problem, Schedule, loans);

    /// <summary>One person as somewhere else: row and meetings.</summary>
    public RepairState WithPerson(int agent, RepairState other)
    {
        PlanAgent[] agents = [.. Problem.Agents];
        agents[agent] = other.Problem.Agents[agent];
        return With(Problem with { Agents = agents }, WithShift(agent, other.Schedule.ShiftOf(agent, _look.Day)));
    }

    /// <summary>The schedule with another shift of one person on the day.</summary>
    public DraftSchedule WithShift(int agent, DayShift? shift)
    {
        DayShift?[][] rows = [.. Enumerable.Range(0, Schedule.Agents).Select(row => Enumerable.Range(0, Problem.Grid.Days.Count).Select(day => Schedule.ShiftOf(row, day)).ToArray())];
        rows[agent][_look.Day] = shift;
        return new DraftSchedule(rows) { Activities = Schedule.Activities };
    }

    /// <summary>Chance that a queue's calls to come lie below its lower limit.</summary>
    public double ChanceBelow(QueueLook queue) => QueueEffect.ChanceBelow(RestOf(queue), queue.Limits);

    /// <summary>Every queue before and after.</summary>
    public static IReadOnlyList<QueueEffect> Effects(DayLook look, RepairState before, RepairState after) =>
        [.. look.Queues.Select(queue => QueueEffect.Between(queue.Limits, before.RestOf(queue), after.RestOf(queue)))];

    private QueueRest RestOf(QueueLook queue) => Rest.First(rest => rest.Promise.Queue == queue.Queue);
}
