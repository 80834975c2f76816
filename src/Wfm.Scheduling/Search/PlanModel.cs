namespace Wfm.Scheduling.Search;

/// <summary>A scheduling problem in whole numbers: what search and bound work on.</summary>
internal sealed class PlanModel
{
    /// <summary>Cost of one missing person of a hard minimum, far above anything coverage can be worth.</summary>
    public const double PostPenalty = 100_000;

    public required SchedulingProblem Problem { get; init; }
    /// <summary>Slots in a row of cells; the cell of (day, slot) is day × stride + slot.</summary>
    public required int SlotStride { get; init; }
    public required int QueueCount { get; init; }
    /// <summary>For every skill type its queues, as bits.</summary>
    public required ulong[] Skills { get; init; }
    public required CostTables Costs { get; init; }
    public required AgentModel[] Agents { get; init; }

    public int DayCount => Problem.Grid.Days.Count;

    public int CellCount => DayCount * SlotStride;

    public int Cell(int day, int slot) => day * SlotStride + slot;

    public static PlanModel Of(SchedulingProblem problem)
    {
        int stride = problem.Grid.Days.Count == 0 ? 1 : problem.Grid.Days.Max(day => day.Slots);
        SkillTypes types = new(problem);
        DayOptionsFactory options = new(problem);
        RestStatesFactory rest = new(problem);
        return new PlanModel
        {
            Problem = problem,
            SlotStride = stride,
            QueueCount = problem.Queues.Count,
            Costs = DemandTables.Of(problem, stride),
            Agents = [.. problem.Agents.Select((agent, number) => new AgentCompiler(problem, types, options, rest).Compile(agent, number))],
            Skills = types.Masks(),
        };
    }
}

/// <summary>Numbers the different sets of queues agents can serve on a day.</summary>
internal sealed class SkillTypes
{
    private readonly Dictionary<Wfm.Domain.QueueId, int> _queues;
    private readonly Dictionary<ulong, int> _types = [];
    private readonly List<ulong> _masks = [];

    public SkillTypes(SchedulingProblem problem)
    {
        _queues = problem.Queues.Select((queue, index) => (queue, index)).ToDictionary(pair => pair.queue, pair => pair.index);
    }

    public ulong[] Masks() => _masks.Count == 0 ? [0UL] : [.. _masks];

    /// <summary>Type of an agent on a day; −1 without any skill.</summary>
    public int TypeOf(PlanAgent agent, NodaTime.LocalDate date)
    {
        ulong mask = 0;
        foreach (PlanSkill skill in agent.Skills.Where(skill => skill.HoldsOn(date)))
        {
            mask |= _queues.TryGetValue(skill.Queue, out int queue) ? 1UL << queue : 0;
        }

        if (mask == 0)
        {
            return -1;
        }

        if (!_types.TryGetValue(mask, out int type))
        {
            type = _masks.Count;
            _types.Add(mask, type);
            _masks.Add(mask);
        }

        return type;
    }
}

/// <summary>Tabulates every queue's cost, the penalty of missing minimum posts included.</summary>
internal static class DemandTables
{
    public static CostTables Of(SchedulingProblem problem, int stride)
    {
        PlanningGrid grid = problem.Grid;
        int queues = problem.Queues.Count;
        double[][] tables = new double[grid.Days.Count * stride * queues][];
        double[] required = new double[tables.Length];
        Array.Fill(tables, [0.0, 0.0]);
        Array.Fill(required, double.NaN);
        Dictionary<Wfm.Domain.QueueId, int> numbers =
            problem.Queues.Select((queue, index) => (queue, index)).ToDictionary(pair => pair.queue, pair => pair.index);
        foreach (QueueDay demand in problem.Demand)
        {
            int day = grid.IndexOf(demand.Date);
            for (int slot = 0; day >= 0 && slot < grid.Days[day].Slots; slot++)
            {
                int index = (day * stride + slot) * queues + numbers[demand.Queue];
                tables[index] = Table(demand, slot, problem.Agents.Count);
                required[index] = demand.Required is null ? double.NaN : demand.Required[slot];
            }
        }

        return new CostTables(tables, required);
    }

    private static double[] Table(QueueDay demand, int slot, int agents)
    {
        int posts = demand.MinimumPosts is null ? 0 : demand.MinimumPosts[slot];
        int last = demand.Cost is null
            ? Math.Min(agents + 1, 12 + (int)Math.Ceiling(2 * demand.Required![slot]))
            : demand.Cost[slot].Count - 1;
        double[] table = new double[Math.Max(last, posts + 1) + 1];
        for (int people = 0; people < table.Length; people++)
        {
            table[people] = demand.CostAt(slot, people) + PlanModel.PostPenalty * Math.Max(0, posts - people);
        }

        return table;
    }
}
