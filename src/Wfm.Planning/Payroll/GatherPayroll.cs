using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Gathers what payroll is told of some days: published shifts, absences, overtime that was approved or agreed on in the running day.</summary>
/// <param name="db">The database.</param>
public sealed class GatherPayroll(WfmDb db)
{
    /// <summary>Gathers it.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="isTold">Of whom.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<PayrollBasis> RunAsync(BusinessUnitId unit, LocalDate from, LocalDate to, Func<Agent, bool> isTold, CancellationToken cancellationToken)
    {
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken);
        DateTimeZone zone = centre.ToDomain().Zone;
        MasterData master = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        Agent[] agents = [.. (master.Agents ?? []).Where(isTold)];
        HashSet<AgentId> codes = [.. agents.Select(agent => agent.Id)];

        // Extra time of part-timers is counted by whole weeks.
        LocalDate monday = from.PlusDays(1 - (int)from.DayOfWeek);
        Dictionary<ContractId, Contract> contracts = (master.Contracts ?? []).ToDictionary(contract => contract.Id);
        Shift[] shifts = [.. (await ShiftsAsync(unit, LocalDate.Min(monday, from.PlusDays(-1)), to, cancellationToken)).Where(shift => codes.Contains(shift.Agent))];
        return new PayrollBasis
        {
            From = from,
            To = to,
            Zone = zone,
            Calendar = master.SpecialDays is { Count: > 0 } special ? SpecialDayCalendar.Of(special) : SwedishDays.Calendar(SwedishDays.MunicipalTable),
            Agents = agents,
            Contracts = contracts,
            Shifts = shifts,
            Absences = [.. (master.Absences ?? []).Where(absence => codes.Contains(absence.Agent) && absence.Start.Date <= to && absence.End.Date >= from)],
            Overtime =
            [
                .. await OvertimeAsync(unit, monday, to, zone, codes, cancellationToken),
                .. await OfRunningDaysAsync(unit, monday, to, [.. agents.Where(agent => !contracts[agent.Contract].Rules.IsCalledIn).Select(agent => agent.Id)], shifts, cancellationToken),
            ],
        };
    }

    /// <summary>Published shifts of some days; a correction replaces what it corrects.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<Shift>> ShiftsAsync(BusinessUnitId unit, LocalDate from, LocalDate to, CancellationToken cancellationToken)
    {
        List<Shift> shifts = [];
        foreach (ScheduleVersion version in (await new LoadPlan(db).PublishedAsync(unit, cancellationToken)).Where(row => row.FirstDay <= to && row.Period.LastDay >= from))
        {
            shifts.AddRange(await ScheduleStore.ShiftsAsync(db, version.Id, from, to, cancellationToken));
        }

        return shifts;
    }

    // As long as the shift still holds it; whoever is paid by the hour is told by the shift alone.
    private async Task<IEnumerable<PayrollOvertime>> OfRunningDaysAsync(
        BusinessUnitId unit, LocalDate from, LocalDate to, HashSet<AgentId> codes, Shift[] shifts, CancellationToken cancellationToken)
    {
        IReadOnlyList<BesideContract> accepted = await BesideContract.OfRunningDaysAsync(db, unit, from, to, cancellationToken);
        return accepted.Where(one => one.Was is null && codes.Contains(one.Agent) && Array.Exists(shifts, shift => Holds(shift, one))).Select(one => new PayrollOvertime(one.Agent, one.Span));
    }

    private static bool Holds(Shift shift, BesideContract beside) =>
        shift.Agent == beside.Agent && shift.Span.Start < beside.Span.End && shift.Span.End > beside.Span.Start;

    private async Task<IReadOnlyList<PayrollOvertime>> OvertimeAsync(
        BusinessUnitId unit, LocalDate from, LocalDate to, DateTimeZone zone, HashSet<AgentId> codes, CancellationToken cancellationToken)
    {
        Instant first = zone.AtStartOfDay(from).ToInstant(), end = zone.AtStartOfDay(to.PlusDays(1)).ToInstant();
        List<StoredRequest> approved = await db.Requests.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.Kind == RequestKind.Overtime && row.Status == RequestStatus.Approved && row.Start >= first && row.Start < end)
            .OrderBy(row => row.Start).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. approved.SelectMany(request => request.Content.People.Where(codes.Contains)
            .Select(agent => new PayrollOvertime(agent, new Interval(request.Start, request.End), request.Settlement == OvertimeSettlement.InLieu)))];
    }
}
