using System.Runtime.CompilerServices;

namespace Wfm.Scheduling.Search;

/// <summary>The convex cost of 0, 1, 2 … people on every queue in every slot, in one flat array.</summary>
/// <remarks>
/// Beyond a table's end the last step is repeated, so any number of people has a cost; a table made from a requirement
/// goes on by its formula instead.
/// </remarks>
internal sealed class CostTables
{
    private readonly double[] _values;
    private readonly int[] _start;
    private readonly double[] _required;

    /// <param name="tables">One table per (cell, queue), cell-major, each with at least two values.</param>
    /// <param name="required">The requirement each table was made from; NaN for a table that was given.</param>
    public CostTables(IReadOnlyList<double[]> tables, double[] required)
    {
        _required = required;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Cost(int index, int people)
    {
        unchecked
        {
            int start = _start[index];
            int last = _start[index + 1] - start - 1;
            return people <= last ? _values[start + people] : Beyond(index, people);
        }
    }

    /// <summary>What one more person saves; negative when it costs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Gain(int index, int people)
    {
        unchecked
        {
            int start = _start[index];
            int last = _start[index + 1] - start - 1;
            return people < last
                ? _values[start + people] - _values[start + people + 1]
                : Cost(index, people) - Cost(index, people + 1);
        }
    }

    private double Beyond(int index, int people)
    {
        int end = _start[index + 1] - 1;
        int last = end - _start[index];
        return double.IsNaN(_required[index])
            ? _values[end] + (people - last) * (_values[end] - _values[end - 1])
            : QueueDay.CostOf(_required[index], people);
    }
}
