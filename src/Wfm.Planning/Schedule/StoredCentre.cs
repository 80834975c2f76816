using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads everything that goes into a period's problem.</summary>
internal static class StoredCentre
{
    /// <summary>The people and promises as on the first day of the period, with what changes within it, and a stored requirement.</summary>
    public static async Task<CentreToPlan> LoadAsync(
        WfmDb db, BusinessUnitId unit, RequirementId requirement, SchedulePeriod period, CancellationToken cancellationToken)
    {
        BusinessUnit centre = (await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        MasterData master = await LoadMasterData.OnAsync(db, unit, period.FirstDay, cancellationToken);
        var told = await db.Requirements.Where(row => row.Id == requirement).Select(row => new { row.SettingsJson, row.QualityJson }).SingleAsync(cancellationToken);
        RequirementPatience patience = RequirementPatience.Read(told.SettingsJson);
        ChangesByDay changes = await ChangesByDay.LoadAsync(db, unit, period.FirstDay, period.LastDay, cancellationToken);
        List<StoredPeriodWish> entered = await (
            from wish in db.PeriodWishes.AsNoTracking()
            join planned in db.Periods on wish.PeriodId equals planned.Id
            where planned.BusinessUnitId == unit && planned.FirstDay == period.FirstDay
            orderby wish.Id
            select wish).ToListAsync(cancellationToken);
        IReadOnlyList<ScheduleVersion> published = await new LoadPlan(db).PublishedAsync(unit, cancellationToken);
        return new CentreToPlan
        {
            Period = period,
            Zone = centre.Zone,
            SlotLength = centre.IntervalLength >= Duration.FromMinutes(30) ? Duration.FromMinutes(30) : Duration.FromMinutes(15),
            Requirements = await RequirementsAsync(db, requirement, told.QualityJson, cancellationToken),
            Targets = (master.Queues ?? []).ToDictionary(queue => queue.Id, queue => patience.Complete(queue.Id, queue.Target)),
            Changes = changes with { Targets = [.. changes.Targets.Select(change => change with { Target = patience.Complete(change.Queue, change.Target) })] },
            Agents = master.Agents ?? [],
            Skills = master.Skills ?? [],
            Contracts = master.Contracts ?? [],
            Templates = master.ShiftTemplates ?? [],
            Absences = master.Absences ?? [],
            Meetings = master.Meetings ?? [],
            Posts = master.Posts ?? [],
            Loans = await StandingLoans.InAsync(db, unit, new Interval(centre.Zone.AtStartOfDay(period.FirstDay).ToInstant(), centre.Zone.AtStartOfDay(period.LastDay.PlusDays(1)).ToInstant()), cancellationToken),
            Wishes = [.. master.Wishes ?? [], .. entered.Select(wish => wish.ToDomain())],
            PreviousShifts = await PreviousAsync(db, published, period, centre.Zone, master.PreviousShifts ?? [], cancellationToken),
            FollowingShifts = await FollowingAsync(db, published, period, cancellationToken),
        };
    }

    /// <summary>The same for a plan that is to be made: movable meetings are placed anew, except on days held by hand or promised already.</summary>
    public static async Task<CentreToPlan> ToPlanAsync(
        WfmDb db, BusinessUnitId unit, RequirementId requirement, SchedulePeriod period, IReadOnlySet<(AgentId Agent, LocalDate Date)> held, CancellationToken cancellationToken)
    {
        CentreToPlan centre = await LoadAsync(db, unit, requirement, period, cancellationToken);
        IReadOnlyList<ScheduleVersion> published = await new LoadPlan(db).PublishedAsync(unit, cancellationToken);
        LocalDate[] promised = [.. period.Days.Where(day => published.Any(version => version.FirstDay <= day && version.Period.LastDay >= day))];
        return centre with
        {
            PlacesMovableMeetings = true,
            HeldDays = held.Concat(centre.Agents.SelectMany(_ => promised, (agent, day) => (agent.Id, day))).ToHashSet(),
        };
    }

    /// <summary>What was worked just before the period: the published schedules that reach up to it, and what was imported of days they do not hold.</summary>
    private static async Task<IReadOnlyList<PreviousShift>> PreviousAsync(
        WfmDb db, IReadOnlyList<ScheduleVersion> published, SchedulePeriod period, DateTimeZone zone, IReadOnlyList<PreviousShift> imported, CancellationToken cancellationToken)
    {
        LocalDate oldest = period.FirstDay.PlusDays(-AgentAssembly.BorderDays), until = period.FirstDay;
        ScheduleVersion[] before = [.. published.Where(version => version.FirstDay < until && version.Period.LastDay >= oldest)];
        List<PreviousShift> worked =
        [
            .. imported.Where(shift => shift.Span.Start.InZone(zone).Date is var date && !before.Any(version => version.FirstDay <= date && version.Period.LastDay >= date)),
        ];
        foreach (ScheduleVersion version in before.Reverse())
        {
            LocalDate from = LocalDate.Max(version.FirstDay, oldest);
            worked.AddRange(await ShiftsAsync(db, version.Id, from, until, cancellationToken));
            until = from;
        }

        return worked;
    }

    /// <summary>What is promised for the days just after the period by the published schedules that begin after it.</summary>
    private static async Task<IReadOnlyList<PreviousShift>> FollowingAsync(
        WfmDb db, IReadOnlyList<ScheduleVersion> published, SchedulePeriod period, CancellationToken cancellationToken)
    {
        LocalDate from = period.LastDay.PlusDays(1), end = from.PlusDays(AgentAssembly.BorderDays);
        List<PreviousShift> promised = [];
        foreach (ScheduleVersion version in published.Where(version => version.FirstDay >= from && version.FirstDay < end).Reverse())
        {
            promised.AddRange(await ShiftsAsync(db, version.Id, version.FirstDay, end, cancellationToken));
            end = version.FirstDay;
        }

        return promised;
    }

    private static async Task<IEnumerable<PreviousShift>> ShiftsAsync(WfmDb db, ScheduleId schedule, LocalDate from, LocalDate end, CancellationToken cancellationToken)
    {
        List<StoredShift> shifts = await db.Shifts.AsNoTracking().Where(row => row.ScheduleId == schedule && row.Date >= from && row.Date < end).ToListAsync(cancellationToken);
        return shifts.Select(shift => new PreviousShift(shift.AgentCode, new Interval(shift.Start, shift.End)));
    }

    /// <summary>The requirement with the variation of days that was read off the forecast's bands; older versions do not tell it.</summary>
    private static async Task<IReadOnlyList<StaffingRequirement>> RequirementsAsync(WfmDb db, RequirementId requirement, string quality, CancellationToken cancellationToken)
    {
        using JsonDocument told = JsonDocument.Parse(quality);
        Dictionary<string, double> variations = told.RootElement.TryGetProperty("day_variations", out JsonElement queues)
            ? queues.EnumerateObject().ToDictionary(queue => queue.Name, queue => queue.Value.GetDouble())
            : [];
        return
        [
            .. (await RequirementStore.LoadAsync(db, requirement, cancellationToken))
                .Select(queue => variations.TryGetValue(queue.Queue.Value, out double variation) ? queue with { DayVariation = variation } : queue),
        ];
    }
}
