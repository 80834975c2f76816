using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>Counts the people of one published day in slots.</summary>
/// <param name="problem">A problem of that one day.</param>
internal sealed class PersonDayCompiler(SchedulingProblem problem)
{
    private readonly DayOptionsFactory _factory = new(problem);
    private readonly SkillTypes _types = new(problem);
    private readonly LocalDate _date = problem.Grid.Days[0].Date;
    private readonly int _slots = problem.Grid.Days[0].Slots;
    private readonly Dictionary<ContractId, PlanContract> _contracts = problem.Contracts.ToDictionary(contract => contract.Terms.Id);

    /// <summary>The queues of every skill type met so far, as bits.</summary>
    public ulong[] Skills() => _types.Masks();

    public PersonDay Compile(PlanAgent agent, int number, DayShift shift)
    {
        SlotMask busy = SlotMask.None;
        (int start, int end) = (int.MaxValue, 0);
        List<MovablePiece> movable = [];
        foreach (PlanMeeting meeting in agent.Meetings)
        {
            SlotMask touched = _factory.Touched(0, meeting.Span);
            if (touched.IsEmpty)
            {
                continue;
            }

            MovablePiece piece = new(meeting, problem.Grid.SlotFloor(0, meeting.Span.Start), touched.Count);
            if (meeting.IsMovable && piece.Start >= shift.Start && piece.Start + piece.Slots <= shift.End)
            {
                movable.Add(piece);
                continue;
            }

            busy = busy.With(touched);
            (start, end) = (Math.Min(start, piece.Start), Math.Max(end, piece.Start + piece.Slots));
        }

        foreach (Interval absence in agent.PartAbsences)
        {
            busy = busy.With(_factory.Touched(0, absence));
        }

        bool locked = agent.Locks.Any(dayLock => dayLock.Date == _date);
        return new PersonDay
        {
            Number = number,
            Agent = agent,
            Shift = shift,
            Type = _types.TypeOf(agent, _date),
            Busy = busy,
            Meetings = (start, Math.Min(end, _slots)),
            Movable = movable,
            Patterns = locked ? [] : _factory.PatternsOf(agent, _contracts[agent.Contract], 0),
        };
    }
}
