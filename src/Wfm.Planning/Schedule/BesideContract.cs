using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Time worked or given up by a decision of its own, paid or made good for itself: overtime, being called in, offered time off. It neither pays nor makes hours owed by the contract.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Span">When.</param>
/// <param name="Was">The person's shifts before time was given up; empty where time was worked beside the contract.</param>
internal sealed record BesideContract(AgentId Agent, Interval Span, IReadOnlyList<Shift>? Was)
{
    /// <summary>What was decided of the days of a period and still holds.</summary>
    public static async Task<ILookup<AgentId, BesideContract>> OfAsync(
        WfmDb db, BusinessUnitId unit, SchedulePeriod period, DateTimeZone zone, CancellationToken cancellationToken)
    {
        (LocalDate first, LocalDate last) = (period.FirstDay, period.LastDay);
        (Instant from, Instant to) = (zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(last.PlusDays(1)).ToInstant());
        List<BesideContract> found = [];
        foreach (StoredRequest request in await db.Requests.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && (row.Kind == RequestKind.Overtime || row.Kind == RequestKind.TimeOff) && row.Status == RequestStatus.Approved && row.Start < to && row.End > from)
            .ToListAsync(cancellationToken))
        {
            foreach (AgentId agent in request.Content.People)
            {
                found.Add(new BesideContract(
                    agent, new Interval(request.Start, request.End), request.Kind == RequestKind.Overtime ? null : await BeforeAsync(db, request, zone, agent, cancellationToken)));
            }
        }

        found.AddRange(await OfRunningDaysAsync(db, unit, first, last, cancellationToken));
        return found.ToLookup(one => one.Agent);
    }

    /// <summary>What was accepted in the running day, on some days.</summary>
    public static async Task<IReadOnlyList<BesideContract>> OfRunningDaysAsync(WfmDb db, BusinessUnitId unit, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        List<StoredDayProposalPart> accepted = await db.DayProposals.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.LocalDate >= first && row.LocalDate <= last)
            .SelectMany(row => row.Parts).Where(part => part.Status == DayProposalStatus.Accepted).OrderBy(part => part.ProposalId).ThenBy(part => part.Place).ToListAsync(cancellationToken);
        return
        [
            .. from part in accepted
               let told = RequestJson.Read<DayPart>(part.PartJson)
               from move in told.Moves
               where move.Lever is Lever.Overtime or Lever.CallIn or Lever.TimeOff
               select new BesideContract(part.AgentCode, move.Changed, move.Lever == Lever.TimeOff ? [.. new[] { told.Was.Shift }.OfType<Shift>()] : null),
        ];
    }

    /// <summary>Hours that do not count towards the contract; below 0 where time was given up.</summary>
    /// <param name="shifts">The person's shifts by now.</param>
    public Duration In(IReadOnlyList<Shift> shifts) =>
        Was is null ? PaidWithin(shifts) : Duration.Min(Duration.Zero, PaidWithin(shifts) - new BesideContract(Agent, Span, null).PaidWithin(Was));

    private Duration PaidWithin(IReadOnlyList<Shift> shifts) => shifts.SelectMany(shift => shift.Activities)
        .Where(piece => piece.Kind != ActivityKind.Lunch && piece.Span.Start < Span.End && piece.Span.End > Span.Start)
        .Aggregate(Duration.Zero, (sum, piece) => sum + (Instant.Min(piece.Span.End, Span.End) - Instant.Max(piece.Span.Start, Span.Start)));

    private static async Task<IReadOnlyList<Shift>> BeforeAsync(WfmDb db, StoredRequest request, DateTimeZone zone, AgentId agent, CancellationToken cancellationToken)
    {
        // A night's shift is of the day before.
        (LocalDate first, LocalDate last) = (request.Start.InZone(zone).Date.PlusDays(-1), request.End.InZone(zone).Date);
        List<Shift> shifts = [];
        foreach (VersionChange change in RequestJson.Read<RequestEffect>(request.EffectJson!).Versions)
        {
            shifts.AddRange((await ScheduleStore.ShiftsAsync(db, change.From, first, last, cancellationToken, agent)).Where(shift => shift.Span.Start < request.End && shift.Span.End > request.Start));
        }

        return shifts;
    }
}
