using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>A group's leader says yes to the draft; with the last group's yes the period is approved.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class ApprovePeriod(WfmDb db, IClock clock)
{
    /// <summary>Approves for one group.</summary>
    /// <param name="period">Which period.</param>
    /// <param name="group">For which group.</param>
    /// <param name="schedule">The version the leader has seen.</param>
    /// <param name="who">The leader.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <returns>The groups whose leader has not said yes.</returns>
    /// <exception cref="StepRefusedException">There is no draft to approve, or the leader saw another one.</exception>
    public Task<IReadOnlyList<GroupId>> RunAsync(
        StoredPeriod period, GroupId group, ScheduleId schedule, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        return InTransaction.RunAsync(db, async () =>
        {
            if (period.State is not (PeriodState.Draft or PeriodState.Approved) || period.ScheduleId is not { } proposed)
            {
                throw new StepRefusedException("nothing-to-approve", $"The period from {period.FirstDay:uuuu-MM-dd} is {period.State}; there is no draft to approve.");
            }

            if (proposed != schedule)
            {
                throw new StepRefusedException("other-draft", $"You looked at schedule {schedule.Value}; schedule {proposed.Value} lies before the leaders now.", new { schedule = proposed });
            }

            Instant now = clock.GetCurrentInstant();
            if (!await db.Approvals.AnyAsync(row => row.PeriodId == period.Id && row.GroupCode == group && row.ScheduleId == proposed, cancellationToken))
            {
                db.Add(new StoredApproval(period.Id, group, proposed, who, now));
                db.AuditEntries.Add(new AuditEntry(period.BusinessUnitId, now, who, new AuditedAct("approve-period", $"{PeriodWords.Of(period)} group {group}", null, null, $$"""{"schedule":{{proposed.Value}}}""")));
                await db.SaveChangesAsync(cancellationToken);
            }

            IReadOnlyList<GroupId> missing = await MissingAsync(period, cancellationToken);
            if (missing.Count == 0 && period.State == PeriodState.Draft)
            {
                period.Approve();
                (await db.Schedules.SingleAsync(row => row.Id == proposed, cancellationToken)).Approve();
            }

            await Tell.ScreensAsync(db, period.BusinessUnitId, "period-changed", PeriodWords.Path(period), now, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return missing;
        }, cancellationToken);
    }

    /// <summary>The groups with people whose leader has not said yes to the draft that lies before them.</summary>
    /// <param name="period">Which period.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<GroupId>> MissingAsync(StoredPeriod period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        BusinessUnitId unit = period.BusinessUnitId;
        List<GroupId> groups = await db.Agents.Where(row => row.BusinessUnitId == unit).Select(row => row.GroupCode).Distinct().ToListAsync(cancellationToken);
        List<GroupId> done = await db.Approvals.Where(row => row.PeriodId == period.Id && row.ScheduleId == period.ScheduleId).Select(row => row.GroupCode).ToListAsync(cancellationToken);
        return [.. groups.Except(done).OrderBy(group => group.Value, StringComparer.Ordinal)];
    }
}
