using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Solving;

namespace Wfm.Scheduling.OrTools.Why;

/// <summary>Finds things that cannot hold together, none of which could be left out of the conflict.</summary>
public static class ConflictCores
{
    /// <summary>Asks CP-SAT under one assumption per thing, then drops things one by one while the rest still conflicts.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="agents">The people looked at, by their places in the problem; a dozen over two weeks take seconds.</param>
    /// <param name="solver">The back end.</param>
    /// <param name="options">Limits of each solve.</param>
    /// <param name="cancellationToken">Ends the solve.</param>
    /// <exception cref="SolverFailureException">The back end fails.</exception>
    /// <remarks>
    /// Weekly rest, the rest inside 24 hours, and lunches and breaks away from posts are left out: a conflict found is one,
    /// but a conflict only through these is not found.
    /// </remarks>
    public static async Task<ConflictCore> FindAsync(
        SchedulingProblem problem, IReadOnlyList<int> agents, SolverProcess solver, CpSolverOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(agents);
        ArgumentNullException.ThrowIfNull(solver);
        ConflictModel model = ConflictModel.Of(problem, agents);
        int solves = 0;
        async Task<CpAnswer> AskAsync(IReadOnlyList<CpVariable> assumed)
        {
            solves++;
            return await solver.SolveAsync(model.Under(assumed), options, cancellationToken);
        }

        CpAnswer all = await AskAsync([.. model.Items.Keys]);
        if (all.Status != CpStatus.Infeasible)
        {
            return new ConflictCore(false, all.HasSolution, [], solves);
        }

        List<CpVariable> core = [.. all.Core];
        bool isMinimal = true;
        for (int place = 0; place < core.Count;)
        {
            CpAnswer without = await AskAsync([.. core.Where((_, other) => other != place)]);
            if (without.Status == CpStatus.Infeasible)
            {
                // Everything before this place was shown necessary and stays; the solver may drop more of what follows.
                HashSet<CpVariable> kept = [.. without.Core];
                core = [.. core.Where((literal, other) => other < place || (other > place && kept.Contains(literal)))];
            }
            else
            {
                isMinimal &= without.HasSolution;
                place++;
            }
        }

        return new ConflictCore(true, isMinimal, [.. core.Select(literal => model.Items[literal])], solves);
    }
}
