using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Turns a request into the edit of the schedule it asks for, or says what is wrong with it.</summary>
internal sealed class EditMaker
{
    private readonly SchedulingProblem _problem;
    private readonly DraftSchedule _schedule;
    private readonly IReadOnlyDictionary<AgentId, int> _agents;
    private readonly List<ProblemFinding> _findings = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<int, PersonEdit> _people = [];
    private readonly List<Loan> _loans = [];
    private readonly SortedSet<int> _days = [];

    private EditMaker(SchedulingProblem problem, DraftSchedule schedule, IReadOnlyDictionary<AgentId, int> agents) =>
        (_problem, _schedule, _agents) = (problem, schedule, agents);

    private PlanningGrid Grid => _problem.Grid;

    /// <param name="problem">The problem with the schedule's blocks standing as meetings.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="agents">Place of every agent.</param>
    /// <param name="request">What is asked.</param>
    public static RequestReading Read(SchedulingProblem problem, DraftSchedule schedule, IReadOnlyDictionary<AgentId, int> agents, ScheduleRequest request)
    {
        EditMaker maker = new(problem, schedule, agents);
        maker.Make(request);
        ScheduleEdit? edit = maker._findings.Count > 0 ? null : new ScheduleEdit([.. maker._people.Values.OrderBy(person => person.Agent)], maker._loans)
        {
            Days = [.. maker._days],
            IsBesideContract = IsBesideContract(request),
        };
        return new RequestReading(edit, maker._findings, maker._notes);
    }

    private static bool IsBesideContract(ScheduleRequest request) =>
        request is OvertimeRequest or TimeOffRequest || (request is JoinedRequests joined && joined.Requests.Any(IsBesideContract));

    private void Make(ScheduleRequest request)
    {
        switch (request)
        {
            case AbsenceRequest absence:
                Spans(absence.Agent, absence.Span, Absence);
                break;
            case TimeOffRequest off:
                Spans(off.Agent, off.Span, TimeOff);
                break;
            case MeetingRequest meeting:
                Meeting(meeting);
                break;
            case OvertimeRequest overtime:
                Overtime(overtime);
                break;
            case SwapRequest swap:
                Swap(swap);
                break;
            case LoanRequest loan:
                Lend(loan.Calls, loan.Span, "");
                break;
            case JoinedRequests joined:
                foreach (ScheduleRequest one in joined.Requests)
                {
                    Make(one);
                }

                break;
            default:
                throw new ArgumentException($"There is no request of kind {request.GetType().Name}.", nameof(request));
        }
    }

    private void Spans(AgentId id, Interval span, Action<int, int, int, int, DayShift> change)
    {
        int agent = NumberOf(id, "agent");
        bool works = false;
        foreach ((int day, int from, int to) in DaysOf(span))
        {
            if (agent >= 0 && _schedule.ShiftOf(agent, day) is { } shift && from < shift.End && to > shift.Start)
            {
                works = true;
                _days.Add(day);
                change(agent, day, from, to, shift);
            }
        }

        if (agent >= 0 && _findings.Count == 0 && !works)
        {
            _notes.Add($"{id} does not work then: callers notice nothing.");
        }
    }

    private void Absence(int agent, int day, int from, int to, DayShift shift)
    {
        PersonEdit edit = EditOf(agent);
        if (from <= shift.Start && to >= shift.End)
        {
            Duration paid = Duration.FromMinutes((long)shift.PaidSlots * Grid.SlotMinutes);
            edit.Row[day] = null;
            _people[agent] = edit with { Person = edit.Person with { Absences = [.. edit.Person.Absences, new DayAbsence(Grid.Days[day].Date, paid)] } };
            return;
        }

        Away(agent, day, from, to);
    }

    private void TimeOff(int agent, int day, int from, int to, DayShift shift)
    {
        if (from > shift.Start && to < shift.End)
        {
            Away(agent, day, from, to);
            _notes.Add("Time off inside a shift is taken as a part-day absence; at an end of the shift it would make the shift shorter.");
            return;
        }

        EditOf(agent).Row[day] = ShiftCuts.Without(shift, from, to);
    }

