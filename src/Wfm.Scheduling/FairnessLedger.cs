using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling;

/// <summary>What the period asked of one person, on top of earlier ones.</summary>
/// <param name="Agent">Who.</param>
/// <param name="ShareFraction">Share of full time.</param>
/// <param name="Opening">Totals when the period begins.</param>
/// <param name="Counts">What this period adds.</param>
/// <param name="AskedWishes">Wishes that could be granted or not; a standing wish is one a week, by the share of the week's open days.</param>
/// <param name="WorkedHours">Paid hours of the period.</param>
/// <param name="OpeningHours">Hours worked beyond what was owed when the period begins.</param>
/// <param name="ClosingHours">The same when it ends, absences credited.</param>
public sealed record PersonLedger(
    AgentId Agent, double ShareFraction, FairnessBalance Opening, FairnessBalance Counts, double AskedWishes,
    double WorkedHours, double OpeningHours, double ClosingHours)
{
    /// <summary>Totals to carry into the next period.</summary>
    public FairnessBalance Closing => new(
        Opening.Weekends + Counts.Weekends, Opening.LateShifts + Counts.LateShifts,
        Opening.EarlyShifts + Counts.EarlyShifts, Opening.GrantedWishes + Counts.GrantedWishes);

    /// <summary>Wishes of this period that were not granted.</summary>
    public double DeniedWishes => AskedWishes - Counts.GrantedWishes;
}

/// <summary>How far one burden is spread over the group, per full-time person.</summary>
/// <param name="Measure">weekends, late_shifts, early_shifts or granted_wishes.</param>
/// <param name="Before">Spread when the period begins.</param>
/// <param name="After">Spread when it ends.</param>
public sealed record FairnessSpread(string Measure, Spread Before, Spread After);

/// <summary>Least, middle and most of a total over the group, and who is worst off.</summary>
/// <param name="Least">Least.</param>
/// <param name="Median">Middle.</param>
/// <param name="Most">Most.</param>
/// <param name="WorstOff">Most weekends, late shifts or early starts; fewest granted wishes. The first in the problem's order of equals.</param>
public sealed record Spread(double Least, double Median, double Most, AgentId WorstOff);

/// <summary>The fairness ledger of a schedule: every person's running totals, and the spread over the group before and after.</summary>
/// <param name="People">Everybody who is planned, in the problem's order; people called in by the hour are left out.</param>
/// <param name="Spreads">One per measure; none without people.</param>
public sealed record FairnessLedger(IReadOnlyList<PersonLedger> People, IReadOnlyList<FairnessSpread> Spreads)
{
    /// <summary>A ledger of nobody.</summary>
    public static FairnessLedger Empty { get; } = new([], []);

    /// <summary>Counts a schedule.</summary>
    public static FairnessLedger Of(SchedulingProblem problem, DraftSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        Dictionary<ContractId, PlanContract> contracts = problem.Contracts.ToDictionary(contract => contract.Terms.Id);
        int[] planned = [.. Enumerable.Range(0, schedule.Agents).Where(agent => !contracts[problem.Agents[agent].Contract].IsCalledIn)];
        PersonLedger[] people = new PersonLedger[planned.Length];
        Parallel.For(0, people.Length, index => people[index] = Person(problem, schedule, planned[index]));
        return new FairnessLedger(people, people.Length == 0 ? [] :
        [
            Spread("weekends", people, balance => balance.Weekends, 1),
            Spread("late_shifts", people, balance => balance.LateShifts, 1),
            Spread("early_shifts", people, balance => balance.EarlyShifts, 1),
            Spread("granted_wishes", people, balance => balance.GrantedWishes, -1),
        ]);
    }

    private static PersonLedger Person(SchedulingProblem problem, DraftSchedule schedule, int agent)
    {
        PlanAgent person = problem.Agents[agent];
        AgentSchedule own = new(problem, person, [.. Enumerable.Range(0, problem.Grid.Days.Count).Select(day => schedule.ShiftOf(agent, day))]);
        (double asked, double granted) = WishCount.Parts(problem, schedule, agent);
        FairnessCosts fair = problem.FairnessCosts;
        FairnessBalance counts = new(
            own.Planned.Where(shift => shift.Date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
                .Select(shift => shift.Date.DayOfWeek == IsoDayOfWeek.Sunday ? shift.Date.PlusDays(-1) : shift.Date).Distinct().Count(),
            own.Planned.Count(shift => shift.LocalEnd > shift.Date + fair.LateAfter),
            own.Planned.Count(shift => shift.LocalStart < shift.Date + fair.EarlyBefore),
            granted);
        LocalDate end = problem.Grid.EndDate;
        Duration worked = own.Planned.Aggregate(Duration.Zero, (sum, shift) => sum + shift.Paid - PartDayCredit.Inside(own, shift));
        Duration credited = person.Absences.Where(absence => absence.Date >= problem.Grid.FirstDate && absence.Date < end)
            .Aggregate(PartDayCredit.Until(own, end), (sum, absence) => sum + absence.Credited);
        Duration owed = person.OwedAfter(own.Contract, problem.Grid.Weeks);
        return new PersonLedger(
            person.Id, own.Contract.Terms.ShareFraction, person.Fairness, counts, asked, worked.TotalHours,
            person.OpeningBalance.TotalHours, (person.OpeningBalance + worked + credited - owed).TotalHours);
    }

    private static FairnessSpread Spread(string measure, IReadOnlyList<PersonLedger> people, Func<FairnessBalance, double> total, int worse)
    {
        // Wishes are a person's own; burdens are carried by share of full time.
        Spread Of(Func<PersonLedger, FairnessBalance> balance)
        {
            (AgentId Agent, double Total)[] all =
                [.. people.Select(person => (person.Agent, total(balance(person)) / (worse > 0 ? person.ShareFraction : 1)))];
            double[] sorted = [.. all.Select(person => person.Total).Order()];
            double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
            return new Spread(sorted[0], median, sorted[^1], all.MaxBy(person => worse * person.Total).Agent);
        }

        return new FairnessSpread(measure, Of(person => person.Opening), Of(person => person.Closing));
    }
}
