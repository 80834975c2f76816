using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wfm.Scheduling.Search;

/// <summary>Finds one agent's best period for given values of every day's shifts: exact dynamic programming over hours and rest.</summary>
/// <remarks>
/// The state is (paid units so far, rest state). Only values are stored; the way back finds the predecessor whose sum is
/// bit-equal, so the forward pass is additions and maxima over contiguous hours. A weekly maximum of hours is left aside
/// at first; only when the answer breaks it, each week is done again once per possible total at its start. One instance belongs to one thread.
/// </remarks>
internal sealed partial class PeriodProgram
{
    /// <summary>Marks a day off among the choices.</summary>
    public const int Off = -1;

    private const double Never = double.NegativeInfinity;
    private readonly List<double[]> _inner = [];
    private readonly List<double[]> _start = [];
    private readonly (int Class, int Paid, double Value)[] _entries = new (int, int, double)[DayPricing.ValueCount];
    private readonly List<bool[]> _reached = [];
    private double[] _merged = [];
    private int _entryCount;
    private bool _grouped;

    /// <summary>Solves one agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="states">Cautious states for a schedule, hopeful ones for a bound.</param>
    /// <param name="values">Tables of <see cref="DayPricing.ValueCount"/> values.</param>
    /// <param name="offsets">Where each day's table begins.</param>
    /// <param name="choices">Receives for every day <see cref="Off"/> or class × stride + paid units.</param>
    /// <returns>The best total, or −∞ when no schedule keeps the rules.</returns>
    public double Solve(AgentModel agent, RestStates states, ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, Span<int> choices)
    {
        _grouped = false;
        double best = Run(agent, states, values, offsets, choices);
        if (agent.WeekCap < int.MaxValue && best > Never && BreaksCap(agent, choices))
        {
            _grouped = true;
            best = Run(agent, states, values, offsets, choices);
        }

        return best;
    }

    /// <summary>An upper bound on the best total that leaves the weekly maximum of hours aside; choices as in <see cref="Solve"/>.</summary>
    public double Relax(
        AgentModel agent, RestStates states, ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, Span<int> choices)
    {
        _grouped = false;
        return Run(agent, states, values, offsets, choices);
    }

    private double Run(
        AgentModel agent, RestStates states, ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, Span<int> choices)
    {
        Prepare(agent);
        Reset(agent, states);
        for (int day = 0; day < agent.DayCount; day++)
        {
            Advance(agent, states, day, values.Slice(offsets[day], DayPricing.ValueCount));
        }

        (double best, int state, int hours) = Last(agent, states);
        if (best > Never && !choices.IsEmpty)
        {
            TraceBack(agent, states, values, offsets, choices, (state, hours));
        }

        return best;
    }

    private static bool BreaksCap(AgentModel agent, ReadOnlySpan<int> choices)
    {
        int week = 0;
        for (int day = 0; day < agent.DayCount; day++)
        {
            week = (agent.WeekStart[day] == day ? 0 : week) + (choices[day] == Off ? 0 : choices[day] % DayPricing.PaidStride);
            if (week > agent.WeekCap)
            {
                return true;
            }
        }

        return false;
    }

    private void Prepare(AgentModel agent)
    {
        while (_inner.Count <= agent.DayCount)
        {
            _inner.Add([]);
            _start.Add([]);
            _reached.Add([]);
        }
    }

    private void ForgetReached(RestStates states, int layer)
    {
        if (_reached[layer].Length < states.Count(layer))
        {
            _reached[layer] = new bool[states.Count(layer)];
        }

        Array.Clear(_reached[layer]);
    }

    private static int Width(AgentModel agent, int layer) => Math.Max(0, agent.HighHours[layer] - agent.LowHours[layer] + 1);

    private int Groups(AgentModel agent, int day) => _grouped ? Width(agent, agent.WeekStart[day]) : 1;

    private static bool EndsWeek(AgentModel agent, int day) =>
        day + 1 == agent.DayCount || agent.WeekStart[day + 1] == day + 1;

    private static void Clear(List<double[]> layers, int layer, int length)
    {
        if (layers[layer].Length < length)
        {
            layers[layer] = new double[length];
        }

        layers[layer].AsSpan(0, length).Fill(Never);
    }

    private void Reset(AgentModel agent, RestStates states)
    {
        Clear(_start, 0, states.Count(0) * Width(agent, 0));
        ForgetReached(states, 0);
        _reached[0].AsSpan(0, states.Count(0)).Fill(true);
        if (agent.LowHours[0] <= 0 && agent.HighHours[0] >= 0)
        {
            _start[0][-agent.LowHours[0]] = 0;
        }
    }

    private void Advance(AgentModel agent, RestStates states, int day, ReadOnlySpan<double> values)
    {
        ListEntries(agent, day, values);
        int groups = Groups(agent, day);
        int width = Width(agent, day + 1);
        Clear(_inner, day + 1, groups * states.Count(day + 1) * width);
        ForgetReached(states, day + 1);
        for (int group = 0; group < groups; group++)
        {
            AdvanceGroup(agent, states, day, group);
        }

        if (EndsWeek(agent, day))
        {
            Fold(states.Count(day + 1) * width, day + 1, groups);
        }
    }

    private void ListEntries(AgentModel agent, int day, ReadOnlySpan<double> values)
    {
        _entryCount = 0;
        if (agent.Days[day] is null)
        {
            return;
        }

        for (int at = 0; at < values.Length; at++)
        {
            if (values[at] > Never)
            {
                _entries[_entryCount++] = (at / DayPricing.PaidStride, at % DayPricing.PaidStride, values[at] - agent.WorkCost[day]);
            }
        }
    }

