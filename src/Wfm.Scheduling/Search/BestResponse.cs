namespace Wfm.Scheduling.Search;

/// <summary>Gives one agent the best whole period while everybody else stays, or one drawn near the best: pricing of each day, then the period's programme.</summary>
internal sealed class BestResponse(SearchState state)
{
    private readonly DayPricing _pricing = new();
    private readonly PeriodProgram _program = new();
    private readonly double[] _slotValues = new double[128];
    private readonly double[] _values = new double[state.Model.DayCount * DayPricing.ValueCount];
    private readonly double[] _drawn = new double[state.Model.DayCount * DayPricing.ValueCount];
    private readonly int[] _offsets = [.. Enumerable.Range(0, state.Model.DayCount).Select(day => day * DayPricing.ValueCount)];
    private readonly int[] _choices = new int[state.Model.DayCount];
    private readonly DayShift?[] _before = new DayShift?[state.Model.DayCount];
    private readonly ExactPeriod _exact = new(state.Model);

    /// <summary>Where each agent stands.</summary>
    public AgentStanding[] Standings { get; } = new AgentStanding[state.Model.Agents.Length];

    /// <summary>Replaces the agent's period by a best one; without any, nothing is changed and the standing says so.</summary>
    public void Improve(int number)
    {
        ref AgentStanding standing = ref Standings[number];
        if (standing == AgentStanding.Impossible)
        {
            return;
        }

        AgentModel agent = state.People?.Linear(state.Model.Agents[number]) ?? state.Model.Agents[number];
        Price(agent);
        if (!Solve(agent, _values))
        {
            standing = standing != AgentStanding.Waiting ? standing : TakeExact(agent) ? AgentStanding.Given : AgentStanding.Impossible;
        }
        else if (standing == AgentStanding.Waiting || (standing == AgentStanding.Placed && agent.ExactRest is null && state.People is null))
        {
            Take(agent);
            standing = AgentStanding.Placed;
        }
        else if (TakeIfBetter(agent))
        {
            standing = AgentStanding.Placed;
        }
    }

    /// <summary>Replaces the agent's period by a random one, the likelier the less it costs.</summary>
    /// <remarks>
    /// Every choice of every day gets an own disturbance of Gumbel's distribution, and the programme takes the best sum:
    /// "perturb and maximise" (Papandreou and Yuille 2011), close to drawing a period with odds exp(−cost ÷ temperature).
    /// </remarks>
    /// <param name="number">The agent; left alone unless placed.</param>
    /// <param name="random">Source of the disturbances.</param>
    /// <param name="temperature">Their scale in units of cost. Costs of whole periods are linear in the draw; their exact rise decides whether it stays.</param>
    public void Draw(int number, SeededRandom random, double temperature)
    {
        if (Standings[number] != AgentStanding.Placed)
        {
            return;
        }

        AgentModel agent = state.People?.Linear(state.Model.Agents[number]) ?? state.Model.Agents[number];
        Price(agent);
        Disturb(agent, random, temperature);
        if (!Solve(agent, _drawn))
        {
            return;
        }

        double before = CostBeyondTheDraw(agent);
        Remember(agent);
        Take(agent);
        double rise = CostBeyondTheDraw(agent) - before;
        if (rise > 0 && random.Fraction() >= Math.Exp(-rise / temperature))
        {
            Restore(agent);
        }
    }

    /// <summary>Cost that the odds of a draw do not know: of whole periods; and everything, where the row it replaces may rest to the quarter.</summary>
    private double CostBeyondTheDraw(AgentModel agent) => agent.ExactRest is not null ? state.Cost : state.People?.Cost ?? 0;

    private void Price(AgentModel agent)
    {
        for (int day = 0; day < agent.DayCount; day++)
        {
            if (agent.Days[day] is { } options)
            {
                state.Values(agent.Number, day, _slotValues);
                _pricing.Price(options, _slotValues, _values.AsSpan(day * DayPricing.ValueCount, DayPricing.ValueCount));
            }
        }
    }

