using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Schedules, in and out whole.</summary>
public static class ScheduleStore
{
    /// <summary>Stores a schedule as the next version of its period, a draft.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="period">The weeks it is for.</param>
    /// <param name="shifts">Every shift.</param>
    /// <param name="origin">What it was made from and how good it is.</param>
    /// <param name="cancellationToken">Leaves the database as it was.</param>
    public static Task<ScheduleVersion> SaveAsync(
        WfmDb db,
        BusinessUnitId unit,
        SchedulePeriod period,
        IReadOnlyList<Shift> shifts,
        ScheduleOrigin origin,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(shifts);
        ArgumentNullException.ThrowIfNull(origin);
        return InTransaction.RunAsync(
            db,
            async () =>
            {
                await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
                int last = await db.Schedules.Where(row => row.BusinessUnitId == unit && row.FirstDay == period.FirstDay)
                    .MaxAsync(row => (int?)row.Version, cancellationToken) ?? 0;
                ScheduleVersion schedule = new(unit, last + 1, period, origin);
                db.Schedules.Add(schedule);
                await db.SaveChangesAsync(cancellationToken);
                List<Shift> ordered = [.. shifts.OrderBy(shift => shift.Agent.Value, StringComparer.Ordinal).ThenBy(shift => shift.Span.Start)];
                WriteShifts(db, schedule.Id, ordered, 0, cancellationToken);
                WriteActivities(db, schedule.Id, ordered, 0, cancellationToken);
                return schedule;
            },
            cancellationToken);
    }

    /// <summary>A stored schedule, by agent and day.</summary>
    /// <param name="db">The database.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    public static async Task<Schedule> LoadAsync(WfmDb db, ScheduleId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ScheduleVersion version = await db.Schedules.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
            ?? throw new ArgumentException($"There is no schedule number {id.Value}.", nameof(id));
        return new Schedule(version.Period, version.Version, version.State, await ReadAsync(db, db.Shifts.Where(row => row.ScheduleId == id), cancellationToken));
    }

    /// <summary>Shifts of some days of a version, by person and start: what a screen shows, without the rest of the period.</summary>
    /// <param name="db">The database.</param>
    /// <param name="id">Which version.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <param name="agent">Whose; nothing for everybody's.</param>
    public static Task<IReadOnlyList<Shift>> ShiftsAsync(WfmDb db, ScheduleId id, LocalDate from, LocalDate to, CancellationToken cancellationToken, AgentId? agent = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        return ReadAsync(db, db.Shifts.Where(row => row.ScheduleId == id && row.Date >= from && row.Date <= to && (agent == null || row.AgentCode == agent)), cancellationToken);
    }

    private static async Task<IReadOnlyList<Shift>> ReadAsync(WfmDb db, IQueryable<StoredShift> wanted, CancellationToken cancellationToken)
    {
        List<StoredShift> shifts = await wanted.AsNoTracking().ToListAsync(cancellationToken);
        List<StoredShiftActivity> pieces = await wanted
            .Join(db.ShiftActivities, shift => new { shift.ScheduleId, shift.Number }, piece => new { piece.ScheduleId, Number = piece.ShiftNumber }, (_, piece) => piece).AsNoTracking()
            .OrderBy(row => row.ShiftNumber).ThenBy(row => row.Ordinal).ToListAsync(cancellationToken);
        ILookup<int, ShiftActivity> byShift = pieces.ToLookup(
            piece => piece.ShiftNumber, piece => new ShiftActivity(piece.Kind, new Interval(piece.Start, piece.End)));
        return [.. shifts.OrderBy(shift => shift.AgentCode.Value, StringComparer.Ordinal).ThenBy(shift => shift.Start).Select(shift => new Shift(shift.AgentCode, shift.Date, new Interval(shift.Start, shift.End), [.. byShift[shift.Number]]))];
    }

    /// <summary>Replaces days of a draft in place.</summary>
    /// <param name="db">The database, with a transaction open.</param>
    /// <param name="id">Which version; not published.</param>
    /// <param name="days">Whose day becomes what; empty for a day off.</param>
    /// <param name="cancellationToken">Leaves the database as it was.</param>
    public static async Task ReplaceDaysAsync(
        WfmDb db, ScheduleId id, IReadOnlyList<(AgentId Agent, LocalDate Date, Shift? Shift)> days, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(days);
        foreach ((AgentId agent, LocalDate date, _) in days)
        {
            // Its pieces go with it.
            await db.Shifts.Where(row => row.ScheduleId == id && row.AgentCode == agent && row.Date == date).ExecuteDeleteAsync(cancellationToken);
        }

        int next = (await db.Shifts.Where(row => row.ScheduleId == id).MaxAsync(row => (int?)row.Number, cancellationToken) ?? -1) + 1;
        List<Shift> shifts = [.. days.Select(day => day.Shift).OfType<Shift>()];
        WriteShifts(db, id, shifts, next, cancellationToken);
        WriteActivities(db, id, shifts, next, cancellationToken);
    }

    private static void WriteShifts(WfmDb db, ScheduleId schedule, List<Shift> shifts, int first, CancellationToken cancellationToken)
    {
        using RowWriter writer = RowWriter.Open(db, "shifts", "schedule_id", "number", "agent_code", "date", "start", "end");
        for (int number = 0; number < shifts.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write(schedule.Value);
            writer.Write(first + number);
            writer.Write(shifts[number].Agent.Value);
            writer.Write(shifts[number].Date);
            writer.Write(shifts[number].Span.Start);
            writer.Write(shifts[number].Span.End);
            writer.EndRow();
        }

        writer.Complete();
    }

    private static void WriteActivities(WfmDb db, ScheduleId schedule, List<Shift> shifts, int first, CancellationToken cancellationToken)
    {
        using RowWriter writer = RowWriter.Open(db, "shift_activities", "schedule_id", "shift_number", "ordinal", "kind", "start", "end");
        for (int number = 0; number < shifts.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int ordinal = 0; ordinal < shifts[number].Activities.Count; ordinal++)
            {
                ShiftActivity activity = shifts[number].Activities[ordinal];
                writer.Write(schedule.Value);
                writer.Write(first + number);
                writer.Write(ordinal);
                writer.Write(activity.Kind.ToString());
                writer.Write(activity.Span.Start);
                writer.Write(activity.Span.End);
                writer.EndRow();
            }
        }

        writer.Complete();
    }
}
