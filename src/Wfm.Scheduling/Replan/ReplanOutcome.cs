using NodaTime;

namespace Wfm.Scheduling.Replan;

/// <summary>Puts what happened and what was proposed into a problem and its schedule, so that the plain code can judge both.</summary>
public static class ReplanOutcome
{
    /// <summary>The problem with the absences of the day; nothing moved.</summary>
    public static SchedulingProblem Disturbed(SchedulingProblem problem, ReplanRequest request)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(request);
        ILookup<Domain.AgentId, Interval> away = request.Away.ToLookup(person => person.Agent, person => SpanOf(problem.Grid, request.At, person));
        return problem with
        {
            Agents =
            [
                .. problem.Agents.Select(agent => away.Contains(agent.Id)
                    ? agent with { PartAbsences = [.. agent.PartAbsences, .. away[agent.Id]] }
                    : agent),
            ],
        };
    }

    /// <summary>The problem with the absences and the meetings where the proposal puts them.</summary>
    public static SchedulingProblem Problem(SchedulingProblem problem, ReplanRequest request, ReplanProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        SchedulingProblem disturbed = Disturbed(problem, request);
        PlanAgent[] agents = [.. disturbed.Agents];
        foreach (PersonChange change in proposal.Changes)
        {
            PlanMeeting[] meetings = [.. agents[change.Number].Meetings];
            foreach (PieceMove move in change.Moves)
            {
                int place = Array.FindIndex(
                    meetings, meeting => meeting.IsMovable && meeting.Activity == move.Activity && move.From.Contains(meeting.Span.Start));
                if (place >= 0)
                {
                    Duration length = meetings[place].Span.Duration;
                    meetings[place] = meetings[place] with { Span = new Interval(move.To.Start, move.To.Start + length) };
                }
            }

            agents[change.Number] = agents[change.Number] with { Meetings = meetings };
        }

        return disturbed with { Agents = agents };
    }

    /// <summary>The schedule with the proposal's shifts.</summary>
    public static DraftSchedule Schedule(SchedulingProblem problem, DraftSchedule schedule, ReplanProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(proposal);
        DayShift?[][] rows =
        [
            .. Enumerable.Range(0, schedule.Agents).Select(agent =>
                Enumerable.Range(0, problem.Grid.Days.Count).Select(day => schedule.ShiftOf(agent, day)).ToArray()),
        ];
        foreach (PersonChange change in proposal.Changes)
        {
            rows[change.Number][proposal.Day] = change.After;
        }

        return new DraftSchedule(rows);
    }

    private static Interval SpanOf(PlanningGrid grid, Instant at, PersonAway away)
    {
        int day = PublishedDay.DayAt(grid, at);
        Instant close = day < 0 ? away.From : grid.InstantOf(day, grid.Days[day].Slots);
        return new Interval(away.From, Instant.Max(away.From, away.To ?? close));
    }
}
