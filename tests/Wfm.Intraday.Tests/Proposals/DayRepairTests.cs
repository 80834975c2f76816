using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.Intraday.Tests.Proposals;

[TestFixture]
public sealed class DayRepairTests
{
    private static readonly Lazy<DayLook> Sick = new(() => Disturbed(seed: 3));

    [Test]
    public void It_answers_more_callers_in_time_and_says_how_many()
    {
        RepairProposal proposal = DayRepair.Propose(Sick.Value, Short(Sick.Value), new RepairOptions());

        proposal.Moves.ShouldNotBeEmpty();
        proposal.Effects.Sum(effect => effect.LateAfter).ShouldBeLessThan(proposal.Effects.Sum(effect => effect.LateBefore) - 1);

        // Recomputed from the proposal's own problem and schedule.
        IReadOnlyList<QueueRest> rest = RestOfDay.Of(proposal.Problem, proposal.Schedule, 0, Sick.Value.From, LoansOf(proposal));
        foreach (QueueEffect effect in proposal.Effects)
        {
            QueueRest now = rest.First(queue => queue.Promise.Queue == effect.Queue);
            effect.LevelAfter!.Value.ShouldBe(now.Level!.Value, 1e-12);
            effect.LateAfter.ShouldBe(now.Slots.Sum(slot => slot.Calls * (1 - slot.Level)), 1e-9);
            effect.BandAfter!.Value.Low.ShouldBeLessThan(effect.LevelAfter.Value);
        }
    }

    [Test]
    public void Nothing_that_begins_within_the_frozen_window_moves_nor_anything_into_it()
    {
        foreach (int seed in (int[])[3, 4, 5])
        {
            DayLook look = Disturbed(seed);
            Instant free = look.Now + Duration.FromMinutes(15);

            foreach (RepairMove move in DayRepair.Propose(look, Short(look), new RepairOptions()).Moves.Where(move => move.Lever is not Lever.Overtime))
            {
                (move.From?.Start ?? free).ShouldBeGreaterThanOrEqualTo(free);
                (move.To?.Start ?? free).ShouldBeGreaterThanOrEqualTo(free);
            }
        }
    }

    [Test]
    public void No_rule_is_broken_that_held_before()
    {
        foreach (int seed in (int[])[3, 4, 5, 6])
        {
            DayLook look = Disturbed(seed);
            RepairProposal proposal = DayRepair.Propose(look, Short(look), new RepairOptions { Levers = [Lever.MoveBreaks, Lever.MoveLunches, Lever.MoveActivities, Lever.PutOff] });

            HashSet<string> before = [.. ScheduleChecker.Check(look.Problem, look.Schedule).Violations.Select(violation => violation.ToString())];
            ScheduleChecker.Check(proposal.Problem, proposal.Schedule).Violations.Where(violation => !before.Contains(violation.ToString())).ShouldBeEmpty();
        }
    }

    [Test]
    public void A_locked_day_stays_as_it_is()
    {
        DayLook look = Sick.Value;
        SchedulingProblem locked = look.Problem with
        {
            Agents = [.. look.Problem.Agents.Select((agent, number) => agent with { Locks = [new DayLock(GeneratedMonday, look.Schedule.ShiftOf(number, 0))] })],
        };

        RepairProposal proposal = DayRepair.Propose(look with { Problem = locked }, Short(look), new RepairOptions { Levers = [Lever.MoveBreaks, Lever.MoveLunches, Lever.PutOff, Lever.Overtime, Lever.CallIn] });

        proposal.Moves.ShouldBeEmpty();
        proposal.BringsBack.ShouldBeFalse();
    }

