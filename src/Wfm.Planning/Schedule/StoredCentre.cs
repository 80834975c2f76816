using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads everything that goes into a period's problem.</summary>
internal static class StoredCentre
{
    /// <summary>The people of today and a stored requirement.</summary>
    public static async Task<CentreToPlan> LoadAsync(
        WfmDb db, BusinessUnitId unit, RequirementId requirement, SchedulePeriod period, CancellationToken cancellationToken)
    {
        BusinessUnit centre = (await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        MasterData master = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        (Dictionary<QueueId, QueueTarget> targets, _) = await new MeasureQueues(db).CompleteAsync(
            unit, (master.Queues ?? []).ToDictionary(queue => queue.Id, queue => queue.Target), period.FirstDay, cancellationToken);
        return new CentreToPlan
        {
            Period = period,
            Zone = centre.Zone,
            SlotLength = centre.IntervalLength >= Duration.FromMinutes(30) ? Duration.FromMinutes(30) : Duration.FromMinutes(15),
            Requirements = await RequirementStore.LoadAsync(db, requirement, cancellationToken),
            Targets = targets,
            Agents = master.Agents ?? [],
            Skills = master.Skills ?? [],
            Contracts = master.Contracts ?? [],
            Templates = master.ShiftTemplates ?? [],
            Absences = master.Absences ?? [],
            Meetings = master.Meetings ?? [],
            Wishes = master.Wishes ?? [],
            PreviousShifts = master.PreviousShifts ?? [],
        };
    }
}
