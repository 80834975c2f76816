using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>The running day under search: where everybody's pieces lie, and the allocation that gives.</summary>
internal sealed class ReplanSearch
{
    private const double LeastGain = 1e-9;
    private const int GroupLimit = 3;
    private readonly PersonRoom[] _rooms;
    private readonly int[] _movable;
    private readonly Arrangement[] _now;
    private readonly SlotMask[] _serving;
    private readonly RoomPricing _pricing = new();
    private readonly double[] _prefix = new double[SlotLimit + 1];
    private readonly int _free;
    private readonly int _slots;
    private SlotMask _stale;
    private const int SlotLimit = 128;

    public ReplanSearch(PublishedDay day, PersonRoom[] rooms, int free)
    {
        (_rooms, _free, _slots) = (rooms, free, day.Slots);
        _movable = [.. Enumerable.Range(0, rooms.Length).Where(index => rooms[index].CanMove && rooms[index].Person.Type >= 0)];
        _now = [.. rooms.Select(room => room.Published)];
        _serving = [.. rooms.Select(room => room.Serving(room.Published))];
        Allocation = new SlotAllocation(day.Allocation);
        SlotMask past = SlotMask.Range(0, free);
        for (int index = 0; index < rooms.Length; index++)
        {
            PersonDay person = rooms[index].Person;
            if (person.Type >= 0)
            {
                Apply(person.Serving.Without(past).Without(_serving[index]), person.Type, add: false);
            }
        }
    }

    public SlotAllocation Allocation { get; }

    /// <summary>Best responses computed.</summary>
    public long Steps { get; private set; }

    /// <summary>What the changes made so far cost.</summary>
    public double ChangeCost { get; private set; }

    /// <summary>Coverage of the whole day, penalties of missing posts included, and changes.</summary>
    public double Cost => Allocation.CoverageCost + ChangeCost;

    public Arrangement Now(int person) => _now[person];

    /// <summary>Everybody in turn takes the best rest of the day given the others, until nobody gains.</summary>
    public void Sweep(int rounds, Func<bool> goOn)
    {
        bool gained = true;
        for (int round = 0; round < rounds && gained; round++)
        {
            gained = false;
            foreach (int person in _movable)
            {
                if (!goOn())
                {
                    return;
                }

                gained |= Respond(person);
            }
        }
    }

    /// <summary>Puts one person's pieces somewhere, whatever it costs.</summary>
    public void Set(int person, Arrangement arrangement)
    {
        PersonRoom room = _rooms[person];
        SlotMask serving = room.Serving(arrangement);
        ChangeCost += room.CostOfChange(arrangement) - room.CostOfChange(_now[person]);
        Serve(person, serving);
        _now[person] = arrangement;
    }

    private void Serve(int person, SlotMask serving)
    {
        int type = _rooms[person].Person.Type;
        Apply(_serving[person].Without(serving), type, add: false);
        Apply(serving.Without(_serving[person]), type, add: true);
        _serving[person] = serving;
    }

    /// <summary>Sweeps from another beginning; a worse end is taken back.</summary>
    public void TryFrom(IEnumerable<(int Person, Arrangement Arrangement)> beginning, int rounds, Func<bool> goOn)
    {
        double cost = Cost;
        Arrangement[] kept = [.. _now];
        foreach ((int person, Arrangement arrangement) in beginning)
        {
            Set(person, arrangement);
        }

        Sweep(rounds, goOn);
        for (int index = 0; index < kept.Length && Cost > cost - LeastGain; index++)
        {
            if (_now[index] != kept[index])
            {
                Set(index, kept[index]);
            }
        }
    }

