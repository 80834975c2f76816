namespace Wfm.Scheduling.Cover;

/// <summary>The cheapest period of each person for given costs per cell.</summary>
/// <remarks>
/// Types whose limit a period breaks are counted from then on, so that only limits that bind cost time. Where counting would
/// make the programme too large a limit is left broken, which a bound can live with, or priced until it holds.
/// </remarks>
/// <param name="model">The model.</param>
/// <param name="keepsLimits">Whether every limit must hold, even if the period is then not quite the cheapest.</param>
internal sealed class PeriodMaker(CoverModel model, bool keepsLimits)
{
    private const long MostStates = 2_000_000;
    private const long MostStatesOfAll = 500_000;
    private const long MostPlainStates = 20_000_000;
    private const int PlainTypes = 8;
    private const int NarrowTypes = 3;
    private const int Tries = 20;
    private const double FirstPrice = 8;
    private const double FirstNarrowPrice = 64;

    private readonly ProgramScope[] _scopes = [.. model.People.Select(person => Scope(model, person, keepsLimits))];
    private readonly bool[] _isLarge =
        [.. model.People.Select(person => keepsLimits && new PersonProgram(model, person, Scope(model, person, true)).States > MostStatesOfAll * 2)];

    private readonly PersonProgram?[] _programs = new PersonProgram?[model.People.Length];
    private readonly bool[] _isImpossible = new bool[model.People.Length];
    private readonly ProgramBuffers _buffers = new();
    private readonly double[] _cost = new double[model.Cells];
    private readonly double[] _priced = new double[model.Cells];
    private readonly int[] _row = new int[model.Days];

    public CoverModel Model => model;

    /// <summary>Whether every limit must hold.</summary>
    public bool KeepsLimits => keepsLimits;

    /// <summary>Whether a person's weekends are kept by the programme and need no price.</summary>
    public bool CountsWeekends(int person) =>
        Program(person).CountsWeekends || model.People[person].MostWeekends == int.MaxValue;

    /// <summary>Finds a person's cheapest period given what everybody else does.</summary>
    /// <param name="state">The roster.</param>
    /// <param name="person">Whose.</param>
    /// <param name="to">The period found.</param>
    /// <returns>Whether any period keeps the rules.</returns>
    public bool BestResponse(RosterState state, int person, Span<short> to)
    {
        Price(state, person);
        return !double.IsPositiveInfinity(Cheapest(person, _cost, 0, to));
    }

    private void Price(RosterState state, int person)
    {
        PersonModel who = model.People[person];
        ReadOnlySpan<short> now = state.Row(person);
        for (int cell = 0; cell < _cost.Length; cell++)
        {
            _cost[cell] = !who.Allowed[cell] ? 0
                : who.Wish[cell] + (now[cell / model.Types] == cell % model.Types ? -state.Loss(cell) : state.Gain(cell));
        }
    }

