using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests;

/// <summary>Draws requests of every kind about a generated unit.</summary>
internal static class Asked
{
    public static ScheduleRequest Draw(SchedulingProblem problem, Random random)
    {
        PlanningGrid grid = problem.Grid;
        int day = random.Next(grid.Days.Count), from = random.Next(30), slots = 1 + random.Next(12);
        Interval span = new(grid.InstantOf(day, from), grid.InstantOf(day, from + slots));
        AgentId Somebody() => problem.Agents[random.Next(problem.Agents.Count)].Id;
        AgentId[] Group() => [.. problem.Agents.Where(agent => agent.Group == problem.Agents[random.Next(problem.Agents.Count)].Group).Select(agent => agent.Id).DefaultIfEmpty(Somebody())];
        LentCalls lent = new(Group(), [.. problem.Queues.Take(1 + random.Next(problem.Queues.Count))], 1 + random.Next(2));
        return random.Next(8) switch
        {
            0 => new AbsenceRequest(Somebody(), span),
            1 => new AbsenceRequest(Somebody(), new Interval(span.Start, span.Start + Duration.FromDays(1 + random.Next(3)))),
            2 => new TimeOffRequest(Somebody(), span),
            3 => new MeetingRequest([Somebody(), Somebody()], span, ActivityKind.Training),
            4 => new MeetingRequest(Group(), span, ActivityKind.Meeting) { LentTo = lent },
            5 => new OvertimeRequest(Somebody(), span),
            6 => new SwapRequest(Somebody(), grid.Days[day].Date, Somebody(), grid.Days[random.Next(grid.Days.Count)].Date),
            _ => new LoanRequest(lent, span),
        };
    }
}
