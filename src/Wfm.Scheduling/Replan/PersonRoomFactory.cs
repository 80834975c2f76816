using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>Lists what each person may still do with the day.</summary>
/// <param name="day">The published day.</param>
/// <param name="request">What happened and what may move.</param>
internal sealed class PersonRoomFactory(PublishedDay day, ReplanRequest request)
{
    /// <summary>Movable meetings of one person that are moved on one day; further ones stay.</summary>
    public const int MostMeetings = 2;

    private readonly PlanningGrid _grid = day.Problem.Grid;
    private readonly int _now = day.FirstFreeSlot(request.At);
    private readonly SlotMask[] _away = AwayOf(day, request);
    private readonly ILookup<Wfm.Domain.AgentId, MeetingWindow> _windows = request.Windows.ToLookup(window => window.Agent);

    public PersonRoom Of(int index)
    {
        PersonDay person = day.People[index];
        SlotMask away = _away[index];
        List<MovablePiece> movable = [.. person.Movable.Where(piece => piece.Start >= _now).Take(MostMeetings)];
        SlotMask blocked = person.Busy.With(away);
        foreach (MovablePiece piece in person.Movable.Where(piece => !movable.Contains(piece)))
        {
            blocked = blocked.With(SlotMask.Range(piece.Start, piece.Start + piece.Slots));
        }

        SlotMask rest = SlotMask.Range(_now, person.Shift.End);
        bool isGone = rest.Without(away).IsEmpty;
        PieceFrameFactory frames = new(day, request, person, movable, blocked, _now);
        PieceFrame[] open = isGone ? [] : frames.Make(_windows[person.Agent.Id]);
        return new PersonRoom
        {
            Person = person,
            Unserving = SlotMask.Range(0, _now).With(blocked),
            Frames = open,
            LastEnd = open.Select(frame => frame.End).Append(person.Shift.End).Max(),
            Published = frames.Published,
            MeetingSlots = [.. movable.Select(piece => piece.Slots)],
            CostOfTelling = request.Costs.PersonTold,
            CostOfSlotMoved = request.Costs.MinuteMoved * _grid.SlotMinutes,
            CostOfSlotStretched = request.Costs.MinuteStretched * _grid.SlotMinutes,
            IsPlain = blocked.Without(SlotMask.Range(0, _now)).IsEmpty,
        };
    }

    private static SlotMask[] AwayOf(PublishedDay day, ReplanRequest request)
    {
        SlotMask[] masks = new SlotMask[day.People.Count];
        foreach (PersonAway away in request.Away)
        {
            if (day.PersonOf(away.Agent) is var index && index >= 0)
            {
                masks[index] = masks[index].With(day.SlotsOf(away.From, away.To));
            }
        }

        return masks;
    }
}
