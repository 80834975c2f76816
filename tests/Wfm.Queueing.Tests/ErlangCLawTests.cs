namespace Wfm.Queueing.Tests;

public sealed class ErlangCLawTests
{
    [TestCase(0.01)]
    [TestCase(0.3)]
    [TestCase(0.8)]
    [TestCase(0.999)]
    public void One_agent_is_the_textbook_single_server(double load)
    {
        ErlangCResult single = ErlangC.Evaluate(load, 1, 200)!.Value;

        single.ProbabilityOfWait.ShouldBe(load, 1e-15);
        single.AverageSpeedOfAnswerSeconds.ShouldBe(200 * load / (1 - load), 1e-9);
        single.QueueLength.ShouldBe(load * load / (1 - load), 1e-10);
        single.ServiceLevel(60).ShouldBe(1 - load * Math.Exp(-(1 - load) * 60 / 200), 1e-14);
    }

    [Test]
    public void More_agents_never_lower_the_service_level()
    {
        foreach (WideSystem system in WideSystems.Draw(1000, seed: 61).Where(system => system.Agents > system.Load))
        {
            double fewer = ErlangC.ServiceLevel(system.Load, system.Agents, system.HandleSeconds, system.ThresholdSeconds)!.Value;
            double more = ErlangC.ServiceLevel(system.Load, system.Agents + 1, system.HandleSeconds, system.ThresholdSeconds)!.Value;

            more.ShouldBeInRange(fewer - 1e-14, 1, system.ToString());
        }
    }

    [Test]
    public void Waiting_follows_from_blocking()
    {
        foreach (WideSystem system in WideSystems.Draw(1000, seed: 62).Where(system => system.Agents > system.Load + 1e-6))
        {
            double blocked = ErlangB.ProbabilityOfBlocking(system.Load, system.Agents);
            double wait = blocked / (1 - system.Load / system.Agents * (1 - blocked));

            ErlangC.ProbabilityOfWait(system.Load, system.Agents).ShouldBe(wait, 1e-9, system.ToString());
        }
    }

    [Test]
    public void Overload_is_a_stated_result()
    {
        ErlangC.HasSteadyState(10, 10).ShouldBeFalse();
        ErlangC.ProbabilityOfWait(10, 10).ShouldBe(1);
        ErlangC.ProbabilityOfWait(10, 9.5).ShouldBe(1);
        ErlangC.ServiceLevel(10, 10, 240, 30).ShouldBeNull();
        ErlangC.AverageSpeedOfAnswerSeconds(12, 10, 240).ShouldBeNull();
        ErlangC.QueueLength(12, 10).ShouldBeNull();
        ErlangC.MeanWaitOfWaitersSeconds(12, 10, 240).ShouldBeNull();
    }

    [Test]
    public void No_load_means_no_wait()
    {
        ErlangC.ProbabilityOfWait(0, 3).ShouldBe(0);
        ErlangC.ServiceLevel(0, 3, 240, 0).ShouldBe(1);
    }

    [Test]
    public void Impossible_arguments_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangC.ProbabilityOfWait(double.NaN, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangC.ServiceLevel(1, 3, 0, 30));
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangC.ServiceLevel(1, 3, 240, -1));
    }
}
