using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Somebody is back sooner than reported: the rest of the shifts as they were, the absence ends.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class ReportBack(WfmDb db, IClock clock)
{
    /// <summary>Notes it.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="agent">Who.</param>
    /// <param name="at">From when, on the wall clock; empty: from now.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Notes nothing.</param>
    /// <returns>The report, ended.</returns>
    /// <exception cref="StepRefusedException">Nobody said they were away, or somebody changed those shifts since.</exception>
    public Task<StoredPresence> RunAsync(BusinessUnitId unit, AgentId agent, LocalDateTime? at, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        return InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            Instant now = clock.GetCurrentInstant();
            StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken);
            DateTimeZone zone = centre.ToDomain().Zone;
            Instant back = Grid.Ceiling(at?.InZoneLeniently(zone).ToInstant() ?? now, centre.IntervalLength);
            StoredPresence report = await db.Presences.Where(row => row.BusinessUnitId == unit && row.AgentCode == agent && row.BackAt == null && row.End > back).OrderBy(row => row.Start).FirstOrDefaultAsync(cancellationToken)
                ?? throw new StepRefusedException("not-away", $"Nobody has reported agent {agent} away until later than {back}.");
            string told = PresenceTelling.Facts(report, zone);
            await ShortenAsync(report, back, zone, cancellationToken);
            DayEdit[] before = [.. DayEditJson.Read(report.BeforeJson)];
            if (before.Length > 0)
            {
                (IReadOnlyList<ScheduleVersion> versions, IReadOnlyList<Shift> shifts) = await PublishedShifts.OfAsync(db, unit, before.Min(day => day.Date), before.Max(day => day.Date), cancellationToken);
                await PresenceChange.MakeAsync(db, now, unit, versions, [.. before.Where(day => day.Shift!.Span.End > back).Select(day => Restored(day, shifts, back))], by, cancellationToken);
            }

            await PresenceTelling.TellAsync(db, report, "presence-back", by, now, zone, told, cancellationToken);
            return report;
        }, cancellationToken);
    }

    private async Task ShortenAsync(StoredPresence report, Instant back, DateTimeZone zone, CancellationToken cancellationToken)
    {
        StoredAbsence told = ReportAway.AbsenceOf(report, zone);
        db.RemoveRange(await db.Absences.Where(row => row.BusinessUnitId == told.BusinessUnitId && row.AgentCode == told.AgentCode
            && row.Start == told.Start && row.End == told.End && row.Category == told.Category).Take(1).ToListAsync(cancellationToken));
        report.IsBack(back);
        if (report.Start < report.End)
        {
            db.Add(ReportAway.AbsenceOf(report, zone));
        }
    }

    private static DayEdit Restored(DayEdit before, IReadOnlyList<Shift> shifts, Instant back)
    {
        Shift? present = shifts.FirstOrDefault(shift => shift.Agent == before.Agent && shift.Date == before.Date);
        bool isUntouched = present is not null && present.Span == before.Shift!.Span && AbsentPieces.IsAwayFrom(present, Instant.Max(back, present.Span.Start));
        return isUntouched
            ? before with { Shift = AbsentPieces.Back(present!, before.Shift!, back) }
            : throw new StepRefusedException("changed-since", $"The shift of agent {before.Agent} on {before.Date:uuuu-MM-dd} was changed since; correct it by hand.");
    }
}
