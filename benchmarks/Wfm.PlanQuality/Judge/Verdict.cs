using Wfm.Scheduling;
using Wfm.Scheduling.OrTools;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Solving;

namespace Wfm.PlanQuality.Judge;

/// <summary>Our bound and cost beside CP-SAT's proven optimum.</summary>
/// <param name="Number">Number of the random centre.</param>
/// <param name="Bound">Our lower bound.</param>
/// <param name="Optimum">CP-SAT's proven optimum; null when it proves that nothing keeps the rules.</param>
/// <param name="Cost">Our cost; null when we found no schedule that keeps the rules.</param>
/// <param name="IsProven">Whether CP-SAT finished its proof.</param>
/// <param name="OptimumKeepsRules">Whether CP-SAT's schedule keeps the plain rules and costs what it says.</param>
internal sealed record Verdict(int Number, double Bound, double? Optimum, double? Cost, bool IsProven, bool OptimumKeepsRules)
{
    private const double Rounding = 1e-3;

    /// <summary>Whether the optimum lies between our bound and our cost, and its schedule stands.</summary>
    public bool Holds => IsProven && OptimumKeepsRules
        && (Optimum is { } optimum ? Bound <= optimum + Rounding && (Cost is null || Cost >= optimum - Rounding) : Cost is null);

    /// <summary>Whether we found nothing where a schedule exists.</summary>
    public bool IsMissed => Optimum is not null && Cost is null;

    public static async Task<Verdict> OfAsync(int number, SolverProcess solver, CancellationToken cancellationToken)
    {
        SchedulingProblem problem = RandomCentre.Of(number);
        ScheduleResult own = ScheduleBuilder.Build(problem, new ScheduleOptions { Threads = 1, Steps = 400, BoundSteps = 300 }, null, cancellationToken);
        ExactAnswer exact = await ExactSchedule.SolveAsync(problem, solver, new CpSolverOptions { Seconds = 600, DeterministicSeconds = 20 }, cancellationToken);
        bool stands = exact.Schedule is null
            || (ScheduleChecker.Check(problem, exact.Schedule).Violations.Count == 0 && Math.Abs(exact.Cost - exact.Answer.Objective) < Rounding);
        return new Verdict(
            number, own.Bound, exact.Schedule is null ? null : exact.Cost,
            own.Outcome is ScheduleOutcome.Feasible or ScheduleOutcome.Optimal ? own.Cost.Total : null,
            exact.Status is CpStatus.Optimal or CpStatus.Infeasible, stands);
    }
}
