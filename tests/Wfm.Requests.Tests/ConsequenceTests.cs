using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests;

/// <summary>What group leaders read: figures, rules, colleagues, the advice.</summary>
[TestFixture]
public sealed class ConsequenceTests
{
    [Test]
    public void The_figures_of_an_absence_add_up()
    {
        Consequence answer = Weigh(House(4, 6), new AbsenceRequest(Id("anna"), Span(4, 8)));

        QueueConsequence queue = answer.Queues.ShouldHaveSingleItem();
        queue.Intervals.Count.ShouldBe(4);
        queue.Intervals.ShouldAllBe(interval => interval.PeopleBefore == 4 && interval.PeopleAfter == 3 && interval.LevelAfter < interval.LevelBefore);
        double lost = queue.Intervals.Sum(interval => interval.Calls * (interval.LevelBefore!.Value - interval.LevelAfter!.Value));
        (queue.After.LateCalls - queue.Before.LateCalls).ShouldBe(lost, tolerance: 1e-9);
        (queue.Before.ServiceLevel!.Value - queue.After.ServiceLevel!.Value).ShouldBe(lost / queue.Calls, tolerance: 1e-12);
        queue.After.ChanceOfTarget!.Value.ShouldBeLessThan(queue.Before.ChanceOfTarget!.Value);
    }

    [Test]
    public void The_last_person_of_a_queue_is_not_let_go_without_a_word()
    {
        Consequence answer = Weigh(House(1, 1), new AbsenceRequest(Id("anna"), Span(4, 8)));

        answer.Recommendation.ShouldBe(Recommendation.NotRecommended);
        answer.Reason.ShouldBe("Nobody is left on första in 4 intervals.");
    }

    [Test]
    public void Lunch_is_no_loss_and_time_off_at_the_end_makes_the_shift_shorter()
    {
        PreparedPlan plan = new(House(4, 6), Everybody(4));

        RequestWeigher.Weigh(plan, new AbsenceRequest(Id("anna"), Span(16, 18)), new WeighOptions()).Consequence!.Queues.ShouldBeEmpty();
        ScheduleEdit edit = plan.Read(new TimeOffRequest(Id("anna"), Span(26, 32))).Edit!;
        edit.People[0].Row[0].ShouldBe(Small.Whole with { End = 26 });
        edit.IsBesideContract.ShouldBeTrue();
    }

    [TestCase(17, 32, 0, 16)]
    [TestCase(14, 32, 0, 14)]
    [TestCase(0, 17, 18, 32)]
    [TestCase(0, 9, 9, 32)]
    public void A_cut_shift_neither_begins_nor_ends_with_lunch(int from, int to, int start, int end)
    {
        DayShift cut = ShiftCuts.Without(Small.Whole, from, to)!.Value;

        (cut.Start, cut.End).ShouldBe((start, end));
        (cut.Lunch == DayShift.None).ShouldBe(cut.End <= 18 || cut.Start >= 16);
        cut.Break1.ShouldBe(start == 0 ? 8 : DayShift.None);
    }

    [Test]
    public void A_broken_rule_is_told_with_its_paragraph_and_not_recommended()
    {
        SchedulingProblem problem = House(4, 6);
        PreparedPlan plan = new(problem, Everybody(4));

        Consequence meeting = RequestWeigher.Weigh(plan, new MeetingRequest([Id("anna")], Span(15, 19), ActivityKind.Meeting), new WeighOptions()).Consequence!;

        meeting.Violations.ShouldHaveSingleItem().Rule.ShouldBe("Meetings");
        meeting.Recommendation.ShouldBe(Recommendation.NotRecommended);
        meeting.Reason.ShouldContain("Meetings (planned activity)");
    }

    [Test]
    public void Overtime_asks_the_law_but_not_the_template()
    {
        SchedulingProblem problem = House(4, 6);
        PreparedPlan plan = new(problem, new DraftSchedule(Enumerable.Range(0, 4).Select(_ => new DayShift?[] { Small.Whole with { End = 28, Break2 = 22 } })));

        RequestWeigher.Weigh(plan, new OvertimeRequest(Id("anna"), Span(28, 32)), new WeighOptions()).Consequence!.Violations.ShouldBeEmpty();
        Consequence noRast = RequestWeigher.Weigh(
            new PreparedPlan(problem, new DraftSchedule(Enumerable.Range(0, 4).Select(number => new DayShift?[] { number == 0 ? null : Small.Whole }))),
            new OvertimeRequest(Id("anna"), Span(0, 24)), new WeighOptions()).Consequence!;
        noRast.Violations.ShouldHaveSingleItem().Paragraph.ShouldBe("ATL 15 §");
        noRast.Queues[0].After.LateCalls.ShouldBeLessThan(noRast.Queues[0].Before.LateCalls);
    }

    [Test]
    public void Colleagues_away_are_named_without_their_reason()
    {
        SchedulingProblem problem = House(4, 6);
        PlanAgent[] agents = [.. problem.Agents];
        agents[1] = agents[1] with { PartAbsences = [Span(6, 12)] };
        agents[2] = agents[2] with { Absences = [new DayAbsence(Small.Monday, Duration.FromHours(8))] };
        agents[3] = agents[3] with { Group = new GroupId("andra") };

        Consequence answer = RequestWeigher.Weigh(
            new PreparedPlan(problem with { Agents = agents }, Everybody(4)), new AbsenceRequest(Id("anna"), Span(4, 8)), new WeighOptions()).Consequence!;

        answer.Away.ShouldBe([new ColleagueAway(Id("b1"), Span(6, 8), ActivityKind.Absence), new ColleagueAway(Id("b2"), Span(4, 8), ActivityKind.Absence)]);
    }

