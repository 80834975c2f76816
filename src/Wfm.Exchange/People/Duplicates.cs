namespace Wfm.Exchange;

/// <summary>Finds rows that say something twice.</summary>
internal static class Duplicates
{
    /// <summary>A problem for each row whose key an earlier row has.</summary>
    public static void Refuse<T>(IEnumerable<Located<T>> rows, Func<T, string> key, string column, string expected, ProblemList found)
    {
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        foreach (Located<T> row in rows)
        {
            if (!lines.TryAdd(key(row.Value), row.Line))
            {
                found.Add(row.File, row.Line, column, key(row.Value), $"{expected}; line {lines[key(row.Value)]} has it");
            }
        }
    }

    /// <summary>The rows without those that repeat an earlier one word for word, each of which is a warning.</summary>
    public static List<Located<T>> Dropped<T>(IEnumerable<Located<T>> rows, ProblemList found)
        where T : notnull
    {
        Dictionary<T, int> lines = [];
        List<Located<T>> kept = [];
        foreach (Located<T> row in rows)
        {
            if (lines.TryAdd(row.Value, row.Line))
            {
                kept.Add(row);
            }
            else
            {
                found.Warn(row.File, row.Line, "", $"the same row as line {lines[row.Value]}, ignored");
            }
        }

        return kept;
    }
}
