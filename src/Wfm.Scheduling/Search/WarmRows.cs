using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Search;

/// <summary>Puts the rows of a schedule that was made before into a search, wherever they still keep every hard rule.</summary>
/// <remarks>
/// A lock takes the place of what the row had that day, and a day that can no longer be worked becomes a day off;
/// what comes out is judged by the plain rules. Whoever's row fails is left for the search to construct.
/// </remarks>
internal static class WarmRows
{
    /// <summary>Places every row that holds.</summary>
    /// <param name="state">A search in which nobody works yet.</param>
    /// <param name="schedule">A schedule with a row per agent and an entry per day of the problem.</param>
    /// <param name="standings">Told who was placed.</param>
    public static void Place(SearchState state, DraftSchedule schedule, AgentStanding[] standings)
    {
        SchedulingProblem problem = state.Model.Problem;
        Dictionary<ContractId, IReadOnlyList<IScheduleRule>> books =
            problem.Contracts.ToDictionary(contract => contract.Terms.Id, ScheduleRules.For);
        foreach (AgentModel agent in state.Model.Agents)
        {
            PlanAgent person = problem.Agents[agent.Number];
            if (RowOf(agent, schedule) is not { } row)
            {
                continue;
            }

            AgentSchedule own = new(problem, person, row);
            if (books[person.Contract].Any(rule => rule.Violations(own).Any()))
            {
                continue;
            }

            for (int day = 0; day < row.Length; day++)
            {
                state.Set(agent.Number, day, row[day]);
            }

            standings[agent.Number] = IsInReach(agent, row) ? AgentStanding.Placed : AgentStanding.Given;
        }
    }

    /// <summary>The agent's row with locks and lost days applied; null when a shift lies outside its day.</summary>
    private static DayShift?[]? RowOf(AgentModel agent, DraftSchedule schedule)
    {
        DayShift?[] row = new DayShift?[agent.DayCount];
        for (int day = 0; day < row.Length; day++)
        {
            row[day] = agent.Days[day] is { } options ? options.Locked ?? schedule.ShiftOf(agent.Number, day) : null;
            if (row[day] is { } shift && (shift.Start < 0 || shift.Start >= shift.End || shift.End > agent.Days[day]!.Slots))
            {
                return null;
            }
        }

        return row;
    }

    /// <summary>Whether the search's own options and rest states, stricter than the rules here and there, contain the row.</summary>
    private static bool IsInReach(AgentModel agent, DayShift?[] row)
    {
        int state = 0;
        for (int day = 0; day < row.Length && state >= 0; day++)
        {
            DayOptions? options = agent.Days[day];
            state = row[day] is not { } shift ? agent.Cautious.AfterOff(day, state)
                : options!.Allows(shift) ? agent.Cautious.AfterWork(day, state, options.ClassOf(shift.Start, shift.End))
                : -1;
        }

        return state >= 0 && agent.Cautious.Accepts(state);
    }
}

/// <summary>Where an agent stands in a search.</summary>
internal enum AgentStanding
{
    /// <summary>Nothing yet.</summary>
    Waiting,

    /// <summary>A row from before that keeps the rules but not the search's stricter states; only a whole better row may replace it.</summary>
    Given,

    /// <summary>A row the search may change in any way its states allow.</summary>
    Placed,

    /// <summary>No schedule keeps the agent's rules.</summary>
    Impossible,
}
