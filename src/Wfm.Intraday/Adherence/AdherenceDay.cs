using NodaTime;
using Wfm.Domain;

namespace Wfm.Intraday;

/// <summary>A stretch of a day in which schedule and state stay the same.</summary>
/// <param name="Span">When.</param>
/// <param name="Scheduled">What the schedule says; null outside of the shift.</param>
/// <param name="State">The telephone system's code; null before anything was told.</param>
/// <param name="Group">The group the state belongs to; null where nothing was told.</param>
/// <param name="Adherence">Whether they agree, deviations shorter than their threshold forgiven.</param>
public sealed record AdherenceSpan(Interval Span, ActivityKind? Scheduled, string? State, string? Group, Adherence Adherence);

/// <summary>How one person's day agreed with the schedule.</summary>
/// <param name="Spans">The day in order.</param>
/// <param name="InMinutes">Scheduled minutes in agreement.</param>
/// <param name="OutMinutes">Scheduled minutes in disagreement.</param>
/// <param name="NeutralMinutes">Scheduled minutes that count neither way, those without any state included.</param>
/// <param name="ScheduledReadyMinutes">Minutes scheduled for contacts.</param>
/// <param name="ReadyMinutes">Minutes ready for calls or busy with them, whenever that was.</param>
/// <param name="LoggedInMinutes">Minutes logged in, whenever that was.</param>
public sealed record AdherenceDay(
    IReadOnlyList<AdherenceSpan> Spans, double InMinutes, double OutMinutes, double NeutralMinutes, double ScheduledReadyMinutes, double ReadyMinutes, double LoggedInMinutes)
{
    /// <summary>Adherence (följsamhet): minutes in agreement ÷ minutes in agreement or not; null when none count.</summary>
    public double? AdherenceFraction => InMinutes + OutMinutes > 0 ? InMinutes / (InMinutes + OutMinutes) : null;

    /// <summary>Conformance (schemauppfyllnad): minutes ready or busy ÷ minutes scheduled for contacts, however they lie; null when none were scheduled.</summary>
    public double? ConformanceFraction => ScheduledReadyMinutes > 0 ? ReadyMinutes / ScheduledReadyMinutes : null;

    /// <summary>Holds one person's states against the shift.</summary>
    /// <param name="shift">The shift; null on a day off.</param>
    /// <param name="changes">The person's changes of state, in any order; the last before the window tells its first state.</param>
    /// <param name="rules">What states mean.</param>
    /// <param name="window">What is looked at: a whole day, or the day until now.</param>
    public static AdherenceDay Of(Shift? shift, IReadOnlyList<StateChange> changes, StateRules rules, Interval window)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(rules);
        List<AdherenceSpan> spans = [];
        foreach (StateSpan state in AgentStates.Line(changes, window))
        {
            string? group = state.State is null ? null : rules.GroupOf(state.State);
            foreach ((Interval span, ActivityKind? scheduled) in Scheduled(shift, state.Span))
            {
                Adherence agrees = group is null ? Adherence.Neutral : rules.RuleFor(group, scheduled).Adherence;
                spans.Add(new AdherenceSpan(span, scheduled, state.State, group, agrees));
            }
        }

        Forgive(spans, rules);
        return new AdherenceDay(
            spans, Minutes(spans, Adherence.In), Minutes(spans, Adherence.Out), Minutes(spans, Adherence.Neutral),
            Sum(spans.Where(span => span.Scheduled == ActivityKind.Contacts)),
            Sum(spans.Where(span => span.Group is not null && rules.KindOf(span.Group) is StateKind.Ready or StateKind.Busy)),
            Sum(spans.Where(span => span.Group is not null && rules.KindOf(span.Group) != StateKind.LoggedOut)));
    }

    /// <summary>What the schedule says in a span, piece by piece.</summary>
    private static IEnumerable<(Interval Span, ActivityKind? Scheduled)> Scheduled(Shift? shift, Interval span)
    {
        Instant from = span.Start;
        foreach (ShiftActivity piece in shift?.Activities.OrderBy(piece => piece.Span.Start) ?? Enumerable.Empty<ShiftActivity>())
        {
            (Instant start, Instant end) = (Instant.Max(piece.Span.Start, from), Instant.Min(piece.Span.End, span.End));
            if (start < end)
            {
                if (from < start)
                {
                    yield return (new Interval(from, start), null);
                }

                yield return (new Interval(start, end), piece.Kind);
                from = end;
            }
        }

        if (from < span.End)
        {
            yield return (new Interval(from, span.End), null);
        }
    }

    /// <summary>Neighbouring deviations count together; when all of them are shorter than the first one's threshold they are forgiven.</summary>
    private static void Forgive(List<AdherenceSpan> spans, StateRules rules)
    {
        for (int first = 0; first < spans.Count;)
        {
            int end = first + 1;
            if (spans[first].Adherence == Adherence.Out)
            {
                while (end < spans.Count && spans[end].Adherence == Adherence.Out)
                {
                    end++;
                }

                Duration threshold = rules.RuleFor(spans[first].Group!, spans[first].Scheduled).Threshold;
                if (spans[end - 1].Span.End - spans[first].Span.Start < threshold)
                {
                    for (int at = first; at < end; at++)
                    {
                        spans[at] = spans[at] with { Adherence = Adherence.In };
                    }
                }
            }

            first = end;
        }
    }

    private static double Minutes(IEnumerable<AdherenceSpan> spans, Adherence adherence) =>
        Sum(spans.Where(span => span.Scheduled is not null && span.Adherence == adherence));

    private static double Sum(IEnumerable<AdherenceSpan> spans) => spans.Sum(span => span.Span.Duration.TotalMinutes);
}
