using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>Lists the families of arrangements of one person: every pattern, shift end and layout of breaks that fits.</summary>
internal sealed class PieceFrameFactory(
    PublishedDay day, ReplanRequest request, PersonDay person, IReadOnlyList<MovablePiece> movable, SlotMask blocked, int now)
{
    private readonly PlanningGrid _grid = day.Problem.Grid;
    private readonly DayShift _shift = person.Shift;

    public Arrangement Published { get; } = new(
        person.Shift, movable.Count > 0 ? movable[0].Start : 0, movable.Count > 1 ? movable[1].Start : 0);

    public PieceFrame[] Make(IEnumerable<MeetingWindow> windows)
    {
        List<PieceFrame> frames = [];
        MeetingWindow[] known = [.. windows];
        foreach (int end in Ends())
        {
            int[][] meetings = [.. movable.Select(piece => MeetingStarts(piece, end, known))];
            frames.AddRange(person.Patterns.Where(pattern => Fits(pattern, end)).SelectMany(pattern => OfPattern(pattern, end, meetings)));
        }

        if (frames.Count == 0 && movable.Count > 0)
        {
            frames.Add(Standing([.. movable.Select(piece => MeetingStarts(piece, _shift.End, known))]));
        }

        return [.. frames.Where(HasChoice)];
    }

    private bool HasChoice(PieceFrame frame) =>
        frame.Lunch.Length > 0 && (frame.First.Length > 0 || !frame.HasFirst) && (frame.Second.Length > 0 || !frame.HasSecond)
        && (frame.End != _shift.End || frame.HasFirst != (_shift.Break1 != DayShift.None)
            || frame.Lunch.Length + frame.First.Length + frame.Second.Length > 1 + (frame.HasFirst ? 1 : 0) + (frame.HasSecond ? 1 : 0)
            || frame.Meetings.Any(starts => starts.Length > 1));

    /// <summary>The published end first, then the ends the limits and the rules allow.</summary>
    private IEnumerable<int> Ends()
    {
        yield return _shift.End;
        if (request.Ends.Except.Contains(person.Agent.Id))
        {
            yield break;
        }

        int unit = day.Problem.PaidUnitMinutes / _grid.SlotMinutes;
        int least = Math.Max(now, _shift.End - request.Ends.ShorterMinutes / _grid.SlotMinutes);
        int most = Math.Min(_grid.Days[0].Slots, _shift.End + request.Ends.LongerMinutes / _grid.SlotMinutes);
        for (int end = _shift.End - (_shift.End - least) / unit * unit; end <= most && _shift.End > now; end += unit)
        {
            bool holdsMeetings = person.Meetings.Start >= person.Meetings.End || end >= person.Meetings.End;
            if (end != _shift.End && holdsMeetings && person.Patterns.Count > 0 && day.RulesAllow(person, _shift with { End = end }, request.Ends.IsBesideContract))
            {
                yield return end;
            }
        }
    }

    /// <summary>Whether shift ends and lunch length suit the pattern; positions are looked at one by one.</summary>
    private bool Fits(ShiftPattern pattern, int end)
    {
        int unit = day.Problem.PaidUnitMinutes / _grid.SlotMinutes;
        int paid = end - _shift.Start - _shift.LunchSlots;
        int breaks = (_shift.Break1 == DayShift.None ? 0 : 1) + (_shift.Break2 == DayShift.None ? 0 : 1);
        return _shift.Start >= pattern.StartMin && _shift.Start <= pattern.StartMax && (_shift.Start - pattern.StartMin) % pattern.StartStep == 0
            && (IsBeside(end) || (end <= pattern.EndMax && end - _shift.Start >= pattern.LengthMin && end - _shift.Start <= pattern.LengthMax
                && paid % unit == 0 && paid / unit >= pattern.PaidMin && paid / unit <= pattern.PaidMax))
            && pattern.Breaks == breaks && (breaks == 0 || pattern.BreakSlots == _shift.BreakSlots)
            && (pattern.HasLunch
                ? _shift.LunchSlots >= pattern.LunchMin && _shift.LunchSlots <= pattern.LunchMax
                : _shift.Lunch == DayShift.None);
    }

    private bool IsBeside(int end) => end != _shift.End && request.Ends.IsBesideContract;

    private IEnumerable<PieceFrame> OfPattern(ShiftPattern pattern, int end, int[][] meetings)
    {
        if (!pattern.HasLunch || pattern.Breaks != 1)
        {
            yield return Frame(pattern, end, meetings, pattern.Breaks > 0, pattern.Breaks > 1);
            yield break;
        }

        yield return Frame(pattern, end, meetings, first: true, second: false);
        yield return Frame(pattern, end, meetings, first: false, second: true);
    }

    private PieceFrame Frame(ShiftPattern pattern, int end, int[][] meetings, bool first, bool second)
    {
        int lone = PersonRoom.Lone(_shift);
        int firstWas = pattern.Breaks == 1 ? lone : _shift.Break1;
        int secondWas = pattern.Breaks == 1 ? lone : _shift.Break2;
        bool Breaks(int slot, int was) => May(MovablePieces.Breaks, slot, was) && MayStart(slot, _shift.BreakSlots, was);
        return new PieceFrame
        {
            Start = _shift.Start,
            End = end,
            EndCost = EndCost(end),
            HasLunch = pattern.HasLunch,
            HasFirst = first,
            HasSecond = second,
            LunchSlots = _shift.LunchSlots,
            BreakSlots = _shift.BreakSlots,
            BeforeLunch = pattern.HasLunch ? pattern.BreakBeforeLunch : 0,
            AfterLunch = pattern.BreakAfterLunch,
            Lunch = pattern.HasLunch ? Where(slot => LunchFits(pattern, slot, end) && May(MovablePieces.Lunches, slot, _shift.Lunch) && MayStart(slot, _shift.LunchSlots, _shift.Lunch)) : [end],
            First = !first ? [] : Where(slot => Breaks(slot, firstWas)
                && (pattern.HasLunch ? pattern.FirstBreakFits(slot, _shift.Start, end) : pattern.LoneBreakFits(slot, _shift.Start, end))),
            Second = !second ? [] : Where(slot => Breaks(slot, secondWas) && pattern.SecondBreakFits(slot, 0, end)),
            LunchWas = pattern.HasLunch ? _shift.Lunch : end,
            FirstWas = firstWas,
            SecondWas = secondWas,
            Meetings = meetings,
        };
    }

    /// <summary>Nothing moves but meetings: a shift that is locked or follows no pattern.</summary>
    private PieceFrame Standing(int[][] meetings) => new()
    {
        Start = _shift.Start,
        End = _shift.End,
        EndCost = 0,
        HasLunch = _shift.Lunch != DayShift.None,
        HasFirst = _shift.Break1 != DayShift.None,
        HasSecond = _shift.Break2 != DayShift.None,
        LunchSlots = _shift.LunchSlots,
        BreakSlots = _shift.BreakSlots,
        BeforeLunch = -_grid.Days[0].Slots,
        AfterLunch = -2 * _grid.Days[0].Slots,
        Lunch = [_shift.Lunch == DayShift.None ? _shift.End : _shift.Lunch],
        First = _shift.Break1 == DayShift.None ? [] : [_shift.Break1],
        Second = _shift.Break2 == DayShift.None ? [] : [_shift.Break2],
        LunchWas = _shift.Lunch == DayShift.None ? _shift.End : _shift.Lunch,
        FirstWas = _shift.Break1,
        SecondWas = _shift.Break2,
        Meetings = meetings,
    };

    private double EndCost(int end) =>
        Math.Abs(end - _shift.End) * _grid.SlotMinutes * (request.Costs.MinuteMoved + request.Costs.MinuteStretched);

    private static bool LunchFits(ShiftPattern pattern, int lunch, int end, int start, int slots)
    {
        for (int window = 0; window < pattern.LunchWindows.Count; window++)
        {
            if (lunch >= pattern.LunchWindows[window].Start && lunch + slots <= pattern.LunchWindows[window].End)
            {
                return lunch - start >= pattern.BeforeLunchMin && lunch - start <= pattern.BeforeLunchMax
                    && end - lunch - slots >= pattern.AfterLunchMin && end - lunch - slots <= pattern.AfterLunchMax;
            }
        }

        return false;
    }

    private bool LunchFits(ShiftPattern pattern, int lunch, int end) => LunchFits(pattern, lunch, end, _shift.Start, _shift.LunchSlots);

    private bool May(MovablePieces kind, int slot, int was) => slot == was || request.MayMove.HasFlag(kind);

    /// <summary>A piece that has begun stays; another begins no earlier than now, beside meetings and absences, or where it was.</summary>
    private bool MayStart(int slot, int slots, int was) =>
        slot == was || (was >= now && slot >= now && !SlotMask.Range(slot, slot + slots).Meets(blocked));

    private int[] Where(Func<int, bool> fits)
    {
        int[] found = new int[_shift.Length];
        int count = 0;
        for (int slot = _shift.Start; slot < _shift.End; slot++)
        {
            if (fits(slot))
            {
                found[count++] = slot;
            }
        }

        return found[..count];
    }

    private int[] MeetingStarts(MovablePiece piece, int end, MeetingWindow[] windows)
    {
        (int from, int to) = (_shift.Start, end - piece.Slots);
        foreach (MeetingWindow window in windows.Where(window => window.Meeting == piece.Meeting.Span))
        {
            from = Math.Max(from, _grid.SlotCeiling(0, window.Window.Start));
            to = Math.Min(to, _grid.SlotFloor(0, window.Window.End) - piece.Slots);
        }

        return [.. Enumerable.Range(0, Math.Max(0, end - piece.Slots + 1))
            .Where(slot => (slot == piece.Start || (slot >= from && slot <= to))
                && May(MovablePieces.Meetings, slot, piece.Start) && MayStart(slot, piece.Slots, piece.Start))];
    }
}
