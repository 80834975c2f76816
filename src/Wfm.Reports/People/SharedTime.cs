using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>A part of somebody's time, given to a queue.</summary>
/// <param name="Agent">Whose time.</param>
/// <param name="Slot">Start of the interval it lies in.</param>
/// <param name="Queue">The queue; empty where none of the person's queues is open.</param>
/// <param name="Hours">How much.</param>
internal readonly record struct QueueTime(AgentId Agent, Instant Slot, QueueId? Queue, double Hours);

/// <summary>
/// Divides the time of people who serve several queues: in each interval among the open queues they have a skill for or are lent to, in proportion to the
/// work of those queues (calls × handle time) ÷ the priority of the skill, by priority alone where none has any work.
/// </summary>
internal sealed class SharedTime
{
    /// <summary>How the division is told to readers.</summary>
    public static Bilingual Note { get; } = new(
        "Den som kan flera köer delas mellan de öppna av dem, i proportion till köernas arbete (samtal × hanteringstid); en kö i andra hand räknas till hälften, i tredje hand till en tredjedel. Den som är utlånad har den kön i första hand.",
        "Somebody who serves several queues is divided among those that are open, in proportion to their work (calls × handle time); a queue of second priority counts half, one of third priority a third. Somebody who is lent has that queue as a first priority.");

    private readonly ReportFrame _frame;
    private readonly Func<QueueId, Instant, double> _work;
    private readonly ILookup<AgentId, Skill> _skills;
    private readonly ILookup<AgentId, LentTo> _loans;
    private readonly Dictionary<(QueueId, LocalDate), IReadOnlyList<Interval>> _open = [];

    /// <param name="frame">The centre.</param>
    /// <param name="people">Skills and loans.</param>
    /// <param name="work">Work of a queue in an interval, in any unit.</param>
    public SharedTime(ReportFrame frame, PeopleFacts people, Func<QueueId, Instant, double> work)
    {
        (_frame, _work) = (frame, work);
        (_skills, _loans) = (people.Skills.ToLookup(skill => skill.Agent), people.Loans.ToLookup(loan => loan.Agent));
    }

    /// <summary>The queues of a span of somebody's time.</summary>
    /// <param name="agent">Who.</param>
    /// <param name="span">When.</param>
    public IEnumerable<QueueTime> Of(AgentId agent, Interval span)
    {
        for (Instant slot = Floor(span.Start); slot < span.End; slot += _frame.IntervalLength)
        {
            double hours = (Instant.Min(span.End, slot + _frame.IntervalLength) - Instant.Max(span.Start, slot)).TotalHours;
            (QueueId Queue, double Weight)[] queues = [.. Weighted(OpenQueues(agent, slot), slot)];
            double all = queues.Sum(queue => queue.Weight);
            if (queues.Length == 0)
            {
                yield return new QueueTime(agent, slot, null, hours);
            }

            foreach ((QueueId queue, double weight) in queues)
            {
                yield return new QueueTime(agent, slot, queue, hours * weight / all);
            }
        }
    }

    /// <summary>The start of the interval a moment lies in; intervals begin on the clock's full hours.</summary>
    public Instant Floor(Instant at)
    {
        long local = at.ToUnixTimeTicks() + _frame.Zone.GetUtcOffset(at).Ticks;
        return at - Duration.FromTicks(local % _frame.IntervalLength.BclCompatibleTicks);
    }

    private (QueueId Queue, double Weight)[] Weighted((QueueId Queue, int Priority)[] queues, Instant slot)
    {
        (QueueId Queue, double Weight)[] byWork = [.. queues.Select(queue => (queue.Queue, Math.Max(0, _work(queue.Queue, slot)) / queue.Priority))];
        return byWork.Any(queue => queue.Weight > 0) ? byWork : [.. queues.Select(queue => (queue.Queue, 1.0 / queue.Priority))];
    }

    private (QueueId Queue, int Priority)[] OpenQueues(AgentId agent, Instant slot)
    {
        LocalDate date = slot.InZone(_frame.Zone).Date;
        Dictionary<QueueId, int> own = _skills[agent].Where(skill => skill.IsValidOn(date)).GroupBy(skill => skill.Queue).ToDictionary(queue => queue.Key, queue => queue.Min(skill => skill.Priority));
        foreach (LentTo loan in _loans[agent].Where(loan => loan.Span.Contains(slot)))
        {
            own[loan.Queue] = 1;
        }

        return
        [
            .. _frame.Queues.Where(queue => own.ContainsKey(queue.Id) && (!queue.OpeningHours.IsKnown || OpenOn(queue, date).Any(opening => opening.Contains(slot))))
                .Select(queue => (queue.Id, Math.Max(1, own[queue.Id]))),
        ];
    }

    private IReadOnlyList<Interval> OpenOn(Queue queue, LocalDate date)
    {
        if (!_open.TryGetValue((queue.Id, date), out IReadOnlyList<Interval>? open))
        {
            _open[(queue.Id, date)] = open = _frame.OpenOn(queue, date);
        }

        return open;
    }
}
