using NodaTime;
using Wfm.Scheduling.Replan;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Tests.Replan;

/// <summary>Re-plans a small day by trying everything, with the plain rules and the plain cost alone.</summary>
internal static class PlainReplan
{
    /// <summary>A person's day after the present moment.</summary>
    public sealed record Choice(DayShift Shift, IReadOnlyList<PlanMeeting> Meetings, double ChangeCost);

    /// <summary>Everything a person may do: what has begun stays, shift ends stay, every rule of the day holds.</summary>
    public static List<Choice> ChoicesOf(RunningDay day, int agent)
    {
        SchedulingProblem problem = ReplanOutcome.Disturbed(day.Problem, day.Request);
        PlanningGrid grid = problem.Grid;
        PlanAgent person = problem.Agents[agent];
        DayShift was = day.Schedule.ShiftOf(agent, 0)!.Value;
        int now = grid.SlotCeiling(0, day.Request.At);
        PlanMeeting? training = day.Problem.Agents[agent].Meetings.SingleOrDefault();
        int trains = training is null ? 0 : grid.SlotFloor(0, training.Span.Start);
        Choice stay = new(was, person.Meetings, 0);
        List<Choice> choices = [stay];
        bool isGone = person.PartAbsences.Any(absence => absence.Start <= grid.InstantOf(0, now) && absence.End >= grid.InstantOf(0, was.End));
        foreach (int lunch in isGone ? [] : Places(was.Lunch, was, now))
        {
            foreach ((int first, int second) in Places(was.Break1, was, now).SelectMany(_ => Places(was.Break2, was, now), (first, second) => (first, second)))
            {
                foreach (int start in training is null ? [0] : Places(trains, was, now).Where(start => start + 2 <= was.End))
                {
                    DayShift shift = was with { Lunch = lunch, Break1 = first, Break2 = second };
                    PlanMeeting[] meetings = training is null
                        ? []
                        : [training with { Span = new Interval(grid.InstantOf(0, start), grid.InstantOf(0, start + 2)) }];
                    int slots = Math.Abs(lunch - was.Lunch) + Math.Abs(first - was.Break1) + Math.Abs(second - was.Break2) + Math.Abs(start - trains);
                    if (slots > 0 && Holds(problem, person with { Meetings = meetings }, was, shift))
                    {
                        choices.Add(new Choice(shift, meetings, day.Request.Costs.PersonTold + slots * 15 * day.Request.Costs.MinuteMoved));
                    }
                }
            }
        }

        return choices;
    }

    /// <summary>Plain cost of the free slots for one choice per person, changes included.</summary>
    public static double Cost(RunningDay day, IReadOnlyList<Choice> choices)
    {
        SchedulingProblem disturbed = ReplanOutcome.Disturbed(day.Problem, day.Request);
        SchedulingProblem problem = disturbed with
        {
            Agents = [.. disturbed.Agents.Select((agent, number) => agent with { Meetings = choices[number].Meetings })],
        };
        Coverage coverage = PlainCost.Of(problem, new DraftSchedule(choices.Select(choice => (DayShift?[])[choice.Shift]))).Coverage;
        double cost = choices.Sum(choice => choice.ChangeCost);
        for (int slot = problem.Grid.SlotCeiling(0, day.Request.At); slot < problem.Grid.Days[0].Slots; slot++)
        {
            cost += problem.Demand.Sum(demand => demand.CostAt(slot, coverage.Staff(0, slot, demand.Queue.Value == "a" ? 0 : 1)));
        }

        return cost;
    }

    private static IEnumerable<int> Places(int was, DayShift shift, int now) =>
        was < now ? [was] : Enumerable.Range(now, Math.Max(0, shift.End - now)).Append(was).Distinct();

    private static bool Holds(SchedulingProblem problem, PlanAgent person, DayShift was, DayShift shift)
    {
        (int Start, int Slots, bool IsMoved)[] pieces =
        [
            (shift.Lunch, 2, shift.Lunch != was.Lunch), (shift.Break1, 1, shift.Break1 != was.Break1), (shift.Break2, 1, shift.Break2 != was.Break2),
        ];
        bool beside = pieces.Where(piece => piece.IsMoved).All(piece => !Touches(problem, person, piece.Start, piece.Slots));
        IScheduleRule[] rules = [new TemplateRule(), new MeetingRule()];
        return beside && shift.Break1 < shift.Lunch && shift.Break2 >= shift.LunchEnd
            && rules.All(rule => !rule.Violations(new AgentSchedule(problem, person, [shift])).Any())
            && person.Meetings.All(meeting => !IsMoved(problem, person, meeting) || !Touches(problem, person, problem.Grid.SlotFloor(0, meeting.Span.Start), 2));
    }

    private static bool IsMoved(SchedulingProblem problem, PlanAgent person, PlanMeeting meeting) =>
        !problem.Agents.First(agent => agent.Id == person.Id).Meetings.Contains(meeting);

    private static bool Touches(SchedulingProblem problem, PlanAgent person, int start, int slots) => person.PartAbsences.Any(absence =>
        absence.Start < problem.Grid.InstantOf(0, start + slots) && absence.End > problem.Grid.InstantOf(0, start));
}
