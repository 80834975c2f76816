namespace Wfm.Scheduling.Search;

/// <summary>The most hours in a week and in a calculation period of weeks, counted in paid units.</summary>
internal static class HoursCap
{
    /// <summary>Whether a row of shifts keeps both limits.</summary>
    public static bool Holds(AgentModel agent, IReadOnlyList<DayShift?> row) =>
        Holds(agent, day => row[day] is { } shift ? agent.Days[day]!.UnitsOf(shift) : 0);

    /// <summary>Whether the choices of the period's programme keep both limits.</summary>
    public static bool Holds(AgentModel agent, int[] choices) =>
        Holds(agent, day => choices[day] == PeriodProgram.Off ? 0 : choices[day] % DayPricing.PaidStride);

    private static bool Holds(AgentModel agent, Func<int, int> paid)
    {
        (int week, int block) = (0, 0);
        for (int day = 0; day < agent.DayCount; day++)
        {
            week = (agent.WeekStart[day] == day ? 0 : week) + paid(day);
            block = (agent.BlockStart[day] == day ? 0 : block) + paid(day);
            if (week > agent.WeekCap || block > agent.BlockCap)
            {
                return false;
            }
        }

        return true;
    }
}