    private void Away(int agent, int day, int from, int to)
    {
        PersonEdit edit = EditOf(agent);
        Interval away = new(Grid.InstantOf(day, from), Grid.InstantOf(day, to));
        _people[agent] = edit with { Person = edit.Person with { PartAbsences = [.. edit.Person.PartAbsences, away] } };
    }

    private void Meeting(MeetingRequest request)
    {
        int[] members = Numbers(request.Agents, "agents");
        List<(int Day, int From, int To)> days = DaysOf(request.Span);
        List<string> off = [];
        foreach (int agent in members)
        {
            bool works = false;
            foreach ((int day, int from, int to) in days)
            {
                if (_schedule.ShiftOf(agent, day) is { } shift && from < shift.End && to > shift.Start)
                {
                    works = true;
                    _days.Add(day);
                    PersonEdit edit = EditOf(agent);
                    Interval span = new(Grid.InstantOf(day, from), Grid.InstantOf(day, to));
                    _people[agent] = edit with
                    {
                        Person = edit.Person with { Meetings = [.. edit.Person.Meetings, new PlanMeeting(span, request.Activity, IsMovable: false, MustAttend: true)] },
                    };
                }
            }

            if (!works)
            {
                off.Add(_problem.Agents[agent].Id.Value);
            }
        }

        if (off.Count > 0 && _findings.Count == 0)
        {
            _notes.Add($"Not at work then and left out: {string.Join(", ", off)}.");
        }

        if (request.LentTo is { } lent)
        {
            Lend(lent with { Agents = [.. lent.Agents.Except(request.Agents)] }, request.Span, "lent_to");
        }
    }

    private void Lend(LentCalls calls, Interval span, string path)
    {
        foreach (QueueId queue in calls.Queues.Where(queue => !_problem.Queues.Contains(queue)))
        {
            _findings.Add(new ProblemFinding(Path(path, "queues"), queue.Value, "one of the problem's queues"));
        }

        if (calls.Queues.Count == 0 || calls.Priority < 1)
        {
            _findings.Add(new ProblemFinding(Path(path, "queues"), $"{calls.Queues.Count} queues at priority {calls.Priority}", "at least one queue, priority 1 or more"));
        }

        List<(int Day, int From, int To)> days = DaysOf(span);
        bool works = false;
        foreach (int agent in Numbers(calls.Agents, Path(path, "agents")))
        {
            foreach ((int day, int from, int to) in days.Where(part => _schedule.ShiftOf(agent, part.Day) is { } shift && part.From < shift.End && part.To > shift.Start))
            {
                works = true;
                _days.Add(day);
                _loans.Add(new Loan(agent, day, from, to, calls.Queues, calls.Priority));
            }
        }

        if (!works && _findings.Count == 0)
        {
            _notes.Add("Nobody who would take the other queues works then.");
        }
    }

    private void Overtime(OvertimeRequest request)
    {
        int agent = NumberOf(request.Agent, "agent");
        List<(int Day, int From, int To)> days = DaysOf(request.Span);
        if (agent < 0 || _findings.Count > 0)
        {
            return;
        }

        if (days.Count != 1 || Grid.InstantOf(days[0].Day, days[0].From) > request.Span.Start || Grid.InstantOf(days[0].Day, days[0].To) < request.Span.End)
        {
            _findings.Add(new ProblemFinding("start", Text(request.Span.Start), "overtime inside the opening hours of one day") { Said = $"overtime-outside-opening|{Text(request.Span.Start)}" });
            return;
        }

        (int day, int from, int to) = days[0];
        DayShift? shift = _schedule.ShiftOf(agent, day);
        if (shift is { } known && (from > known.End || to < known.Start))
        {
            _findings.Add(new ProblemFinding("start", Text(request.Span.Start), $"overtime that adjoins the shift {Words(day, known)}") { Said = $"overtime-apart|{Words(day, known)}" });
            return;
        }

        _days.Add(day);
        EditOf(agent).Row[day] = shift is { } old
            ? old with { Start = Math.Min(old.Start, from), End = Math.Max(old.End, to) }
            : ShiftCuts.New(from, to, request.Lunch is { } lunch ? (Grid.SlotFloor(day, lunch.Start), Grid.SlotCeiling(day, lunch.End)) : null);
    }

