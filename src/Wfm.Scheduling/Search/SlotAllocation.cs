using System.Numerics;
using System.Runtime.CompilerServices;

namespace Wfm.Scheduling.Search;

/// <summary>Who serves which queue in every slot, kept exactly cheapest while people come and go.</summary>
/// <remarks>
/// Within a slot this is a transport problem with convex costs at the queues. One person more is placed at the end of
/// the best chain of moves between queues, one less is repaired by the best chain backwards; both keep the optimum.
/// The worth of one more (<see cref="GainOfOneMore"/>) and the loss of one less (<see cref="LossOfOneLess"/>) are kept
/// for every skill type and cell, so that a change of one agent is priced without being made.
/// </remarks>
internal sealed class SlotAllocation
{
    private readonly CostTables _costs;
    private readonly ulong[] _skills;
    private readonly int _types;
    private readonly int _queues;
    private readonly int _cells;
    private readonly ushort[] _serving;
    private readonly ulong[] _served;
    private readonly ushort[] _staff;
    private readonly ulong[] _moves;
    private readonly double[] _gain;
    private readonly double[] _loss;
    private readonly ulong[] _reach;
    private readonly double[] _gains;
    private readonly double[] _losses;
    private readonly double[] _own;
    private readonly int[] _parent;
    private readonly int[] _line;

    /// <param name="costs">One table per (cell, queue), cell-major.</param>
    /// <param name="skills">For every skill type the queues it serves, as bits.</param>
    /// <param name="queues">Number of queues, at most 64.</param>
    public SlotAllocation(CostTables costs, ulong[] skills, int queues)
    {
        (_costs, _skills, _types, _queues) = (costs, skills, skills.Length, queues);
        _cells = costs.Count / queues;
        _serving = new ushort[_cells * _types * queues];
        _served = new ulong[_cells * _types];
        _staff = new ushort[_cells * queues];
        _moves = new ulong[_cells * queues];
        _gain = new double[_types * _cells];
        _loss = new double[_types * _cells];
        _reach = new ulong[queues];
        _gains = new double[queues];
        _losses = new double[queues];
        _own = new double[queues];
        _parent = new int[queues];
        _line = new int[queues];
        for (int cell = 0; cell < _cells; cell++)
        {
            for (int queue = 0; queue < queues; queue++)
            {
                CoverageCost += costs.Cost(cell * queues + queue, 0);
            }

            Refresh(cell);
        }
    }

    /// <summary>A copy that goes its own way; the tables of costs are shared.</summary>
    public SlotAllocation(SlotAllocation other)
    {
        (_costs, _skills, _types, _queues, _cells) = (other._costs, other._skills, other._types, other._queues, other._cells);
        _serving = [.. other._serving];
        _served = [.. other._served];
        _staff = [.. other._staff];
        _moves = [.. other._moves];
        _gain = [.. other._gain];
        _loss = [.. other._loss];
        _reach = new ulong[_queues];
        _gains = new double[_queues];
        _losses = new double[_queues];
        _own = new double[_queues];
        _parent = new int[_queues];
        _line = new int[_queues];
        CoverageCost = other.CoverageCost;
    }

    /// <summary>Number of queues.</summary>
    public int Queues => _queues;

    /// <summary>Cost of all cells, kept up with every change.</summary>
    public double CoverageCost { get; private set; }

    /// <summary>People serving a queue in a cell.</summary>
    public int Staff(int cell, int queue) => _staff[cell * _queues + queue];

    /// <summary>People of a type serving a queue in a cell.</summary>
    public int Serving(int cell, int type, int queue) => _serving[(cell * _types + type) * _queues + queue];

    /// <summary>Worth of one more person of each type: one row of cells per type.</summary>
    public ReadOnlySpan<double> GainOfOneMore(int type) => _gain.AsSpan(type * _cells, _cells);

    /// <summary>Loss when one person of a type who is present goes: one row of cells per type.</summary>
    public ReadOnlySpan<double> LossOfOneLess(int type) => _loss.AsSpan(type * _cells, _cells);

    /// <summary>Adds one person of <paramref name="type"/> to a cell, moving others between queues where that is best.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int cell, int type)
    {
        Place(cell, type);
        Refresh(cell);
    }

    /// <summary>Adds people of <paramref name="type"/> to a cell; the tables of worth are brought up to date once.</summary>
    public void Add(int cell, int type, int people)
    {
        for (int person = 0; person < people; person++)
        {
            Place(cell, type);
        }

        Refresh(cell);
    }

    /// <summary>Adds one person; the worth of one more and one less is right again after <see cref="Refresh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Place(int cell, int type)
    {
        unchecked
        {
            int end = Search(cell, _skills[type], forward: true);
            CoverageCost -= _costs.Gain(cell * _queues + end, _staff[cell * _queues + end]);
            _staff[cell * _queues + end]++;
            while (_parent[end] >= 0)
            {
                Shift(cell, _parent[end], end);
                end = _parent[end];
            }

            Change(cell, type, end, 1);
        }
    }

    /// <summary>Takes one person of <paramref name="type"/> out of a cell and repairs the rest.</summary>
    /// <exception cref="ArgumentException">Nobody of that type is in the cell.</exception>
    public void Remove(int cell, int type)
    {
        Take(cell, type);
        Refresh(cell);
    }

