using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>The schedule out to Excel and what was changed there back in, whole or not at all.</summary>
internal static class GridEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string OutdatedCode = "workbook-outdated";
    private const int LargestFile = 20 * 1024 * 1024;

    public static void MapGrid(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder schedules = app.MapGroup("/api/units/{unit:int}/schedules/{schedule:int}").WithTags("Exchange");
        schedules.MapGet("/grid.xlsx", (int unit, int schedule, string? language, Caller caller, WfmDb db, CancellationToken cancellationToken) =>
            WriteAsync(unit, schedule, "xlsx", language, caller, db, cancellationToken)).Allow(Act.ReadDrafts).WithSummary("The schedule as a workbook, to be edited and sent back");
        schedules.MapGet("/grid.csv", (int unit, int schedule, string? language, Caller caller, WfmDb db, CancellationToken cancellationToken) =>
            WriteAsync(unit, schedule, "csv", language, caller, db, cancellationToken)).Allow(Act.ReadDrafts).WithSummary("The same as CSV");
        schedules.MapPost("/grid", ReadAsync).Allow(Act.WriteSchedule).Accepts<byte[]>(Workbook, "text/csv").WithSummary("Take in an edited workbook or CSV; dryRun only tells what it would do");
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> WriteAsync(
        int unit, int schedule, string kind, string? language, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (await ScheduleEndpoints.FindAsync(db, unit, schedule, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        ScheduleGrid grid = await GridAsync(db, unit, found, caller, Act.ReadDrafts, cancellationToken);
        using MemoryStream file = new();
        if (kind == "xlsx")
        {
            ScheduleGridFile.WriteWorkbook(file, grid, FileWords.Language(language));
        }
        else
        {
            // With a byte order mark, so that Excel reads å, ä and ö.
            await using StreamWriter writer = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            ScheduleGridFile.WriteDays(writer, grid, FileWords.Language(language));
        }

        return TypedResults.File(file.ToArray(), kind == "xlsx" ? Workbook : "text/csv; charset=utf-8", string.Create(
            CultureInfo.InvariantCulture, $"{(FileWords.Language(language) == TextLanguage.Swedish ? "schema" : "schedule")}-{found.FirstDay:uuuu-MM-dd}-v{found.Version}.{kind}"));
    }

    private static async Task<IResult> ReadAsync(
        int unit, int schedule, bool? dryRun, string? why, bool? acceptsBrokenRules, HttpContext context, Caller caller, EditDraft edit, Idempotent once, WfmDb db, CancellationToken cancellationToken)
    {
        if (await ScheduleEndpoints.FindAsync(db, unit, schedule, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        await using FileBufferingReadStream content = new(context.Request.Body, LargestFile, LargestFile, Path.GetTempPath);
        await content.DrainAsync(cancellationToken);
        content.Position = 0;
        if (ScheduleGridFile.ReadOrigin(content, "file") is { IsAccepted: true, Value: var origin } && IsOutdated(origin, found))
        {
            return Outdated(origin, found);
        }

        ImportResult<GridEdit> read = ScheduleGridFile.Read(content, "file", await GridAsync(db, unit, found, caller, Act.WriteSchedule, cancellationToken));
        if (!read.IsAccepted)
        {
            return new ApiProblem(422, "file-refused", "The file has problems; nothing was changed.", null, new { problems = read.Report(), findings = read.Problems.Select(GridFinding.Of), count = read.ProblemCount });
        }

        DayEdit[] days = [.. read.Value.Edits.Select(day => new DayEdit(day.Agent, day.Date, day.After))];
        if (days.Length == 0 || dryRun == true)
        {
            EditEffect? effect = days.Length == 0 ? null : await edit.TryAsync(new BusinessUnitId(unit), found.Id, days, cancellationToken);
            return TypedResults.Ok(new GridAnswer(days.Length, effect is null ? null : EditAnswer.Of(found, effect)));
        }

        return await once.RunAsync(context, new { schedule, days = days.Length, why }, async () =>
        {
            // What the file was compared with may have been edited before we held the unit; its row version would tell too, but not why.
            await InTransaction.HoldUnitAsync(db, new BusinessUnitId(unit), cancellationToken);
            int edits = await db.Schedules.AsNoTracking().Where(row => row.Id == found.Id).Select(row => row.EditCount).SingleAsync(cancellationToken);
            if (edits != found.EditCount)
            {
                throw new StepRefusedException(OutdatedCode, OutdatedBecause(found.EditCount, edits), new { takenOut = found.EditCount, now = edits });
            }

            EditEffect effect = await edit.RunAsync(new BusinessUnitId(unit), found, days, new EditReason(why, acceptsBrokenRules == true), caller.Name, cancellationToken);
            return new GridAnswer(days.Length, EditAnswer.Of(found, effect));
        }, cancellationToken);
    }

    private static bool IsOutdated(GridOrigin origin, ScheduleVersion found) =>
        origin with { Edits = found.EditCount } == new GridOrigin(found.FirstDay, found.Weeks, found.Version, found.EditCount) && origin.Edits != found.EditCount;

    private static ApiProblem Outdated(GridOrigin origin, ScheduleVersion found) =>
        ApiProblem.Conflict(OutdatedCode, OutdatedBecause(origin.Edits, found.EditCount), new { takenOut = origin.Edits, now = found.EditCount });

    private static string OutdatedBecause(int takenOut, int now) => string.Create(
        CultureInfo.InvariantCulture, $"The draft had {takenOut} edits when the file was taken out and has {now} now; nothing was changed. Take it out again and repeat what you changed.");

    private static async Task<ScheduleGrid> GridAsync(WfmDb db, int unit, ScheduleVersion version, Caller caller, Act act, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        HashSet<AgentId> seen = await ScheduleEndpoints.SeenAsync(db, unit, caller, act, cancellationToken);
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == where, cancellationToken);
        List<StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        Schedule stored = await ScheduleStore.LoadAsync(db, version.Id, cancellationToken);
        return new ScheduleGrid(
            version.Period, version.Version, version.EditCount, centre.ToDomain().Zone,
            [.. agents.Where(agent => seen.Contains(agent.Code)).OrderBy(agent => agent.GroupCode.Value, StringComparer.Ordinal).ThenBy(agent => agent.Code.Value, StringComparer.Ordinal)
                .Select(agent => new GridPerson(agent.Code, agent.Name, agent.GroupCode))],
            [.. stored.Shifts.Where(shift => seen.Contains(shift.Agent))])
        {
            Lent = await LentPieces.OfAsync(db, where, stored.Shifts, cancellationToken),
        };
    }
}

/// <summary>What an edited file did, or would do.</summary>
/// <param name="Days">Days that are different.</param>
/// <param name="Effect">What they do; empty when nothing was changed.</param>
public sealed record GridAnswer(int Days, EditAnswer? Effect);

/// <summary>A cell of an edited file that was refused.</summary>
/// <param name="Sheet">The sheet; empty in CSV.</param>
/// <param name="Cell">Where the spreadsheet shows it, such as <c>D12</c>; in CSV the line and the column.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What would have been taken; completes "expected …".</param>
/// <param name="Said">The same as a code with its figures, separated by <c>|</c>.</param>
public sealed record GridFinding(string Sheet, string Cell, string Found, string Expected, string? Said)
{
    private const string FileAndSheet = "file, ";

    internal static GridFinding Of(ImportProblem problem) => new(
        problem.File.StartsWith(FileAndSheet, StringComparison.Ordinal) ? problem.File[FileAndSheet.Length..] : "",
        problem.Cell ?? (problem.Column.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{problem.Line}, {problem.Column}") : string.Create(CultureInfo.InvariantCulture, $"{problem.Line}")),
        problem.Value, problem.Expected, problem.Said);
}

/// <summary>Words of files.</summary>
internal static class FileWords
{
    public static TextLanguage Language(string? language) => language switch
    {
        null or "sv" => TextLanguage.Swedish,
        "en" => TextLanguage.English,
        _ => throw new ApiProblemException(ApiProblem.Bad("unknown-language", $"language is \"{language}\", expected sv or en.")),
    };
}
