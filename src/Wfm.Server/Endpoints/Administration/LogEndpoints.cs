using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Who did what, who read what, and who may see what.</summary>
internal static class LogEndpoints
{
    // Whoever keeps accounts sees no schedules, absences or requests; of those the log tells that something was done, not what it said.
    private static readonly string[] Technical =
        ["account ", "key ", "agents/", "contracts/", "queues/", "groups/", "shift-templates/", "special-days", "events-known", "new-queues", "activities/", "feeds/", "state-rules", "calendar of ", "master data", "forecast ", "requirement ", "retention"];

    public static void MapLogs(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder unit = app.MapGroup("/api/units/{unit:int}").WithTags("Administration");
        unit.MapGet("/audit", AuditAsync).Allow(Act.ReadAudit).WithSummary("What was done, newest first; filter by from, to, who, action, subject");
        unit.MapGet("/reads", ReadsAsync).Allow(Act.ReadAudit).WithSummary("Who read categories of absence and personal exports, newest first");
        unit.MapGet("/permissions", PermissionsAsync).Allow(Act.Administer).WithSummary("Who may do and see what");
    }

    private static async Task<Ok<Page<AuditView>>> AuditAsync(
        int unit, string? from, string? to, string? who, string? action, string? subject, string? after, int? limit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        int most = Paging.Limit(limit);
        long before = After(after);
        Instant first = Moment("from", from, Instant.FromUnixTimeSeconds(0)), last = Moment("to", to, Instant.FromUtc(9999, 1, 1, 0, 0));
        IQueryable<AuditEntry> entries = db.AuditEntries.AsNoTracking().Where(entry => entry.BusinessUnitId == where && entry.Id < before && entry.At >= first && entry.At < last);
        entries = string.IsNullOrEmpty(who) ? entries : entries.Where(entry => entry.Who == who);
        entries = string.IsNullOrEmpty(action) ? entries : entries.Where(entry => entry.Action == action);
        entries = string.IsNullOrEmpty(subject) ? entries : entries.Where(entry => entry.Subject.StartsWith(subject));
        List<AuditEntry> rows = await entries.OrderByDescending(entry => entry.Id).Take(most + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Paging.Cut(rows.ConvertAll(View), most, view => view.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Ok<Page<ReadView>>> ReadsAsync(int unit, string? agent, string? who, string? after, int? limit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        int most = Paging.Limit(limit);
        long before = After(after);
        IQueryable<PersonalRead> reads = db.PersonalReads.AsNoTracking().Where(read => read.BusinessUnitId == where && read.Id < before);
        AgentId? about = string.IsNullOrEmpty(agent) ? null : new AgentId(agent);
        reads = about is null ? reads : reads.Where(read => read.AgentCode == about);
        reads = string.IsNullOrEmpty(who) ? reads : reads.Where(read => read.Who == who);
        List<PersonalRead> rows = await reads.OrderByDescending(read => read.Id).Take(most + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Paging.Cut(
            rows.ConvertAll(read => new ReadView(read.Id, read.At, read.Who, read.What, read.AgentCode, read.Why)), most, view => view.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Ok<List<PermissionView>>> PermissionsAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredAccount> accounts = await db.Accounts.AsNoTracking()
            .Where(row => row.IsActive && db.Roles.Any(role => role.AccountId == row.Id && role.BusinessUnitId == where)).OrderBy(row => row.Login).ToListAsync(cancellationToken);
        List<Caller> callers = [];
        foreach (StoredAccount account in accounts)
        {
            callers.Add(await FindCaller.OfAccountAsync(account, db, cancellationToken));
        }

        return TypedResults.Ok(Enum.GetValues<Act>().Select(act => new PermissionView(act,
        [
            .. callers.Select(caller => (caller, Scope: caller.In(where, act))).Where(pair => pair.Scope.Reach != Reach.None)
                .Select(pair => new PermittedView(pair.caller.Name, pair.Scope.Reach, [.. pair.Scope.Groups.OrderBy(group => group.Value, StringComparer.Ordinal)])),
        ])).ToList());
    }

    private static AuditView View(AuditEntry entry)
    {
        bool isShown = Technical.Any(start => entry.Subject.StartsWith(start, StringComparison.Ordinal));
        return new AuditView(
            entry.Id, entry.At, entry.Who, entry.Action, entry.Subject, isShown ? entry.Why : null, isShown ? Json(entry.BeforeJson) : null, isShown ? Json(entry.AfterJson) : null, !isShown);
    }

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);

    private static long After(string? after)
    {
        if (string.IsNullOrEmpty(after))
        {
            return long.MaxValue;
        }

        return long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? id
            : throw new ApiProblemException(ApiProblem.Bad("bad-after", "after is not what an earlier part of the list gave as next."));
    }

    private static Instant Moment(string name, string? text, Instant usual)
    {
        if (string.IsNullOrEmpty(text))
        {
            return usual;
        }

        return InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed && parsed.Value >= Instant.FromUnixTimeSeconds(0)
            ? parsed.Value
            : throw new ApiProblemException(ApiProblem.Bad("bad-moment", $"{name} is \"{PlainText.ForLog(text)}\", expected a moment such as 2026-01-05T07:00:00Z."));
    }
}

/// <summary>Something somebody did.</summary>
/// <param name="Id">Its number, increasing.</param>
/// <param name="At">When.</param>
/// <param name="Who">The login, or the automatic step.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what.</param>
/// <param name="Why">The reason given.</param>
/// <param name="Before">How it was.</param>
/// <param name="After">How it became.</param>
/// <param name="IsMasked">Whether reason and content are left out, because they tell of schedules, absences or requests.</param>
public sealed record AuditView(long Id, Instant At, string Who, string Action, string Subject, string? Why, JsonElement? Before, JsonElement? After, bool IsMasked);

/// <summary>Something somebody read.</summary>
/// <param name="Id">Its number, increasing.</param>
/// <param name="At">When.</param>
/// <param name="Who">The login.</param>
/// <param name="What">What was read.</param>
/// <param name="Agent">About whom.</param>
/// <param name="Why">The reason given.</param>
public sealed record ReadView(long Id, Instant At, string Who, string What, AgentId? Agent, string? Why);

/// <summary>Who may do one thing.</summary>
/// <param name="Act">What.</param>
/// <param name="Accounts">Who.</param>
public sealed record PermissionView(Act Act, IReadOnlyList<PermittedView> Accounts);

/// <summary>How far somebody's permission reaches.</summary>
/// <param name="Login">Who.</param>
/// <param name="Reach">How far.</param>
/// <param name="Groups">The groups reached when it is not the whole unit.</param>
public sealed record PermittedView(string Login, Reach Reach, IReadOnlyList<GroupId> Groups);
