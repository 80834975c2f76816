using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>The night's first step for a centre: forecasts and staffs its next period, and cuts it into planning units.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class PrepareNight(WfmDb db, IClock clock)
{
    /// <summary>Makes forecast and requirement as the next versions.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="today">The local day; the period begins later.</param>
    /// <param name="progress">Told which share of the queues is forecast.</param>
    /// <param name="cancellationToken">Stops between the steps.</param>
    public async Task<PreparedNight> RunAsync(BusinessUnitId unit, LocalDate today, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (await NextPeriodAsync(unit, today, cancellationToken) is not { } period)
        {
            return new PreparedNight(Remark.Of("night-no-period", "There is no period to plan: none is set, and no schedule was ever made."), null, null, []);
        }

        MakeForecastResult forecast = await new MakeForecast(db, clock).RunAsync(unit, new ForecastDays(period.FirstDay, period.Weeks * 7), progress, cancellationToken);
        if (forecast.Stored is not { } stored)
        {
            return new PreparedNight(Remark.Of("night-no-history", "No queue can be forecast: there is not enough history."), period, null, []);
        }

        RequireStaffResult staff = await new RequireStaff(db, clock).RunAsync(unit, stored.Id, today, cancellationToken);
        MasterData master = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        QueueId[] queues = [.. staff.Requirements.Select(requirement => requirement.Queue)];
        IReadOnlyList<PlanningUnit> parts = PlanningUnits.Of(master.Skills ?? [], queues);
        return new PreparedNight(parts.Count == 0 ? Remark.Of("night-no-skills", "Nobody has a skill for any queue.") : null, period, staff.Stored.Id, parts);
    }

    // The first period ahead that is neither published nor approved; where periods are not kept, the one after the latest schedule.
    private async Task<SchedulePeriod?> NextPeriodAsync(BusinessUnitId unit, LocalDate today, CancellationToken cancellationToken)
    {
        StoredPeriod? planned = await db.Periods.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.FirstDay > today && row.State != PeriodState.Published && row.State != PeriodState.Approved)
            .OrderBy(row => row.FirstDay).FirstOrDefaultAsync(cancellationToken);
        if (planned is not null)
        {
            return planned.Period;
        }

        var latest = await db.Schedules.AsNoTracking().Where(row => row.BusinessUnitId == unit)
            .OrderByDescending(row => row.FirstDay).ThenByDescending(row => row.State == ScheduleState.Published)
            .Select(row => new { row.FirstDay, row.Weeks, row.State }).FirstOrDefaultAsync(cancellationToken);
        if (latest is null)
        {
            return null;
        }

        LocalDate first = latest.FirstDay;
        bool isPublished = await db.Schedules.AnyAsync(
            row => row.BusinessUnitId == unit && row.FirstDay == first && row.State == ScheduleState.Published, cancellationToken);
        while (isPublished || first <= today)
        {
            (first, isPublished) = (first.PlusWeeks(latest.Weeks), false);
        }

        return new SchedulePeriod(first, latest.Weeks);
    }
}

/// <summary>A centre ready to be planned.</summary>
/// <param name="Obstacle">Why there is nothing to plan; empty when there is.</param>
/// <param name="Period">The weeks.</param>
/// <param name="Requirement">What the queues need.</param>
/// <param name="Parts">The planning units, largest first.</param>
public sealed record PreparedNight(Remark? Obstacle, SchedulePeriod? Period, RequirementId? Requirement, IReadOnlyList<PlanningUnit> Parts);
