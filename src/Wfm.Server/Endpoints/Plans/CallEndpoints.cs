using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What came, to be laid beside what was forecast.</summary>
internal static class CallEndpoints
{
    private const int LongestDays = 400;
    private static readonly Duration IntervalLength = Duration.FromMinutes(15);

    public static void MapCalls(this RouteGroupBuilder unit) =>
        unit.MapGet("/calls", ListAsync).Allow(Act.ReadForecast).WithSummary("Calls that came to a queue, by quarter of an hour");

    private static async Task<Results<Ok<List<CallPoint>>, ApiProblem>> ListAsync(
        int unit, string queue, LocalDateText from, LocalDateText to, WfmDb db, CancellationToken cancellationToken)
    {
        (LocalDate first, LocalDate last) = (from.Value, to.Value);
        if (last < first || Period.DaysBetween(first, last) > LongestDays)
        {
            return ApiProblem.Bad("bad-days", $"Found {first:uuuu-MM-dd} to {last:uuuu-MM-dd}, expected at most {LongestDays} days, the first not after the last.");
        }

        BusinessUnitId where = new(unit);
        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == where, cancellationToken)).ToDomain().Zone;
        Interval span = new(zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(last.PlusDays(1)).ToInstant());
        CallSeries calls = await CallIntervalStore.LoadSeriesAsync(db, where, new QueueId(queue), span, zone, IntervalLength, cancellationToken);
        return TypedResults.Ok(calls.Intervals.Select(CallPoint.Of).ToList());
    }
}

/// <summary>A quarter of an hour of a queue as it was.</summary>
/// <param name="Start">Its start.</param>
/// <param name="Offered">Calls that came.</param>
/// <param name="Answered">Calls answered; empty where the source does not say.</param>
/// <param name="AverageHandleSeconds">Talk, hold and after-call work of an answered call; empty where the source does not say.</param>
public sealed record CallPoint(Instant Start, int Offered, int? Answered, double? AverageHandleSeconds)
{
    internal static CallPoint Of(CallInterval interval) => new(
        interval.Start, interval.Offered, interval.Answered, interval is { HandleSeconds: { } seconds, Answered: > 0 } ? seconds / interval.Answered : null);
}
