using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Who a schedule puts on calls, by set of skills and interval: the staffing reality is compared with where nobody wrote down who was there.</summary>
public static class ScheduledStaffing
{
    /// <summary>The people on calls of each day before a date, shrinkage removed.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="schedule">A schedule of it.</param>
    /// <param name="before">The first day that does not count.</param>
    /// <param name="interval">Length of the intervals calls are told in; divides an hour.</param>
    public static IEnumerable<StaffedInterval> Of(SchedulingProblem problem, DraftSchedule schedule, LocalDate before, Duration interval)
    {
        ArgumentNullException.ThrowIfNull(problem);
        for (int row = 0; row < problem.Grid.Days.Count && problem.Grid.Days[row].Date < before; row++)
        {
            DayOfQueues day = DayOfQueues.Of(problem, schedule, row);
            (QueueId Queue, int Priority)[][] skills = [.. day.Routes.Select(routes => routes.Select(route => (day.Promises[route.Queue].Queue, route.Priority)).ToArray())];
            IReadOnlyList<double[]> agents = day.Agents;
            Instant opens = problem.Grid.InstantOf(row, 0), closes = problem.Grid.InstantOf(row, agents.Count);
            for (Instant start = opens; start < closes; start += interval)
            {
                int first = problem.Grid.SlotFloor(row, start), end = Math.Min(agents.Count, Math.Max(first + 1, problem.Grid.SlotFloor(row, start + interval)));
                for (int group = 0; group < skills.Length; group++)
                {
                    double present = Enumerable.Range(first, end - first).Average(slot => agents[slot][group]);
                    if (present > 0)
                    {
                        yield return new StaffedInterval(skills[group], start, present);
                    }
                }
            }
        }
    }
}
