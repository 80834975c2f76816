using Wfm.Exchange;
using Wfm.Planning;

namespace Wfm.Server.Jobs;

/// <summary>What became of a file from the drop folder; lies beside it.</summary>
/// <param name="File">Its name.</param>
/// <param name="Outcome">Taken, already imported or refused.</param>
/// <param name="Columns">The mapping it was read with; "figures" for figures of quality; empty when it could not be read.</param>
/// <param name="Inserted">Intervals, or figures, that were new.</param>
/// <param name="Changed">Those that replaced others.</param>
/// <param name="Unchanged">Those that were there already, equal.</param>
/// <param name="Problems">What was wrong with it, at most a thousand.</param>
/// <param name="Warnings">What somebody should look at, at most a thousand.</param>
/// <param name="UnknownQueues">Queues the unit does not have.</param>
public sealed record DropReport(
    string File, ImportOutcome Outcome, string? Columns, long Inserted, long Changed, long Unchanged, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings, IReadOnlyList<string> UnknownQueues)
{
    private const int Most = 1000;

    internal static DropReport Of(string file, ImportQualityResult result) => new(
        file,
        !result.Read.IsAccepted ? ImportOutcome.Refused : result.Added + result.Changed > 0 ? ImportOutcome.Taken : ImportOutcome.AlreadyImported,
        "figures",
        result.Added,
        result.Changed,
        result.Read.IsAccepted ? result.Read.Value.Count - result.Added - result.Changed : 0,
        [.. result.Read.Problems.Take(Most).Select(problem => problem.ToString())],
        [.. result.Read.Warnings.Take(Most).Select(warning => warning.ToString())],
        []);

    internal static DropReport Of(string file, ImportResult<CallColumns> columns, ImportCallsResult? result)
    {
        IEnumerable<ImportProblem> problems = result is null ? columns.Problems : result.Read?.Problems ?? [];
        return new DropReport(
            file,
            result?.Outcome ?? ImportOutcome.Refused,
            columns.IsAccepted ? columns.Value.Name : null,
            result?.Stored?.Inserted ?? 0,
            result?.Stored?.Changed ?? 0,
            result?.Stored?.Unchanged ?? 0,
            [.. problems.Take(Most).Select(problem => problem.ToString())],
            [.. (result?.Read?.Warnings ?? []).Take(Most).Select(warning => warning.ToString())],
            [.. (result?.UnknownQueues ?? []).Select(queue => queue.Value)]);
    }
}
