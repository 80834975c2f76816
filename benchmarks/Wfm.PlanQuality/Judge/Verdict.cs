using Wfm.Scheduling;
using Wfm.Scheduling.OrTools;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Solving;

namespace Wfm.PlanQuality.Judge;

/// <summary>Our bound and cost beside what CP-SAT proves of a small random centre.</summary>
/// <param name="Number">Number of the random centre.</param>
/// <param name="Bound">Our lower bound.</param>
/// <param name="Cost">Our cost; null when we found no schedule that keeps the rules.</param>
/// <param name="Least">Nothing costs less, by CP-SAT's proof.</param>
/// <param name="Best">Cost of CP-SAT's schedule; null without one.</param>
/// <param name="IsProven">Whether CP-SAT finished: its schedule is the optimum, or there is none.</param>
/// <param name="BestKeepsRules">Whether CP-SAT's schedule keeps the plain rules and costs what it says.</param>
internal sealed record Verdict(int Number, double Bound, double? Cost, double Least, double? Best, bool IsProven, bool BestKeepsRules)
{
    private const double Rounding = 1e-3;

    /// <summary>The proven optimum; null without one.</summary>
    public double? Optimum => IsProven ? Best : null;

    /// <summary>Whether CP-SAT proves that no schedule keeps the rules.</summary>
    public bool IsInfeasible => IsProven && Best is null;

    /// <summary>Whether nothing contradicts: our bound is not above a schedule there is, our cost not below what CP-SAT proves.</summary>
    public bool Holds => BestKeepsRules && !(IsInfeasible && Cost is not null)
        && (Best is null || Bound <= Best + Rounding) && (Cost is null || Cost >= Least - Rounding);

    /// <summary>Whether we found nothing where a schedule exists.</summary>
    public bool IsMissed => Best is not null && Cost is null;

    public static async Task<Verdict> OfAsync(int number, SolverProcess solver, CancellationToken cancellationToken)
    {
        SchedulingProblem problem = RandomCentre.Of(number);
        ScheduleResult own = ScheduleBuilder.Build(problem, new ScheduleOptions { Threads = 1, Steps = 200, BoundSteps = 200 }, null, cancellationToken);
        ExactAnswer exact = await ExactSchedule.SolveAsync(
            problem, solver, new CpSolverOptions { Seconds = 600, DeterministicSeconds = 0.5 }, cancellationToken);
        bool stands = exact.Schedule is null
            || (ScheduleChecker.Check(problem, exact.Schedule).Violations.Count == 0 && exact.Cost <= exact.Answer.Objective + Rounding);
        return new Verdict(
            number, own.Bound, own.Outcome is ScheduleOutcome.Feasible or ScheduleOutcome.Optimal ? own.Cost.Total : null,
            exact.Bound, exact.Schedule is null ? null : exact.Cost, exact.Status is CpStatus.Optimal or CpStatus.Infeasible, stands);
    }
}
