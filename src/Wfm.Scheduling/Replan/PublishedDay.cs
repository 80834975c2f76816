using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>One day of a published schedule with who serves which queue when, ready to be asked what a change would do.</summary>
/// <remarks>Built once, never changed: any number of threads may ask at the same time.</remarks>
public sealed class PublishedDay
{
    private readonly SchedulingProblem _whole;
    private readonly DraftSchedule _schedule;
    private readonly int[] _person;
    private readonly Dictionary<AgentId, int> _byAgent;
    private readonly SlotMask[] _serving;

    /// <param name="problem">The problem of the whole period.</param>
    /// <param name="schedule">Its schedule.</param>
    /// <param name="day">Row of the grid.</param>
    /// <exception cref="ArgumentException">The schedule has another number of agents.</exception>
    public PublishedDay(SchedulingProblem problem, DraftSchedule schedule, int day)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)day, (uint)problem.Grid.Days.Count, nameof(day));
        if (schedule.Agents != problem.Agents.Count)
        {
            throw new ArgumentException($"The schedule has {schedule.Agents} agents, the problem {problem.Agents.Count}.", nameof(schedule));
        }

        (_whole, _schedule, Day) = (problem, schedule, day);
        int[] onDuty = [.. Enumerable.Range(0, problem.Agents.Count).Where(agent => schedule.ShiftOf(agent, day) is not null)];
        Problem = DayCut.Of(problem, onDuty, day);
        Schedule = new DraftSchedule(onDuty.Select(agent => (DayShift?[])[schedule.ShiftOf(agent, day)]));
        PersonDayCompiler compiler = new(Problem);
        People = [.. onDuty.Select(agent => compiler.Compile(problem.Agents[agent], agent, schedule.ShiftOf(agent, day)!.Value))];
        Skills = compiler.Skills();
        Costs = DemandTables.Of(Problem, Problem.Grid.Days[0].Slots);
        _person = new int[problem.Agents.Count];
        Array.Fill(_person, -1);
        _serving = new SlotMask[problem.Agents.Count];
        _byAgent = new Dictionary<AgentId, int>(People.Count);
        for (int index = 0; index < People.Count; index++)
        {
            _person[People[index].Number] = index;
            _byAgent.TryAdd(People[index].Agent.Id, index);
            _serving[People[index].Number] = People[index].Type < 0 ? SlotMask.None : People[index].Serving;
        }

        Allocation = Load();
    }

    /// <summary>Row of the grid.</summary>
    public int Day { get; }

    /// <summary>The problem cut down to this day and the people on duty.</summary>
    public SchedulingProblem Problem { get; }

    /// <summary>The schedule cut down likewise.</summary>
    public DraftSchedule Schedule { get; }

    internal IReadOnlyList<PersonDay> People { get; }

    internal ulong[] Skills { get; }

    internal CostTables Costs { get; }

    /// <summary>The allocation as published; whoever wants to change it copies it.</summary>
    internal SlotAllocation Allocation { get; }

    internal int Slots => Problem.Grid.Days[0].Slots;

    /// <summary>Row of the grid an instant belongs to: its date before closing time; −1 when that cannot be planned.</summary>
    public static int DayAt(PlanningGrid grid, Instant instant)
    {
        ArgumentNullException.ThrowIfNull(grid);
        for (int day = 0; day < grid.Days.Count; day++)
        {
            bool isRunning = instant >= grid.Days[day].Start && instant < grid.InstantOf(day, grid.Days[day].Slots);
            if (isRunning || (instant < grid.Days[day].Start && instant.InZone(grid.Zone).Date == grid.Days[day].Date))
            {
                return day;
            }
        }

        return -1;
    }

    /// <summary>What it costs when one person is away and nobody else is moved; the queues are shared out anew.</summary>
    /// <remarks>Exact: slots are independent of each other. A minimum post that goes missing counts 100,000.</remarks>
    /// <param name="agent">The agent's place in the problem of the whole period.</param>
    /// <param name="from">First slot away.</param>
    /// <param name="to">Slot after the last one away.</param>
    /// <returns>The rise of the day's cost; negative where too many were there.</returns>
    public double CostOfAbsence(int agent, int from, int to)
    {
        unchecked
        {
            SlotMask away = _serving[agent].Without(SlotMask.Range(0, from)).Without(SlotMask.Range(to, 128));
            if (away.IsEmpty)
            {
                return 0;
            }

            ReadOnlySpan<double> loss = Allocation.LossOfOneLess(People[_person[agent]].Type);
            double cost = 0;
            while (!away.IsEmpty)
            {
                cost += loss[SlotMask.Pop(ref away)];
            }

            return cost;
        }
    }

    /// <summary>What it costs when several people are away at once and nobody else is moved.</summary>
    /// <param name="away">Who and when; people off duty change nothing.</param>
    /// <exception cref="ArgumentException">Somebody is not an agent of the problem.</exception>
    public AbsenceConsequence Consequence(IReadOnlyList<PersonAway> away)
    {
        ArgumentNullException.ThrowIfNull(away);
        SlotMask[] gone = new SlotMask[People.Count];
        foreach (PersonAway person in away)
        {
            if (PersonOf(person.Agent) is var index && index >= 0)
            {
                gone[index] = gone[index].With(SlotsOf(person.From, person.To));
            }
        }

        SlotAllocation after = new(Allocation);
        for (int index = 0; index < gone.Length; index++)
        {
            SlotMask less = _serving[People[index].Number];
            for (less = less.Without(less.Without(gone[index])); !less.IsEmpty;)
            {
                after.Remove(SlotMask.Pop(ref less), People[index].Type);
            }
        }

        return AbsenceConsequence.Of(this, after);
    }

    /// <summary>The best the rest of the day can still become.</summary>
    /// <param name="request">What happened and what may move.</param>
    /// <param name="cancellationToken">Ends the search; the best so far is returned.</param>
    /// <exception cref="ArgumentException">Somebody in the request is not an agent of the problem.</exception>
    public ReplanProposal Replan(ReplanRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ReplanRun(this, request, cancellationToken).Execute();
    }

    /// <summary>First slot that has not begun.</summary>
    internal int FirstFreeSlot(Instant at) => Math.Clamp(Problem.Grid.SlotCeiling(0, at), 0, Slots);

    /// <summary>Slots a span touches.</summary>
    internal SlotMask SlotsOf(Instant from, Instant? to) => SlotMask.Range(
        Math.Clamp(Problem.Grid.SlotFloor(0, from), 0, Slots),
        to is { } end ? Math.Clamp(Problem.Grid.SlotCeiling(0, end), 0, Slots) : Slots);

    /// <summary>Place among the people on duty; −1 for an agent off duty.</summary>
    internal int PersonOf(AgentId agent)
    {
        if (_byAgent.TryGetValue(agent, out int index))
        {
            return index;
        }

        return _whole.Agents.Any(known => known.Id == agent)
            ? -1
            : throw new ArgumentException($"There is no agent {agent} in the problem.", nameof(agent));
    }

    /// <summary>Whether a shift with other ends breaks no rule of the period that held before; positions inside are not looked at.</summary>
    internal bool RulesAllow(PersonDay person, DayShift shift, bool isBesideContract)
    {
        DayShift?[] row = [.. Enumerable.Range(0, _whole.Grid.Days.Count).Select(day => _schedule.ShiftOf(person.Number, day))];
        IReadOnlyList<IScheduleRule> book =
        [
            // Where a rast is taken the pattern keeps the stretches; without one the whole shift is the stretch.
            .. ScheduleRules.For(_whole.Contracts.First(contract => contract.Terms.Id == person.Agent.Contract))
                .Where(rule => rule is not (TemplateRule or MeetingRule) && !(rule is WorkWithoutRastRule && shift.Lunch != DayShift.None) && !(isBesideContract && rule is ContractHoursRule)),
        ];
        int before = Violations(book, person.Agent, row);
        row[Day] = shift;
        return Violations(book, person.Agent, row) <= before;
    }

    private int Violations(IReadOnlyList<IScheduleRule> book, PlanAgent agent, DayShift?[] row)
    {
        AgentSchedule schedule = new(_whole, agent, row);
        return book.Sum(rule => rule.Violations(schedule).Count());
    }

    private SlotAllocation Load()
    {
        int[] present = new int[Skills.Length * Slots];
        foreach (PersonDay person in People)
        {
            for (SlotMask mask = _serving[person.Number]; !mask.IsEmpty;)
            {
                present[person.Type * Slots + SlotMask.Pop(ref mask)]++;
            }
        }

        SlotAllocation allocation = new(Costs, Skills, Problem.Queues.Count);
        for (int cell = 0; cell < Slots; cell++)
        {
            for (int type = 0; type < Skills.Length; type++)
            {
                allocation.Add(cell, type, present[type * Slots + cell]);
            }
        }

        return allocation;
    }
}
