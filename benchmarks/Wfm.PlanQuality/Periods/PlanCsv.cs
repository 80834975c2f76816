using Wfm.Scheduling;

namespace Wfm.PlanQuality.Periods;

/// <summary>The plan file: one row per worked day.</summary>
internal static class PlanCsv
{
    public static IEnumerable<string> Write(Centre centre, DraftSchedule schedule)
    {
        yield return "agent,day,start,end,lunch,lunch_length,break1,break2";
        for (int agent = 0; agent < centre.Agents.Length; agent++)
        {
            for (int day = 0; day < centre.Days; day++)
            {
                if (schedule.ShiftOf(agent, day) is { } shift)
                {
                    string lunch = shift.Lunch == DayShift.None ? "," : $"{shift.Lunch},{shift.LunchSlots}";
                    string second = shift.Break2 == DayShift.None ? "" : $"{shift.Break2}";
                    yield return $"{centre.Agents[agent].Id},{day},{shift.Start},{shift.End},{lunch},{shift.Break1},{second}";
                }
            }
        }
    }
}
