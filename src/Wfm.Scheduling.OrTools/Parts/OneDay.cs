namespace Wfm.Scheduling.OrTools.Parts;

/// <summary>One day of a problem: who can serve what, and what people cost there.</summary>
internal sealed class OneDay
{
    // What a missing person of a hard minimum weighs in search and plain cost alike; far above anything coverage is worth.
    private const double PostPenalty = 100_000;

    private readonly SchedulingProblem _problem;
    private readonly QueueDay?[] _demand;

    public OneDay(SchedulingProblem problem, int day)
    {
        (_problem, Day) = (problem, day);
        PlanDay row = problem.Grid.Days[day];
        Slots = row.Slots;
        _demand = [.. problem.Queues.Select(queue => problem.Demand.FirstOrDefault(demand => demand.Date == row.Date && demand.Queue == queue))];
        Skills = [.. problem.Agents.Select(agent => SkillsOf(agent, row.Date))];
    }

    public int Day { get; }

    public int Slots { get; }

    public int Queues => _demand.Length;

    /// <summary>The queues each agent can serve that day, as bits.</summary>
    public IReadOnlyList<ulong> Skills { get; }

    /// <summary>Cost of a number of people on a queue in a slot, missing posts included.</summary>
    public double CostOf(int slot, int queue, int people) => _demand[queue] is { } demand
        ? demand.CostAt(slot, people) + (demand.MinimumPosts is { } posts ? PostPenalty * Math.Max(0, posts[slot] - people) : 0)
        : 0;

    /// <summary>For each slot, whether an agent could serve there when at the desk: not in a meeting, not away for part of the day.</summary>
    public bool[] CanServe(PlanAgent agent)
    {
        bool[] serves = new bool[Slots];
        Array.Fill(serves, true);
        foreach (NodaTime.Interval span in agent.Meetings.Select(meeting => meeting.Span).Concat(agent.PartAbsences))
        {
            foreach (int slot in Touched(span))
            {
                serves[slot] = false;
            }
        }

        return serves;
    }

    /// <summary>Slots of the day that a stretch of time touches.</summary>
    public IEnumerable<int> Touched(NodaTime.Interval span)
    {
        int start = Math.Clamp(_problem.Grid.SlotFloor(Day, span.Start), 0, Slots);
        int end = Math.Clamp(_problem.Grid.SlotCeiling(Day, span.End), 0, Slots);
        return Enumerable.Range(start, Math.Max(0, end - start));
    }

    /// <summary>The problem with this day alone, for a plain recount of its coverage and wishes.</summary>
    public SchedulingProblem Alone() => _problem with
    {
        Grid = new PlanningGrid(
            _problem.Grid.Zone, _problem.Grid.SlotMinutes, _problem.Grid.FirstDate, _problem.Grid.Weeks, [_problem.Grid.Days[Day]]),
        Demand = [.. _demand.OfType<QueueDay>()],
        // What a person's whole period costs has no meaning for one day of it.
        Published = null,
        FairnessCosts = new FairnessCosts(),
        StableStartPerHour = 0,
    };

    private ulong SkillsOf(PlanAgent agent, NodaTime.LocalDate date)
    {
        ulong mask = 0;
        for (int queue = 0; queue < _problem.Queues.Count; queue++)
        {
            mask |= agent.Skills.Any(skill => skill.Queue == _problem.Queues[queue] && skill.HoldsOn(date)) ? 1UL << queue : 0;
        }

        return mask;
    }
}