    [Test]
    public void Who_is_lent_later_in_the_day_stays_as_planned_and_who_was_lent_may_move()
    {
        RepairOptions options = new() { Levers = [Lever.MoveBreaks, Lever.MoveLunches, Lever.MoveActivities, Lever.Overtime] };
        QueueId[] queues = Short(Sick.Value);
        int[] moved = [.. DayRepair.Propose(Sick.Value, queues, options).Moves.Select(move => NumberOf(move.Agent)).Distinct()];
        DayLook later = Disturbed(3, [.. moved.Take(2).Select(agent => new Loan(agent, 0, 24, 28, [queues[0]], 1))]);
        DayLook earlier = Disturbed(3, [.. moved.Take(2).Select(agent => new Loan(agent, 0, 2, 6, [queues[0]], 1))]);

        DayRepair.Propose(later, queues, options).Moves.ShouldAllBe(move => !moved.Take(2).Contains(NumberOf(move.Agent)));
        DayRepair.Propose(earlier, queues, options).Moves.Select(Told).ShouldBe(DayRepair.Propose(Sick.Value, queues, options).Moves.Select(Told));
    }

    [Test]
    public void The_mildest_lever_that_is_enough_is_the_last_one_pulled()
    {
        DayLook look = Sick.Value;
        QueueId[] queues = Short(look);
        RepairProposal breaks = DayRepair.Propose(look, queues, new RepairOptions { Levers = [Lever.MoveBreaks] });
        double reached = queues.Max(queue => breaks.Effects.First(effect => effect.Queue == queue).ChanceBelowAfter);

        // With a goal that breaks alone reach, nothing but breaks moves although everything may.
        RepairProposal all = DayRepair.Propose(look, queues, new RepairOptions { Goal = reached + 1e-9 });

        all.BringsBack.ShouldBeTrue();
        all.Moves.ShouldAllBe(move => move.Lever == Lever.MoveBreaks);
    }

    [Test]
    public void Nobody_is_told_of_a_change_the_day_does_not_need()
    {
        DayLook look = Sick.Value;
        RepairOptions options = new() { Goal = 0.9999 };
        RepairProposal proposal = DayRepair.Propose(look, Short(look), options);
        proposal.BringsBack.ShouldBeTrue();

        RepairProposal every = DayRepair.Propose(look, Short(look), options with { Goal = 0 });

        proposal.PeopleTold.ShouldBeLessThanOrEqualTo(every.PeopleTold);
    }

    [Test]
    public void Overtime_is_asked_for_beside_the_contract_and_keeps_the_rules_of_rest()
    {
        DayLook look = Sick.Value;

        RepairProposal proposal = DayRepair.Propose(look, Short(look), new RepairOptions { Levers = [Lever.Overtime], Goal = 0.01, OvertimeMinutes = 90 });

        proposal.Moves.ShouldNotBeEmpty();
        proposal.Moves.ShouldAllBe(move => move.Lever == Lever.Overtime && move.Minutes > 0 && move.Minutes <= 90);
        HashSet<string> before = [.. ScheduleChecker.Check(look.Problem, look.Schedule).Violations.Select(violation => violation.ToString())];
        ScheduleChecker.Check(proposal.Problem, proposal.Schedule).Violations.Where(violation => !before.Contains(violation.ToString()))
            .ShouldAllBe(violation => violation.Rule == "Shift template" || violation.Rule == "Contract hours");
    }

    [Test]
    public void Who_has_said_no_is_not_asked_to_stay()
    {
        DayLook look = Sick.Value;
        RepairOptions options = new() { Levers = [Lever.Overtime], Goal = 0.01, OvertimeMinutes = 90 };
        AgentId[] asked = [.. DayRepair.Propose(look, Short(look), options).Moves.Select(move => move.Agent).Distinct()];

        RepairProposal without = DayRepair.Propose(look, Short(look), options with { Unwilling = [asked[0]] });

        asked.Length.ShouldBeGreaterThan(1);
        without.Moves.ShouldNotBeEmpty();
        without.Moves.ShouldAllBe(move => move.Agent != asked[0]);
        without.Schedule.ShiftOf(Array.FindIndex([.. look.Problem.Agents], agent => agent.Id == asked[0]), look.Day)
            .ShouldBe(look.Schedule.ShiftOf(Array.FindIndex([.. look.Problem.Agents], agent => agent.Id == asked[0]), look.Day));
    }

