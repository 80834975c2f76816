using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What the periods published before a period leave to it: running totals of fairness, and hours worked beyond or short of what was owed.</summary>
/// <remarks>
/// Both are counted anew from the published shifts by the engine's own <see cref="FairnessLedger"/>, so that edits, swaps and absences count as they became.
/// Fairness looks back half a year: what is older is nobody's debt any more. Hours come from the period that reaches up to this one: what it began with, what it gave, and what
/// changed in the period before it after it was planned. Overtime and offered time off do not count (<see cref="BesideContract"/>).
/// </remarks>
/// <param name="db">The database.</param>
/// <param name="unit">Whose.</param>
internal sealed class EarlierPeriods(WfmDb db, BusinessUnitId unit)
{
    /// <summary>Weeks before a period in which published periods end that count for fairness.</summary>
    public const int Weeks = 26;

    private readonly LoadPlan _load = new(db);

    /// <summary>Assembles the problem of a period that begins with what the earlier ones leave.</summary>
    /// <param name="centre">Requirement and people.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The problem, and what it begins with.</returns>
    public async Task<(AssembledProblem Assembled, CarriedTotals Carried)> AssembleAsync(CentreToPlan centre, CancellationToken cancellationToken)
    {
        (IReadOnlyList<int> from, Dictionary<AgentId, CarriedOver> people) = await OfAsync(centre, cancellationToken);
        AssembledProblem assembled = HoursTakenUp.In(ProblemAssembly.Assemble(centre with { Carried = people }));
        return (assembled, assembled.Problem is { } problem ? CarriedTotals.Of(from, problem) : CarriedTotals.Nothing);
    }

    private async Task<(IReadOnlyList<int> From, Dictionary<AgentId, CarriedOver> People)> OfAsync(CentreToPlan centre, CancellationToken cancellationToken)
    {
        List<Counted> counted = [];
        foreach (ScheduleVersion version in await BeforeAsync(centre.Period.FirstDay, cancellationToken))
        {
            if (await CountAsync(version, centre.Zone, cancellationToken) is { } one)
            {
                counted.Add(one);
            }
        }

        IReadOnlyDictionary<AgentId, Duration> hours = await HoursAsync(counted, centre, cancellationToken);
        Dictionary<ContractId, double> shares = centre.Contracts.Where(contract => !contract.Rules.IsCalledIn).ToDictionary(contract => contract.Id, contract => contract.ShareFraction);
        Dictionary<ContractId, int> averaging = centre.Contracts.Where(contract => contract.Rules is { LongestAverageWeek: not null, LongestAveragingWeeks: not null })
            .ToDictionary(contract => contract.Id, contract => contract.Rules.LongestAveragingWeeks!.Value);
        Counted? before = counted.Count > 0 && counted[^1].Version.Period.LastDay.PlusDays(1) == centre.Period.FirstDay ? counted[^1] : null;
        return (
            [.. counted.Select(one => one.Version.Id.Value)],
            centre.Agents.Where(agent => shares.ContainsKey(agent.Contract)).ToDictionary(
                agent => agent.Id,
                agent => new CarriedOver(
                    counted.Select(one => one.TotalsOf(agent.Id, shares[agent.Contract])).Aggregate(new FairnessBalance(0, 0, 0, 0), Sum),
                    hours.GetValueOrDefault(agent.Id))
                {
                    Averaged = before is not null && averaging.TryGetValue(agent.Contract, out int weeks) ? before.AveragedBy(agent.Id, weeks) : null,
                }));
    }

    /// <summary>The published periods that end in the half year before a day, the earliest first; of weeks published twice, the later period.</summary>
    private async Task<IReadOnlyList<ScheduleVersion>> BeforeAsync(LocalDate day, CancellationToken cancellationToken)
    {
        LocalDate oldest = day.PlusWeeks(-Weeks), until = day;
        List<ScheduleVersion> found = [];
        foreach (ScheduleVersion version in (await _load.PublishedAsync(unit, cancellationToken)).Reverse())
        {
            if (version.Period.LastDay < until && version.Period.LastDay >= oldest)
            {
                found.Insert(0, version);
                until = version.FirstDay;
            }
        }

        return found;
    }

    /// <summary>Hours the period just before leaves, person by person.</summary>
    private async Task<IReadOnlyDictionary<AgentId, Duration>> HoursAsync(List<Counted> counted, CentreToPlan centre, CancellationToken cancellationToken)
    {
        if (counted.Count == 0 || counted[^1].Version.Period.LastDay.PlusDays(1) != centre.Period.FirstDay)
        {
            return new Dictionary<AgentId, Duration>();
        }

        Dictionary<AgentId, Duration> hours = new(counted[^1].Hours);
        Counted? earlier = counted.Count > 1 && counted[^2].Version.Period.LastDay.PlusDays(1) == counted[^1].Version.FirstDay ? counted[^2] : null;
        if (earlier is not null && await AsPlannedAsync(earlier, counted[^1], centre.Zone, cancellationToken) is { } known)
        {
            foreach ((AgentId agent, Duration now) in earlier.Hours.Where(pair => known.Hours.ContainsKey(pair.Key)))
            {
                hours[agent] = hours.GetValueOrDefault(agent) + now - known.Hours[agent];
            }
        }

        return hours;
    }

