namespace Wfm.Exchange;

/// <summary>Problems and warnings of one import, the first thousand of each kept and all counted.</summary>
internal sealed class ProblemList
{
    private const int MostListed = ImportResult<object>.MostListed;
    private readonly List<ImportProblem> _problems = [];
    private readonly List<ImportWarning> _warnings = [];

    public int ProblemCount { get; private set; }

    public int WarningCount { get; private set; }

    /// <summary>By file in the order read, then by line; problems found when rows are put together come late, yet stand where the eye looks.</summary>
    public IReadOnlyList<ImportProblem> Problems
    {
        get
        {
            List<string> files = [.. _problems.Select(problem => problem.File).Distinct()];
            return [.. _problems.OrderBy(problem => files.IndexOf(problem.File)).ThenBy(problem => problem.Line)];
        }
    }

    public IReadOnlyList<ImportWarning> Warnings => [.. _warnings];

    public void Add(string file, int line, string column, ReadOnlySpan<char> value, string expected, string? cell = null) => Add(file, line, column, value, new Remark("", expected), cell);

    public void Add(string file, int line, string column, ReadOnlySpan<char> value, Remark expected, string? cell = null)
    {
        ProblemCount++;
        if (_problems.Count < MostListed)
        {
            _problems.Add(new ImportProblem(file, line, column, ImportProblem.Shown(value), expected.Text) { Cell = cell, Said = expected.Said.Length > 0 ? expected.Said : null });
        }
    }

    public void Warn(string file, int line, string column, string message)
    {
        WarningCount++;
        if (_warnings.Count < MostListed)
        {
            _warnings.Add(new ImportWarning(file, line, column, message));
        }
    }
}
