using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Cover;

/// <summary>The linear programme over the periods known so far: each person mixes periods, each cell pays for what is missing or too much.</summary>
/// <remarks>
/// Primal simplex. A cell misses people, has too many, or is met exactly; only those met, with the people, are rows of the
/// basis (<see cref="BasisInverse"/>), and a step runs past the needs of other cells for as long as the cost falls. The need is
/// moved by a hair so that steps are not degenerate; that is why the programme's own value is never used as a bound.
/// </remarks>
internal sealed partial class ColumnMaster
{
    private const double Tolerance = 1e-7;
    private const double NeedShift = 1e-6;
    private const double MostDrift = 1e-8;
    private const int PivotsPerRecount = 100;
    private readonly CoverModel _model;
    private readonly int _cells;
    private readonly long _keptCost;
    private readonly int[] _people;
    private readonly double[] _need;
    private readonly double[] _gap;
    private readonly sbyte[] _side;
    private readonly int[] _rowOfCell;
    private readonly int[] _rowOfPerson;
    private readonly double[] _weightOfCell;
    private readonly BasisInverse _inverse;
    private readonly ColumnTable _columns = new();
    private readonly List<int> _basic = [];
    private readonly List<int> _rows = [];
    private double[] _value = [];
    private double[] _dual = [];

    /// <param name="model">The model.</param>
    /// <param name="first">One period for each person who may mix.</param>
    /// <param name="present">People on each cell beside them.</param>
    /// <param name="keptCost">What is paid whatever is mixed.</param>
    public ColumnMaster(CoverModel model, IReadOnlyList<PeriodColumn> first, ReadOnlySpan<int> present, long keptCost)
    {
        (_model, _cells, _keptCost) = (model, model.Cells, keptCost);
        _people = [.. first.Select(column => column.Person)];
        (_need, _gap, _side, _rate) = (new double[_cells + first.Count], new double[_cells], new sbyte[_cells], new double[_cells]);
        (_rowOfCell, _rowOfPerson) = (new int[_cells], new int[model.People.Length]);
        (_weightOfCell, _lineOfCell, _lineOfPerson) = (new double[_cells], new double[_cells], new double[model.People.Length]);
        (Duals, Values) = (new double[_cells], new double[model.People.Length]);
        Array.Fill(_rowOfCell, -1);
        SeededRandom random = new(1);
        for (int cell = 0; cell < _cells; cell++)
        {
            _need[cell] = model.Need[cell] - present[cell] + NeedShift * (0.5 + random.Fraction());
        }

        _inverse = new BasisInverse(first.Count + 16);
        Reserve(first.Count + 16);
        for (int index = 0; index < first.Count; index++)
        {
            _need[_cells + index] = 1 + NeedShift * (0.5 + random.Fraction());
            _rows.Add(_cells + index);
            _basic.Add(index);
            _rowOfPerson[first[index].Person] = index;
            _columns.Add(first[index]);
            _columns.SetBasic(index, true);
        }

        _inverse.Reset(first.Count);
        CountShares();
        for (int cell = 0; cell < _cells; cell++)
        {
            _side[cell] = (sbyte)(_gap[cell] >= 0 ? 1 : -1);
        }
    }

    /// <summary>Those whose periods are mixed.</summary>
    public IReadOnlyList<int> People => _people;

    /// <summary>Worth of one person more, per cell.</summary>
    public double[] Duals { get; }

    /// <summary>The value of each person.</summary>
    public double[] Values { get; }

    /// <summary>Value of the programme.</summary>
    public double Objective { get; private set; }

    public void Add(PeriodColumn column) => _columns.Add(column);

    /// <summary>Gives a person one period for good.</summary>
    public void Fix(PeriodColumn column) => _columns.Fix(column);

    /// <summary>The periods in the mix that are not barred, with their shares.</summary>
    public IEnumerable<(PeriodColumn Column, double Share)> Mix() =>
        Enumerable.Range(0, _basic.Count).Where(at => !_columns.IsBarred(_basic[at])).Select(at => (_columns[_basic[at]], _value[at]));

