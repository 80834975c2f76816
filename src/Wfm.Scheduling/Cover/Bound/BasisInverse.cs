using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wfm.Scheduling.Cover;

/// <summary>A dense inverse that grows, shrinks and exchanges rows and columns of its matrix one at a time.</summary>
/// <remarks>Line p, entry r: column p of the matrix, row r of the matrix.</remarks>
internal sealed class BasisInverse(int size)
{
    private int _stride = size;
    private double[] _entries = new double[size * size];

    /// <summary>Rows of the matrix.</summary>
    public int Rank { get; private set; }

    /// <summary>Adds a multiple of one line to another.</summary>
    public static void Add(double factor, ReadOnlySpan<double> line, Span<double> to)
    {
        if (factor == 0)
        {
            return;
        }

        unchecked
        {
            ref double source = ref MemoryMarshal.GetReference(line);
            ref double target = ref MemoryMarshal.GetReference(to);
            Vector256<double> factors = Vector256.Create(factor);
            int at = 0;
            for (; at <= to.Length - Vector256<double>.Count; at += Vector256<double>.Count)
            {
                (Vector256.LoadUnsafe(ref target, (nuint)at) + factors * Vector256.LoadUnsafe(ref source, (nuint)at)).StoreUnsafe(ref target, (nuint)at);
            }

            for (; at < to.Length; at++)
            {
                to[at] += factor * line[at];
            }
        }
    }

    /// <summary>The inverse of the unit matrix.</summary>
    public void Reset(int rank)
    {
        Rank = 0;
        Reserve(rank);
        Rank = rank;
        Array.Clear(_entries);
        for (int at = 0; at < rank; at++)
        {
            _entries[at * _stride + at] = 1;
        }
    }

    /// <summary>One line.</summary>
    public ReadOnlySpan<double> Line(int at) => Writable(at);

    /// <summary>Adds a multiple of the entries of one row of the matrix.</summary>
    public void AddColumn(int row, double factor, Span<double> to)
    {
        unchecked
        {
            for (int at = 0; at < to.Length; at++)
            {
                to[at] += factor * _entries[at * _stride + row];
            }
        }
    }

    /// <summary>One row and one column more.</summary>
    /// <param name="step">Inverse times the new column.</param>
    /// <param name="line">New row times the inverse, with the opposite sign.</param>
    /// <param name="rest">What the new entry is beyond their product.</param>
    public void Grow(ReadOnlySpan<double> step, ReadOnlySpan<double> line, double rest)
    {
        Reserve(Rank + 1);
        for (int at = 0; at < Rank; at++)
        {
            double factor = -step[at] / rest;
            Add(factor, line[..Rank], Writable(at));
            _entries[at * _stride + Rank] = factor;
        }

        for (int at = 0; at < Rank; at++)
        {
            _entries[Rank * _stride + at] = line[at] / rest;
        }

        _entries[Rank * _stride + Rank] = 1 / rest;
        Rank++;
    }

    /// <summary>Another column in the place of one.</summary>
    public void ReplaceColumn(int leaving, ReadOnlySpan<double> step)
    {
        Span<double> pivot = Writable(leaving);
        Divide(pivot, step[leaving]);
        for (int at = 0; at < Rank; at++)
        {
            if (at != leaving)
            {
                Add(-step[at], pivot, Writable(at));
            }
        }
    }

    /// <summary>Another row in the place of one.</summary>
    /// <param name="leaving">Which.</param>
    /// <param name="line">New row times the inverse, with the opposite sign.</param>
    public void ReplaceRow(int leaving, ReadOnlySpan<double> line)
    {
        for (int at = 0; at < Rank; at++)
        {
            double factor = -_entries[at * _stride + leaving] / line[leaving];
            Add(factor, line[..Rank], Writable(at));
            _entries[at * _stride + leaving] = factor;
        }
    }

    /// <summary>One column and one row less; the last takes the place of each.</summary>
    public void Shrink(int column, int row)
    {
        double pivot = _entries[column * _stride + row];
        Span<double> line = Writable(column);
        for (int at = 0; at < Rank; at++)
        {
            if (at != column)
            {
                Add(-_entries[at * _stride + row] / pivot, line, Writable(at));
            }
        }

        int last = Rank - 1;
        Writable(last).CopyTo(line);
        for (int at = 0; at < last; at++)
        {
            _entries[at * _stride + row] = _entries[at * _stride + last];
        }

        Rank = last;
    }

    /// <summary>Inverts a matrix afresh, by Gauss and Jordan; the matrix is used up.</summary>
    public void Invert(double[][] matrix)
    {
        int rank = matrix.Length;
        Reset(rank);
        double[][] inverse = [.. Enumerable.Range(0, rank).Select(row => Line(row).ToArray())];
        for (int pivot = 0; pivot < rank; pivot++)
        {
            int best = pivot;
            for (int row = pivot + 1; row < rank; row++)
            {
                best = Math.Abs(matrix[row][pivot]) > Math.Abs(matrix[best][pivot]) ? row : best;
            }

            (matrix[pivot], matrix[best]) = (matrix[best], matrix[pivot]);
            (inverse[pivot], inverse[best]) = (inverse[best], inverse[pivot]);
            double entry = matrix[pivot][pivot];
            Divide(matrix[pivot], entry);
            Divide(inverse[pivot], entry);
            for (int row = 0; row < rank; row++)
            {
                double factor = row == pivot ? 0 : -matrix[row][pivot];
                Add(factor, matrix[pivot], matrix[row]);
                Add(factor, inverse[pivot], inverse[row]);
            }
        }

        for (int row = 0; row < rank; row++)
        {
            inverse[row].CopyTo(Writable(row));
        }
    }

    private static void Divide(Span<double> line, double by)
    {
        for (int at = 0; at < line.Length; at++)
        {
            line[at] /= by;
        }
    }

    private Span<double> Writable(int at) => _entries.AsSpan(at * _stride, Rank);

    private void Reserve(int rank)
    {
        if (rank <= _stride)
        {
            return;
        }

        int stride = Math.Max(rank, _stride + _stride / 2);
        double[] entries = new double[stride * stride];
        for (int at = 0; at < Rank; at++)
        {
            Writable(at).CopyTo(entries.AsSpan(at * stride));
        }

        (_stride, _entries) = (stride, entries);
    }
}
