using System.Numerics;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>People counted in parts per cell and queue, and the prices at which their tables want just as many.</summary>
/// <remarks>
/// The dual is climbed by proximal steps: prices may leave a centre at a quadratic price, so that a price is the table's
/// own plus reach × (people wanted − people there). Skill types share out their people between queues until no queue is dearer.
/// </remarks>
internal sealed class FractionalStaff
{
    private const double Even = 1e-9;
    private const double Shorter = 0.7;
    private readonly CostTables _costs;
    private readonly ulong[] _skills;
    private readonly int _queues;
    private readonly int _first;
    private readonly double[] _center;
    private readonly double[] _staff;
    private readonly int[] _whole;
    private readonly double[] _serving;

    /// <param name="costs">Tables, cell-major.</param>
    /// <param name="skills">Queues of every skill type, as bits.</param>
    /// <param name="allocation">Who serves what to begin with, from the first cell on.</param>
    /// <param name="firstCell">First cell that is priced.</param>
    /// <param name="start">Prices to begin with, per (cell, queue).</param>
    public FractionalStaff(CostTables costs, ulong[] skills, SlotAllocation allocation, int firstCell, double[] start)
    {
        (_costs, _skills, _first) = (costs, skills, firstCell);
        _queues = Math.Max(1, allocation.Queues);
        _center = [.. start];
        Prices = [.. start];
        _staff = new double[start.Length];
        _whole = new int[start.Length];
        _serving = new double[start.Length * skills.Length];
        Reach = Math.Max(1e-6, Begin(allocation) / Math.Max(1, start.Length));
    }

    /// <summary>The present prices, per (cell, queue).</summary>
    public double[] Prices { get; }

    /// <summary>How far a price moves for one person.</summary>
    public double Reach { get; private set; }

    /// <summary>Cells priced.</summary>
    public int Cells => Prices.Length / _queues;

    /// <summary>Prices are held back near the present ones from now on.</summary>
    public void MoveCenter()
    {
        Prices.CopyTo(_center.AsSpan());
        RepriceAll();
    }

    /// <summary>Prices are held back more strongly, after a step that went too far to be solved well.</summary>
    public void ShortenReach()
    {
        Reach *= Shorter;
        RepriceAll();
    }

    /// <summary>What one person of a type is worth in a cell: the dearest queue; −∞ without any.</summary>
    public double Worth(int cell, int type)
    {
        unchecked
        {
            double best = double.NegativeInfinity;
            int row = (cell - _first) * _queues;
            for (ulong left = _skills[type]; left != 0; left &= left - 1)
            {
                best = Math.Max(best, Prices[row + BitOperations.TrailingZeroCount(left)]);
            }

            return best;
        }
    }

    /// <summary>Adds a part of a person, where one is worth most.</summary>
    public void Add(int cell, int type, double part)
    {
        unchecked
        {
            (int high, _) = Extremes(cell, type);
            int index = (cell - _first) * _queues + high;
            _serving[index * _skills.Length + type] += part;
            _staff[index] += part;
            Reprice(index);
            EvenOut(cell, type);
        }
    }

    /// <summary>Takes away a part of a person, from where one is worth least.</summary>
    public void Remove(int cell, int type, double part)
    {
        unchecked
        {
            while (part > 0)
            {
                (_, int low) = Extremes(cell, type);
                if (low < 0)
                {
                    return;
                }

                int index = (cell - _first) * _queues + low;
                ref double there = ref _serving[index * _skills.Length + type];
                double taken = Math.Min(part, there);
                there = there - taken < 1e-12 ? 0 : there - taken;
                _staff[index] -= taken;
                part -= taken;
                Reprice(index);
            }

            EvenOut(cell, type);
        }
    }

    /// <summary>Every type in every cell once evens out its queues.</summary>
    public void EvenOutAll()
    {
        for (int cell = _first; cell < _first + Cells; cell++)
        {
            for (int type = 0; type < _skills.Length; type++)
            {
                EvenOut(cell, type);
            }
        }
    }

    /// <summary>Takes over who serves which queue; returns the sum of the kinks of the tables there.</summary>
    private double Begin(SlotAllocation allocation)
    {
        double kinks = 0;
        for (int index = 0; index < _staff.Length; index++)
        {
            (int cell, int queue) = (_first + index / _queues, index % _queues);
            _whole[index] = allocation.Staff(cell, queue);
            _staff[index] = _whole[index];
            kinks += Math.Max(0, Gain(index, Math.Max(0, _whole[index] - 1)) - Gain(index, _whole[index]));
            for (int type = 0; type < _skills.Length; type++)
            {
                _serving[index * _skills.Length + type] = allocation.Serving(cell, type, queue);
            }
        }

        return kinks;
    }

    private void RepriceAll()
    {
        for (int index = 0; index < Prices.Length; index++)
        {
            Reprice(index);
        }
    }

    private double Gain(int index, int people) => _costs.Gain(_first * _queues + index, people);

    /// <summary>Moves parts of one type from the queue where they are worth least to the one where they are worth most.</summary>
    private void EvenOut(int cell, int type)
    {
        unchecked
        {
            (int high, int low) = Extremes(cell, type);
            if (low < 0 || high == low)
            {
                return;
            }

            (int to, int from) = ((cell - _first) * _queues + high, (cell - _first) * _queues + low);
            double lead = Prices[to] - Prices[from];
            if (lead > Even)
            {
                double part = Math.Min(_serving[from * _skills.Length + type], lead / (2 * Reach));
                _serving[from * _skills.Length + type] -= part;
                _serving[to * _skills.Length + type] += part;
                _staff[from] -= part;
                _staff[to] += part;
                Reprice(from);
                Reprice(to);
            }
        }
    }

    /// <summary>The dearest queue of a type, and the cheapest one where some of the type serve; −1 when none does.</summary>
    private (int High, int Low) Extremes(int cell, int type)
    {
        unchecked
        {
            int row = (cell - _first) * _queues;
            (int high, int low) = (-1, -1);
            for (ulong left = _skills[type]; left != 0; left &= left - 1)
            {
                int queue = BitOperations.TrailingZeroCount(left);
                high = high < 0 || Prices[row + queue] > Prices[row + high] ? queue : high;
                low = _serving[(row + queue) * _skills.Length + type] > 0 && (low < 0 || Prices[row + queue] < Prices[row + low]) ? queue : low;
            }

            return (high, low);
        }
    }

    /// <summary>The price at which a table wants as many people as there are, give or take what the way from the centre allows.</summary>
    private void Reprice(int index)
    {
        unchecked
        {
            int people = _whole[index];
            double price = _center[index] + Reach * (people - _staff[index]);
            while (true)
            {
                double more = Gain(index, people);
                if (price < more)
                {
                    double next = price + Reach;
                    (price, people) = next > more ? (more, people) : (next, people + 1);
                    if (next > more)
                    {
                        break;
                    }

                    continue;
                }

                if (people == 0 || price <= Gain(index, people - 1))
                {
                    break;
                }

                double less = Gain(index, people - 1);
                double before = price - Reach;
                (price, people) = before < less ? (less, people) : (before, people - 1);
                if (before < less)
                {
                    break;
                }
            }

            (_whole[index], Prices[index]) = (people, price);
        }
    }
}