    private void Swap(SwapRequest request)
    {
        (int agent, int other) = (NumberOf(request.Agent, "agent"), NumberOf(request.Other, "other"));
        (int day, int otherDay) = (DayOf(request.Date, "date"), DayOf(request.OtherDate, "other_date"));
        if (agent == other && agent >= 0)
        {
            _findings.Add(new ProblemFinding("other", request.Other.Value, "somebody else") { Said = "swap-with-oneself" });
        }

        if (_findings.Count > 0)
        {
            return;
        }

        if (_schedule.ShiftOf(agent, day) is null && _schedule.ShiftOf(other, otherDay) is null)
        {
            _notes.Add("Neither works then: there is nothing to swap.");
            return;
        }

        foreach (int touched in (int[])[day, otherDay])
        {
            (EditOf(agent).Row[touched], EditOf(other).Row[touched]) = (_schedule.ShiftOf(other, touched), _schedule.ShiftOf(agent, touched));
            _days.Add(touched);
        }
    }

    private static string Path(string part, string field) => part.Length == 0 ? field : $"{part}.{field}";

    private PersonEdit EditOf(int agent)
    {
        if (!_people.TryGetValue(agent, out PersonEdit? edit))
        {
            DayShift?[] row = new DayShift?[Grid.Days.Count];
            for (int day = 0; day < row.Length; day++)
            {
                row[day] = _schedule.ShiftOf(agent, day);
            }

            _people.Add(agent, edit = new PersonEdit(agent, _problem.Agents[agent], row));
        }

        return edit;
    }

    private int NumberOf(AgentId id, string path)
    {
        if (_agents.TryGetValue(id, out int number))
        {
            return number;
        }

        _findings.Add(new ProblemFinding(path, $"\"{id}\"", "one of the problem's agents") { Said = $"person-not-planned|{id}" });
        return -1;
    }

    private int[] Numbers(IReadOnlyList<AgentId> ids, string path)
    {
        if (ids.Count == 0)
        {
            _findings.Add(new ProblemFinding(path, "nobody", "at least one of the problem's agents"));
        }

        return [.. ids.Distinct().Select(id => NumberOf(id, path)).Where(number => number >= 0)];
    }

    private int DayOf(LocalDate date, string path)
    {
        int day = Grid.IndexOf(date);
        if (day < 0)
        {
            _findings.Add(new ProblemFinding(path, date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), "one of the plan's days") { Said = string.Create(CultureInfo.InvariantCulture, $"day-not-planned|{date:uuuu-MM-dd}") });
        }

        return day;
    }

    /// <summary>The days of the grid a span touches, with its slots in each; a finding where it has no length or lies outside the plan.</summary>
    private List<(int Day, int From, int To)> DaysOf(Interval span)
    {
        if (span.Duration <= Duration.Zero)
        {
            _findings.Add(new ProblemFinding("end", Text(span.End), $"a time after {Text(span.Start)}") { Said = $"end-not-after|{Text(span.Start)}" });
            return [];
        }

        Instant opens = Grid.FirstDate.AtStartOfDayInZone(Grid.Zone).ToInstant(), closes = Grid.EndDate.AtStartOfDayInZone(Grid.Zone).ToInstant();
        if (span.End <= opens || span.Start >= closes)
        {
            _findings.Add(new ProblemFinding("start", Text(span.Start), $"a time inside the plan, {Text(opens)} to {Text(closes)}") { Said = $"time-outside-plan|{Text(opens)}|{Text(closes)}" });
            return [];
        }

        if ((span.Start < opens || span.End > closes) && !_notes.Exists(note => note.StartsWith("The part", StringComparison.Ordinal)))
        {
            _notes.Add("The part outside the plan is not weighed.");
        }

        return
        [
            .. from day in Enumerable.Range(0, Grid.Days.Count)
               let slots = Grid.Days[day].Slots
               where span.Start < Grid.InstantOf(day, slots) && span.End > Grid.Days[day].Start
               select (day, Math.Max(0, Grid.SlotFloor(day, span.Start)), Math.Min(slots, Grid.SlotCeiling(day, span.End))),
        ];
    }

    private string Text(Instant instant) => instant.InZone(Grid.Zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string Words(int day, DayShift shift) =>
        string.Create(CultureInfo.InvariantCulture, $"{Grid.LocalTimeOf(day, shift.Start):HH:mm}–{Grid.LocalTimeOf(day, shift.End):HH:mm}");
}