    /// <summary>All steps of one group; states that a class leads to one and the same state are merged before its lengths are tried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AdvanceGroup(AgentModel agent, RestStates states, int day, int group)
    {
        for (int target = 0; target < states.Count(day + 1); target++)
        {
            if (!agent.MustWork[day])
            {
                ReadOnlySpan<double> resting = Merge(agent, states, (day, group), Off, target);
                Step(agent, states, (day, group, target), resting, 0, 0);
            }

            for (int entry = 0; entry < _entryCount;)
            {
                int shiftClass = _entries[entry].Class;
                ReadOnlySpan<double> source = Merge(agent, states, (day, group), shiftClass, target);
                for (; entry < _entryCount && _entries[entry].Class == shiftClass; entry++)
                {
                    Step(agent, states, (day, group, target), source, _entries[entry].Paid, _entries[entry].Value);
                }
            }
        }
    }

    /// <summary>The best totals before a day over all states that a choice leads to one target; empty when there is none.</summary>
    private ReadOnlySpan<double> Merge(AgentModel agent, RestStates states, (int Day, int Group) from, int shiftClass, int target)
    {
        int width = Width(agent, from.Day);
        bool first = agent.WeekStart[from.Day] == from.Day;
        ReadOnlySpan<double> found = [];
        for (int state = 0; state < states.Count(from.Day); state++)
        {
            int next = shiftClass == Off ? states.AfterOff(from.Day, state) : states.AfterWork(from.Day, state, shiftClass);
            if (next != target || !_reached[from.Day][state])
            {
                continue;
            }

            ReadOnlySpan<double> source = SourceOf(states, (from.Day, from.Group, state), first, width);
            if (found.IsEmpty)
            {
                found = source;
                continue;
            }

            Span<double> merged = Scratch(width);
            if (found != merged)
            {
                found.CopyTo(merged);
            }

            MaximumOfSum(merged, source, 0);
            found = merged;
        }

        return found;
    }

    private Span<double> Scratch(int width)
    {
        if (_merged.Length < width)
        {
            _merged = new double[width];
        }

        return _merged.AsSpan(0, width);
    }

    private ReadOnlySpan<double> SourceOf(
        RestStates states, (int Day, int Group, int State) from, bool first, int width) =>
        first
            ? _start[from.Day].AsSpan(from.State * width, width)
            : _inner[from.Day].AsSpan((from.Group * states.Count(from.Day) + from.State) * width, width);

    /// <summary>Adds one choice to every running total that may take it.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="states">Its rest states.</param>
    /// <param name="to">The day, the group and the state after it.</param>
    /// <param name="source">Totals before the day; empty when no state leads here.</param>
    /// <param name="paid">Paid units of the choice.</param>
    /// <param name="value">Its worth.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(
        AgentModel agent, RestStates states, (int Day, int Group, int State) to, ReadOnlySpan<double> source, int paid, double value)
    {
        if (source.IsEmpty)
        {
            return;
        }

        unchecked
        {
            int day = to.Day;
            int lowBefore = agent.LowHours[day];
            int lowAfter = agent.LowHours[day + 1];
            (int low, int high, int top) = (lowBefore, agent.HighHours[day], agent.HighHours[day + 1]);
            if (_grouped)
            {
                int start = agent.LowHours[agent.WeekStart[day]] + to.Group;
                (low, high) = agent.WeekStart[day] == day ? (start, start) : (low, high);
                top = Math.Min(top, start + agent.WeekCap);
            }

            low = Math.Max(low, lowAfter - paid);
            int length = Math.Min(high, top - paid) - low + 1;
            if (length > 0)
            {
                int nextWidth = agent.HighHours[day + 1] - lowAfter + 1;
                int target = (to.Group * states.Count(day + 1) + to.State) * nextWidth + low + paid - lowAfter;
                MaximumOfSum(_inner[day + 1].AsSpan(target, length), source.Slice(low - lowBefore, length), value);
                _reached[day + 1][to.State] = true;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaximumOfSum(Span<double> target, ReadOnlySpan<double> source, double value)
    {
        unchecked
        {
            ref double to = ref MemoryMarshal.GetReference(target);
            ref double from = ref MemoryMarshal.GetReference(source);
            Vector256<double> add = Vector256.Create(value);
            int at = 0;
            for (; at <= target.Length - 4; at += 4)
            {
                Vector256<double> sum = Vector256.LoadUnsafe(ref from, (nuint)at) + add;
                Vector256.Max(Vector256.LoadUnsafe(ref to, (nuint)at), sum).StoreUnsafe(ref to, (nuint)at);
            }

            for (; at < target.Length; at++)
            {
                target[at] = Math.Max(target[at], source[at] + value);
            }
        }
    }

    private void Fold(int length, int layer, int groups)
    {
        Clear(_start, layer, length);
        for (int group = 0; group < groups; group++)
        {
            MaximumOfSum(_start[layer].AsSpan(0, length), _inner[layer].AsSpan(group * length, length), 0);
        }
    }

    private (double Best, int State, int Hours) Last(AgentModel agent, RestStates states)
    {
        int layer = agent.DayCount;
        int width = Width(agent, layer);
        (double Best, int State, int Hours) found = (Never, -1, -1);
        for (int state = 0; state < states.Count(layer); state++)
        {
            for (int hours = 0; hours < width && states.Accepts(state); hours++)
            {
                double value = _start[layer][state * width + hours];
                if (value > found.Best)
                {
                    found = (value, state, agent.LowHours[layer] + hours);
                }
            }
        }

        return found;
    }
}
