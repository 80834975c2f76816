using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Somebody is sick or comes late: absence, the published shifts without them, audit, word to their leaders; one transaction.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class ReportAway(WfmDb db, IClock clock)
{
    /// <summary>Notes it.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="agent">Who.</param>
    /// <param name="kind">Sick or late.</param>
    /// <param name="from">From when, on the wall clock; empty: from now, or from the beginning of today's shift for whoever comes late.</param>
    /// <param name="until">Until when, on the wall clock.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Notes nothing.</param>
    /// <returns>The report.</returns>
    /// <exception cref="StepRefusedException">No shift to be late for, a time that is none, away already, or a schedule that cannot be changed.</exception>
    public Task<StoredPresence> RunAsync(
        BusinessUnitId unit, AgentId agent, PresenceKind kind, LocalDateTime? from, LocalDateTime until, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        return InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            Instant now = clock.GetCurrentInstant();
            StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken);
            DateTimeZone zone = centre.ToDomain().Zone;
            LocalDate first = from?.Date ?? now.InZone(zone).Date;
            (IReadOnlyList<ScheduleVersion> versions, IReadOnlyList<Shift> all) = await PublishedShifts.OfAsync(db, unit, first.PlusDays(-1), until.Date, cancellationToken);
            Shift[] shifts = [.. all.Where(shift => shift.Agent == agent)];
            Instant begins = kind == PresenceKind.Late
                ? shifts.FirstOrDefault(shift => shift.Date == until.Date)?.Span.Start ?? throw new StepRefusedException("no-shift", $"Agent {agent} has no shift on {until.Date:uuuu-MM-dd} to be late for.")
                : from?.InZoneLeniently(zone).ToInstant() ?? now;
            Interval away = Away(Grid.Floor(begins, centre.IntervalLength), Grid.Ceiling(until.InZoneLeniently(zone).ToInstant(), centre.IntervalLength));
            await CheckAsync(unit, agent, away, cancellationToken);
            StoredPresence report = new(unit, agent, kind, away, by.Name, now);
            Shift[] touched = [.. shifts.Where(shift => shift.Span.Start < away.End && shift.Span.End > away.Start)];
            report.Keep(DayEditJson.Write(touched.Select(shift => new DayEdit(agent, shift.Date, shift))));
            db.Add(report);
            db.Add(AbsenceOf(report, zone));
            await PresenceChange.MakeAsync(db, now, unit, versions, [.. touched.Select(shift => new DayEdit(agent, shift.Date, AbsentPieces.Away(shift, away)))], by, cancellationToken);
            await PresenceTelling.TellAsync(db, report, "presence-reported", by, now, zone, null, cancellationToken);
            return report;
        }, cancellationToken);
    }

    /// <summary>The absence a report stands for.</summary>
    internal static StoredAbsence AbsenceOf(StoredPresence report, DateTimeZone zone) => new(report.BusinessUnitId, new Absence(
        report.AgentCode, report.Start.InZone(zone).LocalDateTime, report.End.InZone(zone).LocalDateTime, report.Kind == PresenceKind.Sick ? AbsenceCategory.Sick : AbsenceCategory.Other));

    private static Interval Away(Instant start, Instant end) => start < end
        ? new Interval(start, end)
        : throw new StepRefusedException("empty-time", $"Away from {start} until {end}; expected an end after the beginning.");

    private async Task CheckAsync(BusinessUnitId unit, AgentId agent, Interval away, CancellationToken cancellationToken)
    {
        Instant start = away.Start, end = away.End;
        if (await db.Presences.FirstOrDefaultAsync(row => row.BusinessUnitId == unit && row.AgentCode == agent && row.Start < end && row.End > start, cancellationToken) is { } known)
        {
            throw new StepRefusedException("away-already", $"Agent {agent} is reported away from {known.Start} until {known.End} already.", new { report = known.Id, known.Start, known.End });
        }
    }
}

/// <summary>The planning grid, by elapsed time.</summary>
internal static class Grid
{
    public static Instant Floor(Instant at, Duration length) => at - Duration.FromTicks(Into(at, length));

    public static Instant Ceiling(Instant at, Duration length) => Into(at, length) == 0 ? at : Floor(at, length) + length;

    private static long Into(Instant at, Duration length)
    {
        long whole = length.BclCompatibleTicks, ticks = at.ToUnixTimeTicks();
        return ((ticks % whole) + whole) % whole;
    }
}