    /// <summary>What a period would add to the cost of the mix.</summary>
    public double Reduced(int person, ReadOnlySpan<short> row)
    {
        double reduced = -Values[person];
        for (int day = 0; day < row.Length; day++)
        {
            int cell = day * _model.Types + row[day];
            reduced += row[day] < 0 ? 0 : _model.People[person].Wish[cell] - Duals[cell];
        }

        return reduced;
    }

    /// <summary>Finds the cheapest mix.</summary>
    /// <returns>Whether it was finished.</returns>
    public bool Solve(Func<bool> goOn)
    {
        Recount();
        _columns.ResetWeights();
        Array.Fill(_weightOfCell, 1);
        bool isFresh = true;
        for (long pivot = 1; goOn(); pivot++)
        {
            if (pivot % PivotsPerRecount == 0)
            {
                Recount();
                isFresh = true;
            }

            (int entering, double reduced) = Cheapest();
            if (reduced < -Tolerance && Pivot(entering, reduced))
            {
                isFresh = false;
            }
            else if (isFresh)
            {
                Objective = Total();
                return true;
            }
            else
            {
                Price();
                isFresh = true;
            }
        }

        return false;
    }

    private void Reserve(int rank)
    {
        if (_value.Length < rank)
        {
            int size = Math.Max(rank, 2 * _value.Length);
            Array.Resize(ref _value, size);
            Array.Resize(ref _step, size);
            Array.Resize(ref _dual, size);
        }
    }

    /// <summary>Shares, gaps and duals from the inverse, so that errors do not pile up.</summary>
    private void Recount()
    {
        CountShares();
        if (_rows.Exists(row => row < _cells && Math.Abs(_gap[row]) > MostDrift))
        {
            Reinvert();
            CountShares();
        }

        foreach (int row in _rows.Where(row => row < _cells))
        {
            _gap[row] = 0;
        }

        Price();
    }

    private void Reinvert()
    {
        double[][] matrix = [.. Enumerable.Range(0, _rows.Count).Select(_ => new double[_basic.Count])];
        for (int at = 0; at < _basic.Count; at++)
        {
            PeriodColumn column = _columns[_basic[at]];
            matrix[_rowOfPerson[column.Person]][at] = 1;
            foreach (int cell in column.Cells.Where(cell => _rowOfCell[cell] >= 0))
            {
                matrix[_rowOfCell[cell]][at] = 1;
            }
        }

        _inverse.Invert(matrix);
    }

    private void CountShares()
    {
        unchecked
        {
            Array.Copy(_need, _gap, _cells);
            for (int at = 0; at < _basic.Count; at++)
            {
                ReadOnlySpan<double> line = _inverse.Line(at);
                double value = 0;
                for (int row = 0; row < line.Length; row++)
                {
                    value += line[row] * _need[_rows[row]];
                }

                _value[at] = value;
                foreach (int cell in _columns[_basic[at]].Cells)
                {
                    _gap[cell] -= value;
                }
            }
        }
    }

    private double Total()
    {
        double total = _keptCost;
        for (int at = 0; at < _basic.Count; at++)
        {
            total += _columns.CostOf(_basic[at]) * _value[at];
        }

        for (int cell = 0; cell < _cells; cell++)
        {
            total += Math.Max(0, _gap[cell]) * _model.Under[cell] + Math.Max(0, -_gap[cell]) * _model.Over[cell];
        }

        return total;
    }

    /// <summary>Duals of the present basis, and what every period would add.</summary>
    private void Price()
    {
        unchecked
        {
            for (int cell = 0; cell < _cells; cell++)
            {
                Duals[cell] = _side[cell] > 0 ? _model.Under[cell] : _side[cell] < 0 ? -_model.Over[cell] : 0;
            }

            Span<double> dual = _dual.AsSpan(0, _rows.Count);
            dual.Clear();
            for (int at = 0; at < _basic.Count; at++)
            {
                double cost = _columns.CostOf(_basic[at]);
                foreach (int cell in _columns[_basic[at]].Cells)
                {
                    cost -= Duals[cell];
                }

                BasisInverse.Add(cost, _inverse.Line(at), dual);
            }

            for (int row = 0; row < _rows.Count; row++)
            {
                (_rows[row] < _cells ? ref Duals[_rows[row]] : ref Values[_people[_rows[row] - _cells]]) = dual[row];
            }

            _columns.Price(Duals, Values, _rows.Count);
        }
    }
}
