using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>One interval of one queue, or of several together: hours required, scheduled and there; null where nobody knows.</summary>
internal sealed record StaffingSlot(Instant Start, Duration Length, bool IsOpen, double? Required, double? Needed, double? Scheduled, double? LoggedIn, double? OnCalls)
{
    // A queue of which nothing is known does not hide the others.
    public static StaffingSlot operator +(StaffingSlot one, StaffingSlot other) => new(
        one.Start, one.Length, one.IsOpen || other.IsOpen, Plus(one.Required, other.Required), Plus(one.Needed, other.Needed),
        Plus(one.Scheduled, other.Scheduled), Plus(one.LoggedIn, other.LoggedIn), Plus(one.OnCalls, other.OnCalls));

    private static double? Plus(double? one, double? other) => one is null ? other : other is null ? one : one + other;
}

/// <summary>Puts need and people of every queue into the intervals of the span.</summary>
internal sealed class StaffingSlots
{
    private readonly ReportFrame _frame;
    private readonly PeopleFacts _people;
    private readonly Belonging _belonging;
    private readonly Dictionary<(QueueId, Instant), QueueNeed> _required;
    private readonly HashSet<(QueueId, LocalDate)> _requiredDays;
    private readonly Dictionary<(QueueId, Instant), double> _scheduled = [], _loggedIn = [], _onCalls = [];
    private readonly IReadOnlySet<LocalDate> _toldDays;
    private readonly List<(GroupId Group, Instant At, double Hours)> _own = [];

    public StaffingSlots(ReportFrame frame, IReadOnlyList<QueueNeed> required, PeopleFacts people, Func<QueueId, Instant, double> work)
    {
        (_frame, _people, _belonging) = (frame, people, new Belonging(people.Assignments));
        _required = required.ToDictionary(need => (need.Queue, need.Start));
        _requiredDays = [.. required.Select(need => (need.Queue, need.Start.InZone(frame.Zone).Date))];
        SharedTime shared = new(frame, people, work);
        foreach (Shift shift in people.Shifts)
        {
            foreach (QueueTime time in shift.Activities.Where(piece => piece.Kind == ActivityKind.Contacts).SelectMany(piece => shared.Of(shift.Agent, piece.Span)))
            {
                Schedule(time);
            }
        }

        LoggedInTime loggedIn = new(frame, people, shared);
        _toldDays = loggedIn.Days;
        foreach ((QueueTime time, double hours, double onCalls) in loggedIn.Times)
        {
            QueueId queue = time.Queue ?? ScopeLines.NoQueue;
            Add(_loggedIn, (queue, time.Slot), hours);
            Add(_onCalls, (queue, time.Slot), onCalls);
        }
    }

    /// <summary>Scheduled hours on contacts while no queue of the person was open.</summary>
    public double Unserved { get; private set; }

    /// <summary>Hours on contacts of the people of a group.</summary>
    public double? OwnPeople(ReportScope scope, ReportBucket bucket)
    {
        if (scope.Kind != ScopeKind.Group || !Days(bucket).Any(_people.PlannedDays.Contains))
        {
            return null;
        }

        return _own.Where(time => time.Group.Value == scope.Code && time.At >= bucket.Start && time.At < bucket.End).Sum(time => time.Hours);
    }

    /// <summary>Every interval in which a queue is open, needs somebody or has somebody.</summary>
    public IEnumerable<QueueFact<StaffingSlot>> Facts() => OfQueues().Concat(OfNobody());

    // Who was logged in and served no queue we know of counts in the total.
    private IEnumerable<QueueFact<StaffingSlot>> OfNobody() =>
        from time in _loggedIn.Keys
        where time.Item1 == ScopeLines.NoQueue
        select new QueueFact<StaffingSlot>(time.Item1, time.Item2, new StaffingSlot(time.Item2, _frame.IntervalLength, false, null, null, null, _loggedIn[time], _onCalls[time]));

    private IEnumerable<QueueFact<StaffingSlot>> OfQueues() =>
        from queue in _frame.Queues
        from day in _frame.Span.Days
        let open = _frame.OpenOn(queue, day)
        from start in DayIntervals.StartsOf(day, _frame.Zone, _frame.IntervalLength)
        let isOpen = open.Any(opening => opening.Contains(start)) || (!queue.OpeningHours.IsKnown && _required.ContainsKey((queue.Id, start)))
        where isOpen || _required.ContainsKey((queue.Id, start)) || _scheduled.ContainsKey((queue.Id, start)) || _loggedIn.ContainsKey((queue.Id, start))
        select new QueueFact<StaffingSlot>(queue.Id, start, SlotOf(queue, day, start, isOpen));

    private StaffingSlot SlotOf(Queue queue, LocalDate day, Instant start, bool isOpen)
    {
        double hours = _frame.IntervalLength.TotalHours;
        bool isRequired = _requiredDays.Contains((queue.Id, day)), isTold = _toldDays.Contains(day);
        QueueNeed? need = _required.GetValueOrDefault((queue.Id, start));
        return new StaffingSlot(
            start, _frame.IntervalLength, isOpen,
            isRequired ? (need?.Required ?? 0) * hours : null, isRequired ? (need?.Needed ?? 0) * hours : null,
            _people.PlannedDays.Contains(day) ? _scheduled.GetValueOrDefault((queue.Id, start)) : null,
            isTold ? _loggedIn.GetValueOrDefault((queue.Id, start)) : null, isTold ? _onCalls.GetValueOrDefault((queue.Id, start)) : null);
    }

    private void Schedule(QueueTime time)
    {
        if (time.Queue is { } queue)
        {
            Add(_scheduled, (queue, time.Slot), time.Hours);
        }

        Unserved += time.Queue is null ? time.Hours : 0;
        if (_belonging.On(time.Agent, time.Slot.InZone(_frame.Zone).Date) is { } assigned)
        {
            _own.Add((assigned.Group, time.Slot, time.Hours));
        }
    }

    private static void Add(Dictionary<(QueueId, Instant), double> sums, (QueueId, Instant) key, double hours) => sums[key] = sums.GetValueOrDefault(key) + hours;

    private IEnumerable<LocalDate> Days(ReportBucket bucket)
    {
        LocalDate last = (bucket.End - Duration.Epsilon).InZone(_frame.Zone).Date;
        for (LocalDate day = bucket.Start.InZone(_frame.Zone).Date; day <= last; day = day.PlusDays(1))
        {
            yield return day;
        }
    }
}
