namespace Wfm.Exchange;

/// <summary>Keeps spreadsheets from taking text for a formula: an apostrophe before a cell that begins like one.</summary>
internal static class FormulaGuard
{
    private const string Signs = "=+-@\t\r＝＋－＠";

    /// <summary>Whether text begins like a formula, or like one that is guarded already, so that removing undoes guarding.</summary>
    public static bool IsNeeded(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> bare = text.TrimStart('\'');
        return bare.Length > 0 && Signs.Contains(bare[0], StringComparison.Ordinal);
    }

    public static ReadOnlySpan<char> Removed(ReadOnlySpan<char> cell) => cell.Length > 1 && cell[0] == '\'' && IsNeeded(cell) ? cell[1..] : cell;
}
