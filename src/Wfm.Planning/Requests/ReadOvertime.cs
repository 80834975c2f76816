using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads what people work beyond ordinary time around a day: approved overtime, and what was agreed on in the running day as long as the shift holds it.</summary>
/// <param name="db">The database.</param>
/// <param name="unit">Where.</param>
/// <param name="zone">The unit's clock on the wall.</param>
public sealed class ReadOvertime(WfmDb db, BusinessUnitId unit, DateTimeZone zone)
{
    // Weeks on both sides of the year, for four weeks and weeks that lie over its borders.
    private const int Margin = 35;

    /// <summary>Everybody's journal; who is paid by the hour has none, their hours are all ordinary.</summary>
    /// <param name="date">The day; its whole calendar year is read.</param>
    /// <param name="only">Of whom; empty for everybody.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyDictionary<AgentId, OvertimeJournal>> RunAsync(LocalDate date, AgentId? only, CancellationToken cancellationToken)
    {
        ILookup<AgentId, Interval> agreed = (await AgreedAsync(date, only, cancellationToken)).ToLookup(one => one.Agent, one => one.Span);
        Dictionary<ContractId, Contract> contracts = (await db.Contracts.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken))
            .Select(row => row.ToDomain()).ToDictionary(contract => contract.Id);
        List<StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit && (only == null || row.Code == only)).ToListAsync(cancellationToken);
        return agents.Where(agent => !contracts[agent.ContractCode].Rules.IsCalledIn)
            .ToDictionary(agent => agent.Code, agent => new OvertimeJournal(agreed[agent.Code], contracts[agent.ContractCode], zone, OvertimeLimits.WorkingHoursAct));
    }

    /// <summary>What time agreed on in the running day would pass, each person by itself.</summary>
    /// <param name="asked">Whom for how long; at least one.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal async Task<IReadOnlyList<RuleViolation>> BrokenAsync(IReadOnlyList<(AgentId Agent, Interval Span)> asked, CancellationToken cancellationToken)
    {
        if (asked.Count == 0)
        {
            return [];
        }

        IReadOnlyDictionary<AgentId, OvertimeJournal> journals = await RunAsync(asked[0].Span.Start.InZone(zone).Date, asked.Count == 1 ? asked[0].Agent : null, cancellationToken);
        return [.. asked.SelectMany(one => journals.TryGetValue(one.Agent, out OvertimeJournal? journal) ? journal.Broken(one.Agent, one.Span, zone) : [])];
    }

    private async Task<IReadOnlyList<(AgentId Agent, Interval Span)>> AgreedAsync(LocalDate date, AgentId? only, CancellationToken cancellationToken)
    {
        LocalDate first = new LocalDate(date.Year, 1, 1).PlusDays(-Margin), last = new LocalDate(date.Year, 12, 31).PlusDays(Margin);
        (Instant from, Instant to) = (zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(last.PlusDays(1)).ToInstant());
        List<StoredRequest> approved = await db.Requests.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.Kind == RequestKind.Overtime && row.Status == RequestStatus.Approved && row.Start < to && row.End > from
                && (only == null || row.People.Any(person => person.AgentCode == only)))
            .ToListAsync(cancellationToken);
        IEnumerable<BesideContract> accepted = (await BesideContract.OfRunningDaysAsync(db, unit, first, last, cancellationToken)).Where(one => one.Was is null && (only is null || one.Agent == only));
        return
        [
            .. approved.SelectMany(request => request.Content.People, (request, agent) => (agent, new Interval(request.Start, request.End))),
            .. (await HeldAsync([.. accepted], cancellationToken)).Select(one => (one.Agent, one.Span)),
        ];
    }

    // A shift that was taken away since, such as by sickness, holds nothing.
    private async Task<IEnumerable<BesideContract>> HeldAsync(IReadOnlyList<BesideContract> accepted, CancellationToken cancellationToken)
    {
        LocalDate[] dates = [.. accepted.SelectMany(one => (LocalDate[])[one.Span.Start.InZone(zone).Date, one.Span.Start.InZone(zone).Date.PlusDays(-1)]).Distinct()];
        if (dates.Length == 0)
        {
            return [];
        }

        ScheduleId[] inForce = [.. (await new LoadPlan(db).PublishedAsync(unit, cancellationToken)).Where(version => dates.Any(date => date >= version.FirstDay && date <= version.Period.LastDay)).Select(version => version.Id)];
        var shifts = (await db.Shifts.AsNoTracking().Where(row => inForce.Contains(row.ScheduleId) && dates.Contains(row.Date)).Select(row => new { row.AgentCode, row.Start, row.End })
            .ToListAsync(cancellationToken)).ToLookup(row => row.AgentCode);
        return accepted.Where(one => shifts[one.Agent].Any(shift => shift.Start < one.Span.End && shift.End > one.Span.Start));
    }
}
