using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>The promised shifts of some days, without reading the weeks around them.</summary>
public static class PublishedShifts
{
    /// <summary>Reads them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The versions in force that touch the days, and their shifts that begin on them.</returns>
    public static async Task<(IReadOnlyList<ScheduleVersion> Versions, IReadOnlyList<Shift> Shifts)> OfAsync(
        WfmDb db, BusinessUnitId unit, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await OfAsync(db, await new LoadPlan(db).PublishedAsync(unit, cancellationToken), first, last, cancellationToken);
    }

    /// <summary>The shifts of some versions.</summary>
    /// <param name="db">The database.</param>
    /// <param name="published">One version of each period.</param>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The versions that touch the days, and their shifts that begin on them.</returns>
    public static async Task<(IReadOnlyList<ScheduleVersion> Versions, IReadOnlyList<Shift> Shifts)> OfAsync(
        WfmDb db, IReadOnlyList<ScheduleVersion> published, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ScheduleVersion[] versions = [.. published.Where(version => version.FirstDay <= last && version.Period.LastDay >= first)];
        ScheduleId[] ids = [.. versions.Select(version => version.Id)];
        List<StoredShift> shifts = await db.Shifts.AsNoTracking().Where(row => ids.Contains(row.ScheduleId) && row.Date >= first && row.Date <= last).ToListAsync(cancellationToken);
        List<StoredShiftActivity> pieces = await db.ShiftActivities.AsNoTracking()
            .Join(db.Shifts.Where(row => ids.Contains(row.ScheduleId) && row.Date >= first && row.Date <= last), piece => new { piece.ScheduleId, Number = piece.ShiftNumber }, shift => new { shift.ScheduleId, shift.Number }, (piece, _) => piece)
            .ToListAsync(cancellationToken);
        ILookup<(ScheduleId, int), StoredShiftActivity> byShift = pieces.ToLookup(piece => (piece.ScheduleId, piece.ShiftNumber));
        return (versions, [.. shifts.OrderBy(shift => shift.AgentCode.Value, StringComparer.Ordinal).ThenBy(shift => shift.Start).Select(shift => new Shift(
            shift.AgentCode, shift.Date, new Interval(shift.Start, shift.End),
            [.. byShift[(shift.ScheduleId, shift.Number)].OrderBy(piece => piece.Ordinal).Select(piece => new ShiftActivity(piece.Kind, new Interval(piece.Start, piece.End)))]))]);
    }
}
