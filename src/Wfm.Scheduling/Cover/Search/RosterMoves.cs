using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Cover;

/// <summary>Small random changes of a roster, each priced exactly and taken or left by temperature.</summary>
internal sealed class RosterMoves
{
    private const int LogTableSize = 1 << 14;
    private const int FarthestExchange = 21;
    private const int LongestSwap = 14;
    private readonly RosterState _state;
    private readonly SeededRandom _random;
    private readonly short[] _to;
    private readonly short[] _other;
    private readonly short[][] _usable;
    private readonly double[] _minusLog;
    private readonly int _days;

    /// <param name="state">The roster.</param>
    /// <param name="random">Source of every choice.</param>
    /// <param name="impossible">People to leave alone.</param>
    public RosterMoves(RosterState state, SeededRandom random, IReadOnlyCollection<int> impossible)
    {
        (_state, _random, _days) = (state, random, state.Model.Days);
        (_to, _other) = (new short[_days], new short[_days]);
        _usable =
        [
            .. state.Model.People.Select(person => Enumerable.Range(0, state.Model.Types)
                .Where(type => person.MostOfType[type] > 0 && !impossible.Contains(person.Number)).Select(type => (short)type).ToArray()),
        ];
        _minusLog = [.. Enumerable.Range(0, LogTableSize).Select(index => -Math.Log((index + 0.5) / LogTableSize))];
    }

    /// <summary>Change of cost above which nothing is taken; also for the callers' own changes.</summary>
    public double Temperature { get; set; }

    /// <summary>What a point of broken rules weighs beside the cost.</summary>
    public double PointWeight { get; set; }

    /// <summary>Tries one change.</summary>
    public void Try()
    {
        int person = _random.Below(_usable.Length);
        int kind = _random.Below(100);
        if (_usable[person].Length == 0)
        {
            return;
        }

        if (kind < 20)
        {
            SetDays(person, 1);
        }
        else if (kind < 30)
        {
            SetDays(person, 2 + _random.Below(4));
        }
        else if (kind < 50)
        {
            Exchange(person);
        }
        else if (kind < 60)
        {
            Rotate(person);
        }
        else
        {
            Swap(person);
        }
    }

    /// <summary>Whether a change is taken at the present temperature.</summary>
    public bool Takes(int deltaCost, int deltaPoints)
    {
        double delta = deltaCost + PointWeight * deltaPoints;
        return delta <= 0 || delta < Temperature * _minusLog[_random.Below(LogTableSize)];
    }

    /// <summary>A few days become days off or one kind of shift.</summary>
    private void SetDays(int person, int length)
    {
        length = Math.Min(length, _days);
        int from = _random.Below(_days - length + 1);
        short[] usable = _usable[person];
        int choice = _random.Below(usable.Length + 1);
        short type = choice == usable.Length ? (short)-1 : usable[choice];
        Span<short> to = _to.AsSpan(0, length);
        to.Fill(type);
        Offer(person, from, to);
    }

    /// <summary>Two days of a person change places, sometimes with another type.</summary>
    private void Exchange(int person)
    {
        int from = _random.Below(_days);
        int last = Math.Min(_days - 1, from + 1 + _random.Below(FarthestExchange));
        ReadOnlySpan<short> row = _state.Row(person);
        if (row[from] == row[last])
        {
            return;
        }

        Span<short> to = _to.AsSpan(0, last - from + 1);
        row.Slice(from, to.Length).CopyTo(to);
        (to[0], to[^1]) = (to[^1], to[0]);
        if (_random.Below(2) == 0)
        {
            short[] usable = _usable[person];
            ref short day = ref to[0] >= 0 && (to[^1] < 0 || _random.Below(2) == 0) ? ref to[0] : ref to[^1];
            day = usable[_random.Below(usable.Length)];
        }

        Offer(person, from, to);
    }

    /// <summary>A stretch moves by one day, its end going to its beginning or the other way.</summary>
    private void Rotate(int person)
    {
        int length = Math.Min(_days, 3 + _random.Below(8));
        int from = _random.Below(_days - length + 1);
        ReadOnlySpan<short> old = _state.Row(person).Slice(from, length);
        Span<short> to = _to.AsSpan(0, length);
        if (_random.Below(2) == 0)
        {
            old[1..].CopyTo(to);
            to[^1] = old[0];
        }
        else
        {
            old[..^1].CopyTo(to[1..]);
            to[0] = old[^1];
        }

        Offer(person, from, to);
    }

    /// <summary>Two people take over each other's days; the need is not touched.</summary>
    private void Swap(int person)
    {
        int other = _random.Below(_usable.Length);
        int length = Math.Min(_days, 1 + Math.Min(_random.Below(LongestSwap), _random.Below(LongestSwap)));
        int from = _random.Below(_days - length + 1);
        ReadOnlySpan<short> mine = _state.Row(person).Slice(from, length);
        ReadOnlySpan<short> theirs = _state.Row(other).Slice(from, length);
        if (_usable[other].Length == 0 || mine.SequenceEqual(theirs) || !_state.Evaluate(person, from, theirs, withCover: false))
        {
            return;
        }

        (int cost, int points) = (_state.DeltaCost, _state.DeltaPoints);
        if (!_state.Evaluate(other, from, mine, withCover: false)
            || !Takes(cost + _state.DeltaCost, points + _state.DeltaPoints))
        {
            return;
        }

        Span<short> to = _to.AsSpan(0, length);
        Span<short> back = _other.AsSpan(0, length);
        theirs.CopyTo(to);
        mine.CopyTo(back);
        _state.Commit(other, from, back, _state.DeltaCost, _state.DeltaPoints);
        _state.Commit(person, from, to, cost, points);
    }

    private void Offer(int person, int from, ReadOnlySpan<short> to)
    {
        if (_state.Evaluate(person, from, to, withCover: true) && Takes(_state.DeltaCost, _state.DeltaPoints))
        {
            _state.Commit(person, from, to, _state.DeltaCost, _state.DeltaPoints);
        }
    }
}
