using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>The running day: how it stands, its alarms, what the watch may use, what waits for room to spare.</summary>
internal static class DayEndpoints
{
    private const int MostDays = 400;

    public static void MapDay(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder day = app.MapGroup("/api/units/{unit:int}/day").WithTags("Day");
        day.MapGet("/", PictureAsync).Allow(Act.ReadDay).WithSummary("How today stands: calls so far and to come, level, chances, alarms, queue by queue");
        day.MapPost("/look", LookAsync).Allow(Act.ProposeDay).WithSummary("Look now, without waiting for the next half minute");
        day.MapGet("/looks", LooksAsync).Allow(Act.ReadDay).WithSummary("How a day looked, look by look");
        day.MapGet("/alarms", AlarmsAsync).Allow(Act.ReadDay).WithSummary("Alarms of some days, newest first");
        day.MapGet("/settings", SettingsAsync).Allow(Act.ReadDay).WithSummary("What the watch may use and how often it may cry wolf");
        day.MapPut("/settings", ChangeSettingsAsync).Allow(Act.ProposeDay).WithSummary("Change it");
        day.MapDayProposals();
        day.MapDelegations();
        app.MapWaitingActivities();
        app.MapOwnOffers();
        app.MapGroup("/api/units/{unit:int}/changes").WithTags("Schedules").MapGet("/", ChangesAsync).Allow(Act.ReadDay)
            .WithSummary("How what people were promised came about: new periods, planned, unplanned, changed allocation; newest first");
    }

    private static async Task<Results<Ok<IReadOnlyList<ScheduleChange>>, ApiProblem>> ChangesAsync(
        int unit, LocalDateText from, LocalDateText to, ListChanges changes, CancellationToken cancellationToken)
    {
        if (to.Value < from.Value || Period.DaysBetween(from.Value, to.Value) > MostDays)
        {
            return ApiProblem.Bad("bad-days", $"Found {from.Value:uuuu-MM-dd} to {to.Value:uuuu-MM-dd}, expected at most {MostDays} days, the first not after the last.");
        }

        return TypedResults.Ok(await changes.RunAsync(new(unit), from.Value, to.Value, cancellationToken));
    }

    private static async Task<Ok<DayAnswer>> PictureAsync(int unit, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        LocalDate today = await TodayAsync(db, where, clock, cancellationToken);
        return TypedResults.Ok(await AnswerAsync(db, where, today, null, cancellationToken));
    }

    private static async Task<IResult> LookAsync(
        int unit, NothingSaid body, HttpContext context, WfmDb db, IClock clock, WatchDay watch, Idempotent once, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);

