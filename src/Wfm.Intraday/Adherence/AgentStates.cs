using NodaTime;
using Wfm.Domain;

namespace Wfm.Intraday;

/// <summary>One change of an agent's state, as the telephone system told it.</summary>
/// <param name="Agent">Who.</param>
/// <param name="At">When, by the system's own clock.</param>
/// <param name="State">The system's code.</param>
public sealed record StateChange(AgentId Agent, Instant At, string State);

/// <summary>A state as the telephone system told it of one logon.</summary>
/// <param name="At">When, by the system's own clock.</param>
/// <param name="State">The system's code.</param>
/// <param name="Snapshot">The moment of the snapshot it belongs to; empty outside of snapshots.</param>
public sealed record ToldState(Instant At, string State, Instant? Snapshot);

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
    /// <summary>Code of an agent who is logged off and has no code of the system's own.</summary>
    public const string LoggedOff = "LOGGED-OFF";

    /// <summary>One logon's changes, with the ends of snapshots it was not in.</summary>
    /// <param name="agent">Whose logon.</param>
    /// <param name="told">States told of it, in any order, repeated or not. One that belongs to a snapshot is not older than it.</param>
    /// <param name="closes">Moments of the snapshots of its source that are complete, in any order.</param>
    /// <returns>At most one change per moment, in order: of several, the one of a snapshot, then the greater code (by its characters); the end of a snapshot without the logon goes before all.</returns>
    /// <remarks>Membership goes by the snapshot alone, not by times: its states carry times slightly after it.</remarks>
    public static IReadOnlyList<StateChange> Changes(AgentId agent, IEnumerable<ToldState> told, IEnumerable<Instant> closes)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(closes);
        ToldState[] known = [.. told.OrderBy(state => state.At).ThenBy(state => state.Snapshot ?? Instant.MinValue).ThenBy(state => state.State, StringComparer.Ordinal)];
        HashSet<Instant> named = [.. known.Select(state => state.Snapshot).OfType<Instant>()];
        SortedDictionary<Instant, string> changes = [];
        foreach (ToldState state in known)
        {
            changes[state.At] = state.State;
        }

        foreach (Instant close in closes.Where(close => !named.Contains(close)))
        {
            changes[close] = LoggedOff;
        }

        return [.. changes.Select(change => new StateChange(agent, change.Key, change.Value))];
    }

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
