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

/// <summary>Changes by hand: tried, made, taken back, made again; of a published schedule as a new version.</summary>
internal static class EditEndpoints
{
    private const int MostDays = 500;

    public static void MapEdits(this RouteGroupBuilder schedules)
    {
        schedules.MapPost("/{schedule:int}/try", TryAsync).Allow(Act.WriteSchedule).WithSummary("What a change would do; changes nothing");
        schedules.MapPost("/{schedule:int}/edits", EditAsync).Allow(Act.WriteSchedule).WithSummary("Change days of a draft");
        schedules.MapGet("/{schedule:int}/edits", HistoryAsync).Allow(Act.ReadDrafts).WithSummary("Steps by hand, newest first");
        schedules.MapPost("/{schedule:int}/undo", UndoAsync).Allow(Act.WriteSchedule).WithSummary("Take the last step back");
        schedules.MapPost("/{schedule:int}/redo", RedoAsync).Allow(Act.WriteSchedule).WithSummary("Do the step taken back last again");
        schedules.MapPost("/{schedule:int}/correct", CorrectAsync).Allow(Act.WriteSchedule).WithSummary("Change days of the published schedule: a new version, and those concerned are told");
    }

    private static async Task<Results<Ok<EditAnswer>, ApiProblem>> TryAsync(
        int unit, int schedule, EditRequest body, EditDraft edit, WfmDb db, CancellationToken cancellationToken)
    {
        if (await ScheduleEndpoints.FindAsync(db, unit, schedule, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        return TypedResults.Ok(EditAnswer.Of(found, await edit.TryAsync(new BusinessUnitId(unit), found.Id, await DaysAsync(db, unit, body, cancellationToken), cancellationToken)));
    }

    private static Task<IResult> EditAsync(
        int unit, int schedule, EditRequest body, HttpContext context, Caller caller, EditDraft edit, Idempotent once, WfmDb db, CancellationToken cancellationToken) =>
        once.RunAsync(context, body, async () =>
        {
            ScheduleVersion found = await GetAsync(db, unit, schedule, context.Request, cancellationToken);
            EditEffect effect = await edit.RunAsync(
                new BusinessUnitId(unit), found, await DaysAsync(db, unit, body, cancellationToken), new EditReason(body.Why, body.AcceptsBrokenRules), caller.Name, cancellationToken);
            Tags.Write(context.Response, found.RowVersion);
            return EditAnswer.Of(found, effect);
        }, cancellationToken);

    private static async Task<Results<Ok<List<EditInfo>>, ApiProblem>> HistoryAsync(int unit, int schedule, WfmDb db, CancellationToken cancellationToken)
    {
        if (await ScheduleEndpoints.FindAsync(db, unit, schedule, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        List<StoredEdit> edits = await db.Edits.AsNoTracking().Where(row => row.ScheduleId == found.Id).OrderByDescending(row => row.Number).Take(Paging.Most).ToListAsync(cancellationToken);
        return TypedResults.Ok(edits.ConvertAll(row => new EditInfo(row.Number, row.At, row.Who, row.Why, row.CostDelta, row.IsUndone)));
    }

    private static Task<IResult> UndoAsync(int unit, int schedule, HttpContext context, Caller caller, EditDraft edit, Idempotent once, WfmDb db, CancellationToken cancellationToken) =>
        once.RunAsync(context, schedule, async () =>
        {
            ScheduleVersion found = await GetAsync(db, unit, schedule, context.Request, cancellationToken);
            IReadOnlyList<DayEdit> days = await edit.UndoAsync(new BusinessUnitId(unit), found, caller.Name, cancellationToken);
            Tags.Write(context.Response, found.RowVersion);
            return UndoAnswer.Of(found, days);
        }, cancellationToken);

    private static Task<IResult> RedoAsync(int unit, int schedule, HttpContext context, Caller caller, EditDraft edit, Idempotent once, WfmDb db, CancellationToken cancellationToken) =>
        once.RunAsync(context, schedule, async () =>
        {
            ScheduleVersion found = await GetAsync(db, unit, schedule, context.Request, cancellationToken);
            IReadOnlyList<DayEdit> days = await edit.RedoAsync(new BusinessUnitId(unit), found, caller.Name, cancellationToken);
            Tags.Write(context.Response, found.RowVersion);
            return UndoAnswer.Of(found, days);
        }, cancellationToken);

    private static Task<IResult> CorrectAsync(
        int unit, int schedule, EditRequest body, HttpContext context, Caller caller, EditDraft edit, Idempotent once, WfmDb db, CancellationToken cancellationToken) =>
        once.RunAsync(context, body, async () =>
        {
            (ScheduleVersion corrected, EditEffect effect) = await edit.CorrectAsync(
                new BusinessUnitId(unit), new ScheduleId(schedule), await DaysAsync(db, unit, body, cancellationToken),
                new EditReason(body.Why, body.AcceptsBrokenRules), caller.Name, cancellationToken);
            return EditAnswer.Of(corrected, effect);
        }, cancellationToken);

    // The row's version is read again inside the transaction, so that of two who drag at the same time the second is told.
    private static async Task<ScheduleVersion> GetAsync(WfmDb db, int unit, int schedule, HttpRequest request, CancellationToken cancellationToken)
    {
        await InTransaction.HoldUnitAsync(db, new BusinessUnitId(unit), cancellationToken);
        ScheduleVersion found = await ScheduleEndpoints.FindAsync(db, unit, schedule, cancellationToken) ?? throw new ApiProblemException(ApiProblem.NotFound);
        Tags.Check(request, found, new { schedule = ScheduleInfo.Of(found), edits = found.EditCount });
        return found;
    }

    private static async Task<IReadOnlyList<DayEdit>> DaysAsync(WfmDb db, int unit, EditRequest body, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        if (body.Days.Count is 0 or > MostDays)
        {
            throw new ApiProblemException(ApiProblem.Bad("bad-days", $"Found {body.Days.Count} days, expected 1 to {MostDays}."));
        }

        if (body.Days.GroupBy(day => (day.Agent, day.Date)).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ApiProblemException(ApiProblem.Bad("bad-days", $"Agent {twice.Key.Agent} comes twice on {twice.Key.Date:uuuu-MM-dd}."));
        }

        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == where, cancellationToken);
        HashSet<AgentId> known = [.. await db.Agents.Where(row => row.BusinessUnitId == where).Select(row => row.Code).ToListAsync(cancellationToken)];
        return [.. body.Days.Select(day => Read(day, known, centre.ToDomain().Zone))];
    }

    private static DayEdit Read(EditedDay day, HashSet<AgentId> known, DateTimeZone zone)
    {
        string where = $"Agent {day.Agent}, {day.Date:uuuu-MM-dd}";
        if (!known.Contains(day.Agent))
        {
            throw new ApiProblemException(ApiProblem.Bad("unknown-agent", $"{where}: there is no such agent in this unit."));
        }

        if (day.Activities.Count == 0)
        {
            return new DayEdit(day.Agent, day.Date, null);
        }

        for (int index = 0; index < day.Activities.Count; index++)
        {
            ActivityInfo piece = day.Activities[index];
            if (piece.End <= piece.Start || (index > 0 && piece.Start != day.Activities[index - 1].End))
            {
                throw new ApiProblemException(ApiProblem.Bad("bad-activities", $"{where}, activity {index + 1}: found {piece.Start} to {piece.End}, expected pieces one after the other without gap or overlap."));
            }
        }

        Interval span = new(day.Activities[0].Start, day.Activities[^1].End);
        if (span.Start.InZone(zone).Date != day.Date || span.Duration > Duration.FromHours(24))
        {
            throw new ApiProblemException(ApiProblem.Bad("bad-activities", $"{where}: found {span.Start} to {span.End}, expected a shift of at most 24 hours that begins that day."));
        }

        return new DayEdit(day.Agent, day.Date, new Shift(day.Agent, day.Date, span, [.. day.Activities.Select(piece => new ShiftActivity(piece.Kind, new Interval(piece.Start, piece.End)))]));
    }
}
