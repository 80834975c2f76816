using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests;

/// <summary>What is told before one asks is what is told when one has asked.</summary>
[TestFixture]
public sealed class LeaveOutlookTests
{
    private static readonly WeighOptions Table = new() { Alternatives = 0, SimulatedDays = 0 };
    private static readonly (SchedulingProblem Problem, DraftSchedule Schedule) Unit = GeneratedUnit.Draw(40, 7, 1, 3);
    private readonly PreparedPlan _plan = new(Unit.Problem, Unit.Schedule);

    [Test]
    public void A_day_and_its_halves_are_what_a_request_for_them_is_answered()
    {
        int compared = 0;
        foreach (int agent in (int[])[1, 8, 22])
        {
            AgentId who = Unit.Problem.Agents[agent].Id;
            foreach (PlanDay day in Unit.Problem.Grid.Days)
            {
                LeaveDay? told = LeaveOutlook.Of(_plan, who, day.Date, inParts: true);
                (told is null).ShouldBe(Unit.Schedule.ShiftOf(agent, Unit.Problem.Grid.IndexOf(day.Date)) is null);
                foreach (LeaveSpan span in told is null ? [] : (LeaveSpan[])[told.Whole, told.FirstHalf!, told.SecondHalf!, LeaveOutlook.Of(_plan, who, day.Date, inParts: false)!.Whole])
                {
                    Consequence asked = RequestWeigher.Weigh(new PreparedPlan(Unit.Problem, Unit.Schedule), new AbsenceRequest(who, span.Span), Table).Consequence!;
                    span.Recommendation.ShouldBe(asked.Recommendation);
                    QueueConsequence worst = asked.Queues.Single(queue => queue.Queue == span.Queue);
                    (span.Before, span.After, span.Target).ShouldBe((worst.Before.ServiceLevel, worst.After.ServiceLevel, worst.TargetShare));
                    asked.Queues.ShouldAllBe(queue => queue.Before.ServiceLevel - queue.After.ServiceLevel <= span.Before - span.After);
                    span.BreaksRules.ShouldBe(asked.Violations.Count > 0);
                    compared++;
                }
            }
        }

        compared.ShouldBeGreaterThan(20);
    }

    [Test]
    public void A_quarter_is_that_interval_of_a_leave_of_the_whole_day()
    {
        AgentId who = Unit.Problem.Agents[8].Id;
        LeaveDay day = Unit.Problem.Grid.Days.Select(row => LeaveOutlook.Of(_plan, who, row.Date, inParts: true)).OfType<LeaveDay>().First();
        Consequence asked = RequestWeigher.Weigh(_plan, new AbsenceRequest(who, day.Whole.Span), Table).Consequence!;

        day.Quarters.Count.ShouldBe((int)(day.Whole.Span.Duration.TotalMinutes / 15));
        int noticed = 0;
        foreach (LeaveSpan quarter in day.Quarters)
        {
            IntervalConsequence[] found =
            [
                .. asked.Queues.SelectMany(queue => queue.Intervals).Where(interval => interval.Start == quarter.Span.Start && interval is { LevelBefore: not null, LevelAfter: not null }),
            ];
            noticed += found.Length > 0 ? 1 : 0;
            if (found.Length > 0)
            {
                (quarter.Before - quarter.After)!.Value.ShouldBe(found.Max(interval => interval.LevelBefore!.Value - interval.LevelAfter!.Value), 1e-12);
            }
            else
            {
                quarter.Recommendation.ShouldBe(Recommendation.Fits);
            }
        }

        noticed.ShouldBeGreaterThan(10);
    }

    [Test]
    public void Nobody_has_an_outlook_for_days_off_or_outside_the_plan()
    {
        LeaveOutlook.Of(_plan, new AgentId("nobody"), GeneratedUnit.Monday, inParts: true).ShouldBeNull();
        LeaveOutlook.Of(_plan, Unit.Problem.Agents[0].Id, GeneratedUnit.Monday.PlusWeeks(9), inParts: true).ShouldBeNull();
        LeaveOutlook.Of(_plan, Unit.Problem.Agents[0].Id, GeneratedUnit.Monday.PlusDays(5), inParts: true).ShouldBeNull("Saturday is not in the plan");
    }
}
