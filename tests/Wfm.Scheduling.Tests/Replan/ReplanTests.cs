using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Replan;

namespace Wfm.Scheduling.Tests.Replan;

[TestFixture]
public sealed class ReplanTests
{
    private static IEnumerable<int> Seeds => Enumerable.Range(1, 24);

    [TestCaseSource(nameof(Seeds))]
    public void One_person_gets_the_best_of_everything_that_may_be_done(int seed)
    {
        RunningDay day = RunningDay.Of(seed, agents: 1, seed % 2 == 0 ? ChangeCosts.Free : new ChangeCosts());
        day = day with { Request = day.Request with { At = Small.At(Small.Monday, 11.5 + seed % 3 / 2.0), Away = [] } };

        ReplanProposal proposal = day.Day.Replan(day.Request);

        double best = PlainReplan.ChoicesOf(day, 0).Min(choice => PlainReplan.Cost(day, [choice]));
        proposal.CostAfter.ShouldBe(best, tolerance: 1e-9);
        proposal.Bound.ShouldBeLessThanOrEqualTo(best + 1e-9);
    }

    [TestCaseSource(nameof(Seeds))]
    public void Bound_exact_optimum_and_cost_stand_in_order(int seed)
    {
        RunningDay day = RunningDay.Of(seed, agents: 3, seed % 2 == 0 ? ChangeCosts.Free : new ChangeCosts());
        Instant now = Small.At(Small.Monday, 13 + seed % 3 / 2.0);
        day = day with { Request = day.Request with { At = now, Away = [new PersonAway(new AgentId("p0"), now)] } };

        ReplanProposal proposal = day.Day.Replan(day.Request);

        List<PlainReplan.Choice>[] choices = [.. Enumerable.Range(0, 3).Select(agent => PlainReplan.ChoicesOf(day, agent))];
        choices.Aggregate(1L, (product, own) => product * own.Count).ShouldBeLessThan(5_000, "small enough to try everything");
        double best = choices[0].Min(one => choices[1].Min(two => choices[2].Min(three => PlainReplan.Cost(day, [one, two, three]))));
        proposal.Bound.ShouldBeLessThanOrEqualTo(best + 1e-7);
        best.ShouldBeLessThanOrEqualTo(proposal.CostAfter + 1e-7);
        proposal.CostAfter.ShouldBeLessThanOrEqualTo(proposal.CostBefore + 1e-9);
    }

    [TestCaseSource(nameof(Seeds))]
    public void The_plain_code_agrees_with_cost_and_rules_and_the_past_is_frozen(int seed)
    {
        RunningDay day = RunningDay.Of(seed, agents: 8, seed % 2 == 0 ? ChangeCosts.Free : new ChangeCosts());

        ReplanProposal proposal = day.Day.Replan(day.Request);
        ReplanCheck check = ReplanCheck.Of(day.Problem, day.Schedule, day.Request, proposal);

        check.CostBefore.ShouldBe(proposal.CostBefore, tolerance: 1e-7);
        (check.CostAfter + proposal.ChangeCost).ShouldBe(proposal.CostAfter, tolerance: 1e-7);
        check.Violations.ShouldBeEmpty();
        proposal.Bound.ShouldBeLessThanOrEqualTo(proposal.CostAfter + 1e-7);
        proposal.ChangeCost.ShouldBe(
            proposal.PeopleTold * day.Request.Costs.PersonTold + proposal.MinutesMoved * day.Request.Costs.MinuteMoved, tolerance: 1e-9);
        foreach (PersonChange change in proposal.Changes)
        {
            (change.After.Start, change.After.End, change.After.LunchSlots).ShouldBe((change.Before.Start, change.Before.End, change.Before.LunchSlots));
            change.Moves.ShouldNotBeEmpty();
            change.Moves.ShouldAllBe(move => move.From.Start >= day.Request.At && move.To.Start >= day.Request.At);
        }
    }

    [Test]
    public void The_same_day_gives_the_same_proposal_and_another_order_of_absences_does_too()
    {
        RunningDay day = RunningDay.Of(3, agents: 10, new ChangeCosts());
        ReplanRequest two = day.Request with { Away = [.. day.Request.Away, new PersonAway(new AgentId("p4"), day.Request.At)] };

        string[] proposals =
        [
            Words(day.Day.Replan(two)), Words(day.Day.Replan(two)), Words(day.Day.Replan(two with { Away = [.. two.Away.Reverse()] })),
        ];

        proposals.Distinct().Count().ShouldBe(1);

        static string Words(ReplanProposal proposal) =>
            string.Join('\n', proposal.Changes.Select(change => $"{change.Agent} {change.After} {string.Join(' ', change.Moves)}"))
            + $"{proposal.CostAfter:R} {proposal.Bound:R} {proposal.Steps} {proposal.BoundSteps}";
    }

