using NodaTime;
using Wfm.Domain;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests.Prediction;

[TestFixture]
public sealed class DayOfQueuesTests
{
    [Test]
    public void People_with_the_same_queues_and_priorities_are_one_group()
    {
        DayOfQueues day = Day(
            Small.Agent("anna", Small.First), Small.Agent("bo", Small.First, Small.Care), Small.Agent("cia", Small.Care, Small.First), Small.Agent("dan", Small.First));

        day.Routes.Count.ShouldBe(3);
        Enumerable.Range(0, 4).Select(day.GroupsOfDay.GroupOf).ShouldBe([0, 1, 2, 0]);
        day.Routes[2].ShouldBe([new SkillRoute(0, 2), new SkillRoute(1, 1)]);
        day.Heads[0].ShouldBe([2, 1, 1]);
    }

    [Test]
    public void Lunch_breaks_meetings_and_absence_are_not_contacts()
    {
        PlanAgent anna = Small.Agent("anna", Small.First) with
        {
            Meetings = [new PlanMeeting(new Interval(Small.At(Small.Monday, 9, 0), Small.At(Small.Monday, 9, 20)), ActivityKind.Training, false, true)],
            PartAbsences = [new Interval(Small.At(Small.Monday, 15, 0), Small.At(Small.Monday, 16, 0))],
        };

        DayOfQueues day = Day(anna);

        int[] away = [.. Enumerable.Range(0, Small.Slots).Where(slot => day.Heads[slot][0] == 0)];
        away.ShouldBe([4, 5, 8, 16, 17, 24, 28, 29, 30, 31]);
    }

    [Test]
    public void Blocks_of_activities_take_people_from_calls()
    {
        SchedulingProblem problem = Problem(Small.Agent("anna", Small.First));
        DraftSchedule schedule = Everybody(problem).With(
            [new PlacedActivity("apt", ActivityKind.Meeting, [new AgentId("anna")], new Interval(Small.At(Small.Monday, 8, 0), Small.At(Small.Monday, 9, 0)))]);

        DayOfQueues day = DayOfQueues.Of(problem, schedule, 0);

        day.Heads.Take(5).Select(heads => heads[0]).ShouldBe([0, 0, 0, 0, 1]);
    }

    [Test]
    public void Somebody_without_a_queue_that_day_belongs_to_no_group()
    {
        PlanAgent later = Small.Agent("bo") with { Skills = [new PlanSkill(Small.First, From: Small.Monday.PlusDays(1))] };

        DayOfQueues day = Day(later, Small.Agent("cia"));

        day.GroupsOfDay.Count.ShouldBe(0);
        day.Predict().At(0, 0).State.ShouldBe(QueueState.Uncovered);
        day.Predict().ServiceLevelOfDay(0).ShouldBe(0);
    }

    [Test]
    public void Agents_on_calls_are_heads_times_the_share_of_the_groups_queues()
    {
        SchedulingProblem problem = Problem(Small.Agent("anna", Small.First, Small.Care), Small.Agent("bo", Small.First, Small.Care)) with
        {
            Demand = [Small.Calls(Small.First, Small.Monday, 5, onCalls: 0.9), Small.Calls(Small.Care, Small.Monday, 3, onCalls: 0.7)],
        };

        DayOfQueues.Of(problem, Everybody(problem), 0).Agents[0][0].ShouldBe(2 * 0.8, tolerance: 1e-15);
    }

    private static DayOfQueues Day(params PlanAgent[] agents)
    {
        SchedulingProblem problem = Problem(agents);
        return DayOfQueues.Of(problem, Everybody(problem), 0);
    }

    private static DraftSchedule Everybody(SchedulingProblem problem) => new(problem.Agents.Select(_ => new DayShift?[] { Small.Whole }));

    private static SchedulingProblem Problem(params PlanAgent[] agents) => new()
    {
        Grid = new PlanningGrid(Small.Stockholm, 15, Small.Monday, 1, [Small.Grid().Days[0]]),
        Queues = [Small.First, Small.Care],
        Demand = [Small.Calls(Small.First, Small.Monday, 5), Small.Calls(Small.Care, Small.Monday, 3)],
        Promises = [new QueuePromise(Small.First, 0.8, 30, 180), new QueuePromise(Small.Care, 0.8, 120, 180)],
        Contracts = [],
        Templates = [],
        Agents = agents,
    };
}
