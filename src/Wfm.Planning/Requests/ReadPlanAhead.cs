using NodaTime;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads the plan in force and the days people ask about, before anybody asks.</summary>
/// <param name="db">The database.</param>
/// <param name="plans">Where it is kept.</param>
public sealed class ReadPlanAhead(WfmDb db, KeptPlans plans)
{
    // Whoever asks something just then is not to wait for days nobody asked about.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads a unit's plan, and its days where asked for. A plan that is kept already costs a look at the people's stamp.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="now">The present.</param>
    /// <param name="withDays">Whether to prepare the days people may ask about too: a tenth of a second each in a unit of fifty people.</param>
    /// <param name="cancellationToken">Stops between two days.</param>
    /// <returns>The plan; null where nothing is published or it cannot be read.</returns>
    public async Task<StoredPlan?> RunAsync(BusinessUnitId unit, Instant now, bool withDays, CancellationToken cancellationToken)
    {
        StoredBusinessUnit? centre = await db.BusinessUnits.FindAsync([unit], cancellationToken);
        LocalDate today = now.InZone((centre ?? throw new ArgumentException($"There is no unit {unit.Value}.", nameof(unit))).ToDomain().Zone).Date;
        if (await new LoadPlan(db).PublishedOnAsync(unit, today, cancellationToken) is not { } version)
        {
            return null;
        }

        string stamp = await KeptPlans.StampAsync(db, unit, cancellationToken);
        if ((await plans.GetAsync(db, unit, version.Id, stamp, cancellationToken)).Plan is not { } plan)
        {
            return null;
        }

        PlanningGrid grid = plan.Problem.Grid;
        for (int row = 0; withDays && row < grid.Days.Count && !cancellationToken.IsCancellationRequested; row++)
        {
            if (grid.Days[row].Date >= today && grid.Days[row].Date < today.PlusDays(LookAtLeave.MostDays))
            {
                plan.Prepared.Ready(row);
                await Task.Delay(Breath, cancellationToken);
            }
        }

        return plan;
    }
}