    /// <summary>A few people at a time are taken off and put back one by one in another order, each at the best place then; worse ends are taken back.</summary>
    /// <param name="tries">How often.</param>
    /// <param name="random">Who, and in which order.</param>
    /// <param name="goOn">False ends it after a try.</param>
    public void Regroup(int tries, SeededRandom random, Func<bool> goOn)
    {
        int most = Math.Min(GroupLimit, _movable.Length);
        for (int attempt = 0; most >= 2 && attempt < tries && goOn(); attempt++)
        {
            int size = 2 + random.Below(most - 1);
            for (int place = 0; place < size; place++)
            {
                int other = place + random.Below(_movable.Length - place);
                (_movable[place], _movable[other]) = (_movable[other], _movable[place]);
            }

            Regroup(_movable.AsSpan(0, size));
        }
    }

    private void Regroup(ReadOnlySpan<int> people)
    {
        double cost = Cost;
        Span<Arrangement> before = stackalloc Arrangement[GroupLimit];
        for (int place = 0; place < people.Length; place++)
        {
            before[place] = _now[people[place]];
            Serve(people[place], SlotMask.None);
        }

        foreach (int person in people)
        {
            FillPrefix(_rooms[person], SlotMask.None);
            Steps++;
            _pricing.Best(_rooms[person], _prefix, out Arrangement best);
            Set(person, best);
        }

        bool isWorse = Cost > cost + LeastGain;
        for (int place = 0; isWorse && place < people.Length; place++)
        {
            Set(people[place], before[place]);
        }
    }

    /// <summary>People who have something to move.</summary>
    public IReadOnlyList<int> Movable => _movable;

    /// <summary>Exact rise of the cost if one person's pieces were moved.</summary>
    public double CostOf(int person, Arrangement arrangement)
    {
        unchecked
        {
            PersonRoom room = _rooms[person];
            BringUpToDate(_stale);
            ReadOnlySpan<double> gain = Allocation.GainOfOneMore(room.Person.Type);
            ReadOnlySpan<double> loss = Allocation.LossOfOneLess(room.Person.Type);
            SlotMask serving = room.Serving(arrangement);
            double cost = room.CostOfChange(arrangement) - room.CostOfChange(_now[person]);
            for (SlotMask less = _serving[person].Without(serving); !less.IsEmpty;)
            {
                cost += loss[SlotMask.Pop(ref less)];
            }

            for (SlotMask more = serving.Without(_serving[person]); !more.IsEmpty;)
            {
                cost -= gain[SlotMask.Pop(ref more)];
            }

            return cost;
        }
    }

    private bool Respond(int person)
    {
        PersonRoom room = _rooms[person];
        Steps++;
        FillPrefix(room, _serving[person]);
        double now = RoomPricing.ValueOf(room, _now[person], _prefix);
        double value = _pricing.Best(room, _prefix, out Arrangement best);
        if (value <= now + LeastGain)
        {
            return false;
        }

        Set(person, best);
        return true;
    }

    private void FillPrefix(PersonRoom room, SlotMask serving)
    {
        unchecked
        {
            int end = Math.Min(_slots, room.LastEnd);
            BringUpToDate(SlotMask.Range(_free, end));
            ReadOnlySpan<double> gain = Allocation.GainOfOneMore(room.Person.Type);
            ReadOnlySpan<double> loss = Allocation.LossOfOneLess(room.Person.Type);
            double sum = 0;
            for (int slot = _free; slot < end; slot++)
            {
                _prefix[slot] = sum;
                sum += room.Unserving.Contains(slot) ? 0 : serving.Contains(slot) ? loss[slot] : gain[slot];
            }

            _prefix[end] = sum;
        }
    }

    /// <summary>What one more and one less are worth is looked at only before a person is priced, so cells are brought up to date then.</summary>
    private void Apply(SlotMask slots, int type, bool add)
    {
        _stale = _stale.With(slots);
        while (!slots.IsEmpty)
        {
            int cell = SlotMask.Pop(ref slots);
            if (add)
            {
                Allocation.Place(cell, type);
            }
            else
            {
                Allocation.Take(cell, type);
            }
        }
    }

    private void BringUpToDate(SlotMask slots)
    {
        SlotMask left = _stale.Without(_stale.Without(slots));
        _stale = _stale.Without(slots);
        while (!left.IsEmpty)
        {
            Allocation.Refresh(SlotMask.Pop(ref left));
        }
    }
}
