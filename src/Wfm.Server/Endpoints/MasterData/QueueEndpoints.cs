using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Queues with their opening hours, targets and minimum posts.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder unit)
    {
        RouteGroupBuilder queues = unit.MapGroup("/queues");
        queues.MapGet("/", ListAsync).Allow(Act.ReadMasterData).WithSummary("Queues with opening hours, targets and minimum posts");
        queues.MapGet("/{queue}", (int unit, string queue, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
            MasterDataWrite.GetAsync(context, Piece(db, unit, queue, null, cancellationToken))).Allow(Act.ReadMasterData).WithSummary("One queue");
        queues.MapPut("/{queue}", PutAsync).Allow(Act.WriteMasterData).WithSummary("Make or change a queue, its opening hours, targets and minimum posts");
        queues.MapDelete("/{queue}", DeleteAsync).Allow(Act.WriteMasterData).WithSummary("Remove a queue nobody has a skill for; its history of calls stays");
    }

    private static async Task<List<QueueView>> ListAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredQueue> rows = await db.Queues.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        ILookup<QueueId, StoredOpening> openings = (await db.Openings.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken)).ToLookup(row => row.QueueCode);
        ILookup<QueueId, StoredTarget> targets = (await db.Targets.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken)).ToLookup(row => row.QueueCode);
        ILookup<QueueId, StoredMinimumPost> posts = (await db.MinimumPosts.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken)).ToLookup(row => row.QueueCode);
        return [.. rows.OrderBy(row => row.Code.Value, StringComparer.Ordinal).Select(row => View(row, openings[row.Code], targets[row.Code], posts[row.Code]))];
    }

    private static async Task<IResult> PutAsync(
        int unit, string queue, QueueBody body, HttpContext context, MasterDataWrite write, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        QueueId code = new(Codes.Read(queue));
        Findings found = new();
        (string name, List<OpeningPeriod> openings, List<(LocalDate? From, QueueTarget Target)> targets) = body.Read(found);
        found.Unless(
            body.Group is not { } group || await db.AnswerGroups.AnyAsync(row => row.BusinessUnitId == where && row.Code == group, cancellationToken),
            "group", body.Group?.Value, Remark.Of("wants-group", "a group of the unit"));
        int skilled = await db.Skills.Where(row => row.BusinessUnitId == where && row.QueueCode == code).Select(row => row.AgentCode).Distinct().CountAsync(cancellationToken);
        List<MinimumPost> posts = body.ReadPosts(code, new OpeningHours(openings), skilled, found);
        found.ThrowIfAny();
        LocalDate today = await TodayAsync(db, clock, where, cancellationToken);
        QueueTarget held = HistoryByDay.On(targets.Select(target => new Held(target.From, target.Target)), row => row.From, today)!.Target;
        WantedQueue wanted = new(new Queue(code, name, body.Channel, body.Group, new OpeningHours(openings), held), targets, posts);
        return await write.PutAsync(context, unit, Piece(db, unit, queue, wanted, cancellationToken), cancellationToken);
    }

    private static Task<IResult> DeleteAsync(int unit, string queue, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        QueueId code = new(Codes.Read(queue));
        return write.DeleteAsync(context, unit, Piece(db, unit, queue, null, cancellationToken), async () =>
            await db.Skills.AnyAsync(row => row.BusinessUnitId == where && row.QueueCode == code, cancellationToken) ? "skills"
            : await db.KnownEvents.AnyAsync(row => row.BusinessUnitId == where && row.QueueCode == code, cancellationToken) ? "events"
            : await db.NewQueues.AnyAsync(row => row.BusinessUnitId == where && (row.QueueCode == code || row.ProfileCode == code), cancellationToken) ? "new-queues" : null, cancellationToken);
    }

    /// <summary>The day it is in a unit.</summary>
    public static async Task<LocalDate> TodayAsync(WfmDb db, IClock clock, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        string zone = await db.BusinessUnits.Where(row => row.Id == unit).Select(row => row.ZoneId).SingleAsync(cancellationToken);
        return clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
    }

    private static MasterDataPiece<StoredQueue, QueueView> Piece(WfmDb db, int unit, string queue, WantedQueue? wanted, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        QueueId code = new(Codes.Read(queue));
        return new(
            $"queues/{code.Value}",
            () => db.Queues.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Code == code, cancellationToken),
            () => new StoredQueue(where, wanted!.Queue),
            async row =>
            {
                row.Take(wanted!.Queue);
                db.RemoveRange(await OpeningsAsync(db, where, code, cancellationToken));
                db.RemoveRange(await TargetsAsync(db, where, code, cancellationToken));
                db.RemoveRange(await PostsAsync(db, where, code, cancellationToken));
                db.AddRange(wanted.Posts.Select(post => new StoredMinimumPost(where, post)));
                db.AddRange(wanted.Queue.OpeningHours.Periods.Select(period => new StoredOpening(where, code, period)));
                db.AddRange(wanted.Targets.Where(_ => wanted.Targets.Count > 1).Select(target => new StoredTarget(where, code, target.From, target.Target)));
            },
            async row => View(row, await OpeningsAsync(db, where, code, cancellationToken), await TargetsAsync(db, where, code, cancellationToken), await PostsAsync(db, where, code, cancellationToken)),
            () => Task.CompletedTask);
    }

    private static Task<List<StoredOpening>> OpeningsAsync(WfmDb db, BusinessUnitId unit, QueueId code, CancellationToken cancellationToken) =>
        db.Openings.Where(row => row.BusinessUnitId == unit && row.QueueCode == code).ToListAsync(cancellationToken);

    private static Task<List<StoredTarget>> TargetsAsync(WfmDb db, BusinessUnitId unit, QueueId code, CancellationToken cancellationToken) =>
        db.Targets.Where(row => row.BusinessUnitId == unit && row.QueueCode == code).ToListAsync(cancellationToken);

    private static Task<List<StoredMinimumPost>> PostsAsync(WfmDb db, BusinessUnitId unit, QueueId code, CancellationToken cancellationToken) =>
        db.MinimumPosts.Where(row => row.BusinessUnitId == unit && row.QueueCode == code).ToListAsync(cancellationToken);

    private static QueueView View(StoredQueue row, IEnumerable<StoredOpening> openings, IEnumerable<StoredTarget> targets, IEnumerable<StoredMinimumPost> posts)
    {
        List<TargetBody> dated = [.. targets.OrderBy(target => target.ValidFrom ?? LocalDate.MinIsoValue).Select(target => TargetBody.Of(target.ValidFrom, target.ToDomain()))];
        return new QueueView(row.Code, new QueueBody(
            row.Name,
            row.Channel,
            [.. openings.OrderBy(opening => opening.Weekday).ThenBy(opening => opening.Opens).ThenBy(opening => opening.ValidFrom ?? LocalDate.MinIsoValue).Select(opening => OpeningBody.Of(opening.ToDomain()))],
            dated.Count > 0 ? dated : [TargetBody.Of(null, row.ToDomain([]).Target)],
            row.GroupCode,
            [.. posts.OrderBy(post => post.Weekday ?? IsoDayOfWeek.None).ThenBy(post => post.Starts).ThenBy(post => post.ValidFrom ?? LocalDate.MinIsoValue).Select(post => PostBody.Of(post.ToDomain()))]));
    }

    private sealed record WantedQueue(Queue Queue, List<(LocalDate? From, QueueTarget Target)> Targets, List<MinimumPost> Posts);

    private sealed record Held(LocalDate? From, QueueTarget Target);
}
