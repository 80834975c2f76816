using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>The Lagrangian dual of the rest of one day: any price per queue and free slot gives a valid lower bound.</summary>
/// <remarks>
/// As in the bound of the period, the link "people counted on a queue = people who serve it" is priced. What falls apart
/// is one convex table per queue and slot, and one best rest of the day per person, found by exact enumeration.
/// </remarks>
internal sealed class ReplanDual
{
    private const int SlotLimit = 128;
    private readonly PublishedDay _day;
    private readonly PersonRoom[] _rooms;
    private readonly int _free;
    private readonly int _slots;
    private readonly int _queues;
    private readonly double[] _prefixes;
    private readonly int[] _standing;
    private readonly int[] _most;
    private readonly int[] _people;
    private readonly double[] _own = new double[SlotLimit + 1];
    private readonly RoomPricing _pricing = new();

    /// <param name="day">The day.</param>
    /// <param name="rooms">What everybody may do.</param>
    /// <param name="free">First slot that is priced.</param>
    public ReplanDual(PublishedDay day, PersonRoom[] rooms, int free)
    {
        (_day, _free, _slots, _queues) = (day, free, day.Slots, day.Problem.Queues.Count);
        int types = day.Skills.Length;
        _prefixes = new double[types * (_slots + 1)];
        _standing = new int[types * _slots];
        _most = new int[_slots * _queues];
        _people = new int[_slots * _queues];
        List<PersonRoom> movable = [];
        foreach (PersonRoom room in rooms.Where(room => room.Person.Type >= 0))
        {
            CountMost(room);
            if (room.CanMove)
            {
                movable.Add(room);
            }
            else
            {
                CountStanding(room);
            }
        }

        _rooms = [.. movable];
    }

    /// <summary>Number of prices: one per (free slot, queue).</summary>
    public int PriceCount => (_slots - _free) * _queues;

    /// <summary>The bound these prices give.</summary>
    /// <param name="prices">Price of one person per (free slot, queue), slot-major.</param>
    public double Evaluate(ReadOnlySpan<double> prices)
    {
        PriceTypes(prices);
        double total = Tables(prices) - Standing();
        foreach (PersonRoom room in _rooms)
        {
            total -= _pricing.Best(room, PrefixOf(room), out _);
        }

        return total;
    }

    /// <summary>Prices at which an allocation is nearly in balance: the mean worth of the last person there and of one more.</summary>
    public double[] PricesOf(SlotAllocation allocation)
    {
        double[] prices = new double[PriceCount];
        for (int index = 0; index < prices.Length; index++)
        {
            (int slot, int queue) = (_free + index / _queues, index % _queues);
            int table = slot * _queues + queue;
            int staff = allocation.Staff(slot, queue);
            prices[index] = staff == 0
                ? _day.Costs.Gain(table, 0)
                : (_day.Costs.Gain(table, staff - 1) + _day.Costs.Gain(table, staff)) / 2;
        }

        return prices;
    }

    private void CountMost(PersonRoom room)
    {
        for (int slot = Math.Max(_free, room.Person.Shift.Start); slot < room.LastEnd; slot++)
        {
            for (int queue = 0; queue < _queues; queue++)
            {
                _most[slot * _queues + queue] += (int)(_day.Skills[room.Person.Type] >> queue & 1);
            }
        }
    }

    private void CountStanding(PersonRoom room)
    {
        for (SlotMask serving = room.Serving(room.Published); !serving.IsEmpty;)
        {
            _standing[room.Person.Type * _slots + SlotMask.Pop(ref serving)]++;
        }
    }

    private void PriceTypes(ReadOnlySpan<double> prices)
    {
        unchecked
        {
            for (int type = 0; type < _day.Skills.Length; type++)
            {
                ulong skills = _day.Skills[type];
                double sum = 0;
                int row = type * (_slots + 1);
                for (int slot = _free; slot < _slots; slot++)
                {
                    double best = double.NegativeInfinity;
                    for (int queue = 0; queue < _queues; queue++)
                    {
                        double price = prices[(slot - _free) * _queues + queue];
                        if ((skills >> queue & 1) != 0 && price > best)
                        {
                            best = price;
                        }
                    }

                    _prefixes[row + slot] = sum;
                    sum += best;
                }

                _prefixes[row + _slots] = sum;
            }
        }
    }

    private ReadOnlySpan<double> PrefixOf(PersonRoom room)
    {
        unchecked
        {
            ReadOnlySpan<double> ofType = _prefixes.AsSpan(room.Person.Type * (_slots + 1), _slots + 1);
            if (room.IsPlain)
            {
                return ofType;
            }

            double sum = 0;
            for (int slot = _free; slot < _slots; slot++)
            {
                _own[slot] = sum;
                sum += room.Unserving.Contains(slot) ? 0 : ofType[slot + 1] - ofType[slot];
            }

            _own[_slots] = sum;
            return _own.AsSpan(0, _slots + 1);
        }
    }

    /// <summary>Least cost of every table with its price, over whole people; the minimum moves little between evaluations.</summary>
    private double Tables(ReadOnlySpan<double> prices)
    {
        unchecked
        {
            double total = 0;
            int first = _free * _queues;
            for (int index = 0; index < prices.Length; index++)
            {
                int table = first + index;
                int people = _people[table];
                double price = prices[index];
                while (people < _most[table] && _day.Costs.Gain(table, people) > price)
                {
                    people++;
                }

                while (people > 0 && _day.Costs.Gain(table, people - 1) <= price)
                {
                    people--;
                }

                _people[table] = people;
                total += _day.Costs.Cost(table, people) + price * people;
            }

            return total;
        }
    }

    /// <summary>Worth of the people who cannot move.</summary>
    private double Standing()
    {
        unchecked
        {
            double total = 0;
            for (int type = 0; type < _day.Skills.Length; type++)
            {
                int row = type * (_slots + 1);
                for (int slot = _free; slot < _slots; slot++)
                {
                    total += _standing[type * _slots + slot] * (_prefixes[row + slot + 1] - _prefixes[row + slot]);
                }
            }

            return total;
        }
    }
}
