using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wfm.Scheduling.Cover;

/// <summary>The cheapest period of one person for given costs per cell: exact dynamic programming over days.</summary>
/// <remarks>
/// State: counted types, weekends used, paid units so far and the run state of <see cref="RunStates"/>. A unit is the
/// greatest length that divides every shift in the scope; units are kept in the band from which the contract can still be met.
/// What the scope leaves out is not kept. Units lie side by side, so that a step takes four at once.
/// </remarks>
internal sealed class PersonProgram
{
    /// <summary>Values in one vector.</summary>
    private const int Lanes = 4;

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
    private readonly int _stride;
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

        _stride = Math.Max(1, _width) + Lanes - 1;
        _layer = _countSize * _weekends * _states.Count * _stride;
        _after = new int[2 * _states.Groups.Length];
        (_groupCost, _groupType) = (new double[model.Days * _states.Groups.Length], new int[model.Days * _states.Groups.Length]);
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

        int blocks = _layer / _stride;
        buffers.Reserve((long)_layer * (_model.Days + 1), blocks * (_model.Days + 1));
        Array.Fill(buffers.Values, double.PositiveInfinity, 0, _layer * (_model.Days + 1));
        Array.Clear(buffers.Reached, 0, blocks * (_model.Days + 1));
        (buffers.Values[_states.Start * _stride], buffers.Reached[_states.Start]) = (0, true);
        for (int day = 0; day < _model.Days; day++)
        {
            ChooseTypes(cost, day);
            Advance(
                day, weekendCost, buffers.Values.AsSpan(day * _layer, _layer), buffers.Values.AsSpan((day + 1) * _layer, _layer),
                buffers.Reached.AsSpan(day * blocks, blocks), buffers.Reached.AsSpan((day + 1) * blocks, blocks));
        }

        (int best, double least) = (-1, double.PositiveInfinity);
        ReadOnlySpan<double> last = buffers.Values.AsSpan(_model.Days * _layer, _layer);
        for (int at = 0; at < _layer; at++)
        {
            if (last[at] < least && _states.IsEnd[at / _stride % _states.Count] && _low[_model.Days] + at % _stride <= _mostUnits)
            {
                (best, least) = (at, last[at]);
            }
        }

        if (best >= 0)
        {
            TraceBack(best, weekendCost, buffers.Values, row);
        }

