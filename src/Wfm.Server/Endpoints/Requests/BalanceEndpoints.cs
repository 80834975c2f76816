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

/// <summary>Personal balances: days of holiday, hours in lieu.</summary>
internal static class BalanceEndpoints
{
    private const int LongestReason = 200;
    private const double MostAtOnce = 1000;

    public static void MapBalances(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder balances = app.MapGroup("/api/units/{unit:int}/balances").WithTags("Balances");
        balances.MapGet("/{agent}", GetAsync).Allow(Act.ReadAbsenceCategory).WithSummary("What a person has left, with the entries it comes from");
        balances.MapPost("/{agent}/entries", AddAsync).Allow(Act.DecideRequest).WithSummary("Enter days or hours earned or corrected");
    }

    private static async Task<Results<Ok<BalanceView>, ApiProblem>> GetAsync(int unit, string agent, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        await IsReachedAsync(db, new(unit), new(agent), caller, Act.ReadAbsenceCategory, cancellationToken)
            ? TypedResults.Ok(await ViewAsync(db, clock, caller, new(unit), new(agent), cancellationToken))
            : ApiProblem.NotFound;

    private static async Task<IResult> AddAsync(
        int unit, string agent, BalanceBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, Idempotent once, CancellationToken cancellationToken)
    {
        string why = ShortWords.Required("why", body.Why, LongestReason);
        if (body.Amount is not (>= -MostAtOnce and <= MostAtOnce and not 0))
        {
            return ApiProblem.Bad("bad-field", $"amount: expected days or hours other than 0, at most {MostAtOnce}.");
        }

        BusinessUnitId where = new(unit);
        AgentId who = new(agent);
        if (!await IsReachedAsync(db, where, who, caller, Act.DecideRequest, cancellationToken))
        {
            return ApiProblem.NotFound;
        }

        if (caller.AgentUnit == where && caller.Agent == who)
        {
            return new ApiProblem(StatusCodes.Status403Forbidden, "own-balance", "Nobody enters their own balance.");
        }

        return await once.RunAsync(
            context, body,
            async () =>
            {
                Instant now = clock.GetCurrentInstant();
                db.Add(new StoredBalanceEntry(where, who, body.Kind, Math.Round(body.Amount, 2), new BalanceSource(caller.Name, now, why)));
                db.AuditEntries.Add(new AuditEntry(where, now, caller.Name, new AuditedAct("enter-balance", $"agent {who}", why, null, RequestJson.Write(new { body.Kind, body.Amount }))));
                await db.SaveChangesAsync(cancellationToken);
                return await ViewAsync(db, clock, caller, where, who, cancellationToken);
            },
            cancellationToken);
    }

    private static async Task<bool> IsReachedAsync(WfmDb db, BusinessUnitId unit, AgentId agent, Caller caller, Act act, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<AgentId, GroupId> groups = await RequestScope.GroupsAsync(db, unit, [agent], cancellationToken);
        return groups.TryGetValue(agent, out GroupId group) && caller.In(unit, act).Covers(agent, group);
    }

    private static async Task<BalanceView> ViewAsync(WfmDb db, IClock clock, Caller caller, BusinessUnitId unit, AgentId agent, CancellationToken cancellationToken)
    {
        if (caller.AgentUnit != unit || caller.Agent != agent)
        {
            // What was taken tells why somebody was away.
            db.Add(new PersonalRead(unit, await RunStore.NowAsync(db, cancellationToken), caller.Name, PersonalRead.Balances, agent));
            await db.SaveChangesAsync(cancellationToken);
        }

        List<StoredBalanceEntry> entries = await db.BalanceEntries.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.AgentCode == agent)
            .OrderBy(row => row.Id).ToListAsync(cancellationToken);
        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
        LocalDate today = clock.GetCurrentInstant().InZone(zone).Date;
        OvertimeJournal? journal = (await new ReadOvertime(db, unit, zone).RunAsync(today, agent, cancellationToken)).GetValueOrDefault(agent);
        return new BalanceView(
            agent,
            [.. entries.GroupBy(entry => entry.Kind).Where(kind => kind.Key == BalanceKind.HoursInLieu || kind.Any(entry => entry.RequestId is null)).OrderBy(kind => kind.Key).Select(kind => new BalanceLeft(kind.Key, Math.Round(kind.Sum(entry => entry.Amount), 2)))],
            [.. entries.Select(entry => new BalanceEntry(entry.Kind, entry.Amount, entry.At, entry.EnteredBy, entry.Why, entry.RequestId))],
            [.. (journal?.On(today) ?? []).Select(counted => counted with { Hours = Math.Round(counted.Hours, 2) })]);
    }
}

/// <summary>What a person has left.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Left">Sums by kind; days of holiday nobody has entered are not kept here.</param>
/// <param name="Entries">Where the sums come from, oldest first.</param>
/// <param name="Counted">Overtime and mertid as of today beside what the law allows; none of who is called in by the hour.</param>
public sealed record BalanceView(AgentId Agent, IReadOnlyList<BalanceLeft> Left, IReadOnlyList<BalanceEntry> Entries, IReadOnlyList<CountedHours> Counted);

/// <summary>A sum.</summary>
/// <param name="Kind">Days or hours of what.</param>
/// <param name="Amount">How many.</param>
public sealed record BalanceLeft(BalanceKind Kind, double Amount);

/// <summary>An entry.</summary>
/// <param name="Kind">Days or hours of what.</param>
/// <param name="Amount">How many, less when taken.</param>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
/// <param name="Why">Why.</param>
/// <param name="Request">The request it comes from.</param>
public sealed record BalanceEntry(BalanceKind Kind, double Amount, Instant At, string By, string Why, int? Request);

/// <summary>Days or hours to enter.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Amount">How many, less to take away.</param>
/// <param name="Why">Why.</param>
public sealed record BalanceBody(BalanceKind Kind, double Amount, string Why);
