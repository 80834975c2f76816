using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Replan;

/// <summary>The tables of a whole published schedule: what any absence on any day would cost, without touching anything.</summary>
/// <remarks>A day's tables are made when it is first asked for, once. Any number of threads may ask at the same time.</remarks>
public sealed class WhatIfTables
{
    private readonly Lazy<PublishedDay>[] _days;
    private readonly Dictionary<AgentId, int> _agents;
    private readonly PlanningGrid _grid;
    private readonly Instant[] _closes;

    /// <param name="problem">The problem.</param>
    /// <param name="schedule">Its published schedule.</param>
    public WhatIfTables(SchedulingProblem problem, DraftSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(problem);
        _grid = problem.Grid;
        _days = [.. Enumerable.Range(0, _grid.Days.Count).Select(day => new Lazy<PublishedDay>(() => new PublishedDay(problem, schedule, day)))];
        _closes = [.. Enumerable.Range(0, _grid.Days.Count).Select(day => _grid.InstantOf(day, _grid.Days[day].Slots))];
        _agents = problem.Agents.Select((agent, number) => (agent.Id, number)).ToDictionary();
    }

    /// <summary>One day with its tables.</summary>
    public PublishedDay Day(int day) => _days[day].Value;

    /// <summary>What it costs when one person is away and nobody is moved, from the day's table.</summary>
    /// <param name="agent">The agent's place in the problem.</param>
    /// <param name="day">Row of the grid.</param>
    /// <param name="from">First slot away.</param>
    /// <param name="to">Slot after the last one away.</param>
    public double CostOfAbsence(int agent, int day, int from, int to) => _days[day].Value.CostOfAbsence(agent, from, to);

    /// <summary>What it costs when one person is away for a span, over all the days it touches, and nobody is moved.</summary>
    /// <exception cref="ArgumentException">There is no such agent.</exception>
    public double CostOfAbsence(AgentId agent, Interval away)
    {
        if (!_agents.TryGetValue(agent, out int number))
        {
            throw new ArgumentException($"There is no agent {agent} in the problem.", nameof(agent));
        }

        int found = Array.BinarySearch(_closes, away.Start);
        double cost = 0;
        for (int day = found < 0 ? ~found : found; day < _days.Length && _grid.Days[day].Start < away.End; day++)
        {
            int slots = _grid.Days[day].Slots;
            int from = Math.Clamp(_grid.SlotFloor(day, away.Start), 0, slots);
            int to = Math.Clamp(_grid.SlotCeiling(day, away.End), 0, slots);
            cost += from < to ? _days[day].Value.CostOfAbsence(number, from, to) : 0;
        }

        return cost;
    }
}
