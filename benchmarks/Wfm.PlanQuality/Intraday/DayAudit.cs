using Wfm.PlanQuality.Periods;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Intraday;

/// <summary>Recounts one changed day by the rules of the family and an allocation of its own; shares nothing with the engine.</summary>
internal static class DayAudit
{
    /// <summary>Coverage from the first free slot to the end of the day.</summary>
    /// <param name="plan">Centre and plan.</param>
    /// <param name="shifts">Shifts of the day by agent.</param>
    /// <param name="day">The day.</param>
    /// <param name="now">First slot that counts.</param>
    /// <param name="isAway">Who is away in a slot, by agent and slot.</param>
    /// <param name="trainings">Trainings by agent: first slot and length.</param>
    public static double Cost(
        PublishedPlan plan, IReadOnlyList<DayShift?> shifts, int day, int now, Func<int, int, bool> isAway,
        IReadOnlyDictionary<int, (int Start, int Slots)> trainings)
    {
        Centre centre = plan.Centre;
        double cost = 0;
        for (int slot = now; slot < centre.IntervalsPerDay; slot++)
        {
            int[] present = new int[centre.SkillSets.Length];
            for (int agent = 0; agent < centre.Agents.Length; agent++)
            {
                bool trains = trainings.TryGetValue(agent, out (int Start, int Slots) training) && Covers(training.Start, training.Slots, slot);
                bool serves = shifts[agent] is { } shift && Serves(shift, slot) && !trains && !isAway(agent, slot)
                    && !centre.Agents[agent].Meetings.Any(meeting => meeting[0] == day && Covers(meeting[1], meeting[2], slot));
                present[centre.Agents[agent].SkillSet] += serves ? 1 : 0;
            }

            cost += CheapestAllocation.Cost(centre.SkillSets, present, centre.Requirement[day][slot]);
        }

        return cost;
    }

    /// <summary>Everything the changed people's plans break: rules of the family, the past moved, a training outside its place.</summary>
    public static IReadOnlyList<string> Violations(
        PublishedPlan plan, DraftSchedule after, int day, int now, IReadOnlyCollection<int> changed,
        IReadOnlyDictionary<int, (int Start, int Slots)> before, IReadOnlyDictionary<int, (int Start, int Slots)> trainings)
    {
        List<string> violations = [];
        foreach (int agent in changed)
        {
            (DayShift was, DayShift shift) = (plan.Schedule.ShiftOf(agent, day)!.Value, after.ShiftOf(agent, day)!.Value);
            bool Kept(int from, int to) => from == to || (from >= now && to >= now);
            bool kept = was.Start == shift.Start && was.End == shift.End && was.LunchSlots == shift.LunchSlots && Kept(was.Lunch, shift.Lunch)
                && Kept(was.Break1, shift.Break1) && Kept(was.Break2, shift.Break2)
                && (!before.TryGetValue(agent, out (int Start, int Slots) from) || (Kept(from.Start, trainings[agent].Start) && from.Slots == trainings[agent].Slots));
            if (!kept)
            {
                violations.Add($"agent {agent} day {day}: the past or the shift's ends moved: {was} → {shift}");
            }
        }

        CentreAgent[] people =
        [
            .. changed.Select(agent => plan.Centre.Agents[agent] with
            {
                Meetings = trainings.TryGetValue(agent, out (int Start, int Slots) training)
                    ? [.. plan.Centre.Agents[agent].Meetings, [day, training.Start, training.Slots]]
                    : plan.Centre.Agents[agent].Meetings,
            }),
        ];
        DraftSchedule rows = new(changed.Select(agent =>
            (IReadOnlyList<DayShift?>)[.. Enumerable.Range(0, plan.Centre.Days).Select(at => after.ShiftOf(agent, at))]));
        Centre small = plan.Centre with { Agents = people };
        violations.AddRange(PlanAudit.Of(small, PlanCsv.Write(small, rows)).Violations);
        return violations;
    }

    private static bool Covers(int start, int slots, int slot) => slot >= start && slot < start + slots;

    private static bool Serves(DayShift shift, int slot) =>
        slot >= shift.Start && slot < shift.End && (shift.Lunch < 0 || !Covers(shift.Lunch, shift.LunchSlots, slot))
        && slot != shift.Break1 && slot != shift.Break2;
}
