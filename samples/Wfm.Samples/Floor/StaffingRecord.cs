using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>People on calls who take the same queues.</summary>
/// <param name="Skills">Queues with priorities, such as <c>vaxel:1 allmant:2</c>.</param>
/// <param name="Start">Start of the quarter.</param>
/// <param name="Agents">How many.</param>
public readonly record struct StaffedQuarter(string Skills, Instant Start, int Agents);

/// <summary>The floor as a telephony's log-in statistics would tell it.</summary>
internal static class StaffingRecord
{
    public static IReadOnlyList<StaffedQuarter> Of(FloorPlan plan, BusinessUnit unit, CentreCalendar calendar, LocalDate from, LocalDate until)
    {
        List<StaffedQuarter> record = [];
        for (LocalDate date = from; date < until; date = date.PlusDays(1))
        {
            if (calendar.IsOpen(date))
            {
                ulong[] onCalls = plan.OnCalls(date);
                Instant opens = date.At(new LocalTime(7, 0)).InZone(unit.Zone, WallClock.Earliest).ToInstant();
                for (int slot = 0; slot < (calendar.ClosesAt(date).Hour - 7) * 4; slot++)
                {
                    record.AddRange(AtSlot(plan, onCalls, slot, opens + (unit.IntervalLength * slot)));
                }
            }
        }

        return record;
    }

    private static IEnumerable<StaffedQuarter> AtSlot(FloorPlan plan, ulong[] onCalls, int slot, Instant start)
    {
        int[] people = new int[plan.Teams.Count];
        for (int agent = 0; agent < onCalls.Length; agent++)
        {
            people[plan.TeamOf[agent]] += (int)(onCalls[agent] >> slot & 1);
        }

        return people.Select((count, team) => new StaffedQuarter(plan.Teams[team].Name, start, count)).Where(quarter => quarter.Agents > 0);
    }
}
