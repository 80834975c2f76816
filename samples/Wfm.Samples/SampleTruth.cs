using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The truth behind the figures, for scoring forecasts.</summary>
/// <param name="Rates">Per queue the expected calls and handle time of every open interval of the history and of the period.</param>
/// <param name="Events">Everything that bends the rates: special days, letters, snow, releases.</param>
/// <param name="After">The calls that really came in the period.</param>
public sealed record SampleTruth(
    IReadOnlyList<QueueRates> Rates, IReadOnlyList<TrueEvent> Events, IReadOnlyList<CallSeries> After);

/// <summary>The true rates of one queue.</summary>
/// <param name="Queue">Whose calls.</param>
/// <param name="Intervals">One per open interval, in order; the weeks between history and period are left out.</param>
public sealed record QueueRates(QueueId Queue, IReadOnlyList<RateInterval> Intervals);

/// <summary>What is expected in one interval, events included, the day's luck not.</summary>
/// <param name="Start">Start of the interval.</param>
/// <param name="Calls">Expected calls in the interval.</param>
/// <param name="AverageHandleSeconds">Expected mean handle time in seconds.</param>
public readonly record struct RateInterval(Instant Start, double Calls, double AverageHandleSeconds);

/// <summary>A factor on the rate of one queue, or of all, on one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Queue">The queue; empty means all.</param>
/// <param name="Kind">Such as <c>letter</c>, <c>snow</c>, <c>bridge_day</c>.</param>
/// <param name="Factor">What the rate is multiplied by; for <c>release</c> the handle time.</param>
public sealed record TrueEvent(LocalDate Date, QueueId? Queue, string Kind, double Factor);

/// <summary>An event planners know of beforehand.</summary>
/// <param name="Queue">The queue it is expected to hit.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Factor">The planner's guess of the mean factor on calls over its days.</param>
public sealed record PlannedEvent(QueueId Queue, LocalDate From, LocalDate To, string Name, double Factor);

/// <summary>A day that went wrong.</summary>
/// <param name="Date">The day, within the period.</param>
/// <param name="Calls">The calls of every queue that day.</param>
/// <param name="Sick">Who called in sick that morning.</param>
public sealed record BadDay(LocalDate Date, IReadOnlyList<CallSeries> Calls, IReadOnlyList<AgentId> Sick);

/// <summary>A fault of the telephony's export.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Date">The local day.</param>
/// <param name="Queue">The queue it hit; empty means all.</param>
/// <param name="From">First wall time hit.</param>
/// <param name="To">First wall time no longer hit.</param>
public sealed record DataFault(DataFaultKind Kind, LocalDate Date, QueueId? Queue, LocalTime From, LocalTime To);

/// <summary>Kinds of fault.</summary>
public enum DataFaultKind
{
    /// <summary>The lines were down: no calls are recorded, though people called.</summary>
    Outage,

    /// <summary>A typing error: ten times the offered calls.</summary>
    Tenfold,

    /// <summary>An hour's rows stand twice in the file.</summary>
    DuplicatedHour,
}

/// <summary>A request waiting for an answer.</summary>
/// <param name="Id">Code.</param>
/// <param name="Agent">Who asks.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Start">From when.</param>
/// <param name="End">Until when.</param>
/// <param name="Created">When it was asked.</param>
public sealed record SampleRequest(
    string Id, AgentId Agent, SampleRequestKind Kind, LocalDateTime Start, LocalDateTime End, LocalDateTime Created);

/// <summary>What can be asked for.</summary>
public enum SampleRequestKind
{
    /// <summary>Time off.</summary>
    Absence,

    /// <summary>A meeting.</summary>
    Meeting,

    /// <summary>A training pass.</summary>
    Training,
}
