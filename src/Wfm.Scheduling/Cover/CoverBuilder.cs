namespace Wfm.Scheduling.Cover;

/// <summary>Makes a roster of fixed shifts and, beside it, a lower bound on what any roster could cost.</summary>
public static class CoverBuilder
{
    /// <summary>Searches and bounds within the budget of the options, or until the roster is proven to be the best.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">Seed, threads and budget; a search step is a thousand moves.</param>
    /// <param name="progress">Told now and then how far it has come.</param>
    /// <param name="cancellation">Ends the run with the best roster so far.</param>
    /// <exception cref="ArgumentException">The problem must be mended first; the message says what.</exception>
    public static CoverResult Build(
        CoverProblem problem,
        ScheduleOptions options,
        IProgress<ScheduleProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        string[] findings = [.. CoverChecks.Of(problem)];
        return findings.Length == 0
            ? new CoverRun(new CoverModel(problem), options, progress, cancellation).Execute()
            : throw new ArgumentException($"The problem must be mended first: {string.Join(" ", findings)}", nameof(problem));
    }
}
