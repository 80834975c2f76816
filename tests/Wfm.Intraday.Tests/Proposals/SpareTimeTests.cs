using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Intraday.Tests.Proposals;

[TestFixture]
public sealed class SpareTimeTests
{
    [Test]
    public void Trainings_find_the_quiet_hours_and_no_queue_comes_near_its_limit()
    {
        DayLook look = Quiet();
        RepairOptions options = new() { ToTrain = [.. Enumerable.Range(0, 24).Select(agent => look.Problem.Agents[agent].Id)], MostTrainings = 4 };

        RepairProposal proposal = SpareTime.Propose(look, options);

        RepairMove[] trainings = [.. proposal.Moves.Where(move => move.Lever == Lever.Train)];
        trainings.Length.ShouldBe(4);
        trainings.ShouldAllBe(move => move.To!.Value.Start >= look.Now + Duration.FromMinutes(15) && move.To.Value.Duration == Duration.FromMinutes(30) && move.Activity == ActivityKind.Training);
        proposal.Effects.ShouldAllBe(effect => effect.ChanceBelowAfter <= 0.2);
        proposal.BringsBack.ShouldBeTrue();
        HashSet<string> before = [.. ScheduleChecker.Check(look.Problem, look.Schedule).Violations.Select(violation => violation.ToString())];
        ScheduleChecker.Check(proposal.Problem, proposal.Schedule).Violations.Where(violation => !before.Contains(violation.ToString())).ShouldBeEmpty();
    }

    [Test]
    public void Time_off_is_offered_only_where_it_may_be()
    {
        DayLook look = Quiet();

        SpareTime.Propose(look, new RepairOptions()).Moves.ShouldBeEmpty();
        RepairProposal proposal = SpareTime.Propose(look, new RepairOptions { TimeOffMinutes = 60 });
        proposal.Moves.Count.ShouldBe(2);
        proposal.Moves.ShouldAllBe(move => move.Lever == Lever.TimeOff && move.Minutes == 60);
    }

    [Test]
    public void Nobody_who_is_lent_later_is_trained_or_let_go()
    {
        RunningDay day = TestDay.Reported(TestDay.Of(load: 0.7), 8, 0.7, inTime: 1);
        DayLook look = DayWatch.Look(day with { Loans = [.. Enumerable.Range(0, 20).Select(agent => new Loan(agent, 0, 28, 32, [day.Problem.Promises[0].Queue], 1))] });
        RepairOptions options = new() { ToTrain = [.. look.Problem.Agents.Take(24).Select(agent => agent.Id)], MostTrainings = 4, TimeOffMinutes = 60 };

        RepairProposal proposal = SpareTime.Propose(look, options);

        proposal.Moves.ShouldNotBeEmpty();
        proposal.Moves.ShouldAllBe(move => look.Problem.Agents.Skip(20).Any(agent => agent.Id == move.Agent));
    }

    [Test]
    public void A_day_without_room_gives_nothing_away()
    {
        RunningDay day = TestDay.Reported(TestDay.Of(load: 1.3), 8, 1.2);

        SpareTime.Propose(DayWatch.Look(day), new RepairOptions { ToTrain = [day.Problem.Agents[0].Id], TimeOffMinutes = 60 }).Moves.ShouldBeEmpty();
    }

    [Test]
    public void Old_reports_give_nothing_away()
    {
        DayLook look = Quiet();

        SpareTime.Propose(look with { Queues = [.. look.Queues.Select((queue, number) => queue with { IsStale = number == 0 })] }, new RepairOptions { TimeOffMinutes = 60 }).Moves.ShouldBeEmpty();
    }

    private static DayLook Quiet() => DayWatch.Look(TestDay.Reported(TestDay.Of(load: 0.7), 8, 0.7, inTime: 1));
}
