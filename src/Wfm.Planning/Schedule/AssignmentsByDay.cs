using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>One person's group and contract on every day of the weeks to plan.</summary>
/// <param name="agent">The person as on the first day.</param>
/// <param name="centre">What changes when.</param>
/// <param name="contracts">Every contract.</param>
internal sealed class AssignmentsByDay(Agent agent, CentreToPlan centre, IReadOnlyDictionary<ContractId, Contract> contracts)
{
    private readonly DatedAssignment[] _changes = [.. centre.Changes.Assignments.Where(change => change.Agent == agent.Id)];

    /// <summary>Contracts other than the first one, each from its day on.</summary>
    private IEnumerable<DatedAssignment> OtherContracts =>
        _changes.Where((change, at) => change.Contract != (at == 0 ? agent.Contract : _changes[at - 1].Contract));

    /// <summary>The contract on a day.</summary>
    public Contract ContractOn(LocalDate day) => contracts[_changes.LastOrDefault(change => change.From <= day)?.Contract ?? agent.Contract];

    /// <summary>Whether a template is for a contract held on any day.</summary>
    public bool MayUse(ShiftTemplate template) =>
        template.Contract is null || template.Contract == agent.Contract || _changes.Any(change => change.Contract == template.Contract);

    /// <summary>Groups other than the first one, each from its day on.</summary>
    public GroupFrom[] LaterGroups() =>
        [.. _changes.Where((change, at) => change.Group != (at == 0 ? agent.Group : _changes[at - 1].Group)).Select(change => new GroupFrom(change.From, change.Group))];

    /// <summary>Hours owed week by week where the contract changes; within the week of a change by the days people usually work.</summary>
    /// <param name="weekdays">Weekdays the centre is usually open.</param>
    public Duration[] HoursByWeek(IReadOnlyList<IsoDayOfWeek> weekdays) => !OtherContracts.Any()
        ? []
        :
        [
            .. Enumerable.Range(0, centre.Period.Weeks).Select(week => Duration.FromTicks(Math.Round(weekdays
                .Average(day => ContractOn(centre.Period.FirstDay.PlusDays((7 * week) + (int)day - 1)).HoursPerWeek.TotalTicks)))),
        ];

    /// <summary>What a planner should know of a change of contract.</summary>
    public IEnumerable<Remark> Notes() => OtherContracts.Select(change => Remark.Of(
        "contract-changes", $"Agent {agent.Id} has contract {change.Contract} from {change.From:uuuu-MM-dd}: hours follow it, the other rules are those of {agent.Contract} until the period's end."));
}
