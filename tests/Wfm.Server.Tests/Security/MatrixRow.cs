using System.Text.RegularExpressions;

namespace Wfm.Server.Tests.Security;

/// <summary>A row of authz-matrix.csv.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Route">With its parameters in braces, without their constraints.</param>
/// <param name="Relation">What is asked for: <c>own</c>, <c>group</c> (a colleague's), <c>other</c> (another group's), <c>unit</c>, <c>-</c> (nothing in particular).</param>
/// <param name="Expected">Per kind of caller <c>ok</c>, 401, 403 or 404.</param>
/// <param name="Hidden">Fields a kind of caller must not see, such as <c>trafikledning=category</c>, separated by blanks.</param>
public sealed partial record MatrixRow(string Method, string Route, string Relation, IReadOnlyDictionary<string, string> Expected, string Hidden)
{
    public static IEnumerable<MatrixRow> ReadAll()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "authz-matrix.csv"));
        string[] names = lines[0].Split(',');
        foreach (string line in lines.Skip(1).Where(line => line.Length > 0))
        {
            string[] cells = line.Split(',');
            cells.Length.ShouldBe(names.Length, line);
            yield return new MatrixRow(
                cells[0], cells[1], cells[2],
                Enumerable.Range(3, names.Length - 4).ToDictionary(column => names[column], column => cells[column]),
                cells[^1]);
        }
    }

    public static string Plain(string pattern) => Constraint().Replace(pattern, "").TrimEnd('/') is { Length: > 0 } plain ? plain : "/";

    public IEnumerable<string> HiddenFrom(string subject) =>
        Hidden.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(hidden => hidden.Split('=')).Where(hidden => hidden[0] == subject).Select(hidden => hidden[1]);

    public override string ToString() => $"{Method} {Route} {Relation}";

    [GeneratedRegex(@":\w+(\(\d+\))?(?=\})")]
    private static partial Regex Constraint();
}
