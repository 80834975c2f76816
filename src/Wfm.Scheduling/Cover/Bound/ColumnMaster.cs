using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Cover;

/// <summary>The linear programme over the periods known so far: each person mixes periods, each cell pays for what is missing or too much.</summary>
/// <remarks>
/// Primal simplex with an explicit inverse. The need is moved by a hair so that steps are not degenerate; that is why the
/// programme's own value is never used as a bound.
/// </remarks>
internal sealed class ColumnMaster
{
    private const double Tolerance = 1e-7;
    private const double BarredCost = 1e6;
    private readonly CoverModel _model;
    private readonly int _cells;
    private readonly int _size;
    private readonly double[] _inverse;
    private readonly double[] _need;
    private readonly double[] _value;
    private readonly double[] _step;
    private readonly int[] _nonzero;
    private readonly int[] _basis;
    private readonly List<PeriodColumn> _columns = [];

    /// <param name="model">The model.</param>
    /// <param name="first">One period per person.</param>
    public ColumnMaster(CoverModel model, IReadOnlyList<PeriodColumn> first)
    {
        (_model, _cells, _size) = (model, model.Cells, model.Cells + first.Count);
        (_inverse, _basis) = (new double[_size * _size], new int[_size]);
        (_need, _value, _step, Duals) = (new double[_size], new double[_size], new double[_size], new double[_size]);
        _nonzero = new int[_size];
        SeededRandom random = new(1);
        for (int row = 0; row < _size; row++)
        {
            _need[row] = (row < _cells ? model.Need[row] : 1) + 1e-6 * (0.5 + random.Fraction());
        }

        _columns.AddRange(first);
        Start(first);
        Recount();
    }

    /// <summary>Worth of one person more, per cell, then the value of each person.</summary>
    public double[] Duals { get; }

    /// <summary>Value of the programme.</summary>
    public double Objective { get; private set; }

    /// <summary>The periods known so far.</summary>
    public IReadOnlyList<PeriodColumn> Columns => _columns;

    public void Add(PeriodColumn column) => _columns.Add(column);

    /// <summary>Bars the periods for which the answer is yes, and no others.</summary>
    public void Bar(Func<PeriodColumn, bool> isBarred)
    {
        foreach (PeriodColumn column in _columns)
        {
            column.IsBarred = isBarred(column);
        }

        Recount();
    }

    /// <summary>Share of each known period in the mix.</summary>
    public double[] Shares()
    {
        double[] shares = new double[_columns.Count];
        for (int row = 0; row < _size; row++)
        {
            if (_basis[row] >= 2 * _cells)
            {
                shares[_basis[row] - 2 * _cells] = _value[row];
            }
        }

        return shares;
    }

    /// <summary>Finds the cheapest mix.</summary>
    /// <returns>Whether it was finished.</returns>
    public bool Solve(Func<bool> goOn)
    {
        Recount();
        for (long pivot = 0; goOn(); pivot++)
        {
            if (pivot % 500 == 499)
            {
                Recount();
            }

            (int entering, double reduced) = Cheapest();
            if (reduced >= -Tolerance || !Pivot(entering, reduced))
            {
                return true;
            }
        }

        return false;
    }

    private void Start(IReadOnlyList<PeriodColumn> first)
    {
        double[] rest = [.. _need];
        foreach (int cell in first.SelectMany(column => column.Cells))
        {
            rest[cell]--;
        }

        for (int cell = 0; cell < _cells; cell++)
        {
            _basis[cell] = rest[cell] >= 0 ? cell : _cells + cell;
            _inverse[cell * _size + cell] = rest[cell] >= 0 ? 1 : -1;
        }

        for (int person = 0; person < first.Count; person++)
        {
            int at = (_cells + person) * _size;
            _basis[_cells + person] = 2 * _cells + person;
            _inverse[at + _cells + person] = 1;
            foreach (int cell in first[person].Cells)
            {
                _inverse[at + cell] = rest[cell] >= 0 ? -1 : 1;
            }
        }
    }

