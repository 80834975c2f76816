using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Queueing;

namespace Wfm.Planning;

/// <summary>One day as the queueing engine sees it, with what became of its calls.</summary>
/// <param name="Inflow">Per queue the day's calls spread as usual.</param>
/// <param name="Groups">The sets of skills on calls that day.</param>
/// <param name="Agents">For each interval the people of each set.</param>
/// <param name="Offered">Calls by queue and interval.</param>
/// <param name="InTime">Calls answered in time by queue and interval; −1 where not told.</param>
internal sealed record CalibrationDay(
    IReadOnlyList<Queueing.QueueDay> Inflow, IReadOnlyList<SkillRoute[]> Groups, IReadOnlyList<double[]> Agents, int[][] Offered, int[][] InTime)
{
    /// <summary>The day of some staffing; empty when no queue has a call on it.</summary>
    /// <param name="queues">The queues.</param>
    /// <param name="staffing">That day's rows.</param>
    /// <param name="date">The day.</param>
    public static CalibrationDay? Of(IReadOnlyList<CalibrationQueue> queues, IReadOnlyList<StaffedInterval> staffing, LocalDate date)
    {
        Instant[] starts = [.. staffing.Select(row => row.Start).Concat(queues.SelectMany(queue => queue.StartsOn(date)))];
        Duration length = queues[0].Length;
        Instant first = starts.Min();
        int intervals = (int)((starts.Max() - first) / length) + 1;
        Instant[] grid = [.. Enumerable.Range(0, intervals).Select(at => first + (length * at))];
        int[][] offered = [.. queues.Select(queue => queue.OfferedOn(grid))];
        if (offered.All(queue => queue.Sum() == 0))
        {
            return null;
        }

        (IReadOnlyList<SkillRoute[]> groups, double[][] agents) = Present(queues, staffing, first, length, intervals);
        return new CalibrationDay([.. queues.Select((queue, at) => queue.Inflow(date, grid, offered[at].Sum()))], groups, agents, offered, [.. queues.Select(queue => queue.InTimeOn(grid))]);
    }

    private static (IReadOnlyList<SkillRoute[]> Groups, double[][] Agents) Present(
        IReadOnlyList<CalibrationQueue> queues, IReadOnlyList<StaffedInterval> staffing, Instant first, Duration length, int intervals)
    {
        Dictionary<QueueId, int> positions = queues.Select((queue, at) => (queue.Queue, at)).ToDictionary(queue => queue.Queue, queue => queue.at);
        IGrouping<string, StaffedInterval>[] sets = [.. staffing.GroupBy(row => string.Join(' ', row.Skills))];
        double[][] agents = [.. Enumerable.Range(0, intervals).Select(_ => new double[sets.Length])];
        for (int set = 0; set < sets.Length; set++)
        {
            foreach (StaffedInterval row in sets[set])
            {
                agents[(int)((row.Start - first) / length)][set] += row.Agents;
            }
        }

        return ([.. sets.Select(set => set.First().Skills.Where(skill => positions.ContainsKey(skill.Queue))
            .Select(skill => new SkillRoute(positions[skill.Queue], skill.Priority)).ToArray())], agents);
    }
}
