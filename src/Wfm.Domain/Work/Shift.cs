using NodaTime;

namespace Wfm.Domain;

/// <summary>One dated shift of one agent.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Date">The local day it begins on.</param>
/// <param name="Span">From the first to the last moment at work.</param>
/// <param name="Activities">Its pieces in order, without gap or overlap, covering the span.</param>
public sealed record Shift(AgentId Agent, LocalDate Date, Interval Span, IReadOnlyList<ShiftActivity> Activities)
{
    /// <summary>Time that is paid: everything but lunch.</summary>
    public Duration PaidTime => Activities
        .Where(activity => activity.Kind != ActivityKind.Lunch)
        .Aggregate(Duration.Zero, (sum, activity) => sum + activity.Span.Duration);
}

/// <summary>A piece of a shift.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Span">When.</param>
public sealed record ShiftActivity(ActivityKind Kind, Interval Span);
