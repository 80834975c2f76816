using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;

namespace Wfm.Planning;

/// <summary>What earlier published periods left to a plan, told apart from what the plan adds. Kept with every version made from it, so that the version is judged by what it was made with.</summary>
/// <param name="From">Numbers of the published versions that were counted, the earliest first.</param>
/// <param name="People">Everybody who began with anything.</param>
internal sealed record CarriedTotals(IReadOnlyList<int> From, IReadOnlyList<CarriedPerson> People)
{
    /// <summary>Nothing was carried.</summary>
    public static CarriedTotals Nothing { get; } = new([], []);

    /// <summary>What a problem begins with.</summary>
    /// <param name="from">The versions counted.</param>
    /// <param name="problem">The problem.</param>
    public static CarriedTotals Of(IReadOnlyList<int> from, SchedulingProblem problem) => new(from,
    [
        .. from agent in problem.Agents
           where agent.Fairness != NoTotals || agent.OpeningBalance != Duration.Zero || agent.AveragedBefore is not null
           let totals = agent.Fairness
           select new CarriedPerson(agent.Id.Value, totals.Weekends, totals.LateShifts, totals.EarlyShifts, totals.GrantedWishes, agent.OpeningBalance.TotalHours, agent.AveragedBefore?.Weeks ?? 0, agent.AveragedBefore?.Worked.TotalHours ?? 0),
    ]);

    /// <summary>What was carried into a stored version.</summary>
    /// <param name="qualityJson">What is kept of how good it is.</param>
    public static CarriedTotals Read(string qualityJson)
    {
        using JsonDocument told = JsonDocument.Parse(qualityJson);
        return told.RootElement.TryGetProperty("carried", out JsonElement carried) ? carried.Deserialize<CarriedTotals>(ResultOrigin.Options)! : Nothing;
    }

    /// <summary>Person by person.</summary>
    public IReadOnlyDictionary<AgentId, CarriedOver> ByAgent() => People.ToDictionary(
        person => new AgentId(person.Agent),
        person => new CarriedOver(new FairnessBalance(person.Weekends, person.LateShifts, person.EarlyShifts, person.GrantedWishes), Duration.FromHours(person.Hours)) { Averaged = person.AveragedWeeks > 0 ? new EarlierWeeks(person.AveragedWeeks, Duration.FromHours(person.AveragedHours)) : null });

    private static FairnessBalance NoTotals { get; } = new(0, 0, 0, 0);
}

/// <summary>What one person began a plan with.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Weekends">Weekends worked.</param>
/// <param name="LateShifts">Late shifts.</param>
/// <param name="EarlyShifts">Early starts.</param>
/// <param name="GrantedWishes">Wishes granted.</param>
/// <param name="Hours">Hours worked beyond what was owed; negative when hours are owed.</param>
/// <param name="AveragedWeeks">Weeks before it that count in a calculation period of the average of all hours which went on; 0 where one began.</param>
/// <param name="AveragedHours">Hours worked in them.</param>
internal sealed record CarriedPerson(
    string Agent, double Weekends, double LateShifts, double EarlyShifts, double GrantedWishes, double Hours, int AveragedWeeks = 0, double AveragedHours = 0);
