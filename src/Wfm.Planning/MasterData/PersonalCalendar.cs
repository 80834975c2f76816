using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>The published shifts of one person with the changes published since, as a calendar program follows them.</summary>
/// <param name="db">The database.</param>
public sealed class PersonalCalendar(WfmDb db)
{
    private const int DaysBack = 60;

    // Years; nothing can be asked for so far ahead.
    private const int Ahead = 4;

    /// <summary>Reads it.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="agent">Whose.</param>
    /// <param name="now">What time it is; periods that ended long before are left out.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<CalendarFeed> RunAsync(BusinessUnitId unit, AgentId agent, Instant now, CancellationToken cancellationToken)
    {
        BusinessUnit centre = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        string name = await db.Agents.Where(row => row.BusinessUnitId == unit && row.Code == agent).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken) ?? agent.Value;
        LocalDate oldest = now.InZone(centre.Zone).Date.PlusDays(-DaysBack);
        List<ScheduleVersion> versions = await db.Schedules.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.State == ScheduleState.Published).OrderBy(row => row.FirstDay).ThenBy(row => row.Version).ToListAsync(cancellationToken);
        versions.RemoveAll(version => version.Period.LastDay < oldest);
        ILookup<AgentId, LentPiece> lent = await LentPieces.OfAsync(db, unit, new Interval(centre.Zone.AtStartOfDay(oldest).ToInstant(), centre.Zone.AtStartOfDay(oldest.PlusYears(Ahead)).ToInstant()), cancellationToken);
        List<StoredRequest> loans = await db.Requests.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.Kind == RequestKind.Loan && row.People.Any(person => person.AgentCode == agent)).ToListAsync(cancellationToken);
        Dictionary<string, CalendarShift> events = [];
        foreach (IGrouping<LocalDate, ScheduleVersion> period in versions.GroupBy(version => version.FirstDay))
        {
            Dictionary<string, CalendarShift> mine = [];
            foreach (ScheduleVersion version in period)
            {
                Follow(mine, await ShiftsAsync(version.Id, agent, cancellationToken), version, unit);
                FollowLoans(mine, loans.Where(loan => IsOf(loan, version)), version);
            }

            foreach ((string uid, CalendarShift shift) in mine)
            {
                events[uid] = shift with { Lent = LentPieces.Within(lent[agent], shift.Shift) };
            }
        }

        return new CalendarFeed($"Schema {name}", centre.Zone, TextLanguage.Swedish, [.. events.Values]);
    }

    // The number of a change is the version that made it, so it only ever grows, and what a version leaves as it was stays the same event.
    private static void Follow(Dictionary<string, CalendarShift> events, List<Shift> shifts, ScheduleVersion version, BusinessUnitId unit)
    {
        Instant at = version.PublishedAt ?? Instant.FromUnixTimeSeconds(0);
        HashSet<string> seen = [];
        foreach (Shift shift in shifts)
        {
            string uid = CalendarShift.UidOf(shift.Agent, shift.Date, FormattableString.Invariant($"unit{unit.Value}.wfm"));
            uid = seen.Add(uid) ? uid : $"{shift.Span.Start.ToUnixTimeSeconds()}-{uid}";
            seen.Add(uid);
            if (!events.TryGetValue(uid, out CalendarShift? before) || before.IsCancelled || !IsSame(before.Shift, shift))
            {
                events[uid] = new CalendarShift(uid, version.Version, at, shift);
            }
        }

        foreach ((string uid, CalendarShift gone) in events.Where(known => !seen.Contains(known.Key) && !known.Value.IsCancelled).ToList())
        {
            events[uid] = new CalendarShift(uid, version.Version, at, gone.Shift, isCancelled: true);
        }
    }

    // A loan given or taken back leaves the shift as it was, but not what the event says.
    private static void FollowLoans(Dictionary<string, CalendarShift> events, IEnumerable<StoredRequest> loans, ScheduleVersion version)
    {
        foreach (StoredRequest loan in loans)
        {
            foreach ((string uid, CalendarShift lent) in events.Where(known => !known.Value.IsCancelled && known.Value.Shift.Span.Start < loan.End && known.Value.Shift.Span.End > loan.Start).ToList())
            {
                events[uid] = new CalendarShift(uid, version.Version, version.PublishedAt ?? lent.ChangedAt, lent.Shift);
            }
        }
    }

    // A version that took a loan in, as asked for or with the running day's changes, or that gave it back.
    private static bool IsOf(StoredRequest loan, ScheduleVersion version) =>
        version.Provenance.Inputs.EndsWith(FormattableString.Invariant($" request#{loan.Id}"), StringComparison.Ordinal)
        || (loan.EffectJson is { } effect && RequestJson.Read<RequestEffect>(effect).Versions.Any(change => change.To == version.Id));

    private static bool IsSame(Shift one, Shift other) => one.Span == other.Span && one.Activities.SequenceEqual(other.Activities);

    private async Task<List<Shift>> ShiftsAsync(ScheduleId schedule, AgentId agent, CancellationToken cancellationToken)
    {
        List<StoredShift> shifts = await db.Shifts.AsNoTracking().Where(row => row.ScheduleId == schedule && row.AgentCode == agent).OrderBy(row => row.Start).ToListAsync(cancellationToken);
        int[] numbers = [.. shifts.Select(shift => shift.Number)];
        List<StoredShiftActivity> pieces = await db.ShiftActivities.AsNoTracking()
            .Where(row => row.ScheduleId == schedule && numbers.Contains(row.ShiftNumber)).OrderBy(row => row.ShiftNumber).ThenBy(row => row.Ordinal).ToListAsync(cancellationToken);
        ILookup<int, ShiftActivity> byShift = pieces.ToLookup(piece => piece.ShiftNumber, piece => new ShiftActivity(piece.Kind, new Interval(piece.Start, piece.End)));
        return shifts.ConvertAll(shift => new Shift(shift.AgentCode, shift.Date, new Interval(shift.Start, shift.End), [.. byShift[shift.Number]]));
    }
}
