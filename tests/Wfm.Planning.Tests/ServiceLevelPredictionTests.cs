using NodaTime;
using Wfm.Domain;
using Wfm.Queueing;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Planning.Tests;

[TestFixture]
public sealed class ServiceLevelPredictionTests
{
    private const int Slots = 32;

    // One queue, one skill: in the middle of a steady day the pooled prediction is plain Erlang A on calls × handle time.
    [TestCase(3)]
    [TestCase(5)]
    public void One_queue_on_its_own_is_predicted_by_Erlang_A(int people)
    {
        PredictedQueue queue = Predict(people, onCalls: 1).Queues.ShouldHaveSingleItem();

        double steady = new ErlangA(10 * 240 / 900.0, people, 240, 180).ServiceLevelOfOffered(30);
        queue.ServiceLevel!.Value.ShouldBe(steady, tolerance: 0.02);
        queue.Calls.ShouldBe(Slots * 10);
    }

    [Test]
    public void People_who_are_away_from_calls_do_not_answer()
    {
        double there = Predict(4, onCalls: 1).Queues[0].ServiceLevel!.Value;
        double partly = Predict(4, onCalls: 0.75).Queues[0].ServiceLevel!.Value;

        partly.ShouldBe(Predict(3, onCalls: 1).Queues[0].ServiceLevel!.Value, tolerance: 1e-9);
        partly.ShouldBeLessThan(there);
    }

    [Test]
    public void Nobody_at_work_means_nobody_is_answered() => Predict(0, onCalls: 1).Queues[0].ServiceLevel.ShouldBe(0);

    [Test]
    public void Whoever_is_lent_answers_for_the_borrowing_queue_while_the_loan_lasts()
    {
        double alone = Predict(4, onCalls: 1).Queues[0].ServiceLevel!.Value, two = Predict(5, onCalls: 1).Queues[0].ServiceLevel!.Value;

        // The fifth person there has no skill for the queue: nothing is answered but during a loan of the whole day.
        Lent(0).ShouldBe(alone, 1e-12);
        Lent(Slots).ShouldBe(two, 1e-12);
        Lent(Slots / 2).ShouldBeInRange(alone, two);
        double Lent(int slots) => Predict(5, onCalls: 1, strangers: 1, slots == 0 ? [] : [new Loan(4, 0, 0, slots, [new QueueId("första")], 1)]).Queues[0].ServiceLevel!.Value;
    }

    private static ServiceLevelForecast Predict(int people, double onCalls, int strangers = 0, IReadOnlyList<Loan>? loans = null)
    {
        QueueId queue = new("första");
        Instant opens = new LocalDateTime(2026, 3, 2, 8, 0).InZoneStrictly(SmallHouse.Stockholm).ToInstant();
        PlanDay day = new(SmallHouse.Monday, opens, Slots);
        SchedulingProblem problem = new()
        {
            Grid = new PlanningGrid(SmallHouse.Stockholm, 15, SmallHouse.Monday, 1, [day]),
            Queues = [queue],
            Demand =
            [
                new Scheduling.QueueDay(queue, SmallHouse.Monday)
                {
                    Required = new double[Slots],
                    Traffic = new SlotTraffic(Same(10), Same(240), Same(onCalls)),
                },
            ],
            Promises = [new QueuePromise(queue, 0.8, 30, 180)],
            Contracts = [],
            Templates = [],
            Agents = [.. Enumerable.Range(0, 6).Select(number => new PlanAgent(new AgentId($"{number}"), new ContractId("hel")) { Skills = number >= people - strangers ? [] : [new PlanSkill(queue)] })],
        };
        DayShift whole = new(0, Slots, DayShift.None, 0, DayShift.None, DayShift.None, 1);
        return ServiceLevelPrediction.Of(problem, new DraftSchedule(Enumerable.Range(0, 6).Select(number => new DayShift?[] { number < people ? whole : null })), loans);
    }

    private static double[] Same(double value) => [.. Enumerable.Repeat(value, Slots)];
}