    /// <summary>Takes one person out; the worth of one more and one less is right again after <see cref="Refresh"/>.</summary>
    /// <exception cref="ArgumentException">Nobody of that type is in the cell.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(int cell, int type)
    {
        unchecked
        {
            int end = Search(cell, QueuesServedBy(cell, type), forward: false);
            _staff[cell * _queues + end]--;
            CoverageCost += _costs.Gain(cell * _queues + end, _staff[cell * _queues + end]);
            while (_parent[end] >= 0)
            {
                Shift(cell, end, _parent[end]);
                end = _parent[end];
            }

            Change(cell, type, end, -1);
        }
    }

    private ulong QueuesServedBy(int cell, int type) => _served[cell * _types + type] is var served && served != 0
        ? served
        : throw new ArgumentException($"Nobody of type {type} is in cell {cell}.", nameof(type));

    /// <summary>Breadth first over moves between queues; returns the queue where one more saves most, or one less costs least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Search(int cell, ulong from, bool forward)
    {
        unchecked
        {
            (int head, int tail, ulong seen) = (0, 0, from);
            (int best, double bestValue) = (-1, double.NegativeInfinity);
            for (ulong left = from; left != 0; left &= left - 1)
            {
                int queue = BitOperations.TrailingZeroCount(left);
                (_line[tail++], _parent[queue]) = (queue, -1);
            }

            while (head < tail)
            {
                int queue = _line[head++];
                double value = forward ? GainAt(cell, queue) : -LossAt(cell, queue);
                if (value > bestValue)
                {
                    (best, bestValue) = (queue, value);
                }

                ulong open = (forward ? _moves[cell * _queues + queue] : MovesTo(cell, queue)) & ~seen;
                seen |= open;
                for (; open != 0; open &= open - 1)
                {
                    int next = BitOperations.TrailingZeroCount(open);
                    (_line[tail++], _parent[next]) = (next, queue);
                }
            }

            return best;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong MovesTo(int cell, int queue)
    {
        ulong from = 0;
        for (int other = 0; other < _queues; other++)
        {
            from |= (_moves[cell * _queues + other] >> queue & 1) << other;
        }

        return from;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double GainAt(int cell, int queue) => _costs.Gain(cell * _queues + queue, _staff[cell * _queues + queue]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double LossAt(int cell, int queue)
    {
        int staff = _staff[cell * _queues + queue];
        return staff == 0 ? double.PositiveInfinity : _costs.Gain(cell * _queues + queue, staff - 1);
    }

    /// <summary>Moves one person who may from one queue to another; the first skill type that can.</summary>
    private void Shift(int cell, int from, int to)
    {
        for (int type = 0; type < _types; type++)
        {
            if ((_skills[type] >> to & 1) != 0 && _serving[(cell * _types + type) * _queues + from] > 0)
            {
                Change(cell, type, from, -1);
                Change(cell, type, to, 1);
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Change(int cell, int type, int queue, int by)
    {
        unchecked
        {
            ref ushort serving = ref _serving[(cell * _types + type) * _queues + queue];
            serving = (ushort)(serving + by);
            ref ulong served = ref _served[cell * _types + type];
            if (by > 0)
            {
                served |= 1UL << queue;
                _moves[cell * _queues + queue] |= _skills[type];
                return;
            }

            if (serving > 0)
            {
                return;
            }

            served &= ~(1UL << queue);
            ulong moves = 0;
            for (int other = 0; other < _types; other++)
            {
                moves |= (_served[cell * _types + other] >> queue & 1) != 0 ? _skills[other] : 0;
            }

            _moves[cell * _queues + queue] = moves;
        }
    }

    /// <summary>Recomputes the worth of one more and one less for every type of one cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Refresh(int cell)
    {
        unchecked
        {
            Close(cell);
            for (int type = 0; type < _types; type++)
            {
                double gain = double.NegativeInfinity;
                for (ulong left = _skills[type]; left != 0; left &= left - 1)
                {
                    gain = Math.Max(gain, _gains[BitOperations.TrailingZeroCount(left)]);
                }

                double loss = double.PositiveInfinity;
                for (ulong left = _served[cell * _types + type]; left != 0; left &= left - 1)
                {
                    loss = Math.Min(loss, _losses[BitOperations.TrailingZeroCount(left)]);
                }

                _gain[type * _cells + cell] = gain;
                _loss[type * _cells + cell] = loss;
            }
        }
    }

    /// <summary>Closes the moves between queues under chaining and finds the best end from and to every queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Close(int cell)
    {
        unchecked
        {
            for (int queue = 0; queue < _queues; queue++)
            {
                _reach[queue] = _moves[cell * _queues + queue] | 1UL << queue;
            }

            for (int via = 0; via < _queues; via++)
            {
                for (int queue = 0; queue < _queues; queue++)
                {
                    _reach[queue] |= (_reach[queue] >> via & 1) != 0 ? _reach[via] : 0;
                }
            }

            _losses.AsSpan().Fill(double.PositiveInfinity);
            for (int queue = 0; queue < _queues; queue++)
            {
                _own[queue] = GainAt(cell, queue);
            }

            for (int queue = 0; queue < _queues; queue++)
            {
                double loss = LossAt(cell, queue), gain = double.NegativeInfinity;
                for (ulong reached = _reach[queue]; reached != 0; reached &= reached - 1)
                {
                    int other = BitOperations.TrailingZeroCount(reached);
                    _losses[other] = Math.Min(_losses[other], loss);
                    gain = Math.Max(gain, _own[other]);
                }

                _gains[queue] = gain;
            }
        }
    }
}
