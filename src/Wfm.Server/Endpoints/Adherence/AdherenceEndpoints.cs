using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Actual against plan: the board, who is there against who should be, and how days agreed with the schedule.</summary>
internal static class AdherenceEndpoints
{
    private const int MostDays = 92;

    public static void MapAdherence(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder unit = app.MapGroup("/api/units/{unit:int}").WithTags("Adherence");
        unit.MapGet("/adherence", BoardAsync).Allow(Act.ReadAdherence).WithSummary("Who is in which state since when, and what is scheduled");
        unit.MapGet("/adherence/events", AdherenceStream.OpenAsync).Allow(Act.ReadAdherence).WithSummary("Server-sent events: the board, then what changes on it");
        unit.MapGet("/adherence/days", DaysAsync).Allow(Act.ReadAdherenceHistory).WithSummary("Adherence, conformance and ready time by person and day");
        unit.MapGet("/adherence/{agent}/days/{date}", DayAsync).Allow(Act.ReadAdherenceHistory).WithSummary("One person's day, stretch by stretch");
        unit.MapGet("/logged-in", LoggedInAsync).Allow(Act.ReadForecast).WithSummary("People there for each queue right now, against who should be");
        unit.MapGet("/logged-in/{date}", LoggedInDayAsync).Allow(Act.ReadForecast).WithSummary("The same by interval of a day");
        unit.MapStateRules();
        unit.MapPresence();
    }

    private static async Task<Ok<AdherenceBoard>> BoardAsync(int unit, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        AdherenceBoard board = await AdherenceBoard.OfAsync(db, new BusinessUnitId(unit), clock.GetCurrentInstant(), cancellationToken);
        return TypedResults.Ok(Seen(board, caller.In(new BusinessUnitId(unit), Act.ReadAdherence)));
    }

    /// <summary>What of a board somebody sees.</summary>
    internal static AdherenceBoard Seen(AdherenceBoard board, CallerScope scope) => board with { Rows = [.. board.Rows.Where(row => scope.Covers(row.Agent, row.Group))] };

    private static async Task<Results<Ok<List<AdherenceRow>>, ApiProblem>> DaysAsync(
        int unit, LocalDateText from, LocalDateText to, string? agent, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        (LocalDate first, LocalDate last) = (from.Value, to.Value);
        if (last < first || Period.DaysBetween(first, last) >= MostDays)
        {
            return ApiProblem.Bad("bad-days", $"Found {first:uuuu-MM-dd} to {last:uuuu-MM-dd}, expected at most {MostDays} days, the first not after the last.");
        }

        BusinessUnitId where = new(unit);
        AgentId? only = string.IsNullOrEmpty(agent) ? null : new AgentId(Codes.Read(agent));
        AgentId[] seen = [.. (await ScheduleEndpoints.SeenAsync(db, unit, caller, Act.ReadAdherenceHistory, cancellationToken)).Where(one => only is null || one == only)];
        if (seen.Length == 0)
        {
            return ApiProblem.NotFound;
        }

        Instant now = clock.GetCurrentInstant();
        List<StoredAdherenceDay> stored = await db.AdherenceDays.AsNoTracking().Where(row => row.BusinessUnitId == where && row.Date >= first && row.Date <= last && seen.Contains(row.AgentCode)).ToListAsync(cancellationToken);
        List<AdherenceRow> rows = stored.ConvertAll(AdherenceRow.Of);
        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == where, cancellationToken)).ToDomain().Zone;
        HashSet<LocalDate> measured = [.. stored.Select(row => row.Date)];
        LocalDate today = now.InZone(zone).Date;
        for (LocalDate date = first; date <= last && date <= today; date = date.PlusDays(1))
        {
            // The running day, and one that nobody has measured yet, are told from the states.
            if (date == today || !measured.Contains(date))
            {
                rows.RemoveAll(row => row.Date == date);
                rows.AddRange((await AdherenceOfDay.OfAsync(db, where, seen, date, now, cancellationToken)).Select(day => AdherenceRow.Of(day.Key, date, day.Value)));
            }
        }

        await NoteAsync(db, caller, where, rows.Select(row => row.Agent).Distinct(), now, cancellationToken);
        return TypedResults.Ok(rows.OrderBy(row => row.Date).ThenBy(row => row.Agent.Value, StringComparer.Ordinal).ToList());
    }

    private static async Task<Results<Ok<AdherenceDayView>, ApiProblem>> DayAsync(
        int unit, string agent, string date, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        AgentId who = new(Codes.Read(agent));
        LocalDate day = Codes.Day("date", date)!.Value;
        if (!(await ScheduleEndpoints.SeenAsync(db, unit, caller, Act.ReadAdherenceHistory, cancellationToken)).Contains(who))
        {
            return ApiProblem.NotFound;
        }

        Instant now = clock.GetCurrentInstant();
        AdherenceDay? found = (await AdherenceOfDay.OfAsync(db, where, [who], day, now, cancellationToken)).GetValueOrDefault(who);
        await NoteAsync(db, caller, where, [who], now, cancellationToken);
        return TypedResults.Ok(new AdherenceDayView(
            found is null ? null : AdherenceRow.Of(who, day, found),
            [.. found?.Spans.Select(span => new AdherenceSpanView(span.Span.Start, span.Span.End, span.Scheduled, span.State, span.Group, span.Adherence)) ?? []]));
    }

    private static async Task NoteAsync(WfmDb db, Caller caller, BusinessUnitId unit, IEnumerable<AgentId> agents, Instant now, CancellationToken cancellationToken)
    {
        PersonalRead[] reads = [.. agents.Where(agent => caller.AgentUnit != unit || caller.Agent != agent).Select(agent => new PersonalRead(unit, now, caller.Name, PersonalRead.Adherence, agent))];
        db.AddRange(reads);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<Ok<IReadOnlyList<LoggedInNow>>> LoggedInAsync(int unit, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        TypedResults.Ok(await LoggedInNow.OfAsync(db, new BusinessUnitId(unit), clock.GetCurrentInstant(), cancellationToken));

    private static async Task<Ok<IReadOnlyList<LoggedInSlot>>> LoggedInDayAsync(int unit, string date, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        TypedResults.Ok(await LoggedInSlot.OfDayAsync(db, new BusinessUnitId(unit), Codes.Day("date", date)!.Value, clock.GetCurrentInstant(), cancellationToken));
}
