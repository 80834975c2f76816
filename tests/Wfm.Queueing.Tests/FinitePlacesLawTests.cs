namespace Wfm.Queueing.Tests;

public sealed class FinitePlacesLawTests
{
    [Test]
    public void As_many_places_as_agents_is_Erlang_B()
    {
        FinitePlacesResult loss = FinitePlaces.Evaluate(7.5, new FiniteCapacity(9, 9), new QueueTimes(240, 120, 30));

        loss.ProbabilityOfBlocking.ShouldBe(ErlangB.ProbabilityOfBlocking(7.5, 9), 1e-15);
        loss.ServiceLevelOfAccepted.ShouldBe(1, 1e-15);
        loss.QueueLength.ShouldBe(0);
    }

    [TestCase(8.0, 10, 30)]
    [TestCase(180.0, 200, 20)]
    [TestCase(4000.0, 4100, 120)]
    public void Many_places_without_abandonment_are_Erlang_C(double load, int agents, double threshold)
    {
        FinitePlacesResult many = FinitePlaces.Evaluate(
            load, new FiniteCapacity(agents, agents + 4000), new QueueTimes(300, double.PositiveInfinity, threshold));
        ErlangCResult delay = ErlangC.Evaluate(load, agents, 300)!.Value;

        many.ServiceLevelOfOffered.ShouldBe(delay.ServiceLevel(threshold), 1e-10);
        many.ProbabilityOfWait.ShouldBe(delay.ProbabilityOfWait, 1e-12);
        ReferenceTable.Relative(many.AverageSpeedOfAnswerSeconds, delay.AverageSpeedOfAnswerSeconds).ShouldBeLessThan(1e-10);
    }

    [Test]
    public void Every_caller_is_blocked_gone_or_served()
    {
        foreach (WideSystem system in WideSystems.Draw(500, mostErlangs: 3000, seed: 81))
        {
            FiniteCapacity capacity = new(system.Agents, system.Agents + 1 + system.Agents / 2);
            QueueTimes times = new(system.HandleSeconds, system.PatienceSeconds, system.ThresholdSeconds);
            FinitePlacesResult result = FinitePlaces.Evaluate(system.Load, capacity, times);
            double served = result.Occupancy * system.Agents / system.Load;

            (served + result.ProbabilityOfBlocking + result.ProbabilityOfAbandonment).ShouldBe(1, 1e-10, system.ToString());
            result.ServiceLevelOfOffered.ShouldBeInRange(0, served + 1e-10, system.ToString());
            result.QueueLength.ShouldBeInRange(0, capacity.Places - capacity.Agents, system.ToString());
        }
    }

    [Test]
    public void Deep_overload_without_abandonment_neither_overflows_nor_throws()
    {
        FinitePlacesResult flooded = FinitePlaces.Evaluate(50_000, new FiniteCapacity(100, 2000), new QueueTimes(300, double.PositiveInfinity, 30));

        flooded.ProbabilityOfBlocking.ShouldBe(1 - 100 / 50_000.0, 1e-12);
        flooded.Occupancy.ShouldBe(1, 1e-12);
        flooded.ServiceLevelOfOffered.ShouldBe(0, 1e-12);
    }

    [Test]
    public void No_patience_leaves_the_waiting_places_empty()
    {
        FinitePlacesResult result = FinitePlaces.Evaluate(7.5, new FiniteCapacity(9, 20), new QueueTimes(240, 0, 30));

        result.ProbabilityOfAbandonment.ShouldBe(ErlangB.ProbabilityOfBlocking(7.5, 9), 1e-15);
        result.ProbabilityOfBlocking.ShouldBe(0);
    }

    [Test]
    public void Fewer_places_than_agents_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => FinitePlaces.Evaluate(3, new FiniteCapacity(5, 4), new QueueTimes(240, 60, 20)));
}
