namespace Wfm.Scheduling.Replan;

/// <summary>Finds the best arrangement of one person's rest of the day for given slot values, by exact enumeration.</summary>
/// <remarks>
/// Pieces do not overlap, so a frame's worth is its presence less the worth under each piece. For a lunch the best first
/// break is a running minimum from the left and the best second one a running minimum from the right: one pass each way.
/// Movable meetings are tried place by place; a place is passed over when even the best breaks beside it could not win.
/// One instance belongs to one thread.
/// </remarks>
internal sealed class RoomPricing
{
    private const int SlotLimit = 128;
    private const int MeetingLimit = PersonRoomFactory.MostMeetings;
    private readonly double[] _lunch = new double[SlotLimit];
    private readonly double[] _first = new double[SlotLimit];
    private readonly double[] _second = new double[SlotLimit];
    private readonly double[] _head = new double[SlotLimit];
    private readonly int[] _headAt = new int[SlotLimit];
    private readonly double[][] _meeting = [new double[SlotLimit], new double[SlotLimit]];
    private readonly double[] _rest = new double[MeetingLimit + 1];
    private readonly int[] _placed = new int[MeetingLimit];
    private PersonRoom _room = null!;
    private PieceFrame _frame = null!;
    private Pauses _free;
    private double _target;
    private Arrangement _best;

    /// <summary>Lunch and breaks of one frame and what lies under them.</summary>
    private readonly record struct Pauses(double Cost, int Lunch, int First, int Second);

    /// <summary>The best arrangement and its worth, the cost of changing taken off; the published one wins ties.</summary>
    /// <param name="room">The person.</param>
    /// <param name="prefix">Sums of the slot values before each slot; a slot without service is worth 0.</param>
    /// <param name="best">Receives the arrangement.</param>
    public double Best(PersonRoom room, ReadOnlySpan<double> prefix, out Arrangement best)
    {
        unchecked
        {
            (_room, _best) = (room, room.Published);
            double value = ValueOf(room, room.Published, prefix);
            foreach (PieceFrame frame in room.Frames)
            {
                double presence = prefix[frame.End] - prefix[frame.Start] - frame.EndCost - room.CostOfTelling;
                (_frame, _target) = (frame, presence - value);
                FillCosts(prefix);
                _free = Place(0);
                if (_free.Cost + _rest[0] < _target - 1e-12)
                {
                    Try(0, 0);
                }

                value = presence - _target;
            }

            best = _best;
            return value;
        }
    }

    /// <summary>Worth of a given arrangement, the cost of changing taken off.</summary>
    public static double ValueOf(PersonRoom room, Arrangement arrangement, ReadOnlySpan<double> prefix)
    {
        unchecked
        {
            Search.SlotMask open = room.Open(arrangement), missing = open.Without(room.Serving(arrangement));
            return open.IsEmpty ? -room.CostOfChange(arrangement) : Sum(prefix, Search.SlotMask.Pop(ref open), arrangement.Shift.End, missing) - room.CostOfChange(arrangement);
        }
    }

    /// <summary>Worth of a stretch without some of its slots; far fewer are missing than there.</summary>
    public static double Sum(ReadOnlySpan<double> prefix, int start, int end, Search.SlotMask missing)
    {
        unchecked
        {
            double value = prefix[end] - prefix[start];
            while (!missing.IsEmpty)
            {
                int slot = Search.SlotMask.Pop(ref missing);
                value -= prefix[slot + 1] - prefix[slot];
            }

            return value;
        }
    }

    private void FillCosts(ReadOnlySpan<double> prefix)
    {
        PieceFrame frame = _frame;
        double perSlot = _room.CostOfSlotMoved;
        Fill(_lunch, frame.Lunch, frame.HasLunch ? frame.LunchSlots : 0, frame.LunchWas, perSlot, prefix);
        Fill(_first, frame.First, frame.BreakSlots, frame.FirstWas, perSlot, prefix);
        Fill(_second, frame.Second, frame.BreakSlots, frame.SecondWas, perSlot, prefix);
        int meetings = frame.Meetings.Length;
        _rest[meetings] = 0;
        for (int piece = meetings - 1; piece >= 0; piece--)
        {
            double least = Fill(
                _meeting[piece], frame.Meetings[piece], _room.MeetingSlots[piece], _room.Published.Meeting(piece), perSlot, prefix);
            _rest[piece] = _rest[piece + 1] + least;
        }
    }

    private static double Fill(double[] costs, int[] starts, int slots, int was, double perSlot, ReadOnlySpan<double> prefix)
    {
        unchecked
        {
            double least = double.PositiveInfinity;
            for (int index = 0; index < starts.Length; index++)
            {
                int start = starts[index];
                costs[index] = prefix[start + slots] - prefix[start] + perSlot * Math.Abs(start - was);
                least = Math.Min(least, costs[index]);
            }

            return least;
        }
    }

