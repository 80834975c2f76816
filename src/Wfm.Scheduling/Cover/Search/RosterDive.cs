namespace Wfm.Scheduling.Cover;

/// <summary>Rounds the mix of some people's periods to a roster: fix the clearest, then solve again with new periods for the others.</summary>
/// <remarks>
/// After every fix new periods are priced until the mix wants none or many rounds are over: two rounds in place of twenty made
/// rosters some 20 % dearer. Rules are kept on the way, because every period keeps them.
/// </remarks>
/// <param name="maker">Makes periods that keep every rule.</param>
/// <param name="pool">Periods known; takes up those found.</param>
/// <param name="counted">Told of every round.</param>
internal sealed class RosterDive(PeriodMaker maker, PeriodPool pool, Action counted)
{
    private const int RoundsPerFix = 20;
    private const int LatestPeriods = 200;
    private const double ClearShare = 0.7;
    private const double Worthwhile = 1e-6;

    /// <summary>Costs are whole numbers: a mix this far below a roster may hide a cheaper one.</summary>
    private const double LeastGain = 0.99;

    private readonly CoverModel _model = maker.Model;
    private readonly double[] _cost = new double[maker.Model.Cells];
    private readonly short[] _row = new short[maker.Model.Days];
    private readonly int[] _present = new int[maker.Model.Cells];

    /// <summary>Frees some people and dives to a cheaper roster.</summary>
    /// <param name="state">The roster to improve.</param>
    /// <param name="free">People whose periods may change; the others keep theirs.</param>
    /// <param name="goOn">Asked often; when it says no, the state is left as it was.</param>
    public DiveEnd Free(RosterState state, int[] free, Func<bool> goOn)
    {
        long keptCost = _model.WishBase;
        Array.Clear(_present);
        foreach (PersonModel person in _model.People.Where(person => !free.Contains(person.Number)))
        {
            foreach (int cell in PeriodColumn.Of(_model, person.Number, state.Row(person.Number)).Cells)
            {
                _present[cell]++;
                keptCost += person.Wish[cell];
            }
        }

        PeriodColumn[] first = [.. free.Select(person => PeriodColumn.Of(_model, person, state.Row(person)))];
        ColumnMaster master = new(_model, first, _present, keptCost);
        foreach (PeriodColumn column in free.SelectMany(person => pool.Latest(person, LatestPeriods)))
        {
            master.Add(column);
        }

        foreach (PeriodColumn column in first)
        {
            _ = pool.Learn(column.Person, column.Row);
        }

        return Dive(state, master, new PeriodColumn?[_model.People.Length], state.Cost, goOn);
    }

    /// <summary>Dives with everybody free, whatever the roster so far costs; without the time for it, those left get their cheapest period in turn.</summary>
    /// <param name="state">Gets the roster found.</param>
    /// <param name="master">The programme of everybody.</param>
    /// <param name="goOn">Asked often; when it says no, the dive is cut short.</param>
    /// <returns>Whether a roster was found that keeps the rules as well as the one before, and is cheaper where the dive was cut short.</returns>
    public bool All(RosterState state, ColumnMaster master, Func<bool> goOn)
    {
        PeriodColumn?[] chosen = new PeriodColumn?[_model.People.Length];
        DiveEnd end = Dive(state, master, chosen, double.PositiveInfinity, goOn);
        return end == DiveEnd.Cheaper || (end == DiveEnd.Stopped && FillUp(state, chosen));
    }

    private bool FillUp(RosterState state, PeriodColumn?[] chosen)
    {
        (long cost, int points, short[] before) = (state.Cost, state.Points, state.Rows.ToArray());
        Array.Fill(_row, (short)-1);
        foreach (PersonModel person in _model.People)
        {
            Put(state, person.Number, chosen[person.Number]?.Row ?? _row);
        }

        foreach (PersonModel person in _model.People.Where(person => chosen[person.Number] is null))
        {
            if (maker.BestResponse(state, person.Number, _row))
            {
                Put(state, person.Number, _row);
            }
        }

        if (state.Points < points || (state.Points == points && state.Cost < cost))
        {
            return true;
        }

        state.Load(before);
        return false;
    }

    private static void Put(RosterState state, int person, ReadOnlySpan<short> row)
    {
        if (state.Evaluate(person, 0, row, withCover: true))
        {
            state.Commit(person, 0, row, state.DeltaCost, state.DeltaPoints);
        }
    }

    private DiveEnd Dive(RosterState state, ColumnMaster master, PeriodColumn?[] chosen, double under, Func<bool> goOn)
    {
        bool isFirst = true;
        do
        {
            bool learned = true;
            for (int round = 0; learned && round < RoundsPerFix; round++)
            {
                if (!master.Solve(goOn))
                {
                    return DiveEnd.Stopped;
                }

                learned = Price(master, chosen);
                counted();
            }

            if (!master.Solve(goOn))
            {
                return DiveEnd.Stopped;
            }

            if (master.Objective > under - LeastGain)
            {
                return isFirst ? DiveEnd.NothingToGain : DiveEnd.Missed;
            }

            isFirst = false;
        }
        while (Fix(master, chosen));

        return Take(state, chosen, under) ? DiveEnd.Cheaper : DiveEnd.Missed;
    }

    /// <summary>Prices the people not fixed yet; says whether a period was learned that the mix wants.</summary>
    private bool Price(ColumnMaster master, PeriodColumn?[] chosen)
    {
        bool learned = false;
        foreach (int person in master.People.Where(person => chosen[person] is null))
        {
            for (int cell = 0; cell < _cost.Length; cell++)
            {
                _cost[cell] = _model.People[person].Wish[cell] - master.Duals[cell];
            }

            if (!double.IsPositiveInfinity(maker.Cheapest(person, _cost, 0, _row))
                && master.Reduced(person, _row) < -Worthwhile && pool.Learn(person, _row) is { } column)
            {
                master.Add(column);
                learned = true;
            }
        }

        return learned;
    }

    /// <summary>Fixes everybody whose mix is clear, at least the clearest person; says whether somebody is still free.</summary>
    private static bool Fix(ColumnMaster master, PeriodColumn?[] chosen)
    {
        (PeriodColumn Column, double Share)[] clearest =
            [.. master.Mix().Where(part => chosen[part.Column.Person] is null).OrderByDescending(part => part.Share)];
        foreach ((PeriodColumn column, double share) in clearest)
        {
            if (chosen[column.Person] is null && (share > ClearShare || column == clearest[0].Column))
            {
                chosen[column.Person] = column;
                master.Fix(column);
            }
        }

        return clearest.Length > 0 && master.People.Any(person => chosen[person] is null);
    }

    private static bool Take(RosterState state, PeriodColumn?[] chosen, double under)
    {
        (int points, short[] before) = (state.Points, state.Rows.ToArray());
        foreach (PeriodColumn? column in chosen)
        {
            if (column is not null)
            {
                Put(state, column.Person, column.Row);
            }
        }

        bool isBetter = state.Cost < under && state.Points <= points;
        if (!isBetter)
        {
            state.Load(before);
        }

        return isBetter;
    }
}
