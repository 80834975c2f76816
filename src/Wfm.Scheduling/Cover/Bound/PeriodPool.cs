namespace Wfm.Scheduling.Cover;

/// <summary>The periods known so far, by person; the oldest are forgotten when there are many.</summary>
internal sealed class PeriodPool(CoverModel model)
{
    private const int Most = 600;
    private readonly HashSet<string> _known = [];
    private readonly List<PeriodColumn>[] _columns = [.. model.People.Select(_ => new List<PeriodColumn>())];

    /// <summary>The periods of a person learned last, at most so many.</summary>
    public IEnumerable<PeriodColumn> Latest(int person, int most) => _columns[person].Skip(Math.Max(0, _columns[person].Count - most));

    /// <summary>Takes up a period; null when it was known.</summary>
    public PeriodColumn? Learn(int person, ReadOnlySpan<short> row)
    {
        if (!_known.Add(PeriodColumn.KeyOf(person, row)))
        {
            return null;
        }

        List<PeriodColumn> columns = _columns[person];
        if (columns.Count == Most)
        {
            foreach (PeriodColumn old in columns.Take(Most / 2))
            {
                _known.Remove(old.Key);
            }

            columns.RemoveRange(0, Most / 2);
        }

        PeriodColumn column = PeriodColumn.Of(model, person, row);
        columns.Add(column);
        return column;
    }
}
