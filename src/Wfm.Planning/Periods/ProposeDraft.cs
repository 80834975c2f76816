using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Lays a draft before the group leaders. What they said of an earlier draft does not count for this one.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class ProposeDraft(WfmDb db, IClock clock)
{
    /// <summary>Proposes one version.</summary>
    /// <param name="period">For which period.</param>
    /// <param name="schedule">Which version.</param>
    /// <param name="who">Who proposes.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <exception cref="StepRefusedException">The version is of other weeks or published, or the period is.</exception>
    public Task<ScheduleVersion> RunAsync(StoredPeriod period, ScheduleId schedule, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        return InTransaction.RunAsync(db, async () =>
        {
            BusinessUnitId unit = period.BusinessUnitId;
            ScheduleVersion version = await db.Schedules.SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Id == schedule, cancellationToken)
                ?? throw new StepRefusedException("no-such-schedule", $"There is no schedule number {schedule.Value} in this unit.");
            if (version.Period != period.Period || version.State == ScheduleState.Published)
            {
                throw new StepRefusedException("schedule-does-not-fit", $"Version {version.Version} is for {version.FirstDay:uuuu-MM-dd} and {version.Weeks} weeks and {version.State}; expected a draft for {period.FirstDay:uuuu-MM-dd} and {period.Weeks} weeks.");
            }

            try
            {
                period.Propose(schedule);
            }
            catch (InvalidOperationException outOfOrder)
            {
                throw new StepRefusedException("period-state", outOfOrder.Message);
            }

            Instant now = clock.GetCurrentInstant();
            db.AuditEntries.Add(new AuditEntry(unit, now, who, new AuditedAct("propose", PeriodWords.Of(period), null, null, $$"""{"version":{{version.Version}}}""")));
            await TellLeadersAsync(period, version, now, cancellationToken);
            await Tell.ScreensAsync(db, unit, "period-changed", PeriodWords.Path(period), now, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return version;
        }, cancellationToken);
    }

    private async Task TellLeadersAsync(StoredPeriod period, ScheduleVersion version, Instant now, CancellationToken cancellationToken)
    {
        BusinessUnitId unit = period.BusinessUnitId;
        List<AccountId> leaders = await db.Roles.Where(row => row.BusinessUnitId == unit && row.Role == Role.Gruppledare)
            .Select(row => row.AccountId).Distinct().ToListAsync(cancellationToken);
        foreach (AccountId leader in leaders)
        {
            Tell.Account(db, unit, leader, "period-to-approve", $$"""{"firstDay":"{{period.FirstDay:uuuu-MM-dd}}","weeks":{{period.Weeks}},"version":{{version.Version}},"approveBy":"{{period.ApproveBy:uuuu-MM-dd}}"}""", now);
        }
    }
}
