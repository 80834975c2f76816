using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>The rest of a day in which people may be in several arrangements in parts; its balance gives prices for the bound.</summary>
/// <remarks>
/// A proximal step's own dual (<see cref="FractionalStaff"/>) is a smooth convex problem over parts of arrangements, solved
/// person by person: the best arrangement at the present prices takes weight from the worst one held, as far as an exact
/// line search on the curvature allows (block-coordinate pairwise Frank–Wolfe). Any prices found are valid for the bound.
/// </remarks>
internal sealed class FractionalDay
{
    private const int MostColumns = 16;
    private const double LeastLead = 1e-9;
    private readonly PersonRoom[] _rooms;
    private readonly int[] _people;
    private readonly int _free;
    private readonly int _slots;
    private readonly FractionalStaff _staff;
    private readonly SlotMask[] _masks;
    private readonly SlotMask[] _missing;
    private readonly (int Start, int End)[] _spans;
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
        (_rooms, _free, _slots, _people) = (rooms, free, day.Slots, [.. search.Movable]);
        _staff = new FractionalStaff(day.Costs, day.Skills, search.Allocation, free, start);
        _masks = new SlotMask[_people.Length * MostColumns];
        _missing = new SlotMask[_masks.Length];
        _spans = new (int, int)[_masks.Length];
        _costs = new double[_masks.Length];
        _weights = new double[_masks.Length];
        _arrangements = new Arrangement[_masks.Length];
        for (int index = 0; index < _people.Length; index++)
        {
            PersonRoom room = rooms[_people[index]];
            Arrangement now = search.Now(_people[index]);
            int at = index * MostColumns;
            Put(at, room, now, room.Serving(now), room.CostOfChange(now));
            _weights[at] = 1;
        }
    }

    /// <summary>The present prices.</summary>
    public double[] Prices => _staff.Prices;

    /// <summary>Everybody in turn shifts weight to the best arrangement, then every skill type evens out its queues.</summary>
    public void Pass()
    {
        for (int index = 0; index < _people.Length; index++)
        {
            Improve(index);
        }

        _staff.EvenOutAll();
    }

    /// <summary>Prices are held back near the present ones from now on.</summary>
    public void MoveCenter() => _staff.MoveCenter();

    /// <summary>Prices are held back more strongly, after a step that went too far to be solved well.</summary>
    public void ShortenReach() => _staff.ShortenReach();

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

            if (value - least > LeastLead)
            {
                Shift(room, Hold(room, best, first, empty), worst, value - least);
            }
        }
    }

    private double ValueOf(int column) =>
        RoomPricing.Sum(_prefix, _spans[column].Start, _spans[column].End, _missing[column]) - _costs[column];

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

        Put(empty, room, arrangement, mask, cost);
        return empty;
    }

    private void Put(int column, PersonRoom room, Arrangement arrangement, SlotMask mask, double cost)
    {
        SlotMask open = room.Open(arrangement);
        (_masks[column], _missing[column], _costs[column], _arrangements[column]) = (mask, open.Without(mask), cost, arrangement);
        _spans[column] = open.IsEmpty ? (0, 0) : (SlotMask.Pop(ref open), arrangement.Shift.End);
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
            double weight = Math.Min(_weights[from], lead / (_staff.Reach * Math.Max(1, differ)));
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
            _staff.Remove(SlotMask.Pop(ref less), type, weight);
        }

        for (SlotMask more = after.Without(before); !more.IsEmpty;)
        {
            _staff.Add(SlotMask.Pop(ref more), type, weight);
        }
    }

    private void FillPrefix(PersonRoom room)
    {
        unchecked
        {
            double sum = 0;
            int end = Math.Min(_slots, room.LastEnd);
            for (int slot = _free; slot < end; slot++)
            {
                _prefix[slot] = sum;
                sum += room.Unserving.Contains(slot) ? 0 : _staff.Worth(slot, room.Person.Type);
            }

            _prefix[end] = sum;
        }
    }
}
