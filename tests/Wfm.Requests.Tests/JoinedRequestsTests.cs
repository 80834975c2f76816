using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests;

/// <summary>Several requests weighed together say what granting one after another ends with.</summary>
[TestFixture]
public sealed class JoinedRequestsTests
{
    private const double Variation = 0.12;
    private static readonly WeighOptions Table = new() { Alternatives = 0, SimulatedDays = 0 };
    private static readonly (SchedulingProblem Problem, DraftSchedule Schedule) Unit = GeneratedUnit.Draw(40, 7, 1, 3);

    [Test]
    public void Together_they_end_where_granting_one_after_another_ends()
    {
        ScheduleRequest[] requests = [Leave(2, 4, 16), Leave(5, 8, 20), new OvertimeRequest(Unit.Problem.Agents[9].Id, Overtime(9)), new MeetingRequest([Unit.Problem.Agents[12].Id, Unit.Problem.Agents[13].Id], Span(6, 10), ActivityKind.Training)];

        Consequence joint = RequestWeigher.Weigh(new PreparedPlan(Unit.Problem, Unit.Schedule, Variation), new JoinedRequests(requests), Table).Consequence!;

        Dictionary<(QueueId, LocalDate), DayFigures> last = [];
        (SchedulingProblem problem, DraftSchedule schedule) = Unit;
        foreach (ScheduleRequest request in requests)
        {
            PreparedPlan plan = new(problem, schedule, Variation);
            foreach (QueueConsequence queue in RequestWeigher.Weigh(plan, request, Table).Consequence!.Queues)
            {
                last[(queue.Queue, queue.Date)] = queue.After;
            }

            (problem, schedule) = plan.Read(request).Edit!.Apply(problem, schedule);
        }

        joint.Queues.Count.ShouldBeGreaterThan(1);
        joint.Queues.Select(queue => (queue.Queue, queue.Date)).ShouldBe(last.Keys, ignoreOrder: true);
        foreach (QueueConsequence queue in joint.Queues)
        {
            DayFigures expected = last[(queue.Queue, queue.Date)];
            queue.After.ServiceLevel!.Value.ShouldBe(expected.ServiceLevel!.Value, 1e-12);
            queue.After.ChanceOfTarget!.Value.ShouldBe(expected.ChanceOfTarget!.Value, 1e-9);
            queue.After.MinutesBelowTarget.ShouldBe(expected.MinutesBelowTarget);
        }
    }

    [Test]
    public void Two_leaves_that_are_fine_alone_need_not_be_together()
    {
        SchedulingProblem problem = new()
        {
            Name = "two",
            Grid = Small.Grid(),
            Queues = [Small.First],
            Demand = [.. Enumerable.Range(0, 5).Select(day => Small.Calls(Small.First, Small.Monday.PlusDays(day), 6))],
            Promises = [new QueuePromise(Small.First, 0.8, 30, 180)],
            Contracts = Unit.Problem.Contracts.Take(1).Select(contract => contract with { Terms = contract.Terms }).ToArray(),
            Templates = [],
            Agents = [.. Enumerable.Range(0, 5).Select(number => Small.Agent($"{number}", Small.First) with { Contract = Unit.Problem.Contracts[0].Terms.Id, Templates = [] })],
        };
        PreparedPlan plan = new(problem, new DraftSchedule([.. Enumerable.Range(0, 5).Select(_ => Enumerable.Repeat<DayShift?>(Small.Whole, 5).ToArray())]), 0);
        ScheduleRequest[] leaves = [.. Enumerable.Range(0, 3).Select(number => new AbsenceRequest(new AgentId($"{number}"), new Interval(problem.Grid.InstantOf(0, 0), problem.Grid.InstantOf(0, 32))))];

        double before = Level(leaves[0]).Before, one = Level(leaves[0]).After, all = Level(new JoinedRequests(leaves)).After;

        one.ShouldBeLessThan(before);
        all.ShouldBeLessThan(before - 3 * (before - one), "each person gone costs more than the one before");

        (double Before, double After) Level(ScheduleRequest request)
        {
            QueueConsequence queue = RequestWeigher.Weigh(plan, request, Table).Consequence!.Queues.ShouldHaveSingleItem();
            return (queue.Before.ServiceLevel!.Value, queue.After.ServiceLevel!.Value);
        }
    }

    [Test]
    public void A_part_that_cannot_be_read_is_told()
    {
        Weighing weighing = RequestWeigher.Weigh(
            new PreparedPlan(Unit.Problem, Unit.Schedule), new JoinedRequests([Leave(2, 4, 16), new AbsenceRequest(new AgentId("nobody"), Span(4, 8))]), Table);

        weighing.Consequence.ShouldBeNull();
        weighing.Findings.ShouldHaveSingleItem().Path.ShouldBe("agent");
    }

    private static AbsenceRequest Leave(int agent, int from, int to) => new(Unit.Problem.Agents[agent].Id, Span(from, to));

    private static Interval Span(int from, int to) => new(Unit.Problem.Grid.InstantOf(0, from), Unit.Problem.Grid.InstantOf(0, to));

    // Two quarters after whatever shift the person has.
    private static Interval Overtime(int agent)
    {
        int end = Unit.Schedule.ShiftOf(agent, 0)!.Value.End;
        return Span(end, end + 2);
    }
}
