using System.Collections.Concurrent;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;
using Wfm.Scheduling.Rules;

namespace Wfm.Requests;

/// <summary>A schedule ready to be asked what changes would do: days are prepared when first asked for, once.</summary>
/// <remarks>Any number of threads may ask at the same time; what is kept are figures that follow from the inputs alone.</remarks>
public sealed class PreparedPlan
{
    private readonly Lazy<PreparedDay>[] _days;
    private readonly ConcurrentDictionary<int, IReadOnlyList<RuleViolation>> _violations = [];
    private readonly HashSet<ContractId> _calledIn;
    private readonly Dictionary<ContractId, IReadOnlyList<IScheduleRule>> _books;

    /// <param name="problem">The problem, with the traffic of its queues.</param>
    /// <param name="schedule">Its schedule.</param>
    /// <param name="dayVariation">Standard deviation ÷ mean of the factor that calls of a day share, for queues whose promise does not tell their own; 0 to 1, 0.12 is usual.</param>
    /// <param name="loans">People who take queues of other groups for a time already; none unless given.</param>
    /// <exception cref="ArgumentException">The schedule has another number of agents.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The variation is outside its range, or NaN.</exception>
    public PreparedPlan(SchedulingProblem problem, DraftSchedule schedule, double dayVariation = 0.12, IReadOnlyList<Loan>? loans = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        if (dayVariation is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(dayVariation), dayVariation, "The variation of days lies between 0 and 1; 0.12 is usual.");
        }

        if (schedule.Agents != problem.Agents.Count)
        {
            throw new ArgumentException($"The schedule has {schedule.Agents} agents, the problem {problem.Agents.Count}.", nameof(schedule));
        }

        // Blocks of activities stand as meetings from here on, so that nothing is applied twice.
        Problem = schedule.WithBlocksFixed(problem);
        Schedule = schedule.With([]);
        DayVariation = dayVariation;
        Numbers = problem.Agents.Select((agent, number) => (agent.Id, number)).DistinctBy(pair => pair.Id).ToDictionary();
        Tables = new WhatIfTables(Problem, Schedule);
        _books = problem.Contracts.DistinctBy(contract => contract.Terms.Id).ToDictionary(contract => contract.Terms.Id, ScheduleRules.For);
        _calledIn = [.. problem.Contracts.Where(contract => contract.IsCalledIn).Select(contract => contract.Terms.Id)];
        _days = [.. Enumerable.Range(0, problem.Grid.Days.Count).Select(day => new Lazy<PreparedDay>(() => PreparedDay.Of(Problem, DayOfQueues.Of(Problem, Schedule, day, loans ?? []), dayVariation)))];
    }

    /// <summary>The problem, blocks of activities standing as meetings.</summary>
    public SchedulingProblem Problem { get; }

    /// <summary>The shifts.</summary>
    public DraftSchedule Schedule { get; }

    /// <summary>Standard deviation ÷ mean of the factor that calls of a day share, for queues that do not tell their own.</summary>
    public double DayVariation { get; }

    /// <summary>Place of every agent.</summary>
    internal IReadOnlyDictionary<AgentId, int> Numbers { get; }

    /// <summary>The running day's tables and kernel.</summary>
    internal WhatIfTables Tables { get; }

    internal PreparedDay Day(int day) => _days[day].Value;

    /// <summary>Reads what a day's queues expect ahead of the first question about it.</summary>
    /// <param name="day">Row of the grid.</param>
    public void Ready(int day) => Day(day);

    /// <summary>Whether a question about a day is answered without reading anything first.</summary>
    /// <param name="day">Row of the grid.</param>
    public bool IsReady(int day) => _days[day].IsValueCreated;

    /// <summary>Makes the whole table of a day at once: what every absence of one person does in every slot. Otherwise cells are made when first asked for.</summary>
    /// <param name="day">Row of the grid.</param>
    public void Prepare(int day)
    {
        PreparedDay prepared = Day(day);
        for (int slot = 0; slot < prepared.Slots; slot++)
        {
            for (int group = 0; group < prepared.Day.Routes.Count; group++)
            {
                if (prepared.Day.Heads[slot][group] > 0)
                {
                    prepared.OneFewer(group, slot);
                }
            }
        }
    }

    /// <summary>Whether somebody is called in by the hour.</summary>
    internal bool IsCalledIn(int agent) => _calledIn.Contains(Problem.Agents[agent].Contract);

    /// <summary>Reads a request: the edit of the schedule, or what is wrong with it.</summary>
    /// <param name="request">What is asked.</param>
    public RequestReading Read(ScheduleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return EditMaker.Read(Problem, Schedule, Numbers, request);
    }

    /// <summary>Hard rules an edit breaks that held before, or breaks further, by the same rule objects as <see cref="ScheduleChecker"/>.</summary>
    /// <remarks>Overtime and time off are beside the contract: templates and contract hours are not asked then.</remarks>
    internal IReadOnlyList<RuleViolation> NewViolations(ScheduleEdit edit)
    {
        List<RuleViolation> found = [];
        foreach (PersonEdit person in edit.People)
        {
            IReadOnlyList<RuleViolation> before = _violations.GetOrAdd(
                person.Agent, agent => [.. Violations(Problem.Agents[agent], RowOf(agent), isBesideContract: false)]);
            found.AddRange(Violations(person.Person, person.Row, edit.IsBesideContract).Where(after => !before.Any(known => Covers(known, after))));
        }

        found.AddRange(PostCheck.NewViolations(this, edit));
        return found;
    }

    private static bool Covers(RuleViolation known, RuleViolation after) =>
        known.Rule == after.Rule && known.Paragraph == after.Paragraph && known.Date == after.Date && known.Penalty >= after.Penalty;

    private IEnumerable<RuleViolation> Violations(PlanAgent person, DayShift?[] row, bool isBesideContract)
    {
        AgentSchedule own = new(Problem, person, row);
        return _books[person.Contract].Where(rule => !isBesideContract || rule is not (TemplateRule or ContractHoursRule)).SelectMany(rule => rule.Violations(own));
    }

    private DayShift?[] RowOf(int agent)
    {
        DayShift?[] row = new DayShift?[Problem.Grid.Days.Count];
        for (int day = 0; day < row.Length; day++)
        {
            row[day] = Schedule.ShiftOf(agent, day);
        }

        return row;
    }
}