    [Test]
    public void People_who_may_be_lent_are_lent_when_moving_is_not_enough()
    {
        DayLook look = Sick.Value;
        QueueId[] queues = Short(look);
        AgentId[] others = [.. Enumerable.Range(0, 24).Where(agent => look.Schedule.ShiftOf(agent, 0) is not null && look.Problem.Agents[agent].Skills.All(skill => !queues.Contains(skill.Queue))).Select(agent => look.Problem.Agents[agent].Id)];
        Assume.That(others, Is.Not.Empty);

        RepairProposal proposal = DayRepair.Propose(look, queues, new RepairOptions { Levers = [Lever.Lend], Goal = 0.01, WorthTelling = 0.01, Lendable = [new LentCalls(others, queues)] });

        proposal.Moves.ShouldAllBe(move => move.Lever == Lever.Lend && others.Contains(move.Agent));
        proposal.Effects.Sum(effect => effect.LateAfter).ShouldBeLessThanOrEqualTo(proposal.Effects.Sum(effect => effect.LateBefore));
    }

    [Test]
    public void Stale_reports_make_no_proposal()
    {
        DayLook look = Sick.Value with { Queues = [.. Sick.Value.Queues.Select(queue => queue with { IsStale = true })] };

        RepairProposal proposal = DayRepair.Propose(look, look.Queues.Select(queue => queue.Queue), new RepairOptions());

        proposal.Moves.ShouldBeEmpty();
        proposal.BringsBack.ShouldBeFalse();
    }

    [Test]
    public void The_same_day_gives_the_same_proposal()
    {
        RepairProposal one = DayRepair.Propose(Sick.Value, Short(Sick.Value), new RepairOptions()), two = DayRepair.Propose(Disturbed(3), Short(Sick.Value), new RepairOptions());

        one.Moves.Select(Told).ShouldBe(two.Moves.Select(Told));
        one.Effects.ShouldBe(two.Effects);
    }

    private static LocalDate GeneratedMonday => Wfm.Requests.Tests.GeneratedUnit.Monday;

    private static int NumberOf(AgentId agent) => Sick.Value.Problem.Agents.Index().First(own => own.Item.Id == agent).Index;

    private static string Told(RepairMove move) => $"{move.Lever} {move.Agent} {move.Activity} {move.From} {move.To} {string.Join(' ', move.Queues)}";

    /// <summary>Nine o'clock, a fifth busier than forecast, every seventh person on duty has called in sick, every third has a movable training.</summary>
    private static DayLook Disturbed(int seed, params Loan[] loans)
    {
        RunningDay day = TestDay.WithTrainings(TestDay.Reported(TestDay.Of(seed: seed, load: 1.1), 8, 1.2));
        AgentId[] onDuty = [.. Enumerable.Range(0, 24).Where(agent => day.Schedule.ShiftOf(agent, 0) is not null).Select(agent => day.Problem.Agents[agent].Id)];
        return DayWatch.Look(day with { Loans = loans, Away = [.. onDuty.Where((_, number) => number % 7 == 2).Select(agent => new PersonAway(agent, day.Now))] });
    }

    /// <summary>The queues worst off.</summary>
    private static QueueId[] Short(DayLook look) => [.. look.Queues.OrderByDescending(queue => queue.ChanceBelow).Take(2).Select(queue => queue.Queue)];

    private static Loan[] LoansOf(RepairProposal proposal) =>
    [
        .. proposal.Moves.Where(move => move.Lever == Lever.Lend).Select(move => new Loan(
            proposal.Problem.Agents.Index().First(agent => agent.Item.Id == move.Agent).Index, 0,
            proposal.Problem.Grid.SlotFloor(0, move.To!.Value.Start), proposal.Problem.Grid.SlotCeiling(0, move.To.Value.End), move.Queues, 1)),
    ];
}