        return least;
    }

    /// <summary>The cheapest type of each group on a day.</summary>
    private void ChooseTypes(ReadOnlySpan<double> cost, int day)
    {
        int groups = _states.Groups.Length;
        for (int group = 0; group < groups; group++)
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

            _groupCost[day * groups + group] = least;
            _groupType[day * groups + group] = chosen;
        }
    }

    private void Advance(
        int day, double weekendCost, ReadOnlySpan<double> now, Span<double> next, ReadOnlySpan<bool> reached, Span<bool> reaches)
    {
        unchecked
        {
            (int states, int groups, int stride) = (_states.Count, _groupUnits.Length, _stride);
            (int low, int nextLow) = (_low[day], _low[day + 1]);
            (int width, int nextWidth) = (_high[day] - low + 1, _high[day + 1] - nextLow + 1);
            for (int outer = 0; outer < _countSize * _weekends; outer++)
            {
                for (int group = 0; group < groups; group++)
                {
                    _after[group] = After(outer, group, newWeekend: false);
                    _after[groups + group] = After(outer, group, newWeekend: true);
                }

                for (int state = 0; state < states; state++)
                {
                    if (!reached[outer * states + state])
                    {
                        continue;
                    }

                    ReadOnlySpan<double> from = now.Slice((outer * states + state) * stride, stride);
                    bool newWeekend = IsNewWeekend(day, state);
                    foreach (RunStates.Step step in _states.Steps[state])
                    {
                        (int toOuter, int shift, double cost) = (outer, low - nextLow, 0.0);
                        if (step.Group >= 0)
                        {
                            toOuter = _after[step.Group + (newWeekend ? groups : 0)];
                            shift += _groupUnits[step.Group];
                            cost = _groupCost[day * groups + step.Group] + (newWeekend ? weekendCost : 0);
                        }

                        int first = Math.Max(0, -shift);
                        int count = Math.Min(width, nextWidth - shift) - first;
                        if (toOuter >= 0 && count > 0 && !double.IsPositiveInfinity(cost))
                        {
                            reaches[toOuter * states + step.To] = true;
                            Lower(from[first..], cost, next.Slice((toOuter * states + step.To) * stride + first + shift, stride - first - shift), count);
                        }
                    }
                }
            }

            for (int block = nextWidth; block < next.Length; block += stride)
            {
                next.Slice(block, Math.Min(Lanes - 1, stride - nextWidth)).Fill(double.PositiveInfinity);
            }
        }
    }

    /// <summary>Lowers values to those of another block plus a cost; the few behind the last, up to a full vector, are wiped by the caller.</summary>
    private static void Lower(ReadOnlySpan<double> from, double cost, Span<double> to, int count)
    {
        unchecked
        {
            ref double source = ref MemoryMarshal.GetReference(from);
            ref double target = ref MemoryMarshal.GetReference(to);
            Vector256<double> costs = Vector256.Create(cost);
            for (nuint at = 0; at < (nuint)count; at += Lanes)
            {
                Vector256.Min(Vector256.LoadUnsafe(ref target, at), Vector256.LoadUnsafe(ref source, at) + costs).StoreUnsafe(ref target, at);
            }
        }
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

    /// <summary>Weekends and counts before a shift; −1 when there are none.</summary>
    private int Before(int outer, int group, bool newWeekend)
    {
        int before = outer;
        if (newWeekend && CountsWeekends)
        {
            if (outer % _weekends == 0)
            {
                return -1;
            }

            before--;
        }

        if (_countOfGroup[group] is int counted and >= 0)
        {
            if (outer / _weekends / _countStride[counted] % (_person.MostOfType[_counted[counted]] + 1) == 0)
            {
                return -1;
            }

            before -= _countStride[counted] * _weekends;
        }

        return before;
    }

    /// <summary>Finds day by day, from the last on, a state and a step whose values add up to what was reached.</summary>
    private void TraceBack(int end, double weekendCost, double[] values, Span<int> row)
    {
        (int block, int units) = (end / _stride, _low[_model.Days] + end % _stride);
        double value = values[_model.Days * _layer + end];
        for (int day = _model.Days - 1; day >= 0; day--)
        {
            (block, units, row[day]) = StepBefore(day, block, units, value, weekendCost, values);
            value = values[day * _layer + block * _stride + units - _low[day]];
        }
    }

    private (int Block, int Units, int Type) StepBefore(int day, int block, int units, double value, double weekendCost, double[] values)
    {
        (int outer, int to, int groups) = (block / _states.Count, block % _states.Count, _groupUnits.Length);
        foreach ((int state, int group) in _states.Before[to])
        {
            (int fromOuter, int fromUnits, double cost, bool newWeekend) = (outer, units, 0.0, IsNewWeekend(day, state));
            if (group >= 0)
            {
                (fromOuter, fromUnits) = (Before(outer, group, newWeekend), units - _groupUnits[group]);
                cost = _groupCost[day * groups + group] + (newWeekend ? weekendCost : 0);
            }

            int from = fromOuter * _states.Count + state;
            if (fromOuter >= 0 && fromUnits >= _low[day] && fromUnits <= _high[day]
                && values[day * _layer + from * _stride + fromUnits - _low[day]] + cost == value)
            {
                return (from, fromUnits, group < 0 ? -1 : _groupType[day * groups + group]);
            }
        }

        throw new InvalidOperationException($"{_person.Number}: no step leads to the state reached on day {day}.");
    }
}
