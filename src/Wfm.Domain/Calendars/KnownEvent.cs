using NodaTime;

namespace Wfm.Domain;

/// <summary>Something that changes the inflow on known days, such as a campaign letter.</summary>
/// <param name="Queue">The queue it touches; empty means all.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Name">What it is.</param>
/// <param name="Factor">Calls with it ÷ calls without it at full strength, more than 0; empty means it is to be learned.</param>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Shape">How its strength runs over its days.</param>
public sealed record KnownEvent(
    QueueId? Queue, LocalDate From, LocalDate To, string Name, double? Factor, EventKind Kind = EventKind.Other, EventShape Shape = EventShape.Step)
{
    /// <summary>Whether it is left to the calendar of each queue to learn: a school break nobody stated a factor of.</summary>
    public bool IsCalendar => Kind == EventKind.SchoolBreak && Factor is null;

    /// <summary>The name that tells other events and school breaks of one sort from those of another; empty for kinds whose events are all alike.</summary>
    public string? KindName => Kind is EventKind.Other or EventKind.SchoolBreak ? Name : null;

    /// <summary>Whether what one did tells what the other will do: the same kind, or among other events and school breaks the same name.</summary>
    /// <param name="other">The event it is held against.</param>
    public bool IsLike(KnownEvent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Kind == other.Kind && string.Equals(KindName, other.KindName, StringComparison.OrdinalIgnoreCase);
    }
}
