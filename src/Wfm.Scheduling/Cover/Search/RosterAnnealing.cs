namespace Wfm.Scheduling.Cover;

/// <summary>Small moves under a falling temperature; broken rules cost; keeps the best roster with the fewest.</summary>
internal sealed class RosterAnnealing
{
    /// <summary>Moves in one step.</summary>
    public const int MovesPerStep = 1000;

    /// <summary>Weight of a broken rule in typical weights of a missing person: dearer, so that breaking never pays for long.</summary>
    private const double PointWeight = 1.5;

    /// <summary>Steps with broken rules after which the people concerned are given their cheapest period: more where that takes longer.</summary>
    private readonly int _stepsBeforeRepair;

    private readonly RosterState _state;
    private readonly RosterMoves _moves;
    private readonly PeriodMaker _maker;
    private readonly short[] _best;
    private readonly double _unit;
    private readonly short[] _to;

    /// <param name="state">A roster in which only people without a known period break rules.</param>
    /// <param name="moves">The moves.</param>
    /// <param name="maker">Mends people who break rules.</param>
    public RosterAnnealing(RosterState state, RosterMoves moves, PeriodMaker maker)
    {
        (_state, _moves, _maker, BestPoints) = (state, moves, maker, state.Points);
        (_best, BestCost) = (state.Rows.ToArray(), state.Cost);
        _to = new short[state.Model.Days];
        _stepsBeforeRepair = Math.Max(50, state.Rows.Length / 20);
        int[] weights = [.. state.Model.Under.Where(weight => weight > 0).Order()];
        _unit = weights.Length == 0 ? 1 : weights[weights.Length / 2];
    }

    /// <summary>Broken rules of the best roster: as few as were found.</summary>
    public int BestPoints { get; private set; }

    /// <summary>Cost of the best roster among those with the fewest broken rules.</summary>
    public long BestCost { get; private set; }

    /// <summary>Puts the best roster back.</summary>
    public void Restore() => _state.Load(_best);

    /// <summary>Keeps the present roster if it is the best.</summary>
    public void Keep()
    {
        if (_state.Points < BestPoints || (_state.Points == BestPoints && _state.Cost < BestCost))
        {
            (BestPoints, BestCost) = (_state.Points, _state.Cost);
            _state.Rows.CopyTo(_best);
        }
    }

    /// <summary>Cools down from one temperature to another.</summary>
    /// <param name="hot">First temperature, in typical weights of a missing person.</param>
    /// <param name="cold">Last temperature, likewise.</param>
    /// <param name="done">Share of the cooling done; at 1 it ends.</param>
    /// <param name="goOn">Counts one step and says whether to go on.</param>
    public void Run(double hot, double cold, Func<double> done, Func<bool> goOn)
    {
        int broken = 0;
        double share = done();
        _moves.PointWeight = _unit * PointWeight;
        while (share < 1 && goOn())
        {
            _moves.Temperature = _unit * hot * Math.Pow(cold / hot, share);
            for (int move = 0; move < MovesPerStep; move++)
            {
                _moves.Try();
                if (_state.Cost < BestCost || _state.Points < BestPoints)
                {
                    Keep();
                }
            }

            broken = _state.Points == BestPoints ? 0 : broken + 1;
            if (broken >= _stepsBeforeRepair)
            {
                broken = 0;
                Repair();
            }

            share = done();
        }
    }

    /// <summary>Frees and refills a few people again and again, from the best roster on; one step each.</summary>
    /// <param name="rebuild">Does it.</param>
    /// <param name="order">Everybody who has a period.</param>
    /// <param name="hot">First temperature, in typical weights of a missing person; falls to nothing.</param>
    /// <param name="done">Share done; at 1 it ends.</param>
    /// <param name="goOn">Counts one step and says whether to go on.</param>
    public void Rebuild(PeopleRebuild rebuild, int[] order, double hot, Func<double> done, Func<bool> goOn)
    {
        Restore();
        for (double share = done(); share < 1 && goOn(); share = done())
        {
            rebuild.Try(_unit * hot * (1 - share), order);
            Keep();
        }

        Restore();
    }

    /// <summary>Everybody who breaks rules gets the cheapest period that keeps them.</summary>
    public void Repair()
    {
        for (int person = 0; person < _state.Model.People.Length; person++)
        {
            if (_state.PointsOf(person) > 0 && _maker.BestResponse(_state, person, _to)
                && _state.Evaluate(person, 0, _to, withCover: true))
            {
                _state.Commit(person, 0, _to, _state.DeltaCost, _state.DeltaPoints);
            }
        }

        Keep();
    }
}
