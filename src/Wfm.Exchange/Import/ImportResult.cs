using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Wfm.Exchange;

/// <summary>What became of a file: taken whole, or refused with everything that is wrong with it.</summary>
/// <typeparam name="T">What the file holds.</typeparam>
public sealed record ImportResult<T>
    where T : class
{
    /// <summary>At most this many problems, and as many warnings, are listed; the rest are only counted.</summary>
    public const int MostListed = 1_000;

    internal ImportResult(T? value, ProblemList found)
    {
        Value = found.ProblemCount == 0 ? value : null;
        Problems = found.Problems;
        ProblemCount = found.ProblemCount;
        Warnings = found.Warnings;
        WarningCount = found.WarningCount;
    }

    /// <summary>Whether the file was taken.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsAccepted => Value is not null;

    /// <summary>The content of the file; empty when it was refused.</summary>
    public T? Value { get; }

    /// <summary>The first <see cref="MostListed"/> problems, in the order of the file; none when the file was taken.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; }

    /// <summary>How many problems there are in all.</summary>
    public int ProblemCount { get; }

    /// <summary>The first <see cref="MostListed"/> oddities that do not stop the import.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; }

    /// <summary>How many oddities there are in all.</summary>
    public int WarningCount { get; }

    /// <summary>The problems as lines of text, closed by the number of those not listed.</summary>
    public IEnumerable<string> Report() => ProblemCount > Problems.Count
        ? Problems.Select(problem => problem.ToString())
            .Append(string.Create(CultureInfo.InvariantCulture, $"… and {ProblemCount - Problems.Count} more problems."))
        : Problems.Select(problem => problem.ToString());
}
