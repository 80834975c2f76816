namespace Wfm.Exchange;

/// <summary>Keeps spreadsheets from taking text for a formula: an apostrophe before a cell that begins like one.</summary>
internal static class FormulaGuard
{
    private const string Signs = "=+-@\t\r＝＋－＠";

    public static bool IsNeeded(ReadOnlySpan<char> text) => text.Length > 0 && Signs.Contains(text[0], StringComparison.Ordinal);

    public static ReadOnlySpan<char> Removed(ReadOnlySpan<char> cell) =>
        cell.Length > 1 && cell[0] == '\'' && IsNeeded(cell[1..]) ? cell[1..] : cell;
}