    /// <summary>An earlier period as it was when the one after it was planned; empty where that is how it still is, or is not known.</summary>
    private async Task<Counted?> AsPlannedAsync(Counted earlier, Counted later, DateTimeZone zone, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> seen = CarriedTotals.Read(later.Version.QualityJson).From;
        LocalDate first = earlier.Version.FirstDay;
        List<ScheduleVersion> versions = await db.Schedules.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.FirstDay == first).ToListAsync(cancellationToken);
        return versions.Find(version => seen.Contains(version.Id.Value)) is { } version && version.Id != earlier.Version.Id
            ? await CountAsync(version, zone, cancellationToken)
            : null;
    }

    private async Task<Counted?> CountAsync(ScheduleVersion version, DateTimeZone zone, CancellationToken cancellationToken)
    {
        if ((await _load.RunAsync(unit, version.Id, cancellationToken)).Plan is not { } plan)
        {
            return null;
        }

        ILookup<AgentId, BesideContract> beside = await BesideContract.OfAsync(db, unit, version.Period, zone, cancellationToken);
        ILookup<AgentId, Shift> shifts = plan.Schedule.ToShifts(plan.Problem).ToLookup(shift => shift.Agent);
        ILookup<AgentId, LocalDate> away = plan.Problem.Agents.SelectMany(agent => agent.Absences.Select(absence => (agent.Id, absence.Date))).ToLookup(day => day.Id, day => day.Date);
        FairnessLedger ledger = FairnessLedger.Of(plan.Problem, plan.Schedule);

        // Whoever has no shift in it was not planned by it, and owes it nothing.
        return new Counted(version, [.. ledger.People.Where(person => shifts.Contains(person.Agent))], ledger.People.ToDictionary(
            person => person.Agent,
            person => Duration.FromHours(shifts.Contains(person.Agent) ? person.ClosingHours : person.OpeningHours)
                - beside[person.Agent].Where(one => !away[person.Agent].Contains(one.Span.Start.InZone(zone).Date))
                    .Aggregate(Duration.Zero, (sum, one) => sum + one.In([.. shifts[person.Agent]]))),
            shifts);
    }

    private static FairnessBalance Sum(FairnessBalance one, FairnessBalance other) => new(
        one.Weekends + other.Weekends, one.LateShifts + other.LateShifts, one.EarlyShifts + other.EarlyShifts, one.GrantedWishes + other.GrantedWishes);

    /// <summary>A published period, counted.</summary>
    /// <param name="Version">Which.</param>
    /// <param name="Planned">What it asked of everybody who has a shift in it.</param>
    /// <param name="Hours">Hours beyond what was owed when it ends, person by person.</param>
    /// <param name="Shifts">Everybody's shifts.</param>
    private sealed record Counted(ScheduleVersion Version, IReadOnlyList<PersonLedger> Planned, IReadOnlyDictionary<AgentId, Duration> Hours, ILookup<AgentId, Shift> Shifts)
    {
        /// <summary>What of a calculation period of the average of all hours goes on when it ends, and the hours worked in that, overtime included; null where one ends with it.</summary>
        public EarlierWeeks? AveragedBy(AgentId agent, int length)
        {
            EarlierWeeks? carried = CarriedTotals.Read(Version.QualityJson).ByAgent().GetValueOrDefault(agent)?.Averaged;
            int weeks = ((carried?.Weeks ?? 0) + Version.Weeks) % length;
            LocalDate from = Version.Period.LastDay.PlusDays(1).PlusWeeks(-weeks);
            Duration own = Shifts[agent].Where(shift => shift.Date >= from).Aggregate(Duration.Zero, (sum, shift) => sum + shift.PaidTime);
            return weeks == 0 || !Shifts.Contains(agent) ? null : new EarlierWeeks(weeks, from < Version.FirstDay && carried is not null ? own + carried.Worked : own);
        }

        /// <summary>What it asked of a person. Who was not in it begins level with those who were: with their mean, burdens by share of full time.</summary>
        public FairnessBalance TotalsOf(AgentId agent, double share) => Planned.FirstOrDefault(person => person.Agent == agent) is { } own ? own.Counts
            : Planned.Count == 0 ? new FairnessBalance(0, 0, 0, 0)
            : new FairnessBalance(
                share * Planned.Average(person => person.Counts.Weekends / person.ShareFraction),
                share * Planned.Average(person => person.Counts.LateShifts / person.ShareFraction),
                share * Planned.Average(person => person.Counts.EarlyShifts / person.ShareFraction),
                Planned.Average(person => person.Counts.GrantedWishes));
    }
}
