using NodaTime;
using Wfm.Domain;

namespace Wfm.Intraday;

/// <summary>How somebody's state agrees with the schedule at this moment.</summary>
/// <param name="Scheduled">What the schedule says; null outside of the shift.</param>
/// <param name="ScheduledUntil">Until when; null after the last shift of what was looked at.</param>
/// <param name="Group">The group of the state; null where none was told.</param>
/// <param name="Kind">What it means for staffing; null where none was told.</param>
/// <param name="Adherence">Whether they agree; a deviation that is still short is one already.</param>
/// <param name="DeviatesSince">Since when they disagree; null while they do not.</param>
/// <param name="IsAlarm">Whether they have disagreed for as long as the rule's threshold.</param>
/// <param name="Colour">How a board shows it, as <c>#rrggbb</c>.</param>
public sealed record AdherenceNow(
    ActivityKind? Scheduled, Instant? ScheduledUntil, string? Group, StateKind? Kind, Adherence Adherence, Instant? DeviatesSince, bool IsAlarm, string Colour)
{
    private const string Unknown = "#757575";

    /// <summary>Holds a state against the schedule.</summary>
    /// <param name="shifts">The shifts around now, in any order.</param>
    /// <param name="state">The telephone system's code; null where none was told.</param>
    /// <param name="since">Since when; not after now.</param>
    /// <param name="rules">What states mean.</param>
    /// <param name="now">The present.</param>
    public static AdherenceNow Of(IEnumerable<Shift> shifts, string? state, Instant since, StateRules rules, Instant now)
    {
        ArgumentNullException.ThrowIfNull(shifts);
        ArgumentNullException.ThrowIfNull(rules);
        ShiftActivity[] pieces = [.. shifts.SelectMany(shift => shift.Activities).OrderBy(piece => piece.Span.Start)];
        ShiftActivity? present = pieces.FirstOrDefault(piece => piece.Span.Contains(now));
        Instant begun = present?.Span.Start ?? pieces.Where(piece => piece.Span.End <= now).Select(piece => piece.Span.End).DefaultIfEmpty(Instant.MinValue).Max();
        Instant? until = present?.Span.End ?? pieces.Where(piece => piece.Span.Start > now).Select(piece => (Instant?)piece.Span.Start).FirstOrDefault();
        if (state is null)
        {
            return new AdherenceNow(present?.Kind, until, null, null, Adherence.Neutral, null, false, Unknown);
        }

        string group = rules.GroupOf(state);
        StateRule rule = rules.RuleFor(group, present?.Kind);
        Instant? deviates = rule.Adherence == Adherence.Out ? Instant.Max(since, begun) : null;
        return new AdherenceNow(present?.Kind, until, group, rules.KindOf(group), rule.Adherence, deviates, now - deviates >= rule.Threshold, rule.Colour);
    }
}