    [Test]
    public void Lent_calls_are_taken_by_the_other_group_and_its_own_callers_pay()
    {
        SchedulingProblem problem = House(3, 5) with
        {
            Queues = [Small.First, Small.Care],
            Demand = [Small.Calls(Small.First, Small.Monday, 5), Small.Calls(Small.Care, Small.Monday, 5)],
            Promises = [new QueuePromise(Small.First, 0.8, 30, 180), new QueuePromise(Small.Care, 0.8, 30, 180)],
        };
        problem = problem with { Agents = [.. problem.Agents, .. problem.Agents.Select(agent => agent with { Id = Id($"v{agent.Id}"), Skills = [new PlanSkill(Small.Care)], Group = new GroupId("vård") })] };
        PreparedPlan plan = new(problem, Everybody(6));
        AgentId[] meeting = [.. problem.Agents.Take(3).Select(agent => agent.Id)];
        LentCalls lent = new([.. problem.Agents.Skip(3).Select(agent => agent.Id)], [Small.First]);

        Consequence alone = RequestWeigher.Weigh(plan, new MeetingRequest(meeting, Span(4, 8), ActivityKind.Meeting), new WeighOptions()).Consequence!;
        Consequence shared = RequestWeigher.Weigh(plan, new MeetingRequest(meeting, Span(4, 8), ActivityKind.Meeting) { LentTo = lent }, new WeighOptions()).Consequence!;

        alone.Queues.ShouldHaveSingleItem().After.LateCalls.ShouldBe(alone.Queues[0].Before.LateCalls + 4 * 5, tolerance: 4);
        shared.Queues.Single(queue => queue.Queue == Small.First).After.LateCalls.ShouldBeLessThan(alone.Queues[0].After.LateCalls);
        QueueConsequence care = shared.Queues.Single(queue => queue.Queue == Small.Care);
        care.After.LateCalls.ShouldBeGreaterThan(care.Before.LateCalls);
        shared.Recommendation.ShouldNotBe(Recommendation.Fits);
    }

    [Test]
    public void A_swap_of_unequal_shifts_moves_people_between_hours()
    {
        PreparedPlan plan = new(House(4, 6), new DraftSchedule(Enumerable.Range(0, 4).Select(number => new DayShift?[] { number == 0 ? Small.Whole with { End = 28, Break2 = 22 } : number == 1 ? null : Small.Whole })));

        ScheduleEdit edit = plan.Read(new SwapRequest(Id("anna"), Small.Monday, Id("b1"), Small.Monday)).Edit!;
        Consequence answer = RequestWeigher.Weigh(plan, new SwapRequest(Id("anna"), Small.Monday, Id("b1"), Small.Monday), new WeighOptions()).Consequence!;

        edit.People.Select(person => person.Row[0]?.End).ShouldBe([null, 28]);
        answer.Queues.ShouldBeEmpty();
    }

    private static Consequence Weigh(SchedulingProblem problem, ScheduleRequest request) =>
        RequestWeigher.Weigh(new PreparedPlan(problem, Everybody(problem.Agents.Count)), request, new WeighOptions()).Consequence!;

    private static AgentId Id(string code) => new(code);

    private static Interval Span(int from, int to) => new(Small.Grid().InstantOf(0, from), Small.Grid().InstantOf(0, to));

    private static DraftSchedule Everybody(int people) => new(Enumerable.Range(0, people).Select(_ => new DayShift?[] { Small.Whole }));

    /// <summary>One day, one queue, people of one group from 08 to 16.</summary>
    private static SchedulingProblem House(int people, double calls) => new()
    {
        Grid = new PlanningGrid(Small.Stockholm, 15, Small.Monday, 1, [Small.Grid().Days[0]]),
        Queues = [Small.First],
        Demand = [Small.Calls(Small.First, Small.Monday, calls)],
        Promises = [new QueuePromise(Small.First, 0.8, 30, 180)],
        Contracts = [new PlanContract(new Contract(new ContractId("hel"), 1, Duration.FromHours(40), Duration.FromHours(200), Duration.FromHours(200), WorkRules.WorkingHoursAct))],
        Templates =
        [
            new PlanTemplate(new TemplateId("dag"))
            {
                Weekdays = [IsoDayOfWeek.Monday],
                EarliestStart = new LocalTime(8, 0),
                LatestStart = new LocalTime(9, 0),
                MinPaidMinutes = 360,
                MaxPaidMinutes = 480,
                Lunch = new LunchRule(30, 30, [new TimeWindow(new LocalTime(11, 0), new LocalTime(14, 0))]),
                Breaks = new BreakRule(2, 15),
            },
        ],
        Agents = [.. Enumerable.Range(0, people).Select(number => Small.Agent(number == 0 ? "anna" : $"b{number}", Small.First) with { Group = new GroupId("första") })],
    };
}
