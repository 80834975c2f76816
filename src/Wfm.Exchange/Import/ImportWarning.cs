namespace Wfm.Exchange;

/// <summary>Something odd in a file that was taken all the same.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Line">Line where the row begins; 0 speaks of the file as a whole.</param>
/// <param name="Column">The column, empty for a whole row or file.</param>
/// <param name="Message">What was odd and what was done about it, a sentence without its full stop.</param>
public sealed record ImportWarning(string File, int Line, string Column, string Message)
{
    /// <summary>Reads like: <c>calls.csv, line 9, start: the same row as line 8, ignored.</c></summary>
    public override string ToString() =>
        Column.Length == 0 ? $"{File}, line {Line}: {Message}." : $"{File}, line {Line}, {Column}: {Message}.";
}