    private double CostOf(int variable) =>
        variable < _cells ? _model.Under[variable]
        : variable < 2 * _cells ? _model.Over[variable - _cells]
        : _columns[variable - 2 * _cells].Cost + (_columns[variable - 2 * _cells].IsBarred ? BarredCost : 0);

    /// <summary>Values, duals and objective from the inverse, so that errors do not pile up.</summary>
    private void Recount()
    {
        unchecked
        {
            Array.Clear(_value);
            Objective = _model.WishBase;
            for (int column = 0; column < _size; column++)
            {
                (int at, double dual) = (column * _size, 0);
                for (int row = 0; row < _size; row++)
                {
                    double entry = _inverse[at + row];
                    if (entry != 0)
                    {
                        _value[row] += entry * _need[column];
                        dual += CostOf(_basis[row]) * entry;
                    }
                }

                Duals[column] = dual;
            }

            for (int row = 0; row < _size; row++)
            {
                Objective += CostOf(_basis[row]) * _value[row];
            }
        }
    }

    private (int Variable, double Reduced) Cheapest()
    {
        unchecked
        {
            (int best, double least) = (-1, 0.0);
            for (int cell = 0; cell < _cells; cell++)
            {
                double under = _model.Under[cell] - Duals[cell];
                double over = _model.Over[cell] + Duals[cell];
                if (Math.Min(under, over) < least)
                {
                    (best, least) = under < over ? (cell, under) : (_cells + cell, over);
                }
            }

            for (int index = 0; index < _columns.Count; index++)
            {
                PeriodColumn column = _columns[index];
                if (column.IsBarred)
                {
                    continue;
                }

                double reduced = column.Cost - Duals[_cells + column.Person];
                foreach (int cell in column.Cells)
                {
                    reduced -= Duals[cell];
                }

                if (reduced < least)
                {
                    (best, least) = (2 * _cells + index, reduced);
                }
            }

            return (best, least);
        }
    }

    private bool Pivot(int entering, double reduced)
    {
        unchecked
        {
            Array.Clear(_step);
            if (entering < 2 * _cells)
            {
                AddToStep(entering % _cells, entering < _cells ? 1 : -1);
            }
            else
            {
                PeriodColumn column = _columns[entering - 2 * _cells];
                AddToStep(_cells + column.Person, 1);
                foreach (int cell in column.Cells)
                {
                    AddToStep(cell, 1);
                }
            }

            (int leaving, double ratio, int count) = (-1, double.PositiveInfinity, 0);
            for (int row = 0; row < _size; row++)
            {
                if (Math.Abs(_step[row]) < 1e-11)
                {
                    continue;
                }

                _nonzero[count++] = row;
                if (_step[row] > 1e-7)
                {
                    double limit = Math.Max(0, _value[row]) / _step[row];
                    if (limit < ratio - 1e-12 || (limit <= ratio + 1e-12 && _step[row] > _step[leaving]))
                    {
                        (leaving, ratio) = (row, limit);
                    }
                }
            }

            if (leaving < 0)
            {
                return false;
            }

            Exchange(entering, leaving, ratio, reduced, _nonzero.AsSpan(0, count));
            return true;
        }
    }

    private void AddToStep(int row, double factor)
    {
        ReadOnlySpan<double> column = _inverse.AsSpan(row * _size, _size);
        for (int index = 0; index < column.Length; index++)
        {
            _step[index] += factor * column[index];
        }
    }

    private void Exchange(int entering, int leaving, double ratio, double reduced, ReadOnlySpan<int> rows)
    {
        unchecked
        {
            foreach (int row in rows)
            {
                _value[row] -= ratio * _step[row];
            }

            _value[leaving] = ratio;
            _basis[leaving] = entering;
            Objective += reduced * ratio;
            double pivot = 1 / _step[leaving];
            for (int column = 0; column < _size; column++)
            {
                int at = column * _size;
                double factor = _inverse[at + leaving] * pivot;
                if (factor == 0)
                {
                    continue;
                }

                foreach (int row in rows)
                {
                    _inverse[at + row] -= factor * _step[row];
                }

                _inverse[at + leaving] = factor;
                Duals[column] += reduced * factor;
            }
        }
    }
}
