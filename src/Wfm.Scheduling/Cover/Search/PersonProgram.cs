namespace Wfm.Scheduling.Cover;

/// <summary>The cheapest period of one person for given costs per cell: exact dynamic programming over days.</summary>
/// <remarks>
/// State: counted types, weekends used, paid units so far and the run state of <see cref="RunStates"/>. A unit is the
/// greatest length that divides every shift in the scope; units are kept in the band from which the contract can still be met.
/// What the scope leaves out is not kept.
/// </remarks>
internal sealed class PersonProgram
{
    private readonly CoverModel _model;
    private readonly PersonModel _person;
    private readonly RunStates _states;
    private readonly int[] _counted;
    private readonly int[] _countStride;
    private readonly int[] _countOfGroup;
    private readonly int _countSize = 1;
    private readonly int _weekends;
    private readonly int[] _low;
    private readonly int[] _high;
    private readonly int _width;
    private readonly int _layer;
    private readonly int[][] _lesser;
    private readonly double[] _groupCost;
    private readonly int[] _groupType;
    private readonly int[] _groupUnits;
    private readonly int _mostUnits;
    private readonly int[] _after;
    private readonly bool _isPossible = true;

    public PersonProgram(CoverModel model, PersonModel person, ProgramScope scope)
    {
        (_model, _person, _states, _counted) = (model, person, new RunStates(model, person, scope), scope.Counted);
        CountsWeekends = scope.CountsWeekends && person.MostWeekends != int.MaxValue;
        _weekends = CountsWeekends ? person.MostWeekends + 1 : 1;
        (_countStride, _countOfGroup) = (new int[_counted.Length], new int[_states.Groups.Length]);
        for (int index = 0; index < _counted.Length; index++)
        {
            _countStride[index] = _countSize;
            _countSize *= person.MostOfType[_counted[index]] + 1;
        }

        for (int group = 0; group < _countOfGroup.Length; group++)
        {
            _countOfGroup[group] = Array.IndexOf(_counted, _states.Groups[group][0]);
        }

        int unit = Math.Max(1, scope.Types.Select(type => model.Units[type]).Aggregate(0, CoverModel.GreatestCommonDivisor));
        _groupUnits = [.. _states.Groups.Select(group => model.Units[group[0]] / unit)];
        (int least, _mostUnits) = ((person.LeastUnits + unit - 1) / unit, person.MostUnits / unit);
        (_low, _high) = (new int[model.Days + 1], new int[model.Days + 1]);
        for (int day = 0; day <= model.Days; day++)
        {
            _low[day] = Math.Max(0, least - person.MostUnitsIn[model.Days - day] / unit);
            _high[day] = Math.Min(_mostUnits, person.MostUnitsIn[day] / unit);
            _width = Math.Max(_width, _high[day] - _low[day] + 1);
            _isPossible &= _high[day] >= _low[day];
        }

        if (_states.Count * (_states.Groups.Length + 1) > ushort.MaxValue)
        {
            throw new NotSupportedException($"{_states.Count} states of {_states.Groups.Length} kinds of shift are too many; at most {ushort.MaxValue} together.");
        }

        _lesser = [.. Enumerable.Range(0, _countSize * _weekends).Select(Lesser)];
        _layer = _countSize * _weekends * Math.Max(1, _width) * _states.Count;
        _after = new int[2 * _states.Groups.Length];
        (_groupCost, _groupType) = (new double[_states.Groups.Length], new int[model.Days * _states.Groups.Length]);
    }

    /// <summary>Whether the limit on weekends is kept by the programme.</summary>
    public bool CountsWeekends { get; }

    /// <summary>States over the whole period; a measure of work and memory.</summary>
    public long States => (long)_layer * _model.Days;

    /// <summary>Finds the cheapest period.</summary>
    /// <param name="cost">Cost of working each cell; where the person may not work it is not read.</param>
    /// <param name="weekendCost">Cost of each weekend, beside the limit.</param>
    /// <param name="buffers">Working memory, shared between people.</param>
    /// <param name="row">Gets the type per day, −1 for a day off; left alone when nothing fits.</param>
    /// <returns>Its cost; infinity when the hard rules cannot hold.</returns>
    public double Solve(ReadOnlySpan<double> cost, double weekendCost, ProgramBuffers buffers, Span<int> row)
    {
        if (!_isPossible)
        {
            return double.PositiveInfinity;
        }

        buffers.Reserve(_layer, _model.Days);
        (double[] now, double[] next) = (buffers.Now, buffers.Next);
        Array.Fill(now, double.PositiveInfinity, 0, _layer);
        now[_states.Start] = 0;
        for (int day = 0; day < _model.Days; day++)
        {
            ChooseTypes(cost, day);
            Array.Fill(next, double.PositiveInfinity, 0, _layer);
            Advance(day, weekendCost, now, next, buffers.Came.AsSpan(day * _layer, _layer));
            (now, next) = (next, now);
        }

        int best = -1;
        for (int at = 0; at < _layer; at++)
        {
            int units = _low[_model.Days] + at / _states.Count % _width;
            if (_states.IsEnd[at % _states.Count] && units <= _mostUnits && (best < 0 || now[at] < now[best]))
            {
                best = at;
            }
        }

        if (best < 0 || double.IsPositiveInfinity(now[best]))
        {
            return double.PositiveInfinity;
        }

        TraceBack(best, buffers.Came, row);
        return now[best];
    }

