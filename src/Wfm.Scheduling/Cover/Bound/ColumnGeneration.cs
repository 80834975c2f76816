namespace Wfm.Scheduling.Cover;

/// <summary>Raises the bound with the duals of <see cref="ColumnMaster"/>, and rounds its mix to rosters by diving.</summary>
/// <remarks>
/// Prices are held between the best so far and the newest (Wentges 1997); every round prices everybody, and the value at the
/// prices used is a valid bound. Dive: fix the people whose mix is clearest, solve again with new periods for the others.
/// </remarks>
internal sealed class ColumnGeneration
{
    private const double StayShare = 0.6;
    private const int RoundsPerFix = 2;
    private const double ClearShare = 0.7;
    private readonly CoverModel _model;
    private readonly PeriodMaker _maker;
    private readonly RosterDual _dual;
    private readonly ColumnMaster _master;
    private readonly HashSet<string> _known = [];
    private readonly double[] _prices;
    private readonly double[] _centre;
    private readonly double[] _slope;
    private readonly double[] _cost;
    private readonly short[] _row;

    /// <param name="maker">Makes periods.</param>
    /// <param name="start">A period of everybody to start from.</param>
    public ColumnGeneration(PeriodMaker maker, RosterState start)
    {
        (_model, _maker, _dual) = (maker.Model, maker, new RosterDual(maker));
        (_prices, _centre, _slope) = (new double[_dual.PriceCount], new double[_dual.PriceCount], new double[_dual.PriceCount]);
        (_cost, _row) = (new double[_model.Cells], new short[_model.Days]);
        PeriodColumn[] first = [.. _model.People.Select(person => PeriodColumn.Of(_model, person.Number, start.Row(person.Number)))];
        _master = new ColumnMaster(_model, first);
        _known.UnionWith(first.Select(column => column.Key));
    }

    /// <summary>Whether a problem is small enough for the programme's explicit inverse.</summary>
    public static bool Fits(CoverModel model) => model.Cells + model.People.Length <= 1500;

    /// <summary>The best bound so far; minus infinity before the first.</summary>
    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>Rounds of pricing so far, of everybody or of those a dive leaves free.</summary>
    public long Steps { get; private set; }

    /// <summary>Prices and solves until bound and programme meet.</summary>
    /// <param name="steps">Rounds at most.</param>
    /// <param name="goOn">Asked often; when it says no the climb ends.</param>
    public void Converge(long steps, Func<bool> goOn)
    {
        for (bool open = true; open && Steps < steps && _master.Solve(goOn);)
        {
            double stay = double.IsNegativeInfinity(Best) ? 0 : StayShare;
            open = Round(stay, goOn) || (stay > 0 && Round(0, goOn));
            open &= Best < _master.Objective - 1e-3;
        }
    }

    /// <summary>Dives to a cheaper roster with everybody's rules kept.</summary>
    /// <param name="state">Gets the roster if it is cheaper.</param>
    /// <param name="stays">Whether a person keeps the state's period.</param>
    /// <param name="goOn">Asked often; when it says no, the state is left as it was.</param>
    /// <returns>How it ended.</returns>
    public DiveEnd Dive(RosterState state, Func<int, bool> stays, Func<bool> goOn)
    {
        PeriodColumn?[] chosen = new PeriodColumn?[_model.People.Length];
        foreach (PersonModel person in _model.People)
        {
            Learn(person.Number, state.Row(person.Number));
            chosen[person.Number] = stays(person.Number) ? PeriodColumn.Of(_model, person.Number, state.Row(person.Number)) : null;
        }

        bool first = true;
        do
        {
            _master.Bar(column => chosen[column.Person] is { } kept ? kept.Key != column.Key : !column.KeepsLimits);
            bool learned = true;
            for (int round = 0; learned && round < (first ? 4 : 1) * RoundsPerFix; round++)
            {
                if (!_master.Solve(goOn))
                {
                    return DiveEnd.Stopped;
                }

                learned = Price(chosen);
            }

            if (!_master.Solve(goOn))
            {
                return DiveEnd.Stopped;
            }

            if (_master.Objective > state.Cost - 0.99)
            {
                return first ? DiveEnd.NothingToGain : DiveEnd.Missed;
            }

            first = false;
        }
        while (Fix(chosen));

        return Take(state, chosen) ? DiveEnd.Cheaper : DiveEnd.Missed;
    }

