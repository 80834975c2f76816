using System.Globalization;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>The time asked for, with somebody from the pool of people called in by the hour taking a shift.</summary>
internal static class Substitutes
{
    private const int MostPeople = 6;
    private const int MostShifts = 4;

    public static IEnumerable<Alternative> Of(PreparedPlan plan, WeighOptions options, Consequence asked, ScheduleEdit edit)
    {
        int day = edit.Days[0];
        PreparedDay prepared = plan.Day(day);
        HashSet<int> hurt = [.. edit.People.SelectMany(person => QueuesOf(prepared, person.Agent))];
        int[] pool =
        [
            .. Enumerable.Range(0, plan.Problem.Agents.Count)
                .Where(agent => plan.IsCalledIn(agent) && plan.Schedule.ShiftOf(agent, day) is null && QueuesOf(prepared, agent).Any(hurt.Contains)
                    && !edit.People.Any(person => person.Agent == agent))
                .OrderByDescending(agent => QueuesOf(prepared, agent).Count(hurt.Contains)).ThenBy(agent => agent).Take(MostPeople),
        ];
        DayShift[] shifts = Shifts(plan, edit, day);
        foreach (int agent in pool)
        {
            foreach (DayShift shift in shifts)
            {
                ScheduleEdit both = edit with { People = [.. edit.People, CalledIn(plan, agent, day, shift)] };
                if (plan.NewViolations(both).Count > 0)
                {
                    continue;
                }

                (Consequence consequence, _) = RequestWeigher.Weigh(plan, asked.Request, both, options);
                if (consequence.Recommendation == Recommendation.Fits)
                {
                    PlanningGrid grid = plan.Problem.Grid;
                    string words = string.Create(
                        CultureInfo.InvariantCulture,
                        $"At the time asked for, calling in {plan.Problem.Agents[agent].Id} {grid.LocalTimeOf(day, shift.Start):HH:mm}–{grid.LocalTimeOf(day, shift.End):HH:mm}.");
                    yield return new Alternative(AlternativeKind.Substitute, words, asked.Request, consequence.Queues, consequence.Reason)
                    {
                        CalledIn = (plan.Problem.Agents[agent].Id, shift),
                    };
                    break;
                }
            }
        }
    }

    private static IEnumerable<int> QueuesOf(PreparedDay day, int agent) =>
        day.Day.GroupsOfDay.GroupOf(agent) is var group && group >= 0 ? day.Day.Routes[group].Select(route => route.Queue) : [];

    /// <summary>The shift of whoever is away, then shifts somebody has that day and that cover the time, the shortest first.</summary>
    private static DayShift[] Shifts(PreparedPlan plan, ScheduleEdit edit, int day)
    {
        DayShift[] own = [.. edit.People.Select(person => plan.Schedule.ShiftOf(person.Agent, day)).OfType<DayShift>().Distinct()];
        return
        [
            .. own.Concat(
                Enumerable.Range(0, plan.Schedule.Agents).Select(agent => plan.Schedule.ShiftOf(agent, day)).OfType<DayShift>().Distinct()
                    .Where(shift => own.Any(lost => shift.Start <= lost.Start + 4 && shift.End >= lost.End - 4))
                    .OrderBy(shift => shift.PaidSlots).ThenBy(shift => shift.Start)).Distinct().Take(MostShifts),
        ];
    }

    private static PersonEdit CalledIn(PreparedPlan plan, int agent, int day, DayShift shift)
    {
        DayShift?[] row = [.. Enumerable.Range(0, plan.Problem.Grid.Days.Count).Select(other => plan.Schedule.ShiftOf(agent, other))];
        row[day] = shift;
        return new PersonEdit(agent, plan.Problem.Agents[agent], row);
    }
}
