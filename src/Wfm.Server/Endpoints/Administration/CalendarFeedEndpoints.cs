using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>A person's published shifts for their calendar program, behind a secret address they can take back.</summary>
/// <remarks>The secret stands in the address because calendar programs can send nothing else: the documented exception from the rule against it.</remarks>
internal static class CalendarFeedEndpoints
{
    private const string Ending = ".ics";
    private static readonly Duration UsedEvery = Duration.FromMinutes(1);

    public static void MapCalendarFeed(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder token = app.MapGroup("/api/units/{unit:int}/calendar-token").WithTags("Calendar");
        token.MapGet("/", GetAsync).Allow(Act.ReadOwnSchedule).WithSummary("Whether one has a calendar address, and when it was last fetched");
        token.MapPost("/", CreateAsync).Allow(Act.ReadOwnSchedule).WithSummary("Make a calendar address; it is shown this once, and an older one ends");
        token.MapDelete("/", RevokeAsync).Allow(Act.ReadOwnSchedule).WithSummary("End one's calendar address");
        app.MapGet("/calendar/{file}", FeedAsync).AllowAnybody().RequireRateLimiting("calendar").WithTags("Calendar").WithSummary("Published shifts as iCalendar");
    }

    private static async Task<Results<Ok<CalendarTokenView>, ApiProblem>> GetAsync(int unit, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        StoredCalendarToken? token = Own(caller, unit) is { } agent ? await Live(db, new BusinessUnitId(unit), agent).AsNoTracking().FirstOrDefaultAsync(cancellationToken) : null;
        return token is null ? ApiProblem.NotFound : TypedResults.Ok(new CalendarTokenView(token.CreatedAt, token.UsedAt));
    }

    private static Task<Results<Ok<NewCalendarToken>, ApiProblem>> CreateAsync(int unit, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        InTransaction.RunAsync<Results<Ok<NewCalendarToken>, ApiProblem>>(db, async () =>
        {
            if (Own(caller, unit) is not { } agent)
            {
                return ApiProblem.Conflict("not-an-agent", "Only people with shifts have a calendar.");
            }

            BusinessUnitId where = new(unit);
            string secret = Secrets.Create();
            await EndAsync(db, where, agent, clock, cancellationToken);
            db.Add(new StoredCalendarToken(where, agent, Secrets.Hash(secret), clock.GetCurrentInstant()));
            db.Add(new AuditEntry(where, clock.GetCurrentInstant(), caller.Name, new AuditedAct("create", $"calendar of {agent.Value}")));
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(new NewCalendarToken($"/calendar/{secret}{Ending}"));
        }, cancellationToken);

    private static Task<NoContent> RevokeAsync(int unit, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        InTransaction.RunAsync(db, async () =>
        {
            BusinessUnitId where = new(unit);
            if (Own(caller, unit) is { } agent && await EndAsync(db, where, agent, clock, cancellationToken))
            {
                db.Add(new AuditEntry(where, clock.GetCurrentInstant(), caller.Name, new AuditedAct("revoke", $"calendar of {agent.Value}")));
                await db.SaveChangesAsync(cancellationToken);
            }

            return TypedResults.NoContent();
        }, cancellationToken);

    private static async Task<IResult> FeedAsync(string file, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        byte[] hash = Secrets.Hash(file.EndsWith(Ending, StringComparison.Ordinal) ? file[..^Ending.Length] : "");
        StoredCalendarToken? token = await db.CalendarTokens.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash && row.RevokedAt == null, cancellationToken);
        if (token is null)
        {
            return ApiProblem.NotFound;
        }

        BusinessUnitId unit = token.BusinessUnitId;
        AgentId agent = token.AgentCode;

        // Who may not log in any more has no calendar either.
        if (!await db.Accounts.AnyAsync(account => account.BusinessUnitId == unit && account.AgentCode == agent && account.IsActive, cancellationToken))
        {
            return ApiProblem.NotFound;
        }

        Instant now = clock.GetCurrentInstant();
        if (!(now - token.UsedAt < UsedEvery))
        {
            await db.CalendarTokens.Where(row => row.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), cancellationToken);
        }

        CalendarFeed feed = await new PersonalCalendar(db).RunAsync(unit, agent, now, cancellationToken);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        ICalendar.Write(text, feed);
        return Results.Text(text.ToString(), ICalendar.ContentType, Encoding.UTF8);
    }

    private static AgentId? Own(Caller caller, int unit) => caller.In(new BusinessUnitId(unit), Act.ReadOwnSchedule).Own;

    private static IQueryable<StoredCalendarToken> Live(WfmDb db, BusinessUnitId unit, AgentId agent) =>
        db.CalendarTokens.Where(row => row.BusinessUnitId == unit && row.AgentCode == agent && row.RevokedAt == null);

    private static async Task<bool> EndAsync(WfmDb db, BusinessUnitId unit, AgentId agent, IClock clock, CancellationToken cancellationToken)
    {
        List<StoredCalendarToken> live = await Live(db, unit, agent).ToListAsync(cancellationToken);
        live.ForEach(token => token.Revoke(clock.GetCurrentInstant()));
        return live.Count > 0;
    }
}

/// <summary>One's calendar address, without the address.</summary>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UsedAt">When a calendar last fetched it, to the minute or so.</param>
public sealed record CalendarTokenView(Instant CreatedAt, Instant? UsedAt);

/// <summary>A new calendar address, shown this once. Calendars fetch it a few times a day at most: it is not for changes of the same day.</summary>
/// <param name="Address">The path below the server's address; whoever has it sees the shifts.</param>
public sealed record NewCalendarToken(string Address);
