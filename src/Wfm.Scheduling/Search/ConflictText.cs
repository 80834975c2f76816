using System.Globalization;

namespace Wfm.Scheduling.Search;

/// <summary>Says in the planner's words why one agent's hard rules cannot hold together.</summary>
internal static class ConflictText
{
    public static string Of(SchedulingProblem problem, AgentModel agent)
    {
        PlanAgent person = problem.Agents[agent.Number];
        if (agent.HoursConflict.Length > 0)
        {
            return agent.HoursConflict;
        }

        int workable = agent.Days.Count(day => day is not null);
        string locks = string.Join(", ", person.Locks.Select(dayLock => string.Create(
            CultureInfo.InvariantCulture, $"{dayLock.Date:yyyy-MM-dd} {(dayLock.Shift is null ? "off" : "shift")}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the rules of contract {person.Contract} on rest, runs of days and hours cannot hold together with "
            + $"{person.Absences.Count} absences and {person.Locks.Count} locks{(locks.Length > 0 ? $" ({locks})" : "")}; "
            + $"{workable} days can be worked");
    }
}