    /// <summary>The cheapest period of the first type, of those that may be worked most, with which the rules hold.</summary>
    private double Plain(int person, ReadOnlySpan<double> cost, Span<short> to)
    {
        PersonModel who = model.People[person];
        foreach (int type in ProgramScope.Of(model, who).Types.OrderByDescending(type => who.MostOfType[type]).Take(PlainTypes))
        {
            PersonProgram program = new(model, who, new([type], [.. who.Limited.Where(limited => limited == type)], true, true));
            double least = program.States > MostPlainStates ? double.PositiveInfinity : program.Solve(cost, 0, _buffers, _row);
            if (!double.IsPositiveInfinity(least))
            {
                Copy(to);
                return least;
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Finds a period of one type of shift that keeps a person's rules, when the cheapest could not be made to.</summary>
    /// <param name="state">The roster.</param>
    /// <param name="person">Whose.</param>
    /// <param name="to">The period found.</param>
    /// <returns>Whether one was found; false proves nothing.</returns>
    public bool Plain(RosterState state, int person, Span<short> to)
    {
        if (_isImpossible[person])
        {
            return false;
        }

        Price(state, person);
        return !double.IsPositiveInfinity(Plain(person, _cost, to));
    }

    /// <summary>Whether it is proven that a person's rules cannot hold together.</summary>
    public bool IsImpossible(int person) => _isImpossible[person];

    /// <summary>Finds a person's cheapest period.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="cost">Cost of working each cell.</param>
    /// <param name="weekendCost">Cost of each weekend.</param>
    /// <param name="to">The period found; left alone when there is none.</param>
    /// <returns>Its cost; infinity when the rules cannot hold or were not made to hold.</returns>
    public double Cheapest(int person, ReadOnlySpan<double> cost, double weekendCost, Span<short> to)
    {
        cost.CopyTo(_priced);
        if (_isLarge[person])
        {
            Narrow(person, cost);
        }

        (double step, bool isNarrow) = (_isLarge[person] ? FirstNarrowPrice : FirstPrice, _isLarge[person]);
        for (int pricedTries = 0; pricedTries < Tries; step *= 2)
        {
            double least = Program(person).Solve(_priced, weekendCost, _buffers, _row);
            if (double.IsPositiveInfinity(least))
            {
                if (!isNarrow)
                {
                    _isImpossible[person] |= pricedTries == 0;
                    return least;
                }

                isNarrow = false;
                if (Plain(person, cost, to) is < double.PositiveInfinity and double plain)
                {
                    return plain;
                }

                Use(person, ProgramScope.Of(model, model.People[person]) with { CountsWeekends = false });
                continue;
            }

            int broken = Broken(person);
            bool weekendsBroken = keepsLimits && !CountsWeekends(person) && WeekendsIn(_row) > model.People[person].MostWeekends;
            if (broken >= 0 && Count(person, broken))
            {
                continue;
            }

            if (!keepsLimits || (broken < 0 && !weekendsBroken))
            {
                Copy(to);
                return least;
            }

            pricedTries++;
            weekendCost += weekendsBroken ? step : 0;
            for (int cell = broken; broken >= 0 && cell < _priced.Length; cell += model.Types)
            {
                _priced[cell] += step;
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Weekends with work in a period.</summary>
    public int WeekendsIn(ReadOnlySpan<int> row)
    {
        (int count, int last) = (0, -1);
        for (int day = 0; day < row.Length; day++)
        {
            if (row[day] >= 0 && model.Weekend[day] >= 0 && model.Weekend[day] != last)
            {
                last = model.Weekend[day];
                count++;
            }
        }

        return count;
    }

    /// <summary>Everything a programme can look at without being too large.</summary>
    private static ProgramScope Scope(CoverModel model, PersonModel person, bool keepsLimits)
    {
        ProgramScope scope = ProgramScope.Of(model, person);
        ProgramScope[] tried = [scope, scope with { CountsWeekends = false }, scope with { CountsWeekends = false, KeepsFollowers = keepsLimits }];
        long[] most = [MostStates, MostStatesOfAll, long.MaxValue];
        int first = Enumerable.Range(0, tried.Length).First(index => new PersonProgram(model, person, tried[index]).States <= most[index]);
        return tried[first];
    }

    private PersonProgram Program(int person) => _programs[person] ??= new PersonProgram(model, model.People[person], _scopes[person]);

    /// <summary>Looks only at the types that cost least, for a person whose programme would be too large.</summary>
    private void Narrow(int person, ReadOnlySpan<double> cost)
    {
        int[] types = ProgramScope.Of(model, model.People[person]).Types;
        double[] gain = new double[model.Types];
        for (int cell = 0; cell < cost.Length; cell++)
        {
            gain[cell % model.Types] += Math.Min(0, cost[cell]);
        }

        int length = types.Length == 0 ? 0 : model.Units[types.MinBy(type => gain[type])];
        (List<int> taken, long shifts) = ([], 0);
        foreach (int type in types.OrderBy(type => model.Units[type] != length).ThenBy(type => gain[type]).TakeWhile(_ => taken.Count < NarrowTypes || shifts < model.Days))
        {
            taken.Add(type);
            shifts += model.People[person].MostOfType[type];
        }

        ProgramScope narrow = new([.. taken.Order()], [], true, true);
        PersonProgram counting = new(model, model.People[person], narrow);
        Use(person, counting.States <= MostStates ? narrow : narrow with { CountsWeekends = false });
    }

    private void Use(int person, ProgramScope scope) => (_scopes[person], _programs[person]) = (scope, null);

    private int Broken(int person)
    {
        PersonModel who = model.People[person];
        foreach (int type in who.Limited)
        {
            int count = 0;
            foreach (int worked in _row)
            {
                count += worked == type ? 1 : 0;
            }

            if (count > who.MostOfType[type])
            {
                return type;
            }
        }

        return -1;
    }

    /// <summary>Counts one type more, unless that would be too large.</summary>
    private bool Count(int person, int type)
    {
        long states = Program(person).States * (model.People[person].MostOfType[type] + 1);
        if (_scopes[person].Counted.Contains(type) || states > MostStates)
        {
            return false;
        }

        Use(person, _scopes[person] with { Counted = [.. _scopes[person].Counted, type] });
        return true;
    }

    private void Copy(Span<short> to)
    {
        for (int day = 0; day < to.Length; day++)
        {
            to[day] = (short)_row[day];
        }
    }
}
