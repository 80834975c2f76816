using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Sources: how they book, how fresh they are, whose logons are whose, and what of them is kept aside.</summary>
internal static class SourceEndpoints
{
    private const int MostLogons = 10_000;
    private const int MostShown = 500;
    private static readonly Duration SnapshotsShown = Duration.FromHours(12);

    public static void MapSources(this RouteGroupBuilder unit)
    {
        unit.MapGet("/feeds", ListAsync).Allow(Act.ReadFeeds).WithSummary("Sources with their settings");
        unit.MapGet("/feeds/{source}", (int unit, string source, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
            MasterDataWrite.GetAsync(context, Piece(db, unit, source, null, cancellationToken))).Allow(Act.ReadFeeds).WithSummary("One source");
        unit.MapPut("/feeds/{source}", PutAsync).Allow(Act.WriteMasterData).WithSummary("Make or change a source");
        unit.MapGet("/feeds/{source}/logons", ReadLogonsAsync).Allow(Act.ReadFeeds).WithSummary("Whose logons of a source are whose");
        unit.MapPut("/feeds/{source}/logons", PutLogonsAsync).Allow(Act.WriteMasterData).WithSummary("Say whose logons are whose; states kept aside for want of an owner are released");
        unit.MapGet("/feed-freshness", FreshnessAsync).Allow(Act.ReadForecast).WithSummary("What each source delivered last, and whether that is old");
        unit.MapGet("/feed-quarantine", QuarantineAsync).Allow(Act.ReadFeeds).WithSummary("What is kept aside: unknown logons, times ahead, unknown states");
        unit.MapGet("/queue-snapshots", SnapshotsAsync).Allow(Act.ReadForecast).WithSummary("How each queue stood last");
    }

    private static async Task<List<SourceView>> ListAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredFeedSource> rows = await db.FeedSources.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(View)];
    }

    private static Task<IResult> PutAsync(int unit, string source, SourceBody body, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        Findings found = new();
        found.Unless(Codes.IsSource(source), "source", source, Remark.Of("wants-source", Codes.SourceExpected));
        found.Unless(body.IntervalMinutes is > 0 and <= 60 && 60 % body.IntervalMinutes == 0, "intervalMinutes", body.IntervalMinutes, Remark.Of("wants-divisor-of-hour", "a length that divides an hour"));
        found.Unless(body.StatesStaleAfterSeconds is >= 10 and <= 86_400, "statesStaleAfterSeconds", body.StatesStaleAfterSeconds, Remark.Of("wants-seconds-from-ten", "10 to 86400 seconds"));
        found.Unless(body.IntervalsStaleAfterSeconds is >= 60 and <= 86_400, "intervalsStaleAfterSeconds", body.IntervalsStaleAfterSeconds, Remark.Of("wants-seconds-from-sixty", "60 to 86400 seconds"));
        found.ThrowIfAny();
        return write.PutAsync(context, unit, Piece(db, unit, source, body, cancellationToken), cancellationToken);
    }

    private static MasterDataPiece<StoredFeedSource, SourceView> Piece(WfmDb db, int unit, string source, SourceBody? body, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        return new(
            $"feeds/{source}",
            () => db.FeedSources.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Name == source, cancellationToken),
            () => new StoredFeedSource(where, source, Duration.FromMinutes(body!.IntervalMinutes)),
            row =>
            {
                row.Take(body!.Attribution, Duration.FromMinutes(body.IntervalMinutes), Duration.FromSeconds(body.StatesStaleAfterSeconds), Duration.FromSeconds(body.IntervalsStaleAfterSeconds));
                return Task.CompletedTask;
            },
            row => Task.FromResult(View(row)),
            () => Task.CompletedTask);
    }

    private static SourceView View(StoredFeedSource row) => new(
        row.Name, row.Attribution, (int)row.IntervalLength.TotalMinutes, (int)row.StatesStaleAfter.TotalSeconds, (int)row.IntervalsStaleAfter.TotalSeconds);

    private static async Task<IResult> ReadLogonsAsync(int unit, string source, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
        await FindAsync(db, unit, source, cancellationToken) is { } id
            ? await MasterDataWrite.GetListAsync(context, () => LogonsAsync(db, id, cancellationToken))
            : Api.ApiProblem.NotFound;

    private static async Task<IResult> PutLogonsAsync(
        int unit, string source, IReadOnlyList<LogonBody> body, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        Findings found = new();
        List<LogonBody> wanted = found.Items("$", body, MostLogons);
        HashSet<AgentId> agents = [.. await db.Agents.Where(row => row.BusinessUnitId == where).Select(row => row.Code).ToListAsync(cancellationToken)];
        foreach ((int index, LogonBody logon) in wanted.Index())
        {
            found.Unless(logon.UserCode.Length is > 0 and <= 100 && !logon.UserCode.Any(char.IsControl), $"[{index}].userCode", logon.UserCode, Remark.Of("wants-logon", "a logon of 1 to 100 characters"));
            found.Unless(agents.Contains(logon.Agent), $"[{index}].agent", logon.Agent.Value, Remark.Of("wants-agent", "an agent of the unit"));
        }

        found.Unless(wanted.Select(logon => logon.UserCode).Distinct(StringComparer.Ordinal).Count() == wanted.Count, "userCode", "", Remark.Of("wants-logons-once", "each logon once"));
        found.ThrowIfAny();
        if (await FindAsync(db, unit, source, cancellationToken) is not { } id)
        {
            return Api.ApiProblem.NotFound;
        }

        return await write.PutListAsync(
            context, unit, $"feeds/{source}/logons", () => LogonsAsync(db, id, cancellationToken),
            () => Logons.ReplaceAsync(db, id, wanted.ToDictionary(logon => logon.UserCode, logon => logon.Agent, StringComparer.Ordinal), cancellationToken), cancellationToken);
    }

    private static async Task<List<LogonBody>> LogonsAsync(WfmDb db, FeedSourceId source, CancellationToken cancellationToken) =>
        [.. (await Logons.OfAsync(db, source, cancellationToken)).OrderBy(logon => logon.Key, StringComparer.Ordinal).Select(logon => new LogonBody(logon.Key, logon.Value))];

    private static async Task<FeedSourceId?> FindAsync(WfmDb db, int unit, string source, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        return await db.FeedSources.Where(row => row.BusinessUnitId == where && row.Name == source).Select(row => (FeedSourceId?)row.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private static async Task<Ok<IReadOnlyList<FeedFreshness>>> FreshnessAsync(int unit, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        TypedResults.Ok(await FeedFreshness.OfAsync(db, new BusinessUnitId(unit), clock.GetCurrentInstant(), cancellationToken));

    private static async Task<Ok<Quarantine>> QuarantineAsync(int unit, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        var held = await db.AgentStates.Where(row => row.BusinessUnitId == where && row.AgentCode == null && row.Held != null)
            .GroupBy(row => new { row.SourceId, row.UserCode, row.Held })
            .Select(group => new { group.Key.SourceId, group.Key.UserCode, group.Key.Held, Count = group.Count(), First = group.Min(row => row.At), Last = group.Max(row => row.At) })
            .OrderByDescending(group => group.Last).ThenBy(group => group.UserCode).Take(MostShown).ToListAsync(cancellationToken);
        Dictionary<FeedSourceId, string> names = await db.FeedSources.Where(row => row.BusinessUnitId == where).ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        List<HeldUser> Of(HeldReason reason) => [.. held.Where(row => row.Held == reason).Select(row => new HeldUser(names[row.SourceId], row.UserCode, row.Count, row.First, row.Last))];
        return TypedResults.Ok(new Quarantine(Of(HeldReason.UnknownUser), Of(HeldReason.Future), await UnknownStates.OfAsync(db, where, clock.GetCurrentInstant(), cancellationToken)));
    }

    private static async Task<List<QueueSnapshotBody>> SnapshotsAsync(int unit, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredQueueSnapshot> last = await QueueSnapshotStore.LastAsync(db, new BusinessUnitId(unit), clock.GetCurrentInstant() - SnapshotsShown, cancellationToken);
        return [.. last.Select(row => new QueueSnapshotBody(row.QueueCode, row.At, row.Waiting, (int)row.LongestWait.TotalSeconds, row.AgentsReady, row.AgentsBusy))];
    }
}
