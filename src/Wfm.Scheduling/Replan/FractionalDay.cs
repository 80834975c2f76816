using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>The rest of a day in which people may be in several arrangements in parts; its balance gives prices for the bound.</summary>
/// <remarks>
/// The dual is climbed by proximal steps: prices may leave a centre at a quadratic price. A step's own dual is a smooth
/// convex problem over parts of arrangements, solved person by person: the best arrangement at the present prices takes
/// weight from the worst one held, as far as an exact line search on the curvature allows (block-coordinate pairwise
/// Frank–Wolfe). Skills share out the parts between queues in the same way. Any prices found are valid for the bound.
/// </remarks>
internal sealed class FractionalDay
{
    private const int MostColumns = 16;
    private const double Even = 1e-9;
    private const double Shorter = 0.7;
    private readonly PublishedDay _day;
    private readonly PersonRoom[] _rooms;
    private readonly int[] _people;
    private readonly int _free;
    private readonly int _slots;
    private readonly int _queues;
    private readonly int _types;
    private double _reach;
    private readonly double[] _center;
    private readonly double[] _prices;
    private readonly double[] _staff;
    private readonly int[] _whole;
    private readonly double[] _serving;
    private readonly SlotMask[] _masks;
    private readonly double[] _costs;
    private readonly double[] _weights;
    private readonly Arrangement[] _arrangements;
    private readonly RoomPricing _pricing = new();
    private readonly double[] _prefix = new double[129];

    /// <param name="day">The day.</param>
    /// <param name="rooms">What everybody may do.</param>
    /// <param name="search">A good arrangement to begin with.</param>
    /// <param name="free">First slot that is priced.</param>
    /// <param name="start">Prices to begin with, per (free slot, queue), slot-major.</param>
    public FractionalDay(PublishedDay day, PersonRoom[] rooms, ReplanSearch search, int free, double[] start)
    {
        (_day, _rooms, _free, _slots) = (day, rooms, free, day.Slots);
        (_queues, _types, _people) = (day.Problem.Queues.Count, day.Skills.Length, [.. search.Movable]);
        _center = [.. start];
        _prices = [.. start];
        _staff = new double[start.Length];
        _whole = new int[start.Length];
        _serving = new double[start.Length * _types];
        _masks = new SlotMask[_people.Length * MostColumns];
        _costs = new double[_masks.Length];
        _weights = new double[_masks.Length];
        _arrangements = new Arrangement[_masks.Length];
        _reach = Math.Max(1e-6, Begin(search) / Math.Max(1, start.Length));
        for (int index = 0; index < _people.Length; index++)
        {
            PersonRoom room = rooms[_people[index]];
            Arrangement now = search.Now(_people[index]);
            int at = index * MostColumns;
            (_masks[at], _costs[at], _weights[at], _arrangements[at]) = (room.Serving(now), room.CostOfChange(now), 1, now);
        }
    }

    /// <summary>Takes over who serves which queue; returns the sum of the kinks of the tables there.</summary>
    private double Begin(ReplanSearch search)
    {
        double kinks = 0;
        for (int cell = 0; cell < _staff.Length; cell++)
        {
            (int slot, int queue) = (_free + cell / _queues, cell % _queues);
            _whole[cell] = search.Allocation.Staff(slot, queue);
            _staff[cell] = _whole[cell];
            kinks += Math.Max(0, Gain(cell, Math.Max(0, _whole[cell] - 1)) - Gain(cell, _whole[cell]));
            for (int type = 0; type < _types; type++)
            {
                _serving[cell * _types + type] = search.Allocation.Serving(slot, type, queue);
            }
        }

        return kinks;
    }

    /// <summary>The present prices.</summary>
    public double[] Prices => _prices;

    /// <summary>Everybody in turn shifts weight to the best arrangement, then every skill type evens out its queues.</summary>
    public void Pass()
    {
        for (int index = 0; index < _people.Length; index++)
        {
            Improve(index);
        }

        for (int slot = _free; slot < _slots; slot++)
        {
            for (int type = 0; type < _types; type++)
            {
                EvenOut(slot, type);
            }
        }
    }

