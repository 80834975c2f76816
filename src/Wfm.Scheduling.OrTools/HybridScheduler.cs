using Wfm.Scheduling.OrTools.Solving;

namespace Wfm.Scheduling.OrTools;

/// <summary>Our engine builds and bounds the period; OR-Tools proves and polishes parts of it.</summary>
public static class HybridScheduler
{
    /// <summary>Makes a schedule.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="solver">The back end.</param>
    /// <param name="options">Budget.</param>
    /// <param name="progress">Hears of improvements; may be null.</param>
    /// <param name="cancellationToken">Ends the search at once and a part being solved with its process; the best schedule so far is returned.</param>
    /// <exception cref="SolverFailureException">The back end fails.</exception>
    public static async Task<HybridResult> BuildAsync(
        SchedulingProblem problem, SolverProcess solver, HybridOptions options, IProgress<ScheduleProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(options);
        await solver.WarmUpAsync(cancellationToken);
        ScheduleOptions search = options.Search with { TimeLimit = options.Search.TimeLimit * options.SearchShare };
        ScheduleResult built = await Task.Run(() => ScheduleBuilder.Build(problem, search, progress, cancellationToken), CancellationToken.None);
        HybridPolish polish = new(problem, solver, options, built, progress);
        if (built.Outcome is ScheduleOutcome.Feasible)
        {
            await polish.RunAsync(cancellationToken);
        }

        return polish.Result();
    }
}
