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
/// work of those queues (calls × handle time), evenly where none has any. Priorities are not looked at.
/// </summary>
internal sealed class SharedTime
{
    /// <summary>How the division is told to readers.</summary>
    public static Bilingual Note { get; } = new(
        "Den som kan flera köer delas mellan dem intervall för intervall, i proportion till köernas arbete (samtal × hanteringstid) bland de öppna köer personen har kompetens för eller är utlånad till; prioriteter påverkar inte.",
        "Somebody who serves several queues is divided among them interval by interval, in proportion to their work (calls × handle time) among the open queues the person has a skill for or is lent to; priorities do not matter.");

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
            (QueueId Queue, double Work)[] queues = [.. OpenQueues(agent, slot).Select(queue => (queue, Math.Max(0, _work(queue, slot))))];
            double all = queues.Sum(queue => queue.Work);
            if (queues.Length == 0)
            {
                yield return new QueueTime(agent, slot, null, hours);
            }

            foreach ((QueueId queue, double work) in queues)
            {
                yield return new QueueTime(agent, slot, queue, all > 0 ? hours * work / all : hours / queues.Length);
            }
        }
    }

    /// <summary>The start of the interval a moment lies in; intervals begin on the clock's full hours.</summary>
    public Instant Floor(Instant at)
    {
        long local = at.ToUnixTimeTicks() + _frame.Zone.GetUtcOffset(at).Ticks;
        return at - Duration.FromTicks(local % _frame.IntervalLength.BclCompatibleTicks);
    }

    private IEnumerable<QueueId> OpenQueues(AgentId agent, Instant slot)
    {
        LocalDate date = slot.InZone(_frame.Zone).Date;
        IEnumerable<QueueId> lent = _loans[agent].Where(loan => loan.Span.Contains(slot)).Select(loan => loan.Queue);
        HashSet<QueueId> own = [.. _skills[agent].Where(skill => skill.IsValidOn(date)).Select(skill => skill.Queue), .. lent];
        return _frame.Queues.Where(queue => own.Contains(queue.Id) && (!queue.OpeningHours.IsKnown || OpenOn(queue, date).Any(opening => opening.Contains(slot)))).Select(queue => queue.Id);
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
