namespace Wfm.Scheduling.Search;

/// <summary>Draws whole periods of agents and makes small random moves under a falling temperature; keeps the best schedule seen.</summary>
/// <remarks>
/// The first temperature is read off the problem itself: the middle of what random nudges cost at the start, times a
/// fixed factor, so that nothing depends on the size of the centre. The budget is counted in steps.
/// </remarks>
internal sealed class Annealing
{
    /// <summary>Small moves in one step, beside one agent's period.</summary>
    public const int MovesPerStep = 100;

    private const double StartFactor = 1.5;
    private const double EndShare = 0.03;
    private const int StepsBetweenSnapshots = 50;
    private readonly SearchState _state;
    private readonly BestResponse _response;
    private readonly SeededRandom _random;
    private readonly SmallMoves _moves;
    private readonly int[] _order;
    private DayShift?[][] _best;
    private double _bestCost;

    public Annealing(SearchState state, BestResponse response, SeededRandom random)
    {
        (_state, _response, _random) = (state, response, random);
        _moves = new SmallMoves(state, random);
        _order = [.. Enumerable.Range(0, state.Model.Agents.Length)];
        _best = Copy();
        _bestCost = state.Cost;
    }

    /// <summary>Cost of the best schedule kept.</summary>
    public double BestCost => _bestCost;

    /// <summary>Cools down over a number of steps.</summary>
    /// <param name="steps">Steps, each one agent's period and <see cref="MovesPerStep"/> moves; agents come in random rounds.</param>
    /// <param name="cooled">Share of the cooling done after a share of the steps; the same unless a clock presses.</param>
    /// <param name="goOn">Counts one step and says whether to go on.</param>
    public void Run(long steps, Func<double, double> cooled, Func<bool> goOn)
    {
        if (_state.Model.DayCount == 0 || _state.Model.Agents.Length == 0 || steps <= 0)
        {
            return;
        }

        double start = StartFactor * TypicalCost();
        for (long step = 0; step < steps; step++)
        {
            double done = cooled((double)step / steps);
            double temperature = start * Math.Pow(EndShare, done);
            _response.Draw(NextAgent(step), _random, temperature);
            for (int move = 0; move < MovesPerStep; move++)
            {
                Move(temperature);
            }

            if (step % StepsBetweenSnapshots == 0)
            {
                KeepIfBest();
            }

            if (done >= 1 || !goOn())
            {
                break;
            }
        }

        KeepIfBest();
    }

    /// <summary>The best schedule kept so far, as it is; asking changes nothing.</summary>
    public DraftSchedule Kept() => new(_best);

    /// <summary>The best schedule seen, the present one included.</summary>
    public DraftSchedule Best()
    {
        KeepIfBest();
        return new DraftSchedule(_best);
    }

    private void KeepIfBest()
    {
        if (_state.Cost < _bestCost - 1e-9)
        {
            (_best, _bestCost) = (Copy(), _state.Cost);
        }
    }

    private DayShift?[][] Copy() =>
    [
        .. _state.Model.Agents.Select(agent =>
            (DayShift?[])[.. Enumerable.Range(0, agent.DayCount).Select(day => _state.Shift(agent.Number, day))]),
    ];

    /// <summary>The median cost of nudges that cost something.</summary>
    private double TypicalCost()
    {
        List<double> costs = [];
        for (int trial = 0; trial < 20_000; trial++)
        {
            if (Worked() is var (agent, day, shift) && _moves.Nudge(agent, day, shift) is { } changed
                && _moves.Change(agent, day, shift, changed) is > 1e-9 and < PlanModel.PostPenalty / 2 and var cost)
            {
                costs.Add(cost);
            }
        }

        costs.Sort();
        return costs.Count == 0 ? 0 : costs[costs.Count / 2];
    }

    private (AgentModel Agent, int Day, DayShift Shift)? Worked()
    {
        AgentModel agent = _state.Model.Agents[_random.Below(_state.Model.Agents.Length)];
        int day = _random.Below(agent.DayCount);
        bool mayMove = _response.Standings[agent.Number] == AgentStanding.Placed
            || (agent.ExactRest is not null && _response.Standings[agent.Number] == AgentStanding.Given);
        return mayMove && _state.Shift(agent.Number, day) is { } shift && agent.Days[day]!.Locked is null ? (agent, day, shift) : null;
    }

    private int NextAgent(long step)
    {
        int turn = (int)(step % _order.Length);
        if (turn == 0)
        {
            _random.Shuffle(_order);
        }

        return _order[turn];
    }

    private void Move(double temperature)
    {
        if (Worked() is var (agent, day, shift) && _moves.Nudge(agent, day, shift) is { } changed
            && Accepts(_moves.Change(agent, day, shift, changed), temperature))
        {
            _state.Set(agent.Number, day, changed);
        }
    }

    private bool Accepts(double cost, double temperature) =>
        cost <= 0 || (temperature > 0 && _random.Fraction() < Math.Exp(-cost / temperature));
}
