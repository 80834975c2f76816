namespace Wfm.Scheduling.Cover;

/// <summary>One possible period of one person.</summary>
/// <param name="Person">Whose, by number.</param>
/// <param name="Key">Tells it from every other period of anybody.</param>
/// <param name="Row">Type per day, −1 for a day off.</param>
/// <param name="Cells">Cells worked.</param>
/// <param name="Cost">Cost by the person's wishes.</param>
internal sealed record PeriodColumn(int Person, string Key, short[] Row, int[] Cells, int Cost)
{
    public static PeriodColumn Of(CoverModel model, int person, ReadOnlySpan<short> row)
    {
        PersonModel who = model.People[person];
        List<int> cells = [];
        int cost = 0;
        for (int day = 0; day < row.Length; day++)
        {
            if (row[day] >= 0)
            {
                cells.Add(day * model.Types + row[day]);
                cost += who.Wish[cells[^1]];
            }
        }

        return new PeriodColumn(person, KeyOf(person, row), row.ToArray(), [.. cells], cost);
    }

    public static string KeyOf(int person, ReadOnlySpan<short> row)
    {
        Span<char> key = stackalloc char[row.Length + 1];
        key[0] = (char)person;
        for (int day = 0; day < row.Length; day++)
        {
            key[day + 1] = (char)(row[day] + 1);
        }

        return new string(key);
    }
}