    /// <summary>Where the coarse states have no place for the agent, the rules to the quarter may have.</summary>
    private bool TakeExact(AgentModel agent)
    {
        // What even the hopeful states refuse, the rules refuse.
        if (agent.ExactRest is null || double.IsNegativeInfinity(_program.Solve(agent, agent.Hopeful, _values, _offsets, _choices)))
        {
            return false;
        }

        double[]?[] values = new double[]?[agent.DayCount];
        for (int day = 0; day < agent.DayCount; day++)
        {
            if (agent.Days[day] is not null)
            {
                state.Values(agent.Number, day, values[day] = new double[_slotValues.Length]);
            }
        }

        DayShift?[]? row = _exact.Find(agent.Number, values);
        for (int day = 0; day < (row?.Length ?? 0); day++)
        {
            state.Set(agent.Number, day, row![day]);
        }

        return row is not null;
    }

    /// <summary>A day off is a choice too: its disturbance is taken off all the others.</summary>
    private void Disturb(AgentModel agent, SeededRandom random, double temperature)
    {
        for (int day = 0; day < agent.DayCount; day++)
        {
            double off = random.Gumbel();
            int end = (day + 1) * DayPricing.ValueCount;
            for (int at = day * DayPricing.ValueCount; agent.Days[day] is not null && at < end; at++)
            {
                double value = _values[at];
                _drawn[at] = double.IsNegativeInfinity(value) ? value : value + temperature * (random.Gumbel() - off);
            }
        }
    }

    /// <summary>Solves the period; false when no schedule keeps the agent's rules.</summary>
    private bool Solve(AgentModel agent, double[] values) =>
        _program.Solve(agent, agent.Cautious, values, _offsets, _choices) > double.NegativeInfinity
        && (agent.ByBlock is not { } byBlock || HoursCap.Holds(agent, _choices)
            || (_program.Solve(byBlock, agent.Cautious, values, _offsets, _choices) > double.NegativeInfinity && HoursCap.Holds(agent, _choices)));

    private void Take(AgentModel agent)
    {
        for (int day = 0; day < agent.DayCount; day++)
        {
            state.Set(agent.Number, day, ShiftOf(agent, day));
        }
    }

    /// <summary>A row may lie outside the states the programme searches, or cost less than its linear costs say, and then be better than its best.</summary>
    private bool TakeIfBetter(AgentModel agent)
    {
        double before = state.Cost;
        Remember(agent);
        Take(agent);
        if (state.Cost < before)
        {
            return true;
        }

        Restore(agent);
        return false;
    }

    private void Remember(AgentModel agent)
    {
        for (int day = 0; day < agent.DayCount; day++)
        {
            _before[day] = state.Shift(agent.Number, day);
        }
    }

    private void Restore(AgentModel agent)
    {
        for (int day = 0; day < agent.DayCount; day++)
        {
            state.Set(agent.Number, day, _before[day]);
        }
    }

    private DayShift? ShiftOf(AgentModel agent, int day)
    {
        int choice = _choices[day];
        if (choice == PeriodProgram.Off)
        {
            return null;
        }

        DayOptions options = agent.Days[day]!;
        state.Values(agent.Number, day, _slotValues);
        if (state.Shift(agent.Number, day) is { } current && IsAsGood(agent, day, current, choice))
        {
            return current;
        }

        return _pricing.Find(options, _slotValues, choice / DayPricing.PaidStride, choice % DayPricing.PaidStride);
    }

    /// <summary>Whether the present shift already attains the chosen value, so that nothing need move.</summary>
    private bool IsAsGood(AgentModel agent, int day, DayShift current, int choice)
    {
        DayOptions options = agent.Days[day]!;
        int own = options.ClassOf(current.Start, current.End) * DayPricing.PaidStride + options.UnitsOf(current);
        return own == choice
            && DayPricing.ValueOf(options, _slotValues, current) >= _values[day * DayPricing.ValueCount + choice] - 1e-9;
    }
}
