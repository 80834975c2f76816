using Wfm.Domain;

namespace Wfm.Requests;

/// <summary>Overtime, swaps and loans with somebody else of the same group instead.</summary>
internal static class OtherPeople
{
    private const int MostPeople = 40;

    public static IEnumerable<(ScheduleRequest Request, string Words)> Of(PreparedPlan plan, ScheduleRequest request, ScheduleEdit edit)
    {
        PreparedDay day = plan.Day(edit.Days[0]);
        HashSet<int> touched = [.. edit.People.Select(person => person.Agent), .. edit.Loans.Select(loan => loan.Agent)];
        HashSet<string> groups = [.. touched.Select(agent => Colleagues.GroupOf(plan, day, agent))];
        foreach (int agent in Enumerable.Range(0, plan.Problem.Agents.Count)
            .Where(agent => !touched.Contains(agent) && groups.Contains(Colleagues.GroupOf(plan, day, agent))).Take(MostPeople))
        {
            AgentId id = plan.Problem.Agents[agent].Id;
            ScheduleRequest? other = request switch
            {
                OvertimeRequest overtime when plan.Schedule.ShiftOf(agent, edit.Days[0]) is not null => overtime with { Agent = id },
                SwapRequest swap when WorksOn(plan, agent, swap.OtherDate) => swap with { Other = id },
                LoanRequest { Calls.Agents.Count: 1 } loan when plan.Schedule.ShiftOf(agent, edit.Days[0]) is not null => loan with { Calls = loan.Calls with { Agents = [id] } },
                _ => null,
            };
            if (other is not null)
            {
                yield return (other, request is SwapRequest ? $"With {id} instead." : $"{id} instead.");
            }
        }
    }

    private static bool WorksOn(PreparedPlan plan, int agent, NodaTime.LocalDate date) =>
        plan.Problem.Grid.IndexOf(date) is var day && day >= 0 && plan.Schedule.ShiftOf(agent, day) is not null;
}
