namespace Wfm.Scheduling.Search;

/// <summary>Small random moves under a falling temperature, best responses between; keeps the best schedule seen.</summary>
/// <remarks>
/// The first temperature is read off the problem itself: the middle of what random nudges cost at the start, times a
/// fixed factor, so that nothing depends on the size of the centre. The budget is counted in moves.
/// </remarks>
internal sealed class Annealing
{
    /// <summary>Moves in one step.</summary>
    public const int MovesPerStep = 1000;

    private const double StartFactor = 0.3;
    private const double EndShare = 0.04;
    private const int StepsBetweenSnapshots = 50;
    private readonly SearchState _state;
    private readonly BestResponse _response;
    private readonly SeededRandom _random;
    private readonly SmallMoves _moves;
    private DayShift?[][] _best;
    private double _bestCost;

    public Annealing(SearchState state, BestResponse response, SeededRandom random)
    {
        (_state, _response, _random) = (state, response, random);
        _moves = new SmallMoves(state, random);
        _best = Copy();
        _bestCost = state.Cost;
    }

    /// <summary>Cost of the best schedule seen.</summary>
    public double BestCost => Math.Min(_bestCost, _state.Cost);

    /// <summary>Cools down over a number of steps.</summary>
    /// <param name="steps">Steps of <see cref="MovesPerStep"/> moves.</param>
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

    private void Move(double temperature)
    {
        int kind = _random.Below(20_000);
        if (kind == 0)
        {
            _response.Improve(_random.Below(_state.Model.Agents.Length));
        }
        else if (Worked() is not var (agent, day, shift))
        {
            return;
        }
        else if (kind < 800)
        {
            Rebuild(agent, day);
        }
        else if (kind < 1600)
        {
            ShiftHours(agent, day, temperature);
        }
        else if (_moves.Nudge(agent, day, shift) is { } changed
            && Accepts(_moves.Change(agent, day, shift, changed), temperature))
        {
            _state.Set(agent.Number, day, changed);
        }
    }

    private bool Accepts(double cost, double temperature) =>
        cost <= 0 || (temperature > 0 && _random.Fraction() < Math.Exp(-cost / temperature));

    /// <summary>The best shift of the day with the same paid time.</summary>
    private void Rebuild(AgentModel agent, int day)
    {
        if (_moves.Resize(agent, day, 0) is { Cost: < -1e-9 } found && _moves.Find(agent, day, found) is var shift && _moves.Rests(agent, (day, shift)))
        {
            _state.Set(agent.Number, day, shift);
        }
    }

    /// <summary>Moves one unit of paid time from one day to another where the hours bands allow it.</summary>
    private void ShiftHours(AgentModel agent, int from, double temperature)
    {
        int reach = Math.Min(agent.DayCount, 15);
        int to = from - reach + _random.Below(2 * reach + 1);
        if (to < 0 || to >= agent.DayCount || to == from || _state.Shift(agent.Number, to) is null || !HoursAllow(agent, from, to))
        {
            return;
        }

        if (_moves.Resize(agent, from, -1) is not { } less || _moves.Resize(agent, to, 1) is not { } more
            || !Accepts(less.Cost + more.Cost, temperature))
        {
            return;
        }

        (DayShift shorter, DayShift longer) = (_moves.Find(agent, from, less), _moves.Find(agent, to, more));
        if (_moves.Rests(agent, (from, shorter), (to, longer)))
        {
            _state.Set(agent.Number, from, shorter);
            _state.Set(agent.Number, to, longer);
        }
    }

    private bool HoursAllow(AgentModel agent, int from, int to)
    {
        int hours = 0;
        (int weekHours, int last) = (0, Math.Max(from, to));
        for (int day = 0; day <= last; day++)
        {
            if (day > Math.Min(from, to))
            {
                int changed = hours + (from < to ? -1 : 1);
                if (changed < agent.LowHours[day] || changed > agent.HighHours[day])
                {
                    return false;
                }
            }

            hours += Paid(agent, day);
        }

        for (int day = agent.WeekStart[to]; agent.WeekCap < int.MaxValue && day < agent.DayCount && agent.WeekStart[day] == agent.WeekStart[to]; day++)
        {
            weekHours += Paid(agent, day);
        }

        return (agent.WeekStart[from] == agent.WeekStart[to] || weekHours < agent.WeekCap) && PeriodAllows(agent, from, to);
    }

    /// <summary>Whether the calculation period of a day has room for one unit more.</summary>
    private bool PeriodAllows(AgentModel agent, int from, int to)
    {
        int hours = 0;
        for (int day = agent.BlockStart[to]; agent.BlockCap < int.MaxValue && day < agent.DayCount && agent.BlockStart[day] == agent.BlockStart[to]; day++)
        {
            hours += Paid(agent, day);
        }

        return agent.BlockStart[from] == agent.BlockStart[to] || hours < agent.BlockCap;
    }

    private int Paid(AgentModel agent, int day) =>
        _state.Shift(agent.Number, day) is { } shift ? agent.Days[day]!.UnitsOf(shift) : 0;
}
