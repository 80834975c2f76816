namespace Wfm.Exchange;

/// <summary>One cell of an import file we refused, told so that the planner can mend it.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Line">Line of the file where the row begins, the header being line 1; 0 speaks of the file as a whole.</param>
/// <param name="Column">The column as the file names it; empty for a whole row or file.</param>
/// <param name="Value">What was found, at most <see cref="LongestValue"/> characters of it, control characters shown as <c>·</c>.</param>
/// <param name="Expected">What would have been accepted; completes "expected …".</param>
public sealed record ImportProblem(string File, int Line, string Column, string Value, string Expected)
{
    /// <summary>Longer values are cut and end in an ellipsis.</summary>
    public const int LongestValue = 80;

    /// <summary>Where a spreadsheet shows it, such as <c>D12</c>; null in other files and for whole rows.</summary>
    public string? Cell { get; init; }

    /// <summary>What was expected, as a code with its figures separated by <c>|</c>; null where only the sentence is known.</summary>
    public string? Said { get; init; }

    /// <summary>Reads like: <c>calls.csv, line 42, aht_seconds: "-30" — expected a number of seconds, 0 or more.</c></summary>
    /// <remarks>What does not apply is left out: <c>calls.csv, line 1: expected at least one row under the header.</c></remarks>
    public override string ToString()
    {
        string line = Line == 0 ? "" : $", line {Line}";
        string column = Column.Length == 0 ? "" : $", {Column}";
        string found = Column.Length == 0 && Value.Length == 0 ? "" : $"\"{Value}\" — ";
        return $"{File}{line}{column}: {found}expected {Expected}.";
    }

    internal static string Shown(ReadOnlySpan<char> value)
    {
        bool isCut = value.Length > LongestValue;
        Span<char> shown = stackalloc char[LongestValue];
        ReadOnlySpan<char> kept = isCut ? value[..(LongestValue - 1)] : value;
        kept.CopyTo(shown);
        for (int at = 0; at < kept.Length; at++)
        {
            shown[at] = char.IsControl(shown[at]) ? '·' : shown[at];
        }

        return isCut ? $"{shown[..kept.Length]}…" : shown[..kept.Length].ToString();
    }
}
