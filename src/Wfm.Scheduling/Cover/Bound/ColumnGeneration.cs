namespace Wfm.Scheduling.Cover;

/// <summary>Raises the bound with the duals of <see cref="ColumnMaster"/>.</summary>
/// <remarks>
/// Prices are held between the best so far and the newest (Wentges 1997); every round prices everybody. The value at the
/// prices used is a valid bound where the maker leaves limits broken rather than price them.
/// </remarks>
internal sealed class ColumnGeneration
{
    private const double StayShare = 0.6;
    private const double Worthwhile = 1e-6;
    private const double Met = 1e-3;
    private readonly PeriodMaker _maker;
    private readonly PeriodPool _pool;
    private readonly RosterDual _dual;
    private readonly double[] _prices;
    private readonly double[] _centre;
    private readonly double[] _slope;

    /// <param name="maker">Makes periods.</param>
    /// <param name="pool">Takes up the periods found.</param>
    /// <param name="start">A period of everybody to start from.</param>
    public ColumnGeneration(PeriodMaker maker, PeriodPool pool, RosterState start)
    {
        (_maker, _pool, _dual) = (maker, pool, new RosterDual(maker));
        (_prices, _centre, _slope) = (new double[_dual.PriceCount], new double[_dual.PriceCount], new double[_dual.PriceCount]);
        CoverModel model = maker.Model;
        PeriodColumn[] first = [.. model.People.Select(person => PeriodColumn.Of(model, person.Number, start.Row(person.Number)))];
        Master = new ColumnMaster(model, first, new int[model.Cells], model.WishBase);
        foreach (PeriodColumn column in first)
        {
            _ = _pool.Learn(column.Person, column.Row);
        }
    }

    /// <summary>The programme over the periods found.</summary>
    public ColumnMaster Master { get; }

    /// <summary>The best bound so far; minus infinity before the first.</summary>
    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>Rounds of pricing so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether a problem is small enough for a programme of everybody.</summary>
    public static bool Fits(CoverModel model) => model.Cells + model.People.Length <= 1500;

    /// <summary>Prices and solves until bound and programme meet.</summary>
    /// <param name="steps">Rounds at most.</param>
    /// <param name="goOn">Asked often; when it says no the climb ends.</param>
    /// <param name="counted">Told of every round.</param>
    /// <returns>Whether they met.</returns>
    public bool Converge(long steps, Func<bool> goOn, Action? counted = null)
    {
        while (Steps < steps && Master.Solve(goOn))
        {
            double stay = double.IsNegativeInfinity(Best) ? 0 : StayShare;
            bool learned = Round(stay, goOn) || (stay > 0 && Round(0, goOn));
            counted?.Invoke();
            if (!learned || (!_maker.KeepsLimits && Best >= Master.Objective - Met))
            {
                return goOn();
            }
        }

        return false;
    }

    /// <summary>Prices everybody once; says whether a period was learned that the mix wants.</summary>
    private bool Round(double stay, Func<bool> goOn)
    {
        for (int cell = 0; cell < _maker.Model.Cells; cell++)
        {
            _prices[cell] = Math.Clamp(stay * _centre[cell] + (1 - stay) * Master.Duals[cell], _dual.Least[cell], _dual.Most[cell]);
        }

        Steps++;
        bool learned = false;
        double bound = _dual.Evaluate(_prices, _slope, goOn, (person, row) => learned |= Master.Reduced(person, row) < -Worthwhile && Learn(person, row));
        if (bound > Best)
        {
            Best = bound;
            _prices.CopyTo(_centre.AsSpan());
        }

        return learned && !double.IsNaN(bound);
    }

    private bool Learn(int person, ReadOnlySpan<short> row)
    {
        if (_pool.Learn(person, row) is not { } column)
        {
            return false;
        }

        Master.Add(column);
        return true;
    }
}
