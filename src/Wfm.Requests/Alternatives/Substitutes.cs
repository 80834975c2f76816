using System.Globalization;
using NodaTime;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>The time asked for, with somebody from the pool of people called in by the hour taking a shift.</summary>
internal static class Substitutes
{
    private const int MostPeople = 6;
    private const int MostShifts = 4;

    /// <summary>Slots a substitute may come later or leave earlier than whoever is away.</summary>
    private const int Leeway = 4;

    public static IEnumerable<Alternative> Of(PreparedPlan plan, WeighOptions options, Consequence asked, ScheduleEdit edit)
    {
        PreparedDay prepared = plan.Day(edit.Days[0]);
        HashSet<int> hurt = [.. edit.People.SelectMany(person => QueuesOf(prepared, person.Agent))];
        int[] pool =
        [
            .. Enumerable.Range(0, plan.Problem.Agents.Count)
                .Where(agent => plan.IsCalledIn(agent) && edit.Days.All(day => plan.Schedule.ShiftOf(agent, day) is null) && QueuesOf(prepared, agent).Any(hurt.Contains)
                    && !edit.People.Any(person => person.Agent == agent))
                .OrderByDescending(agent => QueuesOf(prepared, agent).Count(hurt.Contains)).ThenBy(agent => agent).Take(MostPeople),
        ];
        DayShift?[][] rows = Rows(plan, edit);
        return pool.Select(agent => rows.Select(row => Judge(plan, options, asked, edit, agent, row)).OfType<Alternative>().FirstOrDefault()).OfType<Alternative>();
    }

    private static Alternative? Judge(PreparedPlan plan, WeighOptions options, Consequence asked, ScheduleEdit edit, int agent, DayShift?[] shifts)
    {
        DayShift?[] row = [.. Enumerable.Range(0, plan.Problem.Grid.Days.Count).Select(day => shifts[day] ?? plan.Schedule.ShiftOf(agent, day))];
        ScheduleEdit both = edit with { People = [.. edit.People, new PersonEdit(agent, plan.Problem.Agents[agent], row)] };
        if (plan.NewViolations(both).Count > 0)
        {
            return null;
        }

        (Consequence consequence, _) = RequestWeigher.Weigh(plan, asked.Request, both, options);
        int first = Array.FindIndex(shifts, shift => shift is not null);
        PlanningGrid grid = plan.Problem.Grid;
        string when = edit.Days.Count > 1
            ? $"on {shifts.Count(shift => shift is not null)} days"
            : string.Create(CultureInfo.InvariantCulture, $"{grid.LocalTimeOf(first, shifts[first]!.Value.Start):HH:mm}–{grid.LocalTimeOf(first, shifts[first]!.Value.End):HH:mm}");
        return consequence.Recommendation != Recommendation.Fits
            ? null
            : new Alternative(
                AlternativeKind.Substitute, $"At the time asked for, calling in {plan.Problem.Agents[agent].Id} {when}.", asked.Request, consequence.Queues, consequence.Reason)
            {
                CalledIn = new CalledIn(
                    plan.Problem.Agents[agent].Id,
                    [.. Enumerable.Range(0, shifts.Length).Where(day => shifts[day] is not null).Select(day => new DayLock(grid.Days[day].Date, shifts[day]))],
                    [.. Enumerable.Range(0, shifts.Length).Where(day => shifts[day] is not null).Select(day => new Interval(grid.InstantOf(day, shifts[day]!.Value.Start), grid.InstantOf(day, shifts[day]!.Value.End)))]),
            };
    }

    private static IEnumerable<int> QueuesOf(PreparedDay day, int agent) =>
        day.Day.GroupsOfDay.GroupOf(agent) is var group && group >= 0 ? day.Day.Routes[group].Select(route => route.Queue) : [];

    /// <summary>The shifts of whoever is away; on a single day also shifts somebody has that cover the time, the shortest first.</summary>
    private static DayShift?[][] Rows(PreparedPlan plan, ScheduleEdit edit)
    {
        int days = plan.Problem.Grid.Days.Count;
        DayShift?[] Row(Func<int, DayShift?> shift) => [.. Enumerable.Range(0, days).Select(day => edit.Days.Contains(day) ? shift(day) : null)];
        DayShift?[][] own = [.. edit.People.Take(MostShifts).Select(person => Row(day => plan.Schedule.ShiftOf(person.Agent, day)))];
        if (edit.Days.Count > 1)
        {
            return own;
        }

        int only = edit.Days[0];
        return
        [
            .. own.Concat(
                Enumerable.Range(0, plan.Schedule.Agents).Select(agent => plan.Schedule.ShiftOf(agent, only)).OfType<DayShift>()
                    .Where(shift => own.Any(lost => lost[only] is { } gone && shift.Start <= gone.Start + Leeway && shift.End >= gone.End - Leeway))
                    .OrderBy(shift => shift.PaidSlots).ThenBy(shift => shift.Start).Select(shift => Row(_ => shift)))
                .Where(row => row[only] is not null).DistinctBy(row => row[only]).Take(MostShifts),
        ];
    }
}
