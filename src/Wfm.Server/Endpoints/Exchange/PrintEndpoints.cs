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

/// <summary>The day's published schedule as a file that needs nothing but itself, for the day the systems are down.</summary>
internal static class PrintEndpoints
{
    public static void MapPrint(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/units/{unit:int}/print/{date}", PrintAsync).Allow(Act.ReadColleagues).WithTags("Exchange").WithSummary("The day's published schedule as one HTML file");

    private static async Task<Results<FileContentHttpResult, ApiProblem>> PrintAsync(
        int unit, LocalDateText date, string? language, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        ScheduleVersion? version = (await new LoadPlan(db).PublishedAsync(where, cancellationToken)).FirstOrDefault(row => row.FirstDay <= date.Value && row.Period.LastDay >= date.Value);
        if (version is null)
        {
            return ApiProblem.NotFound;
        }

        HashSet<AgentId> seen = await ScheduleEndpoints.SeenAsync(db, unit, caller, Act.ReadColleagues, cancellationToken);
        HashSet<AgentId> lentSeen = await ScheduleEndpoints.SeenAsync(db, unit, caller, Act.ReadDrafts, cancellationToken);
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == where, cancellationToken);
        Dictionary<AgentId, StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == where).ToDictionaryAsync(row => row.Code, cancellationToken);
        Dictionary<GroupId, string> groups = await db.AnswerGroups.AsNoTracking().Where(row => row.BusinessUnitId == where).ToDictionaryAsync(row => row.Code, row => row.Name, cancellationToken);
        IReadOnlyList<Shift> shifts = await ScheduleStore.ShiftsAsync(db, version.Id, date.Value, date.Value, cancellationToken);
        TextLanguage words = FileWords.Language(language);
        ILookup<AgentId, LentPiece> lent = await LentPieces.OfAsync(db, where, shifts, cancellationToken);
        DayScheduleRow[] rows =
        [
            .. from shift in shifts
               where seen.Contains(shift.Agent)
               let agent = agents[shift.Agent]
               orderby agent.GroupCode.Value, shift.Span.Start, agent.Name
               select new DayScheduleRow(agent.Name, groups.GetValueOrDefault(agent.GroupCode, agent.GroupCode.Value), shift) { Lent = lentSeen.Contains(shift.Agent) ? LentPieces.Within(lent[shift.Agent], shift) : [] },
        ];
        StringBuilder page = new();
        await using (StringWriter writer = new(page, CultureInfo.InvariantCulture))
        {
            DaySchedulePage.Write(
                writer, new DaySchedule(centre.Name, date.Value, centre.ToDomain().Zone, $"Version {version.Version}", clock.GetCurrentInstant(), rows), words);
        }

        // A file to keep, not a page of ours: it carries its own style.
        return TypedResults.File(Encoding.UTF8.GetBytes(page.ToString()), DaySchedulePage.ContentType, $"{date.Value:uuuu-MM-dd}.html");
    }
}
