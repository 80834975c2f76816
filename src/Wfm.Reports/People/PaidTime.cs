using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Books every paid minute of published shifts on the queue it served.</summary>
internal sealed class PaidTime
{
    private readonly ReportFrame _frame;
    private readonly PeopleFacts _people;
    private readonly HourlyPrice _prices;
    private readonly Belonging _belonging;
    private readonly SharedTime _shared;
    private readonly Dictionary<AgentId, Dictionary<QueueId, double>> _ofSpan = [];

    public PaidTime(ReportFrame frame, PeopleFacts people, Func<QueueId, Instant, double> work, HourlyPrice prices)
    {
        (_frame, _people, _prices) = (frame, people, prices);
        (_belonging, _shared) = (new Belonging(people.Assignments), new SharedTime(frame, people, work));
    }

    /// <summary>All of it, and the time people were logged in.</summary>
    public IEnumerable<QueueFact<HoursFact>> Facts()
    {
        List<(Shift Shift, QueueTime[] Contacts)> shifts =
        [
            .. _people.Shifts.Select(shift => (shift, shift.Activities.Where(piece => piece.Kind == ActivityKind.Contacts).SelectMany(piece => _shared.Of(shift.Agent, piece.Span)).ToArray())),
        ];
        foreach ((Shift shift, QueueTime[] contacts) in shifts)
        {
            AddTo(_ofSpan.TryGetValue(shift.Agent, out Dictionary<QueueId, double>? sums) ? sums : _ofSpan[shift.Agent] = [], contacts);
        }

        return [.. Nobody(), .. shifts.SelectMany(shift => Paid(shift.Shift, shift.Contacts)), .. LoggedIn()];
    }

    // A published schedule that puts nobody on an open queue says so: no hours, which is not the same as unknown.
    private IEnumerable<QueueFact<HoursFact>> Nobody() =>
        from queue in _frame.Queues
        from day in _frame.Span.Days.Where(_people.PlannedDays.Contains)
        from opening in _frame.OpenOn(queue, day)
        from slot in Slots(opening)
        select new QueueFact<HoursFact>(queue.Id, slot.Slot, new HoursFact { Kind = ActivityKind.Contacts, Cost = _prices is { Usual: null, ByContract.Count: 0 } ? null : 0 });

    private IEnumerable<QueueFact<HoursFact>> Paid(Shift shift, QueueTime[] contacts)
    {
        double? price = _prices.Of(_belonging.On(shift.Agent, shift.Date)?.Contract);
        foreach (QueueTime time in contacts)
        {
            yield return new QueueFact<HoursFact>(time.Queue ?? ScopeLines.NoQueue, time.Slot, new HoursFact { Kind = ActivityKind.Contacts, Hours = time.Hours, Cost = time.Hours * price });
        }

        (QueueId Queue, double Share)[] shares = [.. Shares(shift.Agent, contacts)];
        foreach (ShiftActivity piece in shift.Activities.Where(piece => piece.Kind is not (ActivityKind.Contacts or ActivityKind.Lunch)))
        {
            foreach ((Instant slot, double hours) in Slots(piece.Span))
            {
                foreach ((QueueId queue, double share) in shares)
                {
                    yield return new QueueFact<HoursFact>(queue, slot, new HoursFact { Kind = piece.Kind, Hours = hours * share, Cost = hours * share * price });
                }
            }
        }
    }

    private IEnumerable<QueueFact<HoursFact>> LoggedIn() =>
        from logged in new LoggedInTime(_frame, _people, _shared).Times
        select new QueueFact<HoursFact>(logged.Time.Queue ?? ScopeLines.NoQueue, logged.Time.Slot, new HoursFact { LoggedIn = logged.LoggedIn });

    // Whose calls somebody's other time serves: those of the day, else those of the span, else nobody's.
    private IEnumerable<(QueueId Queue, double Share)> Shares(AgentId agent, QueueTime[] contacts)
    {
        Dictionary<QueueId, double> sums = [];
        AddTo(sums, contacts);
        sums = sums.Count > 0 ? sums : _ofSpan[agent];
        double all = sums.Values.Sum();
        return all > 0 ? sums.Select(sum => (sum.Key, sum.Value / all)) : [(ScopeLines.NoQueue, 1)];
    }

    private static void AddTo(Dictionary<QueueId, double> sums, QueueTime[] contacts)
    {
        foreach (QueueTime time in contacts)
        {
            if (time.Queue is { } queue)
            {
                sums[queue] = sums.GetValueOrDefault(queue) + time.Hours;
            }
        }
    }

    private IEnumerable<(Instant Slot, double Hours)> Slots(Interval span)
    {
        for (Instant slot = _shared.Floor(span.Start); slot < span.End; slot += _frame.IntervalLength)
        {
            yield return (slot, (Instant.Min(span.End, slot + _frame.IntervalLength) - Instant.Max(span.Start, slot)).TotalHours);
        }
    }
}
