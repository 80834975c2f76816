using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Special days and known events: lists that are read and written whole.</summary>
internal static class CalendarEndpoints
{
    private const int MostDays = 5000;

    public static void MapCalendar(this IEndpointRouteBuilder unit)
    {
        unit.MapGet("/special-days", (int unit, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
            MasterDataWrite.GetListAsync(context, () => DaysAsync(db, new BusinessUnitId(unit), cancellationToken))).Allow(Act.ReadMasterData).WithSummary("Special days");
        unit.MapPut("/special-days", PutDaysAsync).Allow(Act.WriteMasterData).WithSummary("Write the list of special days whole");
        unit.MapGet("/events-known", (int unit, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
            MasterDataWrite.GetListAsync(context, () => EventsAsync(db, new BusinessUnitId(unit), cancellationToken))).Allow(Act.ReadMasterData).WithSummary("Known events that change the inflow");
        unit.MapPut("/events-known", PutEventsAsync).Allow(Act.WriteMasterData).WithSummary("Write the list of known events whole");
        unit.MapGet("/events-known/sizes", async (int unit, LearnEventSizes learn, CancellationToken cancellationToken) =>
            EventSizesView.Of(await learn.RunAsync(new BusinessUnitId(unit), cancellationToken))).Allow(Act.ReadForecast)
            .WithSummary("What history tells of the sizes of past events, and suggests for the next of each kind");
    }

    private static Task<IResult> PutDaysAsync(
        int unit, IReadOnlyList<SpecialDayBody> body, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        Findings found = new();
        List<SpecialDay> days = [];
        foreach ((int index, SpecialDayBody day) in found.Items("$", body, MostDays).Index())
        {
            found.Days($"[{index}].date", day.Date, null);
            found.Unless(day.Closes != LocalTime.Midnight, $"[{index}].closes", day.Closes, Remark.Of("wants-closing", "a time after 00:00, or none"));
            days.Add(new SpecialDay(day.Date, found.Text($"[{index}].name", day.Name), day.Kind, day.Closes));
        }

        foreach (IGrouping<LocalDate, SpecialDay> twice in days.GroupBy(day => day.Date).Where(same => same.Count() > 1))
        {
            found.Add("date", twice.Key, Remark.Of("wants-dates-once", "each date once"));
        }

        found.ThrowIfAny();
        return write.PutListAsync(context, unit, "special-days", () => DaysAsync(db, where, cancellationToken), async () =>
        {
            List<StoredSpecialDay> stored = await db.SpecialDays.Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
            HashSet<SpecialDay> kept = [.. stored.Select(row => row.ToDomain())];
            db.RemoveRange(stored.Where(row => !days.Contains(row.ToDomain())));
            await db.SaveChangesAsync(cancellationToken);
            db.AddRange(days.Where(day => !kept.Contains(day)).Select(day => new StoredSpecialDay(where, day)));
        }, cancellationToken);
    }

    private static async Task<IResult> PutEventsAsync(
        int unit, IReadOnlyList<KnownEventBody> body, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        HashSet<QueueId> queues = [.. await db.Queues.Where(row => row.BusinessUnitId == where).Select(row => row.Code).ToListAsync(cancellationToken)];
        Findings found = new();
        List<KnownEvent> events = [];
        foreach ((int index, KnownEventBody known) in found.Items("$", body, MostDays).Index())
        {
            found.Days($"[{index}].", known.From, known.To);
            found.Unless(known.Queue is not { } queue || queues.Contains(queue), $"[{index}].queue", known.Queue?.Value, Remark.Of("wants-queue-or-all", "a queue of the unit, or none for all"));
            found.Unless(known.Factor is null or (> 0 and <= 1000), $"[{index}].factor", known.Factor, Remark.Of("wants-factor", "calls with the event ÷ calls without it, above 0 and at most 1000"));
            events.Add(new KnownEvent(known.Queue, known.From, known.To, found.Text($"[{index}].name", known.Name), known.Factor, known.Kind, known.Shape));
        }

        found.Unless(events.Distinct().Count() == events.Count, "$", "the same event twice", Remark.Of("wants-events-once", "each event once"));
        found.ThrowIfAny();
        return await write.PutListAsync(context, unit, "events-known", () => EventsAsync(db, where, cancellationToken), async () =>
        {
            db.RemoveRange(await db.KnownEvents.Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken));
            db.AddRange(events.Select(known => new StoredKnownEvent(where, known)));
        }, cancellationToken);
    }

    private static async Task<List<SpecialDayBody>> DaysAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken) =>
        [.. (await db.SpecialDays.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken))
            .OrderBy(row => row.Date).Select(row => new SpecialDayBody(row.Date, row.Name, row.Kind, row.Closes))];

    private static async Task<List<KnownEventBody>> EventsAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken) =>
        [.. (await db.KnownEvents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken))
            .OrderBy(row => row.FromDate).ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.QueueCode?.Value, StringComparer.Ordinal).ThenBy(row => row.ToDate)
            .Select(row => new KnownEventBody(row.FromDate, row.ToDate, row.Name, row.QueueCode, row.Factor, row.Kind, row.Shape))];
}

/// <summary>A day that is not like its weekday.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">Its name, the same every year.</param>
/// <param name="Kind">What kind of day.</param>
/// <param name="Closes">When the house closes on it; absent means as its opening hours say, or as learned from such days before.</param>
public sealed record SpecialDayBody(LocalDate Date, string Name, SpecialDayKind Kind, LocalTime? Closes = null);

/// <summary>Something that changes the inflow on known days.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Name">What it is.</param>
/// <param name="Queue">The queue it touches; absent means all.</param>
/// <param name="Factor">Calls with it ÷ calls without it at full strength; absent means it is to be learned.</param>
/// <param name="Kind">What sort of thing it is; among other events the same name is the same sort.</param>
/// <param name="Shape">How its strength runs over its days.</param>
public sealed record KnownEventBody(
    LocalDate From, LocalDate To, string Name, QueueId? Queue = null, double? Factor = null, EventKind Kind = EventKind.Other, EventShape Shape = EventShape.Step);
