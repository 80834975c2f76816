using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Parts;
using Wfm.Scheduling.OrTools.Solving;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.OrTools;

/// <summary>What CP-SAT says of a problem or of a part of it, judged by the plain cost.</summary>
/// <param name="Status">How the solve ended.</param>
/// <param name="Schedule">The schedule it found; null without one.</param>
/// <param name="Cost">The schedule's plain cost of what was free; infinite without one.</param>
/// <param name="Bound">Nothing costs less, by the solver's proof.</param>
/// <param name="Answer">The solver's own words.</param>
public sealed record ExactAnswer(CpStatus Status, DraftSchedule? Schedule, double Cost, double Bound, CpAnswer Answer);

/// <summary>Problems small enough, and parts of large ones, solved to a proven best: the judge of our own engine.</summary>
public static class ExactSchedule
{
    /// <summary>The whole problem as one model of every shift of everybody; a few agents over a few days.</summary>
    /// <remarks>Weekly rest and the rest inside 24 hours are not modelled: with them the answer is only a lower bound.</remarks>
    public static async Task<ExactAnswer> SolveAsync(
        SchedulingProblem problem, SolverProcess solver, CpSolverOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solver);
        SpanCache spans = new(problem);
        DayShift?[][] rows = [.. problem.Agents.Select(_ => new DayShift?[problem.Grid.Days.Count])];
        List<FreeDay> free =
        [
            .. from agent in Enumerable.Range(0, rows.Length)
               from day in Enumerable.Range(0, problem.Grid.Days.Count)
               select new FreeDay(agent, day, Candidates(problem, spans, agent, day)),
        ];
        PeriodModel model = PeriodModel.Of(problem, rows, free);
        CpAnswer answer = await solver.SolveAsync(model.Model, options, cancellationToken);
        if (!answer.HasSolution)
        {
            return new ExactAnswer(answer.Status, null, double.PositiveInfinity, answer.Bound, answer);
        }

        foreach ((int agent, int day, DayShift? shift) in model.Read(answer))
        {
            rows[agent][day] = shift;
        }

        DraftSchedule schedule = new(rows);
        return new ExactAnswer(answer.Status, schedule, PlainCost.Of(problem, schedule).Cost.Total, answer.Bound, answer);
    }

    /// <summary>The best lunches and breaks of one day for its shifts as they are.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="day">Row of the grid.</param>
    /// <param name="solver">The back end.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Ends the solve.</param>
    /// <returns>The schedule with that day's pauses moved, and the coverage cost of that day.</returns>
    public static async Task<ExactAnswer> PlacePausesAsync(
        SchedulingProblem problem, DraftSchedule schedule, int day, SolverProcess solver, CpSolverOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(solver);
        DayShift?[][] rows = [.. Enumerable.Range(0, schedule.Agents).Select(agent => Enumerable.Range(0, problem.Grid.Days.Count).Select(row => schedule.ShiftOf(agent, row)).ToArray())];
        PauseModel model = PauseModel.Of(problem, [.. rows.Select(row => row[day])], day);
        CpAnswer answer = await solver.SolveAsync(model.Model, options, cancellationToken);
        if (!answer.HasSolution)
        {
            return new ExactAnswer(answer.Status, null, double.PositiveInfinity, answer.Bound, answer);
        }

        foreach ((int agent, DayShift shift) in model.Read(answer))
        {
            rows[agent][day] = shift;
        }

        DraftSchedule placed = new(rows);
        return new ExactAnswer(answer.Status, placed, CoverageCost(problem, placed, day), answer.Bound, answer);
    }

    /// <summary>Plain coverage cost of one day of a schedule.</summary>
    public static double CoverageCost(SchedulingProblem problem, DraftSchedule schedule, int day)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        DraftSchedule alone = new(Enumerable.Range(0, schedule.Agents).Select(agent => (IReadOnlyList<DayShift?>)[schedule.ShiftOf(agent, day)]));
        return PlainCost.Of(new OneDay(problem, day).Alone(), alone).Cost.Coverage;
    }

    private static DayShift?[] Candidates(SchedulingProblem problem, SpanCache spans, int agent, int day)
    {
        PlanAgent person = problem.Agents[agent];
        PlanDay row = problem.Grid.Days[day];
        if (person.Locks.FirstOrDefault(fixedDay => fixedDay.Date == row.Date) is { } held)
        {
            return [held.Shift];
        }

        DayShift?[] shifts = [.. spans.Of(agent, day).SelectMany(choices => choices.All()).Distinct().Select(shift => (DayShift?)shift)];
        bool must = person.Meetings.Any(meeting =>
            meeting.MustAttend && meeting.Span.End > row.Start && meeting.Span.Start < problem.Grid.InstantOf(day, row.Slots));
        return must && !person.Absences.Any(absence => absence.Date == row.Date) ? shifts : [null, .. shifts];
    }
}
