using Wfm.Scheduling;

namespace Wfm.Requests.Tests.Prediction;

[TestFixture]
public sealed class PredictedSlotsTests
{
    [Test]
    public void What_is_known_already_is_the_same_bits_as_predicting_it_again()
    {
        (SchedulingProblem problem, DraftSchedule schedule) = GeneratedUnit.Draw(40, 5, weeks: 1, seed: 8);
        SchedulingProblem busier = problem with
        {
            Demand = [.. problem.Demand.Select(demand => demand.Traffic is { } traffic ? demand with { Traffic = traffic with { Calls = [.. traffic.Calls.Select(calls => calls * 1.3)] } } : demand)],
        };
        Loan loan = new(Enumerable.Range(0, schedule.Agents).First(agent => schedule.ShiftOf(agent, 0) is not null), 0, 4, 12, [problem.Queues[0]], 1);
        PredictedSlots known = new();
        Random random = new(3);
        for (int round = 0; round < 30; round++)
        {
            DraftSchedule fewer = Without(schedule, problem.Grid.Days.Count, [.. Enumerable.Range(0, schedule.Agents).Where(_ => random.Next(8) == 0)]);
            SchedulingProblem asked = round % 5 == 3 ? busier : problem;
            Loan[] loans = round % 7 == 5 ? [loan] : [];
            int day = round % 6 == 4 ? 1 : 0;

            double[] with = Figures(RestOfDay.Of(asked, fewer, day, round % 10, loans, known: known));

            with.ShouldBe(Figures(RestOfDay.Of(asked, fewer, day, round % 10, loans)), $"round {round}");
        }
    }

    private static DraftSchedule Without(DraftSchedule schedule, int days, HashSet<int> away) => new(
        [.. Enumerable.Range(0, schedule.Agents).Select(agent => Enumerable.Range(0, days).Select(day => away.Contains(agent) ? null : schedule.ShiftOf(agent, day)).ToArray())]);

    private static double[] Figures(IReadOnlyList<QueueRest> rest) =>
    [
        .. rest.SelectMany(queue => queue.Slots).SelectMany(slot => (double[])[slot.Calls, slot.People, slot.Level, slot.VarianceOfInTime]),
        .. rest.SelectMany(queue => queue.Days).SelectMany(day => (double[])[day.Calls, day.Level, day.StandardDeviation]),
    ];
}
