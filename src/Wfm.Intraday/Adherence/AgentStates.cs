using NodaTime;
using Wfm.Domain;

namespace Wfm.Intraday;

/// <summary>One change of an agent's state, as the telephone system told it.</summary>
/// <param name="Agent">Who.</param>
/// <param name="At">When, by the system's own clock.</param>
/// <param name="State">The system's code.</param>
public sealed record StateChange(AgentId Agent, Instant At, string State);

/// <summary>A stretch of time in one state.</summary>
/// <param name="Span">From the change to the next one.</param>
/// <param name="State">The system's code; null before anything was told.</param>
public sealed record StateSpan(Interval Span, string? State);

/// <summary>Puts changes of state in order, however they came.</summary>
/// <remarks>
/// The system's own time decides, not the order of arrival: duplicates, batches out of order and late ones end in the same line. Of two changes of one
/// agent at the same moment the one with the greater code (by its characters) counts, so that nothing depends on which came first.
/// </remarks>
public static class AgentStates
{
    /// <summary>One agent's day as a line of states.</summary>
    /// <param name="changes">Changes of that agent, in any order, repeated or not.</param>
    /// <param name="window">What is asked for; the last change before it tells its first state.</param>
    /// <returns>Spans that follow each other and fill the window; equal neighbours are one.</returns>
    public static IReadOnlyList<StateSpan> Line(IEnumerable<StateChange> changes, Interval window)
    {
        ArgumentNullException.ThrowIfNull(changes);
        List<StateSpan> spans = [];
        Instant from = window.Start;
        string? state = null;
        foreach (StateChange change in changes.OrderBy(change => change.At).ThenBy(change => change.State, StringComparer.Ordinal))
        {
            if (change.At >= window.End)
            {
                break;
            }

            if (change.At > from)
            {
                Add(spans, new StateSpan(new Interval(from, change.At), state));
                from = change.At;
            }

            state = change.State;
        }

        if (from < window.End)
        {
            Add(spans, new StateSpan(new Interval(from, window.End), state));
        }

        return spans;
    }

    private static void Add(List<StateSpan> spans, StateSpan span)
    {
        if (spans.Count > 0 && spans[^1].State == span.State)
        {
            spans[^1] = spans[^1] with { Span = new Interval(spans[^1].Span.Start, span.Span.End) };
        }
        else
        {
            spans.Add(span);
        }
    }
}