    [Test]
    public void A_movable_training_stays_inside_its_window_and_leaves_the_peak()
    {
        PlanningGrid grid = Small.Grid(daysPerWeek: 1);
        Interval peak = new(Small.At(Small.Monday, 13), Small.At(Small.Monday, 14)), window = new(Small.At(Small.Monday, 13), Small.At(Small.Monday, 15.5));
        PlanAgent person = Small.Agent("ana") with
        {
            Templates = [new TemplateId("day")],
            Meetings = [new PlanMeeting(peak, ActivityKind.Training, IsMovable: true, MustAttend: true)],
        };
        SchedulingProblem problem = Small.Problem(
            grid, [person], Small.Contract(band: 40, tolerance: 40), templates: [RunningDay.Template], demand: (_, slot, _) => slot is >= 24 and < 32 ? 1 : 0);
        DraftSchedule schedule = new([(DayShift?[])[new DayShift(0, 38, 17, 2, 5, 32, 1)]]);
        PublishedDay day = new(problem, schedule, 0);
        ReplanRequest request = new(Small.At(Small.Monday, 9)) { Windows = [new MeetingWindow(person.Id, peak, window)] };

        PieceMove anywhere = day.Replan(request with { Windows = [] }).Changes.Single().Moves.Single(move => move.Activity == ActivityKind.Training);
        ReplanProposal inside = day.Replan(request);

        (anywhere.To.End <= peak.Start || anywhere.To.Start >= Small.At(Small.Monday, 15)).ShouldBeTrue("outside the peak when it may go anywhere");
        foreach (PieceMove move in inside.Changes.SelectMany(change => change.Moves).Where(move => move.Activity == ActivityKind.Training))
        {
            move.To.Start.ShouldBeGreaterThanOrEqualTo(window.Start);
            move.To.End.ShouldBeLessThanOrEqualTo(window.End);
        }

        ReplanCheck.Of(problem, schedule, request, inside).Violations.ShouldBeEmpty();
    }

    [TestCase(0, 34)]
    [TestCase(60, 36)]
    [TestCase(600, 36)]
    public void A_shift_grows_only_as_far_as_the_limit_and_the_longest_day_allow(int longer, int latest)
    {
        PlanningGrid grid = Small.Grid(daysPerWeek: 1);
        PlanContract contract = Small.Contract(band: 40, tolerance: 40, rules: Small.NoRules with { LongestDay = Duration.FromHours(8.5) });
        SchedulingProblem problem = Small.Problem(
            grid, [Small.Agent() with { Templates = [new TemplateId("day")] }], contract, templates: [RunningDay.Template], required: 2);
        DraftSchedule schedule = new([(DayShift?[])[new DayShift(0, 34, 17, 2, 5, 28, 1)]]);

        ReplanProposal proposal = new PublishedDay(problem, schedule, 0).Replan(
            new ReplanRequest(Small.At(Small.Monday, 9)) { Ends = new ShiftEndLimits(longer), Costs = ChangeCosts.Free });

        (proposal.Changes.SingleOrDefault()?.After.End ?? 34).ShouldBe(latest);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_shift_without_a_rast_grows_no_longer_than_may_be_worked_without_one(bool isBesideContract)
    {
        PlanningGrid grid = Small.Grid(daysPerWeek: 1);
        PlanContract contract = Small.Contract(band: 40, tolerance: 40, rules: Small.NoRules with { LongestWorkWithoutRast = Duration.FromHours(5) });
        PlanTemplate half = Small.Short();
        SchedulingProblem problem = Small.Problem(grid, [Small.Agent() with { Templates = [half.Id] }], contract, templates: [half], required: 2);
        DraftSchedule schedule = new([(DayShift?[])[new DayShift(0, 16, DayShift.None, 0, DayShift.None, DayShift.None, 0)]]);

        ReplanProposal proposal = new PublishedDay(problem, schedule, 0).Replan(
            new ReplanRequest(Small.At(Small.Monday, 9)) { Ends = new ShiftEndLimits(120) { IsBesideContract = isBesideContract }, Costs = ChangeCosts.Free });

        (proposal.Changes.SingleOrDefault()?.After.End ?? 16).ShouldBe(20, "five hours in quarters");
    }

    [Test]
    public void A_locked_day_keeps_its_lunch_and_breaks()
    {
        RunningDay day = RunningDay.Of(5, agents: 4, ChangeCosts.Free);
        SchedulingProblem locked = day.Problem with
        {
            Agents = [.. day.Problem.Agents.Select((agent, number) => agent with { Locks = [new DayLock(Small.Monday, day.Schedule.ShiftOf(number, 0))] })],
        };

        ReplanProposal proposal = new PublishedDay(locked, day.Schedule, 0).Replan(day.Request);

        proposal.Changes.ShouldAllBe(change => change.Before == change.After);
        ReplanCheck.Of(locked, day.Schedule, day.Request, proposal).Violations.ShouldBeEmpty();
    }

    [Test]
    public void After_the_last_slot_nothing_moves_and_nothing_costs()
    {
        RunningDay day = RunningDay.Of(5, agents: 4, ChangeCosts.Free);

        ReplanProposal proposal = day.Day.Replan(day.Request with { At = Small.At(Small.Monday, 17), Away = [] });

        (proposal.Changes.Count, proposal.CostBefore, proposal.CostAfter, proposal.Bound, proposal.GapFraction).ShouldBe((0, 0, 0, 0, 0));
    }

    [Test]
    public void A_cancelled_run_says_so_and_proposes_nothing_worse_than_before()
    {
        RunningDay day = RunningDay.Of(2, agents: 8, new ChangeCosts());

        ReplanProposal proposal = day.Day.Replan(day.Request, new CancellationToken(canceled: true));

        proposal.IsComplete.ShouldBeFalse();
        proposal.CostAfter.ShouldBe(proposal.CostBefore, tolerance: 1e-9);
    }

    [Test]
    public void Somebody_unknown_is_refused_by_name()
    {
        RunningDay day = RunningDay.Of(2, agents: 2, new ChangeCosts());

        Should.Throw<ArgumentException>(() => day.Day.Replan(day.Request with { Away = [new PersonAway(new AgentId("nobody"), day.Request.At)] }))
            .Message.ShouldContain("nobody");
    }
}
