using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>People there for a queue in one slot of a day, against who should have been.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Start">Start of the slot.</param>
/// <param name="Required">Fewest people on calls the requirement asks for; empty where none is stored.</param>
/// <param name="Scheduled">People scheduled for contacts with the skill, averaged over the slot.</param>
/// <param name="LoggedIn">People with the skill who were ready or busy, averaged over the part of the slot that has passed; empty for what has not begun.</param>
public sealed record LoggedInSlot(QueueId Queue, Instant Start, int? Required, double Scheduled, double? LoggedIn)
{
    /// <summary>Reads a day.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="date">Which local day.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Slots in which somebody is required, scheduled or there, by queue and time.</returns>
    public static async Task<IReadOnlyList<LoggedInSlot>> OfDayAsync(WfmDb db, BusinessUnitId unit, LocalDate date, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken);
        DateTimeZone zone = centre.ToDomain().Zone;
        Interval day = new(date.AtStartOfDayInZone(zone).ToInstant(), date.PlusDays(1).AtStartOfDayInZone(zone).ToInstant());
        Interval passed = new(day.Start, Instant.Max(day.Start, Instant.Min(day.End, now)));
        StateRules rules = await UnitStateRules.OfAsync(db, unit, cancellationToken);
        SkilledPeople skilled = await SkilledPeople.OfAsync(db, unit, date, cancellationToken);
        (_, IReadOnlyList<Shift> shifts) = await PublishedShifts.OfAsync(db, unit, date.PlusDays(-1), date, cancellationToken);
        List<AgentId> agents = await db.Agents.Where(row => row.BusinessUnitId == unit).Select(row => row.Code).ToListAsync(cancellationToken);
        IReadOnlyDictionary<AgentId, IReadOnlyList<StateChange>> lines = await AgentLines.OfAsync(db, unit, agents, passed, cancellationToken);
        IReadOnlyDictionary<QueueId, IReadOnlyList<RequiredAt>> required = await RequiredInSlots.OfAsync(db, unit, day.Start, day.End - Duration.Epsilon, cancellationToken);
        Slots slots = new(day, centre.IntervalLength, skilled);
        foreach (Shift shift in shifts)
        {
            foreach (ShiftActivity piece in shift.Activities.Where(piece => piece.Kind == ActivityKind.Contacts))
            {
                slots.AddScheduled(shift.Agent, piece.Span);
            }
        }

        foreach ((AgentId agent, IReadOnlyList<StateChange> changes) in lines)
        {
            foreach (StateSpan span in AgentStates.Line(changes, passed).Where(span => span.State is not null && rules.KindOf(rules.GroupOf(span.State)) is StateKind.Ready or StateKind.Busy))
            {
                slots.AddThere(agent, span.Span);
            }
        }

        return slots.ToRows(required, now);
    }

    /// <summary>Seconds of people by queue and slot.</summary>
    private sealed class Slots(Interval day, Duration length, SkilledPeople skilled)
    {
        private readonly Dictionary<(QueueId Queue, int Slot), (double Scheduled, double There)> _seconds = [];

        public void AddScheduled(AgentId agent, Interval span) => Add(agent, span, isThere: false);

        public void AddThere(AgentId agent, Interval span) => Add(agent, span, isThere: true);

        public IReadOnlyList<LoggedInSlot> ToRows(IReadOnlyDictionary<QueueId, IReadOnlyList<RequiredAt>> required, Instant now)
        {
            Dictionary<(QueueId Queue, int Slot), int> asked = required.SelectMany(queue => queue.Value.Select(slot => (Key: (queue.Key, SlotOf(slot.Start)), slot.Required)))
                .Where(row => row.Required > 0).ToDictionary(row => row.Key, row => row.Required);
            return
            [
                .. _seconds.Keys.Union(asked.Keys).OrderBy(key => key.Queue.Value, StringComparer.Ordinal).ThenBy(key => key.Slot).Select(key =>
                {
                    Instant start = day.Start + (length * key.Slot);
                    double passed = Math.Min(length.TotalSeconds, (now - start).TotalSeconds);
                    (double scheduled, double there) = _seconds.GetValueOrDefault(key);
                    return new LoggedInSlot(key.Queue, start, asked.TryGetValue(key, out int people) ? people : null, scheduled / length.TotalSeconds, passed > 0 ? there / passed : null);
                }),
            ];
        }

        private int SlotOf(Instant at) => (int)Math.Floor((at - day.Start) / length);

        private void Add(AgentId agent, Interval span, bool isThere)
        {
            Instant from = Instant.Max(span.Start, day.Start), to = Instant.Min(span.End, day.End);
            for (int slot = SlotOf(from); from < to; slot++)
            {
                Instant next = Instant.Min(to, day.Start + (length * (slot + 1)));
                foreach (QueueId queue in skilled.Queues)
                {
                    if (skilled.Serves(agent, queue, from))
                    {
                        (double scheduled, double there) = _seconds.GetValueOrDefault((queue, slot));
                        double seconds = (next - from).TotalSeconds;
                        _seconds[(queue, slot)] = isThere ? (scheduled, there + seconds) : (scheduled + seconds, there);
                    }
                }

                from = next;
            }
        }
    }
}
