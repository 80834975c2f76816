using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>How a unit calls and draws its activities. Which kinds there are, and which are paid, is the engine's own.</summary>
internal static partial class ActivityEndpoints
{
    private static readonly Dictionary<ActivityKind, ActivityBody> Usual = new ActivityBody[]
    {
        new(ActivityKind.Contacts, "Telefon", "T", "#1b6ca8"), new(ActivityKind.Lunch, "Lunch", "L", "#6b7280"), new(ActivityKind.Break, "Paus", "P", "#9ca3af"),
        new(ActivityKind.Meeting, "Möte", "M", "#8a4fbf"), new(ActivityKind.Training, "Utbildning", "U", "#2e7d32"), new(ActivityKind.Coaching, "Medlyssning", "C", "#00796b"),
        new(ActivityKind.Administration, "Administration", "A", "#a05a00"), new(ActivityKind.BackOffice, "Ärenden", "Ä", "#5d4037"), new(ActivityKind.Absence, "Frånvarande", "F", "#4b5563"),
    }.ToDictionary(activity => activity.Kind);

    public static void MapActivities(this IEndpointRouteBuilder unit)
    {
        unit.MapGet("/activities", (int unit, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
            MasterDataWrite.GetListAsync(context, () => ListAsync(db, new BusinessUnitId(unit), cancellationToken))).Allow(Act.ReadOwnSchedule).WithSummary("Activities: name, letters, colour");
        unit.MapPut("/activities", PutAsync).Allow(Act.WriteMasterData).WithSummary("Write how activities are called and drawn");
    }

    private static Task<IResult> PutAsync(int unit, IReadOnlyList<ActivityBody> body, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        Findings found = new();
        List<ActivityBody> wanted = [.. found.Items("$", body, Usual.Count).Select((activity, index) => new ActivityBody(
            activity.Kind, found.Text($"[{index}].name", activity.Name, 40), found.Text($"[{index}].letters", activity.Letters, 3), activity.Colour))];
        found.Unless(wanted.Select(activity => activity.Kind).Distinct().Count() == wanted.Count, "kind", "", Remark.Of("wants-kinds-once", "each kind once"));
        foreach (ActivityBody activity in wanted)
        {
            found.Unless(ColourPattern().IsMatch(activity.Colour), "colour", activity.Colour, Remark.Of("wants-colour", "a colour such as #1b6ca8"));
        }

        found.ThrowIfAny();
        return write.PutListAsync(context, unit, "activities/", () => ListAsync(db, where, cancellationToken), async () =>
        {
            List<StoredActivity> rows = await db.Activities.Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
            foreach (ActivityBody activity in wanted)
            {
                StoredActivity? row = rows.SingleOrDefault(stored => stored.Kind == activity.Kind);
                if (row is null)
                {
                    row = new StoredActivity(where, activity.Kind);
                    db.Add(row);
                }

                row.Take(activity.Name, activity.Letters, activity.Colour);
            }
        }, cancellationToken);
    }

    private static async Task<List<ActivityBody>> ListAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        Dictionary<ActivityKind, ActivityBody> own = (await db.Activities.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken))
            .ToDictionary(row => row.Kind, row => new ActivityBody(row.Kind, row.Name, row.Letters, row.Colour));
        return [.. Enum.GetValues<ActivityKind>().Select(kind => own.GetValueOrDefault(kind) ?? Usual[kind])];
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex ColourPattern();
}

/// <summary>How a kind of activity is called and drawn.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Letters">One to three letters drawn on it, so that colour is not the only sign.</param>
/// <param name="Colour">Its colour, such as <c>#1b6ca8</c>.</param>
public sealed record ActivityBody(ActivityKind Kind, string Name, string Letters, string Colour);