        // Looking is safe to repeat and may take a second: it is not done while a key is held.
        WatchOutcome outcome = await watch.RunAsync(where, cancellationToken);
        LocalDate today = await TodayAsync(db, where, clock, cancellationToken);
        return await once.RunAsync(context, body, () => AnswerAsync(db, where, today, outcome.Obstacle, cancellationToken), cancellationToken);
    }

    private static async Task<Ok<List<LookInfo>>> LooksAsync(int unit, LocalDateText? date, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        LocalDate day = date?.Value ?? await TodayAsync(db, where, clock, cancellationToken);
        List<StoredLook> looks = await db.Looks.AsNoTracking().Where(row => row.BusinessUnitId == where && row.LocalDate == day).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(looks.ConvertAll(look => new LookInfo(
            look.At, look.ScheduleId, look.IsStale,
            [.. RequestJson.Read<DayPicture>(look.LookJson).Queues.Select(queue => new LookQueue(queue.Queue, queue.CallsFactor, queue.LevelToCome, queue.ChanceOfDay, queue.ChanceBelow, queue.ChanceAbove, queue.Alarm.Kind))])));
    }

    private static async Task<Results<Ok<List<AlarmInfo>>, ApiProblem>> AlarmsAsync(
        int unit, LocalDateText? from, LocalDateText? to, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        LocalDate today = await TodayAsync(db, where, clock, cancellationToken);
        (LocalDate first, LocalDate last) = (from?.Value ?? today, to?.Value ?? today);
        if (last < first)
        {
            return ApiProblem.Bad("bad-query", $"to is {last:uuuu-MM-dd}, expected {first:uuuu-MM-dd} or later.");
        }

        List<StoredAlarm> alarms = await db.Alarms.AsNoTracking().Where(row => row.BusinessUnitId == where && row.LocalDate >= first && row.LocalDate <= last)
            .OrderByDescending(row => row.Id).Take(Paging.Most).ToListAsync(cancellationToken);
        return TypedResults.Ok(alarms.ConvertAll(AlarmInfo.Of));
    }

    private static async Task<Ok<DaySettings>> SettingsAsync(int unit, HttpResponse response, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        StoredDaySettings? stored = await db.DaySettings.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == where, cancellationToken);
        Tags.Write(response, stored?.RowVersion ?? 0);
        return TypedResults.Ok(stored is null ? new DaySettings() : RequestJson.Read<DaySettings>(stored.SettingsJson));
    }

    private static async Task<Results<Ok<DaySettings>, ApiProblem>> ChangeSettingsAsync(
        int unit, DaySettings body, HttpContext context, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        if (body.Finding() is { } finding)
        {
            return ApiProblem.Bad("bad-field", finding);
        }

        BusinessUnitId where = new(unit);
        if (await UnknownAsync(db, where, body, cancellationToken) is { } unknown)
        {
            return ApiProblem.Bad("bad-field", unknown);
        }

        StoredDaySettings? stored = await db.DaySettings.SingleOrDefaultAsync(row => row.BusinessUnitId == where, cancellationToken);
        if (stored is null)
        {
            // Stored as it stood, so that the first change has a version of its own.
            db.Add(stored = new StoredDaySettings(where, RequestJson.Write(new DaySettings())));
            await db.SaveChangesAsync(cancellationToken);
        }

        Tags.Check(context.Request, stored, RequestJson.Read<DaySettings>(stored.SettingsJson));
        string before = stored.SettingsJson;
        stored.Take(RequestJson.Write(body));
        db.AuditEntries.Add(new AuditEntry(where, clock.GetCurrentInstant(), caller.Name, new AuditedAct("change-day-settings", "unit", null, before, stored.SettingsJson)));
        await db.SaveChangesAsync(cancellationToken);
        Tags.Write(context.Response, stored.RowVersion);
        return TypedResults.Ok(body);
    }

    private static async Task<string?> UnknownAsync(WfmDb db, BusinessUnitId unit, DaySettings body, CancellationToken cancellationToken)
    {
        HashSet<GroupId> groups = [.. await db.AnswerGroups.Where(row => row.BusinessUnitId == unit).Select(row => row.Code).ToListAsync(cancellationToken)];
        HashSet<QueueId> queues = [.. await db.Queues.Where(row => row.BusinessUnitId == unit).Select(row => row.Code).ToListAsync(cancellationToken)];
        foreach (LendableGroup lendable in body.Lendable)
        {
            if (!groups.Contains(lendable.Group))
            {
                return $"lendable: there is no group {lendable.Group}.";
            }

            if (lendable.Queues.Where(queue => !queues.Contains(queue)).Take(1).ToArray() is [var queue])
            {
                return $"lendable: there is no queue {queue}.";
            }
        }

        return null;
    }

    /// <summary>Today by the unit's wall clock.</summary>
    public static async Task<LocalDate> TodayAsync(WfmDb db, BusinessUnitId unit, IClock clock, CancellationToken cancellationToken)
    {
        string zone = await db.BusinessUnits.Where(row => row.Id == unit).Select(row => row.ZoneId).SingleAsync(cancellationToken);
        return clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
    }

    private static async Task<DayAnswer> AnswerAsync(WfmDb db, BusinessUnitId unit, LocalDate today, Remark? obstacle, CancellationToken cancellationToken)
    {
        StoredLook? look = await db.Looks.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.LocalDate == today).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        if (look is null && obstacle is null)
        {
            StoredRun? watch = await db.Runs.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Kind == Jobs.JobTimes.Watch && row.LocalDate == today)
                .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
            obstacle = watch?.Reason is { } reason ? new Remark(watch.ReasonSaid ?? "", reason) : Remark.Of("day-not-looked-at", "Nobody has looked at this day yet.");
        }

        return new DayAnswer(today, obstacle?.Text, obstacle?.Said, look is null ? null : RequestJson.Read<DayPicture>(look.LookJson));
    }
}
