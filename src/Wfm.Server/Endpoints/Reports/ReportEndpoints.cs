using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Reports;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>The figures of follow-up: each report as JSON, CSV, workbook or a page to print, by one writer.</summary>
internal static class ReportEndpoints
{
    private const int UsualDays = 28;

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder reports = app.MapGroup("/api/units/{unit:int}/reports").WithTags("Reports");
        reports.MapGet("/", List).Allow(Act.ReadReports).WithSummary("The reports there are, with the steps they are told in");
        reports.MapGet("/{report}", GetAsync).Allow(Act.ReadReports).Produces<ReportDocument>()
            .WithSummary("A report: by quarter, hour, day, week, month or whole; format json, csv, xlsx or html, else by Accept; price=350 or price=CONTRACT:350 for cost");
        app.MapGet("/api/units/{unit:int}/report-span", UsualSpanAsync).WithTags("Reports").Allow(Act.ReadReports)
            .WithSummary("The four weeks a report is about unless others are asked for: up to the last day before today that has calls");
        app.MapSavedReports();
        app.MapQualityFigures();
    }

    private static Ok<IReadOnlyList<ReportInfo>> List(int unit) => TypedResults.Ok<IReadOnlyList<ReportInfo>>(
    [
        .. ReportNames.All.Select(kind => new ReportInfo(
            kind.Name, kind.Title.Swedish, kind.Title.English, [.. Enum.GetValues<ReportStep>().Where(step => step >= kind.ShortestStep).Select(Word)], Word(kind.UsualStep))),
    ]);

    private static async Task<Ok<UsualSpan>> UsualSpanAsync(int unit, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        string zoneId = await db.BusinessUnits.Where(row => row.Id == where).Select(row => row.ZoneId).SingleAsync(cancellationToken);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[zoneId];
        LocalDate today = clock.GetCurrentInstant().InZone(zone).Date;
        Instant midnight = zone.AtStartOfDay(today).ToInstant();
        List<CallStreamId> streams = await db.CallStreams.Where(row => row.BusinessUnitId == where).Select(row => row.Id).ToListAsync(cancellationToken);
        Instant? last = null;
        foreach (CallStreamId stream in streams)
        {
            // One look at the index for each, where a maximum over all would read every interval.
            Instant? own = await db.CallIntervals.Where(row => row.StreamId == stream && row.Start < midnight).MaxAsync(row => (Instant?)row.Start, cancellationToken);
            last = own > last || last is null ? own : last;
        }

        LocalDate to = last?.InZone(zone).Date ?? today.PlusDays(-1);
        return TypedResults.Ok(new UsualSpan(to.PlusDays(1 - UsualDays), to));
    }

    private static async Task<IResult> GetAsync(
        int unit, string report, LocalDateText from, LocalDateText to, string? by, string? format, string? language, string[]? price, bool? people,
        HttpRequest request, Caller caller, MakeReport make, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        if (ReportNames.Find(report) is not { } kind)
        {
            return ApiProblem.NotFound;
        }

        ReportSpan span = SpanOf(kind, from.Value, to.Value, by);
        ReportFormat wanted = FormatOf(format, request);
        BusinessUnitId where = new(unit);
        ReportQuestion question = new(kind.Name, span) { Prices = PriceOf(price), Groups = ReachOf(caller, where) };
        if (people == true)
        {
            CallerScope scope = caller.In(where, Act.ReadAdherenceHistory);
            if (kind.Name != AdherenceReport.Name || scope.Reach == Reach.None)
            {
                return kind.Name != AdherenceReport.Name ? ApiProblem.Bad("no-people", $"people: only {AdherenceReport.Name} tells of single people.") : ApiProblem.NotAllowed;
            }

            question = question with { People = await SeenAsync(db, where, scope, cancellationToken) };
        }

        ReportTable table = await make.RunAsync(where, question, cancellationToken);
        await LogAsync(db, where, table, caller, clock.GetCurrentInstant(), cancellationToken);
        return wanted == ReportFormat.Json
            ? TypedResults.Ok(ReportDocument.Of(table))
            : TypedResults.File(ReportFile.Of(table, wanted, FileWords.Language(language)), ReportFile.ContentTypeOf(wanted), DeliverReport.FileName(table, wanted));
    }

    private static async Task<HashSet<AgentId>> SeenAsync(WfmDb db, BusinessUnitId unit, CallerScope scope, CancellationToken cancellationToken)
    {
        List<StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        return [.. agents.Where(agent => scope.Covers(agent.Code, agent.GroupCode)).Select(agent => agent.Code)];
    }

    // Whose days are shown is written down before they are; one's own are nobody's reading.
    private static async Task LogAsync(WfmDb db, BusinessUnitId unit, ReportTable table, Caller caller, Instant now, CancellationToken cancellationToken)
    {
        AgentId? self = caller.AgentUnit == unit ? caller.Agent : null;
        db.AddRange(table.Rows.Where(row => row.Scope.Kind == ScopeKind.Person).Select(row => new AgentId(row.Scope.Code)).Where(agent => agent != self).Distinct()
            .Select(agent => new PersonalRead(unit, now, caller.Name, PersonalRead.Adherence, agent, "report")));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The groups whose people a caller may count; null for the whole unit.</summary>
    public static IReadOnlySet<GroupId>? ReachOf(Caller caller, BusinessUnitId unit)
    {
        CallerScope scope = caller.In(unit, Act.ReadPeopleReports);
        return scope.IsUnit ? null : scope.Groups;
    }

    /// <summary>A span as asked for.</summary>
    /// <exception cref="ApiProblemException">The days or the step cannot be taken.</exception>
    public static ReportSpan SpanOf(ReportKind kind, LocalDate first, LocalDate last, string? by)
    {
        ReportStep step = StepOf(kind, by);
        int most = kind.MostDaysBy(step);
        return last < first || Period.DaysBetween(first, last) >= most
            ? throw new ApiProblemException(ApiProblem.Bad("bad-days", $"Found {first:uuuu-MM-dd} to {last:uuuu-MM-dd}, expected at most {most} days by {Word(step)}, the first not after the last."))
            : new ReportSpan(first, last, step);
    }

    /// <summary>A step as asked for.</summary>
    /// <exception cref="ApiProblemException">There is no such step, or the report is not told in it.</exception>
    public static ReportStep StepOf(ReportKind kind, string? by) => by is null ? kind.UsualStep
        : Enum.GetValues<ReportStep>().Where(known => known >= kind.ShortestStep && Word(known) == by).Select(known => (ReportStep?)known).FirstOrDefault()
            ?? throw new ApiProblemException(ApiProblem.Bad("unknown-step", $"by is \"{by}\", expected {string.Join(", ", Enum.GetValues<ReportStep>().Where(step => step >= kind.ShortestStep).Select(Word))}."));

    /// <summary>A format by its name.</summary>
    /// <exception cref="ApiProblemException">There is no such format.</exception>
    public static ReportFormat FormatOf(string format) => Enum.GetValues<ReportFormat>().Where(known => Word(known) == format).Select(known => (ReportFormat?)known).FirstOrDefault()
        ?? throw new ApiProblemException(ApiProblem.Bad("unknown-format", $"format is \"{format}\", expected json, csv, xlsx or html."));

    /// <summary>A word of an enumeration as the API says it.</summary>
    public static string Word<TWord>(TWord word)
        where TWord : struct, Enum => char.ToLowerInvariant(word.ToString()[0]) + word.ToString()[1..];

    private static ReportFormat FormatOf(string? format, HttpRequest request)
    {
        if (format is not null)
        {
            return FormatOf(format);
        }

        string accept = request.Headers.Accept.ToString();
        return accept.Contains("text/csv", StringComparison.OrdinalIgnoreCase) ? ReportFormat.Csv
            : accept.Contains(WorkbookWriter.ContentType, StringComparison.OrdinalIgnoreCase) ? ReportFormat.Xlsx
            : accept.Contains("text/html", StringComparison.OrdinalIgnoreCase) && !accept.Contains("application/json", StringComparison.OrdinalIgnoreCase) ? ReportFormat.Html
            : ReportFormat.Json;
    }

    private static HourlyPrice PriceOf(string[]? prices)
    {
        try
        {
            return HourlyPrice.Read(prices ?? []);
        }
        catch (FormatException wrong)
        {
            throw new ApiProblemException(ApiProblem.Bad("bad-price", wrong.Message));
        }
    }
}

/// <summary>The days a report is about unless others are asked for.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record UsualSpan(LocalDate From, LocalDate To);

/// <summary>A report there is.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="TitleSv">What people call it in Swedish.</param>
/// <param name="TitleEn">What people call it in English.</param>
/// <param name="Steps">The steps it is told in, shortest first.</param>
/// <param name="UsualStep">The step unless asked otherwise.</param>
public sealed record ReportInfo(string Name, string TitleSv, string TitleEn, IReadOnlyList<string> Steps, string UsualStep);
