namespace Wfm.Scheduling.Search;

/// <summary>The convex cost of 0, 1, 2 … people on every queue in every slot, in one flat array.</summary>
/// <remarks>Beyond a table's end the last step is repeated, so any number of people has a cost.</remarks>
internal sealed class CostTables
{
    private readonly double[] _values;
    private readonly int[] _start;

    /// <param name="tables">One table per (cell, queue), cell-major, each with at least two values.</param>
    public CostTables(IReadOnlyList<double[]> tables)
    {
        _start = new int[tables.Count + 1];
        for (int index = 0; index < tables.Count; index++)
        {
            if (tables[index].Length < 2)
            {
                throw new ArgumentException($"Table {index} has {tables[index].Length} values; a cost table needs two or more.", nameof(tables));
            }

            _start[index + 1] = _start[index] + tables[index].Length;
        }

        _values = new double[_start[^1]];
        for (int index = 0; index < tables.Count; index++)
        {
            tables[index].CopyTo(_values.AsSpan(_start[index]));
        }
    }

    /// <summary>Number of tables.</summary>
    public int Count => _start.Length - 1;

    /// <summary>Cost of <paramref name="people"/> in table <paramref name="index"/>.</summary>
    public double Cost(int index, int people)
    {
        unchecked
        {
            int start = _start[index];
            int last = _start[index + 1] - start - 1;
            return people <= last
                ? _values[start + people]
                : _values[start + last] + (people - last) * (_values[start + last] - _values[start + last - 1]);
        }
    }

    /// <summary>What one more person saves; negative when it costs.</summary>
    public double Gain(int index, int people)
    {
        unchecked
        {
            int start = _start[index];
            int last = _start[index + 1] - start - 1;
            int from = start + (people < last ? people : last - 1);
            return _values[from] - _values[from + 1];
        }
    }

    /// <summary>People after whom the table only repeats its last step.</summary>
    public int LastPeople(int index) => _start[index + 1] - _start[index] - 1;
}
