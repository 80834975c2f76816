using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>What every report is told within: the centre, its clock, its queues and groups, and the days asked about.</summary>
/// <param name="Unit">What people call the centre.</param>
/// <param name="Zone">Its clock.</param>
/// <param name="IntervalLength">Length of its planning intervals; divides an hour.</param>
/// <param name="Span">The days and the step.</param>
public sealed record ReportFrame(string Unit, DateTimeZone Zone, Duration IntervalLength, ReportSpan Span)
{
    /// <summary>The queues, in the order they are told.</summary>
    public IReadOnlyList<Queue> Queues { get; init; } = [];

    /// <summary>The answer groups, in the order they are told.</summary>
    public IReadOnlyList<AnswerGroup> Groups { get; init; } = [];

    /// <summary>Promises that hold from a day on; a queue without any keeps its own.</summary>
    public IReadOnlyList<PromiseFrom> Promises { get; init; } = [];

    /// <summary>Days off for everybody by the calendar: nobody expects calls of them.</summary>
    public IReadOnlySet<LocalDate> FreeDays { get; init; } = new HashSet<LocalDate>();

    /// <summary>The first moment facts cannot be known of; empty where all of the span has passed.</summary>
    public Instant? KnownUntil { get; init; }

    /// <summary>Notes about how the facts were read.</summary>
    public IReadOnlyList<Bilingual> Notes { get; init; } = [];

    /// <summary>What a queue was held to on a day.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="day">The day.</param>
    public QueueTarget TargetOn(Queue queue, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return Promises.Where(promise => promise.Queue == queue.Id && !(promise.From > day)).MaxBy(promise => promise.From ?? LocalDate.MinIsoValue)?.Target ?? queue.Target;
    }

    /// <summary>When a queue takes contacts on a day; nothing on a day off for everybody.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="day">The day.</param>
    public IReadOnlyList<Interval> OpenOn(Queue queue, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return FreeDays.Contains(day) ? [] : queue.OpeningHours.On(day, Zone);
    }
}

/// <summary>A promise from a day on.</summary>
/// <param name="Queue">Whose.</param>
/// <param name="From">First day; empty means since ever.</param>
/// <param name="Target">The promise.</param>
public sealed record PromiseFrom(QueueId Queue, LocalDate? From, QueueTarget Target);
