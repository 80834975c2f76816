using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Wfm.Planning;
using Wfm.Requests;
using Wfm.Scheduling.Rules;

namespace Wfm.Cli;

/// <summary>Answers about requests as plain values for <c>--json</c>; times carry the offset of the problem's zone.</summary>
internal sealed class RequestJson(DateTimeZone zone)
{
    public object Of(Consequence consequence, RequestOrigin origin) => new
    {
        request = Of(consequence.Request),
        consequence.Recommendation,
        consequence.Reason,
        queues = consequence.Queues.Select(Of),
        simulated = consequence.Simulated?.Select(queue => new
        {
            queue = queue.Queue.Value,
            date = Text(queue.Date),
            queue.Days,
            queue.LevelBefore,
            queue.LevelAfter,
            queue.ErrorOfDifference,
            queue.ChanceBefore,
            queue.ChanceAfter,
        }),
        violations = consequence.Violations.Select(Of),
        away = consequence.Away.Select(colleague => new { agent = colleague.Agent.Value, colleague.Activity, start = Text(colleague.Span.Start), end = Text(colleague.Span.End) }),
        alternatives = consequence.Alternatives.Select(alternative => new
        {
            alternative.Kind,
            alternative.Words,
            alternative.Recommendation,
            alternative.Reason,
            request = Of(alternative.Request),
            other_half = alternative.OtherHalf is { } half ? Of(half) : null,
            moves = alternative.Moves.SelectMany(change => change.Moves.Select(move => new
            {
                agent = change.Agent.Value,
                move.Activity,
                from = Text(move.From.Start),
                to = Text(move.To.Start),
            })),
            called_in = alternative.CalledIn?.Agent.Value,
            queues = alternative.Queues.Select(queue => new
            {
                queue = queue.Queue.Value,
                date = Text(queue.Date),
                level_before = queue.Before.ServiceLevel,
                level_after = queue.After.ServiceLevel,
            }),
        }),
        why_few_alternatives = consequence.WhyFewAlternatives,
        consequence.Notes,
        origin,
    };

    public object Of(SlotAnswer answer, RequestOrigin origin) => new
    {
        places = answer.Places.Select(place => new
        {
            agents = place.Agents.Select(agent => agent.Value),
            without = place.Without.Select(agent => agent.Value),
            start = Text(place.Span.Start),
            end = Text(place.Span.End),
            place.LateCalls,
            place.Recommendation,
            place.Reason,
            queues = place.Queues.Select(Of),
        }),
        answer.Unplaced,
        origin,
    };

    private object Of(QueueConsequence queue) => new
    {
        queue = queue.Queue.Value,
        date = Text(queue.Date),
        queue.Calls,
        queue.TargetShare,
        queue.ThresholdSeconds,
        queue.Before,
        queue.After,
        intervals = queue.Intervals.Select(interval => new
        {
            start = Text(interval.Start),
            interval.Calls,
            interval.PeopleBefore,
            interval.PeopleAfter,
            interval.LevelBefore,
            interval.LevelAfter,
        }),
    };

    private static object Of(RuleViolation violation) => new
    {
        violation.Rule,
        violation.Paragraph,
        agent = violation.Agent?.Value,
        date = violation.Date is { } date ? Text(date) : null,
        violation.Penalty,
        violation.Reason,
    };

    private object Of(ScheduleRequest request) => request switch
    {
        AbsenceRequest absence => new { kind = "absence", agent = absence.Agent.Value, start = Text(absence.Span.Start), end = Text(absence.Span.End) },
        TimeOffRequest off => new { kind = "time_off", agent = off.Agent.Value, start = Text(off.Span.Start), end = Text(off.Span.End) },
        MeetingRequest meeting => new
        {
            kind = "meeting",
            agents = meeting.Agents.Select(agent => agent.Value),
            meeting.Activity,
            start = Text(meeting.Span.Start),
            end = Text(meeting.Span.End),
            lent_to = meeting.LentTo is { } lent ? Of(lent) : null,
        },
        OvertimeRequest overtime => new { kind = "overtime", agent = overtime.Agent.Value, start = Text(overtime.Span.Start), end = Text(overtime.Span.End) },
        SwapRequest swap => new { kind = "swap", agent = swap.Agent.Value, date = Text(swap.Date), other = swap.Other.Value, other_date = Text(swap.OtherDate) },
        LoanRequest loan => new
        {
            kind = "loan",
            agents = loan.Calls.Agents.Select(agent => agent.Value),
            queues = loan.Calls.Queues.Select(queue => queue.Value),
            loan.Calls.Priority,
            start = Text(loan.Span.Start),
            end = Text(loan.Span.End),
        },
        _ => new { kind = request.GetType().Name },
    };

    private static object Of(LentCalls lent) => new { agents = lent.Agents.Select(agent => agent.Value), queues = lent.Queues.Select(queue => queue.Value), lent.Priority };

    private string Text(Instant instant) => OffsetDateTimePattern.Rfc3339.Format(instant.InZone(zone).ToOffsetDateTime());

    private static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
