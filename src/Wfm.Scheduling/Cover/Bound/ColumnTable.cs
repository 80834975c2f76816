using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Cover;

/// <summary>The periods a <see cref="ColumnMaster"/> may mix, with what each would add to the cost.</summary>
/// <remarks>
/// Only the periods that add least are kept up to date; the others are priced when none of those helps any more. Costs are
/// moved by a hair so that no two are equal.
/// </remarks>
internal sealed class ColumnTable
{
    private const double CostShift = 1e-6;
    private const double BarredCost = 1e6;
    private const int LeastActive = 200;
    private readonly List<PeriodColumn> _columns = [];
    private readonly SeededRandom _random = new(1);
    private int[] _cells = new int[1024];
    private int[] _from = new int[65];
    private int[] _person = new int[64];
    private double[] _cost = new double[64];
    private double[] _reduced = new double[64];
    private double[] _weight = new double[64];
    private bool[] _isBasic = new bool[64];
    private bool[] _isBarred = new bool[64];
    private int[] _active = new int[64];
    private double[] _sorted = new double[64];
    private int _actives;

    public int Count => _columns.Count;

    public PeriodColumn this[int index] => _columns[index];

    public bool IsBarred(int index) => _isBarred[index];

    /// <summary>Its own cost, or a deterrent one for a barred period that is still in the mix.</summary>
    public double CostOf(int index) => _cost[index];

    /// <summary>Length of a period in the reference of devex pricing.</summary>
    public ref double Weight(int index) => ref _weight[index];

    public void SetBasic(int index, bool isBasic) => _isBasic[index] = isBasic;

    public void Add(PeriodColumn column)
    {
        int index = _columns.Count;
        if (index == _cost.Length)
        {
            Grow(2 * index);
        }

        int end = _from[index] + column.Cells.Length;
        if (end > _cells.Length)
        {
            Array.Resize(ref _cells, 2 * end);
        }

        column.Cells.CopyTo(_cells, _from[index]);
        (_from[index + 1], _person[index], _weight[index]) = (end, column.Person, 1);
        _cost[index] = column.Cost + CostShift * _random.Fraction();
        _columns.Add(column);
    }

    /// <summary>Bars every other period of the same person.</summary>
    public void Fix(PeriodColumn column)
    {
        for (int index = 0; index < _columns.Count; index++)
        {
            if (!_isBarred[index] && _person[index] == column.Person && _columns[index].Key != column.Key)
            {
                _isBarred[index] = true;
                _cost[index] += BarredCost;
            }
        }
    }

    /// <summary>Starts a new reference.</summary>
    public void ResetWeights() => Array.Fill(_weight, 1);

    /// <summary>Prices every period and chooses those to look at from now on.</summary>
    /// <param name="duals">Worth of one person more, by cell.</param>
    /// <param name="values">Value of each person.</param>
    /// <param name="rank">Rows of the basis.</param>
    public void Price(double[] duals, double[] values, int rank)
    {
        unchecked
        {
            int count = 0;
            for (int index = 0; index < _columns.Count; index++)
            {
                if (_isBarred[index])
                {
                    continue;
                }

                double reduced = _cost[index] - values[_person[index]];
                for (int at = _from[index]; at < _from[index + 1]; at++)
                {
                    reduced -= duals[_cells[at]];
                }

                _reduced[index] = reduced;
                _sorted[count++] = reduced;
            }

            int most = Math.Max(LeastActive, 2 * rank);
            double limit = double.PositiveInfinity;
            if (count > most)
            {
                Array.Sort(_sorted, 0, count);
                limit = _sorted[most];
            }

            _actives = 0;
            for (int index = 0; index < _columns.Count; index++)
            {
                if (!_isBarred[index] && _reduced[index] <= limit)
                {
                    _active[_actives++] = index;
                }
            }
        }
    }

    /// <summary>The period outside the mix that lowers the cost most for its length; −1 when none does.</summary>
    /// <param name="least">What it must at least lower the cost by.</param>
    /// <param name="most">Square of the fall by the length of the best so far; raised.</param>
    public (int Index, double Reduced) Cheapest(double least, ref double most)
    {
        unchecked
        {
            (int best, double reduced) = (-1, 0);
            for (int at = 0; at < _actives; at++)
            {
                int index = _active[at];
                double adds = _reduced[index];
                if (adds < -least && adds * adds > most * _weight[index] && !_isBasic[index])
                {
                    (best, reduced, most) = (index, adds, adds * adds / _weight[index]);
                }
            }

            return (best, reduced);
        }
    }

    /// <summary>Follows one exchange of the basis.</summary>
    /// <param name="rateOfCell">The leaving row, by cell.</param>
    /// <param name="rateOfPerson">The leaving row, by person.</param>
    /// <param name="dualStep">Change of the dual.</param>
    /// <param name="scale">Weight of what enters by the square of the pivot.</param>
    public void Follow(double[] rateOfCell, double[] rateOfPerson, double dualStep, double scale)
    {
        unchecked
        {
            for (int active = 0; active < _actives; active++)
            {
                int index = _active[active];
                double rate = rateOfPerson[_person[index]];
                for (int at = _from[index]; at < _from[index + 1]; at++)
                {
                    rate += rateOfCell[_cells[at]];
                }

                _weight[index] = Math.Max(_weight[index], rate * rate * scale);
                _reduced[index] -= dualStep * rate;
            }
        }
    }

    private void Grow(int size)
    {
        Array.Resize(ref _from, size + 1);
        Array.Resize(ref _person, size);
        Array.Resize(ref _cost, size);
        Array.Resize(ref _reduced, size);
        Array.Resize(ref _weight, size);
        Array.Resize(ref _isBasic, size);
        Array.Resize(ref _isBarred, size);
        Array.Resize(ref _active, size);
        Array.Resize(ref _sorted, size);
    }
}
