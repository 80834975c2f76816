using NodaTime;

namespace Wfm.Domain;

/// <summary>The call history of one queue.</summary>
/// <param name="Queue">Whose calls.</param>
/// <param name="Zone">The clock by which its days are told.</param>
/// <param name="IntervalLength">Length of every interval.</param>
/// <param name="Intervals">Intervals in increasing order of start, none twice. On a day with at least one, an absent open interval means no calls; a day without any is missing.</param>
public sealed record CallSeries(
    QueueId Queue, DateTimeZone Zone, Duration IntervalLength, IReadOnlyList<CallInterval> Intervals);
