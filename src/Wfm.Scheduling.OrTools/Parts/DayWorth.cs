using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.OrTools.Parts;

/// <summary>What one person more or less is worth in each slot of a day, as things stand; a guide for choosing candidates, not a cost.</summary>
internal sealed class DayWorth
{
    private readonly OneDay _day;
    private readonly SchedulingProblem _problem;
    private readonly IReadOnlyList<DayShift?[]> _rows;
    private readonly int[][] _staff;

    public DayWorth(SchedulingProblem problem, IReadOnlyList<DayShift?[]> rows, int day)
    {
        (_problem, _rows, _day) = (problem, rows, new OneDay(problem, day));
        _staff = [.. Enumerable.Range(0, _day.Slots).Select(Allocate)];
    }

    /// <summary>Worth of an agent's time at the desk in each slot; 0 where nobody is served.</summary>
    public double[] Of(int agent)
    {
        bool[] serves = _day.CanServe(_problem.Agents[agent]);
        double[] worth = new double[_day.Slots];
        for (int slot = 0; slot < _day.Slots; slot++)
        {
            bool isThere = _rows[agent][_day.Day] is { } shift && DayPresence.IsAtDesk(shift, slot);
            worth[slot] = serves[slot] ? WorthOf(slot, _day.Skills[agent], isThere) : 0;
        }

        return worth;
    }

    private double WorthOf(int slot, ulong skills, bool isThere)
    {
        double best = isThere ? double.PositiveInfinity : double.NegativeInfinity;
        for (int queue = 0; queue < _day.Queues; queue++)
        {
            if ((skills >> queue & 1) == 0)
            {
                continue;
            }

            int people = _staff[slot][queue];
            if (!isThere)
            {
                best = Math.Max(best, _day.CostOf(slot, queue, people) - _day.CostOf(slot, queue, people + 1));
            }
            else if (people > 0)
            {
                best = Math.Min(best, _day.CostOf(slot, queue, people - 1) - _day.CostOf(slot, queue, people));
            }
        }

        return double.IsFinite(best) ? best : 0;
    }

    private int[] Allocate(int slot)
    {
        SortedDictionary<ulong, int> present = [];
        for (int agent = 0; agent < _rows.Count; agent++)
        {
            if (_rows[agent][_day.Day] is { } shift && DayPresence.IsAtDesk(shift, slot) && _day.CanServe(_problem.Agents[agent])[slot])
            {
                present[_day.Skills[agent]] = present.GetValueOrDefault(_day.Skills[agent]) + 1;
            }
        }

        return MinCostAllocation.Solve([.. present.Select(pair => (pair.Key, pair.Value))], _day.Queues, (queue, people) => _day.CostOf(slot, queue, people));
    }
}