    /// <summary>Prices are held back near the present ones from now on.</summary>
    public void MoveCenter()
    {
        _prices.CopyTo(_center.AsSpan());
        RepriceAll();
    }

    /// <summary>Prices are held back more strongly, after a step that went too far to be solved well.</summary>
    public void ShortenReach()
    {
        _reach *= Shorter;
        RepriceAll();
    }

    private void RepriceAll()
    {
        for (int cell = 0; cell < _prices.Length; cell++)
        {
            Reprice(cell);
        }
    }

    /// <summary>The arrangement that holds most of each movable person, in the search's order.</summary>
    public IEnumerable<(int Person, Arrangement Arrangement)> Rounded()
    {
        for (int index = 0; index < _people.Length; index++)
        {
            int best = index * MostColumns;
            for (int column = best; column < (index + 1) * MostColumns; column++)
            {
                best = _weights[column] > _weights[best] ? column : best;
            }

            yield return (_people[index], _arrangements[best]);
        }
    }

    private double Gain(int cell, int people) => _day.Costs.Gain(_free * _queues + cell, people);

    private void Improve(int index)
    {
        unchecked
        {
            PersonRoom room = _rooms[_people[index]];
            FillPrefix(room);
            double value = _pricing.Best(room, _prefix, out Arrangement best);
            int first = index * MostColumns;
            (int worst, double least, int empty) = (-1, double.PositiveInfinity, first);
            for (int column = first; column < first + MostColumns; column++)
            {
                if (_weights[column] <= 0)
                {
                    empty = column;
                    continue;
                }

                double held = ValueOf(column);
                if (held < least)
                {
                    (worst, least) = (column, held);
                }
            }

            if (value - least > Even)
            {
                Shift(room, Hold(room, best, first, empty), worst, value - least);
            }
        }
    }

    private double ValueOf(int column)
    {
        unchecked
        {
            double value = -_costs[column];
            for (SlotMask mask = _masks[column]; !mask.IsEmpty;)
            {
                int slot = SlotMask.Pop(ref mask);
                value += _prefix[slot + 1] - _prefix[slot];
            }

            return value;
        }
    }

    /// <summary>The column of an arrangement, made when it is not held yet; in a full row it takes over from the lightest one.</summary>
    private int Hold(PersonRoom room, Arrangement arrangement, int first, int empty)
    {
        SlotMask mask = room.Serving(arrangement);
        double cost = room.CostOfChange(arrangement);
        for (int column = first; column < first + MostColumns; column++)
        {
            if (_weights[column] > 0 && _masks[column] == mask && _costs[column] == cost)
            {
                return column;
            }
        }

        if (_weights[empty] > 0)
        {
            empty = Lightest(first);
            Replace(_masks[empty], mask, room.Person.Type, _weights[empty]);
        }

        (_masks[empty], _costs[empty], _arrangements[empty]) = (mask, cost, arrangement);
        return empty;
    }

    private void Shift(PersonRoom room, int to, int from, double lead)
    {
        unchecked
        {
            if (to == from)
            {
                return;
            }

            int differ = _masks[to].Without(_masks[from]).Count + _masks[from].Without(_masks[to]).Count;
            double weight = Math.Min(_weights[from], lead / (_reach * Math.Max(1, differ)));
            _weights[to] += weight;
            _weights[from] = weight >= _weights[from] ? 0 : _weights[from] - weight;
            Replace(_masks[from], _masks[to], room.Person.Type, weight);
        }
    }

    private int Lightest(int first)
    {
        int lightest = first;
        for (int column = first; column < first + MostColumns; column++)
        {
            lightest = _weights[column] < _weights[lightest] ? column : lightest;
        }

        return lightest;
    }

    private void Replace(SlotMask before, SlotMask after, int type, double weight)
    {
        for (SlotMask less = before.Without(after); !less.IsEmpty;)
        {
            Remove(SlotMask.Pop(ref less), type, weight);
        }

        for (SlotMask more = after.Without(before); !more.IsEmpty;)
        {
            Add(SlotMask.Pop(ref more), type, weight);
        }
    }