    /// <summary>The cheapest type of each group on a day.</summary>
    private void ChooseTypes(ReadOnlySpan<double> cost, int day)
    {
        for (int group = 0; group < _groupCost.Length; group++)
        {
            (double least, int chosen) = (double.PositiveInfinity, -1);
            foreach (int type in _states.Groups[group])
            {
                int cell = day * _model.Types + type;
                if (_person.Allowed[cell] && cost[cell] < least)
                {
                    (least, chosen) = (cost[cell], type);
                }
            }

            _groupCost[group] = least;
            _groupType[day * _groupCost.Length + group] = chosen;
        }
    }

    private void Advance(int day, double weekendCost, double[] now, double[] next, Span<ushort> came)
    {
        unchecked
        {
            (int states, int low, int nextLow, int nextHigh) = (_states.Count, _low[day], _low[day + 1], _high[day + 1]);
            (int groups, int width) = (_groupCost.Length, _width);
            for (int outer = 0; outer < _countSize * _weekends; outer++)
            {
                for (int group = 0; group < groups; group++)
                {
                    _after[group] = After(outer, group, newWeekend: false);
                    _after[groups + group] = After(outer, group, newWeekend: true);
                }

                ReadOnlySpan<int> lesser = _lesser[outer];
                for (int units = low; units <= _high[day]; units++)
                {
                    int block = (outer * width + units - low) * states;
                    for (int state = 0; state < states; state++)
                    {
                        double value = now[block + state];
                        if (double.IsPositiveInfinity(value) || IsBeaten(now, block + state, lesser, value))
                        {
                            continue;
                        }

                        bool newWeekend = IsNewWeekend(day, state);
                        (int row, double extra) = newWeekend ? (groups, weekendCost) : (0, 0);
                        foreach (RunStates.Step step in _states.Steps[state])
                        {
                            (int toOuter, int toUnits, double toValue) = (outer, units, value);
                            if (step.Group >= 0)
                            {
                                toUnits += _groupUnits[step.Group];
                                toValue += _groupCost[step.Group] + extra;
                                toOuter = _after[row + step.Group];
                            }

                            if (toOuter < 0 || toUnits < nextLow || toUnits > nextHigh)
                            {
                                continue;
                            }

                            int to = (toOuter * width + toUnits - nextLow) * states + step.To;
                            if (toValue < next[to])
                            {
                                next[to] = toValue;
                                came[to] = (ushort)(state * (groups + 1) + step.Group + 1);
                            }
                        }
                    }
                }
            }
        }
    }

    /// <summary>Another state has used less of what is limited and costs no more, so nothing is lost without this one.</summary>
    private static bool IsBeaten(double[] now, int at, ReadOnlySpan<int> lesser, double value)
    {
        foreach (int distance in lesser)
        {
            if (now[at - distance] <= value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How far before each block of states lie those with one weekend or one counted shift less.</summary>
    private int[] Lesser(int outer)
    {
        List<int> distances = [];
        if (outer % _weekends > 0)
        {
            distances.Add(1);
        }

        for (int index = 0; index < _counted.Length; index++)
        {
            if (outer / _weekends / _countStride[index] % (_person.MostOfType[_counted[index]] + 1) > 0)
            {
                distances.Add(_countStride[index] * _weekends);
            }
        }

        return [.. distances.Select(distance => distance * _width * _states.Count)];
    }

    /// <summary>Work on this day after that state is the first of its weekend.</summary>
    private bool IsNewWeekend(int day, int state) =>
        _model.Weekend[day] >= 0 && (day == 0 || _model.Weekend[day - 1] != _model.Weekend[day] || !_states.IsWork(state));

    /// <summary>Weekends and counts after a shift; −1 beyond a limit.</summary>
    private int After(int outer, int group, bool newWeekend)
    {
        (int counts, int weekends) = (outer / _weekends, outer % _weekends);
        if (newWeekend && CountsWeekends && ++weekends >= _weekends)
        {
            return -1;
        }

        int counted = _countOfGroup[group];
        if (counted >= 0)
        {
            int most = _person.MostOfType[_counted[counted]];
            if (counts / _countStride[counted] % (most + 1) >= most)
            {
                return -1;
            }

            counts += _countStride[counted];
        }

        return counts * _weekends + weekends;
    }

    private void TraceBack(int end, ushort[] came, Span<int> row)
    {
        (int at, int groups) = (end, _groupCost.Length);
        for (int day = _model.Days - 1; day >= 0; day--)
        {
            int code = came[day * _layer + at];
            (int state, int group) = (code / (groups + 1), code % (groups + 1) - 1);
            int block = at / _states.Count;
            (int outer, int units) = (block / _width, _low[day + 1] + block % _width);
            if (group >= 0)
            {
                int counted = _countOfGroup[group];
                int counts = outer / _weekends - (counted >= 0 ? _countStride[counted] : 0);
                int weekends = outer % _weekends - (CountsWeekends && IsNewWeekend(day, state) ? 1 : 0);
                outer = counts * _weekends + weekends;
                units -= _groupUnits[group];
            }

            row[day] = group < 0 ? -1 : _groupType[day * groups + group];
            at = (outer * _width + units - _low[day]) * _states.Count + state;
        }
    }
}
