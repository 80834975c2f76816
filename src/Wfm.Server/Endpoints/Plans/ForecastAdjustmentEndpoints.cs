using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>The forecast as a planner would have it.</summary>
internal static class ForecastAdjustmentEndpoints
{
    private const int MostSpans = 2_000;
    private const int LongestReason = 500;
    private const double MostCalls = 1_000_000;
    private const double LargestFactor = 10;

    public static void MapForecastAdjustments(this RouteGroupBuilder unit) => unit.MapPost("/forecasts/{forecast:int}/adjustments", AdjustAsync).Allow(Act.WriteForecast)
        .WithSummary("Draw a forecast otherwise: a new version with the adjustment recorded, which later forecasts take along");

    private static async Task<IResult> AdjustAsync(
        int unit, int forecast, AdjustmentOrder body, HttpContext context, Caller caller, WfmDb db, AdjustForecast adjust, Idempotent once, CancellationToken cancellationToken)
    {
        (BusinessUnitId where, ForecastId which) = (new(unit), new(forecast));
        if (!await db.Forecasts.AnyAsync(row => row.BusinessUnitId == where && row.Id == which, cancellationToken))
        {
            return ApiProblem.NotFound;
        }

        string why = ShortWords.Required("why", body.Why, LongestReason);
        Findings found = new();
        List<AdjustedSpan> spans = found.Items("spans", body.Spans, MostSpans);
        found.Unless(spans.Count > 0, "spans", 0, Remark.Of("wants-one", "at least one"));
        foreach ((int index, AdjustedSpan span) in spans.Index())
        {
            found.Unless(span.To > span.From && span.To - span.From <= Duration.FromDays(400), $"spans[{index}].to", span.To, Remark.Of("wants-later-moment", "a moment after from, at most 400 days later"));
            found.Unless(span.Factor is null != span.Calls is null, $"spans[{index}].factor", span.Factor, Remark.Of("wants-factor-or-calls", "either a factor or calls"));
            found.Unless(span.Factor is null or (>= 0 and <= LargestFactor), $"spans[{index}].factor", span.Factor, Remark.Of("wants-up-to", $"0 to {LargestFactor}"));
            found.Unless(span.Calls is null or (>= 0 and <= MostCalls), $"spans[{index}].calls", span.Calls, Remark.Of("wants-up-to", $"0 to {MostCalls}"));
        }

        found.ThrowIfAny();
        return await once.RunAsync(
            context, body, async () => PlanInfo.Of(await adjust.RunAsync(where, which, spans, why, caller.Name, cancellationToken)), cancellationToken);
    }
}