    private void FillPrefix(PersonRoom room)
    {
        unchecked
        {
            double sum = 0;
            ulong skills = _day.Skills[room.Person.Type];
            int end = Math.Min(_slots, room.LastEnd);
            for (int slot = _free; slot < end; slot++)
            {
                _prefix[slot] = sum;
                if (room.Unserving.Contains(slot))
                {
                    continue;
                }

                double best = double.NegativeInfinity;
                int row = (slot - _free) * _queues;
                for (ulong left = skills; left != 0; left &= left - 1)
                {
                    best = Math.Max(best, _prices[row + System.Numerics.BitOperations.TrailingZeroCount(left)]);
                }

                sum += best;
            }

            _prefix[end] = sum;
        }
    }

    private void Add(int slot, int type, double part)
    {
        unchecked
        {
            (int high, _) = Extremes(slot, type);
            int cell = (slot - _free) * _queues + high;
            _serving[cell * _types + type] += part;
            _staff[cell] += part;
            Reprice(cell);
            EvenOut(slot, type);
        }
    }

    private void Remove(int slot, int type, double part)
    {
        unchecked
        {
            while (part > 0)
            {
                (_, int low) = Extremes(slot, type);
                if (low < 0)
                {
                    return;
                }

                int cell = (slot - _free) * _queues + low;
                double taken = Math.Min(part, _serving[cell * _types + type]);
                double left = _serving[cell * _types + type] - taken;
                _serving[cell * _types + type] = left < 1e-12 ? 0 : left;
                _staff[cell] -= taken;
                part -= taken;
                Reprice(cell);
            }

            EvenOut(slot, type);
        }
    }

    /// <summary>Moves parts of one type from the queue where they are worth least to the one where they are worth most.</summary>
    private void EvenOut(int slot, int type)
    {
        unchecked
        {
            (int high, int low) = Extremes(slot, type);
            if (low < 0 || high == low)
            {
                return;
            }

            (int to, int from) = ((slot - _free) * _queues + high, (slot - _free) * _queues + low);
            double lead = _prices[to] - _prices[from];
            if (lead > Even)
            {
                double part = Math.Min(_serving[from * _types + type], lead / (2 * _reach));
                _serving[from * _types + type] -= part;
                _serving[to * _types + type] += part;
                _staff[from] -= part;
                _staff[to] += part;
                Reprice(from);
                Reprice(to);
            }
        }
    }

    /// <summary>The dearest queue of a type, and the cheapest one where some of the type serve; −1 when none does.</summary>
    private (int High, int Low) Extremes(int slot, int type)
    {
        unchecked
        {
            int row = (slot - _free) * _queues;
            (int high, int low) = (-1, -1);
            for (ulong left = _day.Skills[type]; left != 0; left &= left - 1)
            {
                int queue = System.Numerics.BitOperations.TrailingZeroCount(left);
                high = high < 0 || _prices[row + queue] > _prices[row + high] ? queue : high;
                low = _serving[(row + queue) * _types + type] > 0 && (low < 0 || _prices[row + queue] < _prices[row + low]) ? queue : low;
            }

            return (high, low);
        }
    }

    /// <summary>The price at which a table wants as many people as there are, give or take what the way from the centre allows.</summary>
    private void Reprice(int cell)
    {
        unchecked
        {
            int people = _whole[cell];
            double price = _center[cell] + _reach * (people - _staff[cell]);
            while (true)
            {
                double more = Gain(cell, people);
                if (price < more)
                {
                    double next = price + _reach;
                    (price, people) = next > more ? (more, people) : (next, people + 1);
                    if (next > more)
                    {
                        break;
                    }

                    continue;
                }

                if (people == 0 || price <= Gain(cell, people - 1))
                {
                    break;
                }

                double less = Gain(cell, people - 1);
                double before = price - _reach;
                (price, people) = before < less ? (less, people) : (before, people - 1);
                if (before < less)
                {
                    break;
                }
            }

            (_whole[cell], _prices[cell]) = (people, price);
        }
    }
}
