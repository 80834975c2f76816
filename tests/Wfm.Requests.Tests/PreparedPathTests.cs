using NodaTime;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests;

/// <summary>What is predicted only where a change is, is what building everything from nothing says, bit by bit.</summary>
[TestFixture]
public sealed class PreparedPathTests
{
    private static readonly (SchedulingProblem Problem, DraftSchedule Schedule) Unit = GeneratedUnit.Draw(40, 7, 1, 3);

    [TestCase(false, TestName = "A change told from the prepared day equals the day built from nothing")]
    [TestCase(true, TestName = "So does one on days on which people are lent already")]
    public void A_change_told_from_the_prepared_day_equals_the_day_built_from_nothing(bool areLent)
    {
        const double Variation = 0.12;
        Loan[] standing = !areLent ? [] :
        [
            .. from day in Enumerable.Range(0, Unit.Problem.Grid.Days.Count)
               from agent in Enumerable.Range(0, 6)
               select new Loan(agent * 5, day, 4 + agent, 16 + agent, [Unit.Problem.Queues[(agent + day) % 7]], 1),
        ];
        PreparedPlan plan = new(Unit.Problem, Unit.Schedule, Variation, standing);
        Random random = new(11);
        int compared = 0;
        for (int trial = 0; trial < 40; trial++)
        {
            if (plan.Read(Asked.Draw(Unit.Problem, random)).Edit is not { } edit)
            {
                continue;
            }

            (SchedulingProblem problem, DraftSchedule schedule) = edit.Apply(Unit.Problem, Unit.Schedule);
            foreach (int day in edit.Days)
            {
                PreparedDay scratch = PreparedDay.Of(problem, DayOfQueues.Of(problem, schedule, day, [.. standing, .. edit.Loans]), Variation);
                ChangedDay? changed = ChangedDay.Of(plan.Day(day), plan.Schedule, edit);
                compared += changed is null ? 0 : 1;
                for (int queue = 0; queue < scratch.Day.Queues.Count; queue++)
                {
                    QueueSlot[] expected = [.. Enumerable.Range(0, scratch.Slots).Select(slot => scratch.Before[slot][queue])];
                    QueueSlot[] found = [.. changed?.After(queue) ?? Enumerable.Range(0, scratch.Slots).Select(slot => plan.Day(day).Before[slot][queue])];
                    found.ShouldBe(expected);
                    DayFiguresOf.Sum(plan.Day(day), queue, found).ShouldBe(DayFiguresOf.Sum(scratch, queue, expected));
                }
            }
        }

        compared.ShouldBeGreaterThan(20);
    }

    [TestCase(0)]
    [TestCase(0.12)]
    [TestCase(0.3)]
    public void Level_and_chance_of_a_day_are_those_of_the_queueing_engine(double variation)
    {
        DayOfQueues day = DayOfQueues.Of(Unit.Problem, Unit.Schedule, 2);
        PreparedDay prepared = PreparedDay.Of(Unit.Problem, day, variation);
        DayPrediction prediction = DayPrediction.Of(new NeighbourhoodPooling(day.Queues.Count, day.Routes), day.SlotSeconds, day.Queues, day.Agents, variation);

        for (int queue = 0; queue < day.Queues.Count; queue++)
        {
            QueueSlot[] slots = [.. Enumerable.Range(0, prepared.Slots).Select(slot => prepared.Before[slot][queue])];
            DayFigures figures = DayFiguresOf.Sum(prepared, queue, slots);
            figures.ServiceLevel!.Value.ShouldBe(prediction.ServiceLevelOfDay(queue)!.Value, 1e-12);
            figures.ChanceOfTarget!.Value.ShouldBe(prediction.ProbabilityOfMeeting(queue, day.Promises[queue].ShareFraction)!.Value, 1e-9);
        }
    }

    [Test]
    public void The_same_question_has_the_same_answer_every_time()
    {
        ScheduleRequest request = new AbsenceRequest(Unit.Problem.Agents[4].Id, new Interval(Unit.Problem.Grid.InstantOf(1, 8), Unit.Problem.Grid.InstantOf(1, 20)));
        string Answer(int threads)
        {
            Consequence answer = RequestWeigher.Weigh(
                new PreparedPlan(Unit.Problem, Unit.Schedule), request, new WeighOptions { AlwaysSimulate = true, SimulatedDays = 40, Threads = threads }).Consequence!;
            return string.Join('\n', answer.Queues.SelectMany(queue => queue.Intervals.Select(interval => $"{queue.Queue} {queue.Before} {queue.After} {interval}")))
                + string.Join('\n', answer.Simulated!) + string.Join('\n', answer.Alternatives.Select(alternative => $"{alternative.Words} {alternative.Reason}")) + answer.Reason;
        }

        Answer(1).ShouldBe(Answer(2));
    }

    // Pooling is a heuristic: taking somebody out may move work between groups, but never help a queue the person could take by more than this.
    [Test]
    public void Taking_somebody_out_does_not_help_a_queue_the_person_takes()
    {
        PreparedDay day = new PreparedPlan(Unit.Problem, Unit.Schedule, 0).Day(0);
        double worst = 0;
        for (int group = 0; group < day.Day.Routes.Count; group++)
        {
            LinkedQueues linked = day.LinkedTo([group]);
            for (int slot = 0; slot < day.Slots; slot++)
            {
                if (day.Day.Heads[slot][group] == 0)
                {
                    continue;
                }

                QueueSlot[] fewer = day.OneFewer(group, slot);
                foreach (SkillRoute route in day.Day.Routes[group])
                {
                    worst = Math.Max(worst, fewer[Array.IndexOf(linked.Queues, route.Queue)].Level - day.Before[slot][route.Queue].Level);
                }
            }
        }

        worst.ShouldBeLessThan(0.002);
    }
}