    /// <summary>Places the movable meetings from <paramref name="piece"/> on, then lunch and breaks beside them.</summary>
    private void Try(int piece, double cost)
    {
        if (piece == _frame.Meetings.Length)
        {
            Finish(piece, cost);
            return;
        }

        int[] starts = _frame.Meetings[piece];
        if (starts.Length == 0)
        {
            return;
        }

        int cheapest = Cheapest(_meeting[piece].AsSpan(0, starts.Length));
        TryAt(piece, cheapest, cost);
        for (int index = 0; index < starts.Length; index++)
        {
            if (index != cheapest)
            {
                TryAt(piece, index, cost);
            }
        }
    }

    private void TryAt(int piece, int index, double cost)
    {
        double with = cost + _meeting[piece][index];
        int start = _frame.Meetings[piece][index];
        if (with + _rest[piece + 1] + _free.Cost < _target - 1e-12 && !MeetsPlaced(start, _room.MeetingSlots[piece], piece))
        {
            _placed[piece] = start;
            Try(piece + 1, with);
        }
    }

    private static int Cheapest(ReadOnlySpan<double> costs)
    {
        int least = 0;
        for (int index = 1; index < costs.Length; index++)
        {
            least = costs[index] < costs[least] ? index : least;
        }

        return least;
    }

    private void Finish(int meetings, double cost)
    {
        Pauses pauses = meetings == 0 || IsClear(_free, meetings) ? _free : Place(meetings);
        if (cost + pauses.Cost < _target - 1e-12)
        {
            _target = cost + pauses.Cost;
            _best = _frame.At(pauses.Lunch, pauses.First, pauses.Second);
            for (int piece = 0; piece < meetings; piece++)
            {
                _best = _best.WithMeeting(piece, _placed[piece]);
            }
        }
    }

    private bool IsClear(Pauses pauses, int meetings) =>
        !(_frame.HasLunch && MeetsPlaced(pauses.Lunch, _frame.LunchSlots, meetings))
        && !(_frame.HasFirst && MeetsPlaced(pauses.First, _frame.BreakSlots, meetings))
        && !(_frame.HasSecond && MeetsPlaced(pauses.Second, _frame.BreakSlots, meetings));

    private bool MeetsPlaced(int start, int slots, int meetings)
    {
        unchecked
        {
            for (int piece = 0; piece < meetings; piece++)
            {
                if (start < _placed[piece] + _room.MeetingSlots[piece] && start + slots > _placed[piece])
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The cheapest lunch and breaks beside the first <paramref name="meetings"/> placed meetings.</summary>
    private Pauses Place(int meetings)
    {
        unchecked
        {
            PieceFrame frame = _frame;
            FillHeads(frame, meetings);
            Pauses best = new(double.PositiveInfinity, 0, 0, 0);
            (double tail, int tailAt, int at) = (frame.HasSecond ? double.PositiveInfinity : 0, 0, frame.Second.Length - 1);
            for (int index = frame.Lunch.Length - 1; index >= 0; index--)
            {
                int lunch = frame.Lunch[index];
                for (int least = lunch + frame.LunchSlots + frame.AfterLunch; at >= 0 && frame.Second[at] >= least; at--)
                {
                    if (_second[at] < tail && !MeetsPlaced(frame.Second[at], frame.BreakSlots, meetings))
                    {
                        (tail, tailAt) = (_second[at], frame.Second[at]);
                    }
                }

                double cost = _lunch[index] + _head[index] + tail;
                if (cost < best.Cost && !(frame.HasLunch && MeetsPlaced(lunch, frame.LunchSlots, meetings)))
                {
                    best = new Pauses(cost, lunch, _headAt[index], tailAt);
                }
            }

            return best;
        }
    }

    private void FillHeads(PieceFrame frame, int meetings)
    {
        unchecked
        {
            (double head, int headAt, int at) = (frame.HasFirst ? double.PositiveInfinity : 0, 0, 0);
            for (int index = 0; index < frame.Lunch.Length; index++)
            {
                for (int last = frame.Lunch[index] - frame.BeforeLunch; at < frame.First.Length && frame.First[at] <= last; at++)
                {
                    if (_first[at] < head && !MeetsPlaced(frame.First[at], frame.BreakSlots, meetings))
                    {
                        (head, headAt) = (_first[at], frame.First[at]);
                    }
                }

                (_head[index], _headAt[index]) = (head, headAt);
            }
        }
    }
}
