using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Approved loans in a plan that is still to be made: the person is at work, and the borrowing queue wants one fewer of its own.</summary>
internal static class LoansInPlan
{
    /// <summary>When somebody is lent, day by day within opening hours. Whoever is away by now is not lent.</summary>
    public static IEnumerable<PlanMeeting> Of(AgentId agent, CentreToPlan centre, PlanningGrid grid) =>
        from span in Standing(centre.Loans, centre).Where(loan => loan.Agent == agent).Select(loan => loan.Span).Distinct()
        from row in Enumerable.Range(0, grid.Days.Count)
        let open = Within(span, grid, row)
        where open.Duration > Duration.Zero
        select new PlanMeeting(open, ActivityKind.Contacts, IsMovable: false, MustAttend: true);

    /// <summary>People of other groups a queue has in every slot of a day; who is lent to several queues at once counts in equal parts.</summary>
    public static double[] Lent(QueueId queue, IReadOnlyList<LentTo> loans, CentreToPlan centre, PlanningGrid grid, int row)
    {
        double[] people = new double[grid.Days[row].Slots];
        foreach (IGrouping<(AgentId Agent, Interval Span), LentTo> loan in Standing(loans, centre).GroupBy(loan => (loan.Agent, loan.Span)).Where(loan => loan.Any(to => to.Queue == queue)))
        {
            Interval span = Within(loan.Key.Span, grid, row);
            for (int slot = grid.SlotFloor(row, span.Start); slot < grid.SlotCeiling(row, span.End); slot++)
            {
                people[slot] += 1.0 / loan.Count();
            }
        }

        return people;
    }

    /// <summary>What 0, 1, 2 … people cost beside some who are there already.</summary>
    public static double[] Beside(IReadOnlyList<double> table, double there)
    {
        (int whole, double part) = ((int)there, there - (int)there);
        return [.. table.Select((_, people) => ((1 - part) * QueueDay.CostOf(table, people + whole)) + (part == 0 ? 0 : part * QueueDay.CostOf(table, people + whole + 1)))];
    }

    /// <summary>The problem without the loans that nobody's shift can hold, such as one of a whole day that leaves no room for lunch: those people are planned as if they were not lent.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="conflicts">Why somebody cannot have a schedule.</param>
    /// <returns>The problem and what is told of it; nothing where no loan has to do with it.</returns>
    public static (SchedulingProblem Problem, Remark Told)? LetGo(SchedulingProblem problem, IReadOnlyList<ScheduleConflict> conflicts)
    {
        HashSet<(AgentId, LocalDate)> days =
        [
            .. from conflict in conflicts
               from member in conflict.Members
               where member.Kind == ConflictKind.Meeting
               from agent in conflict.Agents
               from date in member.Dates
               select (agent, date),
        ];
        bool IsHeld(PlanAgent agent, PlanMeeting piece) =>
            piece.Activity != ActivityKind.Contacts || !days.Contains((agent.Id, piece.Span.Start.InZone(problem.Grid.Zone).Date));
        PlanAgent[] agents = [.. problem.Agents.Select(agent => agent with { Meetings = [.. agent.Meetings.Where(piece => IsHeld(agent, piece))] })];
        string[] gone =
        [
            .. from agent in problem.Agents
               from piece in agent.Meetings
               where !IsHeld(agent, piece)
               select $"{agent.Id} {piece.Span.Start.InZone(problem.Grid.Zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)}",
        ];
        return gone.Length == 0 ? null : (problem with { Agents = agents }, new Remark(
            string.Create(CultureInfo.InvariantCulture, $"loans-let-go|{gone.Length}|{string.Join(", ", gone)}"),
            $"No shift can hold these loans whole; the people are planned as if they were not lent: {string.Join(", ", gone)}."));
    }

    private static IEnumerable<LentTo> Standing(IReadOnlyList<LentTo> loans, CentreToPlan centre) => loans.Where(loan => !centre.Absences.Any(absence =>
        absence.Agent == loan.Agent
        && absence.Start.InZone(centre.Zone, WallClock.Earliest).ToInstant() < loan.Span.End
        && absence.End.InZone(centre.Zone, WallClock.Latest).ToInstant() > loan.Span.Start));

    // Empty where it lies outside the day's opening.
    private static Interval Within(Interval span, PlanningGrid grid, int row)
    {
        (Instant opens, Instant closes) = (grid.Days[row].Start, grid.InstantOf(row, grid.Days[row].Slots));
        Instant start = Instant.Max(opens, Instant.Min(span.Start, closes));
        return new Interval(start, Instant.Max(start, Instant.Min(span.End, closes)));
    }
}
