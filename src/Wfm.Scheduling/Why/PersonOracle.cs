using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Why;

/// <summary>Answers whether one person alone can have a schedule, and what the best one is worth: the period programme of the search itself.</summary>
/// <remarks>Hard rules bind each person alone, minimum posts apart, so this is exact: where the coarse rest states have no place, the rules to the quarter are asked.</remarks>
internal sealed class PersonOracle(SchedulingProblem problem)
{
    /// <summary>Worth of a wanted slot, far above any cost of a start.</summary>
    private const double Weight = 1e9;

    /// <summary>Questions that one to the quarter takes the time of.</summary>
    private const int CallsOfExact = 10;

    private readonly Dictionary<(PlanContract, IReadOnlyList<PlanTemplate>), Workshop> _workshops = [];
    private readonly Dictionary<DayOptions, int> _priced = new(ReferenceEqualityComparer.Instance);
    private readonly DayPricing _pricing = new();
    private readonly PeriodProgram _program = new();
    private readonly double[] _nothing = new double[128];
    private readonly int[] _offsets = new int[problem.Grid.Days.Count];
    private readonly int[] _choices = new int[problem.Grid.Days.Count];
    private double[] _pool = new double[64 * DayPricing.ValueCount];

    /// <summary>Questions answered so far.</summary>
    public int Calls { get; private set; }

    public SchedulingProblem Problem => problem;

    /// <summary>Whether this person can have a schedule.</summary>
    public bool IsPossible(Person person)
    {
        if (!LocksHold(person))
        {
            return false;
        }

        AgentModel agent = Compile(person);
        return IsInCoarseStates(agent)
            || (agent.ExactRest is not null && Solve(agent, agent.Hopeful) && ExactRow(agent, [.. agent.Days.Select(day => day is null ? null : _nothing)]) is not null);
    }

    /// <summary>Whether there is any day of the period with a shift this person could work.</summary>
    public bool CanEverWork(Person person) => Compile(person).Days.Any(options => options is not null && HasShift(options));

    /// <summary>Whether the day has any shift at all.</summary>
    public bool HasShift(DayOptions options)
    {
        // First the place: finding it may make the pool anew.
        int offset = OffsetOf(options);
        return _pool.AsSpan(offset, DayPricing.ValueCount).ContainsAnyExcept(double.NegativeInfinity);
    }

    /// <summary>Most of the wanted slots one shift of the day can serve; 0 when there is no shift.</summary>
    public int MostServed(DayOptions options, IReadOnlyCollection<int> wanted)
    {
        double[] slots = new double[128];
        double[] values = new double[DayPricing.ValueCount];
        foreach (int slot in wanted.Where(slot => !options.Unserving.Contains(slot)))
        {
            slots[slot] = Weight;
        }

        _pricing.Price(options, slots, values);
        return Math.Max(0, (int)Math.Round(values.Max() / Weight));
    }

    /// <summary>Best worth of this person's period for the given worth of each slot; −∞ without a schedule.</summary>
    /// <param name="person">The person.</param>
    /// <param name="slotValues">Fills the worth of the slots of a day.</param>
    public double Best(Person person, Action<int, DayOptions, double[]> slotValues)
    {
        AgentModel agent = Compile(person);
        double[] values = new double[agent.DayCount * DayPricing.ValueCount];
        int[] offsets = [.. Enumerable.Range(0, agent.DayCount).Select(day => day * DayPricing.ValueCount)];
        double[]?[] slots = new double[]?[agent.DayCount];
        for (int day = 0; day < agent.DayCount; day++)
        {
            if (agent.Days[day] is { } options)
            {
                slotValues(day, options, slots[day] = new double[128]);
                _pricing.Price(options, slots[day], values.AsSpan(offsets[day], DayPricing.ValueCount));
            }
        }

        Calls++;
        double best = _program.Solve(agent, agent.Cautious, values, offsets, _choices);
        return best > double.NegativeInfinity || ExactRow(agent, slots) is not { } row
            ? best
            : Enumerable.Range(0, row.Length).Where(day => row[day] is not null)
                .Sum(day => DayPricing.ValueOf(agent.Days[day]!, slots[day], row[day]!.Value) - agent.WorkCost[day]);
    }

    /// <summary>The person as the search sees it.</summary>
    public AgentModel Compile(Person person)
    {
        if (!_workshops.TryGetValue((person.Contract, person.Templates), out Workshop? workshop))
        {
            SchedulingProblem own = problem with { Contracts = [person.Contract], Templates = person.Templates };
            workshop = new Workshop(own);
            _workshops.Add((person.Contract, person.Templates), workshop);
        }

        return workshop.Compiler.Compile(person.Agent, 0);
    }

    /// <summary>Whether every locked shift alone keeps the plain rules about one day; the search takes a locked shift as it is.</summary>
    private bool LocksHold(Person person)
    {
        PlanningGrid grid = problem.Grid;
        SchedulingProblem own = problem with { Contracts = [person.Contract], Agents = [person.Agent] };
        IScheduleRule[] book =
        [
            .. ScheduleRules.For(person.Contract)
                .Where(rule => rule is AbsenceRule or MeetingRule or LongestDayRule or WorkWithoutRastRule or DayBreakRestRule),
        ];
        return !person.Agent.Locks.Where(dayLock => dayLock.Shift is not null && grid.IndexOf(dayLock.Date) >= 0).Any(dayLock =>
        {
            DayShift?[] row = new DayShift?[grid.Days.Count];
            row[grid.IndexOf(dayLock.Date)] = dayLock.Shift;
            AgentSchedule schedule = new(own, person.Agent with { PreviousShifts = [], FollowingShifts = [] }, row);
            return book.Any(rule => rule.Violations(schedule).Any(violation => violation.Date == dayLock.Date));
        });
    }

    private bool IsInCoarseStates(AgentModel agent) =>
        Solve(agent, agent.Cautious)
        && (agent.ByBlock is not { } byBlock || HoursCap.Holds(agent, _choices) || (Solve(byBlock, agent.Cautious) && HoursCap.Holds(agent, _choices)));

    private bool Solve(AgentModel agent, RestStates states)
    {
        Calls++;
        for (int day = 0; day < agent.DayCount; day++)
        {
            _offsets[day] = agent.Days[day] is { } options ? OffsetOf(options) : 0;
        }

        return _program.Solve(agent, states, _pool, _offsets, _choices) > double.NegativeInfinity;
    }

    private DayShift?[]? ExactRow(AgentModel agent, double[]?[] slotValues)
    {
        Calls += CallsOfExact;
        PlanModel model = new()
        {
            Problem = problem,
            SlotStride = 1,
            QueueCount = problem.Queues.Count,
            Skills = [],
            Costs = new CostTables([], []),
            Agents = [agent],
        };
        return new ExactPeriod(model).Find(agent.Number, slotValues);
    }

    private int OffsetOf(DayOptions options)
    {
        if (!_priced.TryGetValue(options, out int offset))
        {
            offset = (_priced.Count + 1) * DayPricing.ValueCount;
            _priced.Add(options, offset);
            if (offset + DayPricing.ValueCount > _pool.Length)
            {
                Array.Resize(ref _pool, 2 * _pool.Length);
            }

            _pricing.Price(options, _nothing, _pool.AsSpan(offset, DayPricing.ValueCount));
        }

        return offset;
    }

    private sealed class Workshop(SchedulingProblem own)
    {
        public AgentCompiler Compiler { get; } = new(own, new SkillTypes(own), new DayOptionsFactory(own), new RestStatesFactory(own));
    }
}
