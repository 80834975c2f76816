namespace Wfm.Scheduling.Cover;

/// <summary>The Lagrangian of a roster: a price per cell says what one person there is worth; any prices give a valid bound.</summary>
/// <remarks>
/// A cell costs the most over prices in [−over, under] of price × (need − present), so with prices the people fall apart and
/// each is one <see cref="PersonProgram"/>. Weekends are priced as well where counting them would be too large.
/// </remarks>
internal sealed class RosterDual
{
    private readonly CoverModel _model;
    private readonly PeriodMaker _maker;
    private readonly double[] _cost;
    private readonly short[] _row;

    public RosterDual(PeriodMaker maker)
    {
        (_model, _maker) = (maker.Model, maker);
        (_cost, _row) = (new double[_model.Cells], new short[_model.Days]);
        (Least, Most) = (new double[PriceCount], new double[PriceCount]);
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            (Least[cell], Most[cell]) = (-_model.Over[cell], _model.Under[cell]);
        }

        for (int person = 0; person < _model.People.Length; person++)
        {
            Most[_model.Cells + person] = maker.CountsWeekends(person) ? 0 : double.PositiveInfinity;
        }
    }

    /// <summary>Prices: cells, then a weekend of each person.</summary>
    public int PriceCount => _model.Cells + _model.People.Length;

    /// <summary>Least price.</summary>
    public double[] Least { get; }

    /// <summary>Highest price.</summary>
    public double[] Most { get; }

    /// <summary>The bound these prices give, and its slope.</summary>
    /// <param name="prices">Prices between <see cref="Least"/> and <see cref="Most"/>.</param>
    /// <param name="slope">Gets a direction of ascent.</param>
    /// <param name="goOn">Asked per person; when it says no the evaluation is given up.</param>
    /// <param name="found">Told each person's cheapest period; null for nobody.</param>
    /// <returns>The bound; NaN when given up.</returns>
    public double Evaluate(double[] prices, double[] slope, Func<bool> goOn, Action<int, short[]>? found = null)
    {
        double bound = _model.WishBase;
        Array.Clear(slope);
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            slope[cell] = _model.Need[cell];
            bound += prices[cell] * _model.Need[cell];
        }

        for (int person = 0; person < _model.People.Length; person++)
        {
            if (!goOn())
            {
                return double.NaN;
            }

            bound += BestPeriod(person, prices, slope, found);
        }

        return bound;
    }

    private double BestPeriod(int person, double[] prices, double[] slope, Action<int, short[]>? found)
    {
        PersonModel who = _model.People[person];
        for (int cell = 0; cell < _cost.Length; cell++)
        {
            _cost[cell] = who.Wish[cell] - prices[cell];
        }

        int weekendAt = _model.Cells + person;
        double cost = _maker.Cheapest(person, _cost, prices[weekendAt], _row);
        if (double.IsPositiveInfinity(cost))
        {
            return 0;
        }

        found?.Invoke(person, _row);
        int lastWeekend = -1;
        for (int day = 0; day < _row.Length; day++)
        {
            if (_row[day] < 0)
            {
                continue;
            }

            slope[day * _model.Types + _row[day]]--;
            if (_model.Weekend[day] >= 0 && _model.Weekend[day] != lastWeekend)
            {
                lastWeekend = _model.Weekend[day];
                slope[weekendAt]++;
            }
        }

        if (Most[weekendAt] == 0)
        {
            return cost;
        }

        slope[weekendAt] -= who.MostWeekends;
        return cost - prices[weekendAt] * who.MostWeekends;
    }
}
