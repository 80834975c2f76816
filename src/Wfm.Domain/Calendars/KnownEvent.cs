using NodaTime;

namespace Wfm.Domain;

/// <summary>Something that changes the inflow on known days, such as a campaign letter.</summary>
/// <param name="Queue">The queue it touches; empty means all.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Name">What it is; the same name on several rows is the same kind of event.</param>
/// <param name="Factor">Calls with it ÷ calls without it, more than 0; empty means nobody knows, and it is left to cleaning to find.</param>
public sealed record KnownEvent(QueueId? Queue, LocalDate From, LocalDate To, string Name, double? Factor);