    /// <summary>Prices everybody once; says whether a period was learned that the mix wants.</summary>
    private bool Round(double stay, Func<bool> goOn)
    {
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            _prices[cell] = Math.Clamp(stay * _centre[cell] + (1 - stay) * _master.Duals[cell], _dual.Least[cell], _dual.Most[cell]);
        }

        Steps++;
        bool learned = false;
        double bound = _dual.Evaluate(_prices, _slope, goOn, (person, row) => learned |= Reduced(person, row) < -1e-6 && Learn(person, row));
        if (bound > Best)
        {
            Best = bound;
            _prices.CopyTo(_centre.AsSpan());
        }

        return learned && !double.IsNaN(bound);
    }

    /// <summary>Prices the people a dive has not fixed yet.</summary>
    private bool Price(PeriodColumn?[] chosen)
    {
        Steps++;
        bool learned = false;
        for (int person = 0; person < chosen.Length; person++)
        {
            if (chosen[person] is not null)
            {
                continue;
            }

            for (int cell = 0; cell < _cost.Length; cell++)
            {
                _cost[cell] = _model.People[person].Wish[cell] - _master.Duals[cell];
            }

            learned |= !double.IsPositiveInfinity(_maker.Cheapest(person, _cost, 0, _row))
                && Reduced(person, _row) < -1e-6 && Learn(person, _row);
        }

        return learned;
    }

    /// <summary>Fixes everybody whose mix is clear, or else the clearest person; says whether somebody is still free.</summary>
    private bool Fix(PeriodColumn?[] chosen)
    {
        double[] shares = _master.Shares();
        (int clearest, bool fixedAny) = (-1, false);
        for (int index = 0; index < shares.Length; index++)
        {
            PeriodColumn column = _master.Columns[index];
            if (chosen[column.Person] is not null || column.IsBarred)
            {
                continue;
            }

            if (shares[index] > ClearShare)
            {
                (chosen[column.Person], fixedAny) = (column, true);
            }
            else if (clearest < 0 || shares[index] > shares[clearest])
            {
                clearest = index;
            }
        }

        if (!fixedAny && clearest >= 0)
        {
            chosen[_master.Columns[clearest].Person] = _master.Columns[clearest];
        }

        return Array.Exists(chosen, column => column is null);
    }

    private static bool Take(RosterState state, PeriodColumn?[] chosen)
    {
        (long cost, int points, short[] before) = (state.Cost, state.Points, state.Rows.ToArray());
        foreach (PeriodColumn? column in chosen)
        {
            if (column is not null && state.Evaluate(column.Person, 0, column.Row, withCover: true))
            {
                state.Commit(column.Person, 0, column.Row, state.DeltaCost, state.DeltaPoints);
            }
        }

        bool isBetter = state.Cost < cost && state.Points <= points;
        if (!isBetter)
        {
            state.Load(before);
        }

        return isBetter;
    }

    private double Reduced(int person, ReadOnlySpan<short> row)
    {
        double reduced = -_master.Duals[_model.Cells + person];
        for (int day = 0; day < row.Length; day++)
        {
            int cell = day * _model.Types + row[day];
            reduced += row[day] < 0 ? 0 : _model.People[person].Wish[cell] - _master.Duals[cell];
        }

        return reduced;
    }

    private bool Learn(int person, ReadOnlySpan<short> row)
    {
        bool isNew = _known.Add(PeriodColumn.KeyOf(person, row));
        if (isNew)
        {
            _master.Add(PeriodColumn.Of(_model, person, row));
        }

        return isNew;
    }
}

/// <summary>How a dive ended.</summary>
internal enum DiveEnd
{
    /// <summary>A cheaper roster was found.</summary>
    Cheaper,

    /// <summary>Even the mix was no cheaper: these people have nothing to gain.</summary>
    NothingToGain,

    /// <summary>The mix was cheaper, the rounded roster was not.</summary>
    Missed,

    /// <summary>The run was stopped.</summary>
    Stopped,
}
