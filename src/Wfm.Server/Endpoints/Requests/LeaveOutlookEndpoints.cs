using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Requests;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>How a leave of one's own would go down, before one asks.</summary>
internal static class LeaveOutlookEndpoints
{
    public static void MapLeaveOutlook(this IEndpointRouteBuilder app) => app.MapGet("/api/units/{unit:int}/leave-outlook", LookAsync).Allow(Act.ReadConsequence)
        .WithTags("Requests").WithSummary("How likely a leave of one's own is to be granted, day by day, with halves of days and quarters of an hour if asked");

    private static async Task<Results<Ok<List<LeaveOutlookView>>, ApiProblem>> LookAsync(
        int unit, LocalDateText from, int days, bool? quarters, Caller caller, WfmDb db, LookAtLeave look, CancellationToken cancellationToken)
    {
        if (days is < 1 or > LookAtLeave.MostDays)
        {
            return ApiProblem.Bad("bad-query", $"days: found {days}, expected 1 to {LookAtLeave.MostDays}.");
        }

        BusinessUnitId where = new(unit);
        if (caller.AgentUnit != where || caller.Agent is not { } agent)
        {
            return ApiProblem.NotFound;
        }

        IReadOnlyList<LeaveOutlookDay> found = await look.RunAsync(where, agent, from.Value, days, quarters == true, cancellationToken);
        Dictionary<QueueId, string> names = await db.Queues.AsNoTracking().Where(row => row.BusinessUnitId == where).ToDictionaryAsync(row => row.Code, row => row.Name, cancellationToken);
        return TypedResults.Ok(found.Select(day => LeaveOutlookView.Of(day, names)).ToList());
    }
}

/// <summary>A day one works, and how a leave would go down.</summary>
/// <param name="Date">The day.</param>
/// <param name="Whole">The whole shift.</param>
/// <param name="FirstHalf">Until lunch, when quarters are asked for.</param>
/// <param name="SecondHalf">After it.</param>
/// <param name="Quarters">Every quarter of an hour by itself, when asked for.</param>
/// <param name="Away">The most people of the unit away at one moment of the shift.</param>
/// <param name="MostAway">The most the unit allows; empty without a limit.</param>
/// <param name="IsAway">Whether one is away already for some of it.</param>
/// <param name="IsFull">Whether a limit of the unit stands in the way of the whole day.</param>
public sealed record LeaveOutlookView(
    LocalDate Date, LeaveOutlookPart Whole, LeaveOutlookPart? FirstHalf, LeaveOutlookPart? SecondHalf, IReadOnlyList<LeaveOutlookPart> Quarters, int Away, int? MostAway, bool IsAway, bool IsFull)
{
    internal static LeaveOutlookView Of(LeaveOutlookDay day, IReadOnlyDictionary<QueueId, string> names) => new(
        day.Day.Date, LeaveOutlookPart.Of(day.Day.Whole, names), Half(day.Day.FirstHalf, names), Half(day.Day.SecondHalf, names),
        [.. day.Day.Quarters.Select(quarter => LeaveOutlookPart.Of(quarter, names))], day.Away, day.MostAway, day.IsAway, day.IsFull);

    private static LeaveOutlookPart? Half(LeaveSpan? span, IReadOnlyDictionary<QueueId, string> names) => span is null ? null : LeaveOutlookPart.Of(span, names);
}

/// <summary>A time away in a colour, with what callers of the queue hit most would meet.</summary>
/// <param name="Start">From when.</param>
/// <param name="End">Until when.</param>
/// <param name="Colour">How a yes would go down.</param>
/// <param name="Queue">Name of the queue hit most; empty when callers notice nothing.</param>
/// <param name="Before">Its service level as planned: of the day, or of the quarter for a single one.</param>
/// <param name="After">The same with one away.</param>
/// <param name="Target">The share promised.</param>
/// <param name="BreaksRules">Whether a rule of working time would be broken.</param>
public sealed record LeaveOutlookPart(Instant Start, Instant End, OutlookColour Colour, string? Queue, double? Before, double? After, double? Target, bool BreaksRules)
{
    internal static LeaveOutlookPart Of(LeaveSpan span, IReadOnlyDictionary<QueueId, string> names) => new(
        span.Span.Start, span.Span.End, span.Recommendation == Recommendation.Fits ? OutlookColour.Green : OutlookColour.Yellow,
        span.Queue is { } queue ? names.GetValueOrDefault(queue, queue.Value) : null, Rounded(span.Before), Rounded(span.After), span.Target, span.BreaksRules);

    private static double? Rounded(double? fraction) => fraction is { } value ? Math.Round(value, 4) : null;
}
