namespace Wfm.Queueing.Tests;

/// <summary>Laws of Erlang A over a wide random range, and limits in which another model gives the answer independently.</summary>
public sealed class ErlangALawTests
{
    [Test]
    public void Every_figure_is_a_probability_and_every_caller_is_served_or_gone()
    {
        foreach (WideSystem system in WideSystems.Draw(800))
        {
            ErlangA solved = system.Solve();
            double t = system.ThresholdSeconds;
            double[] shares =
            [
                solved.ProbabilityOfWait, solved.ProbabilityOfAbandonment, solved.ProbabilityOfService, solved.Occupancy,
                solved.ServiceLevelOfOffered(t), solved.ServiceLevelOfAnswered(t), solved.ServiceLevelExcludingShortAbandons(t, t),
                solved.ServiceLevelAbandonedInTimeCounts(t), solved.ServiceLevelVirtualWait(t), solved.ProbabilityOfAbandonmentWithin(t),
            ];

            shares.ShouldAllBe(share => share >= -1e-12 && share <= 1 + 1e-12, system.ToString());
            (solved.ProbabilityOfService + solved.ProbabilityOfAbandonment).ShouldBe(1, 1e-12, system.ToString());
            solved.ProbabilityOfAbandonment.ShouldBeLessThanOrEqualTo(solved.ProbabilityOfWait, system.ToString());
            solved.AverageSpeedOfAnswerSeconds!.Value.ShouldBeInRange(0, solved.MeanWaitSeconds / solved.ProbabilityOfService * (1 + 1e-9), system.ToString());
        }
    }

    [Test]
    public void The_definitions_stand_in_their_order()
    {
        foreach (WideSystem system in WideSystems.Draw(800, seed: 42))
        {
            ErlangA solved = system.Solve();
            double offered = solved.ServiceLevelOfOffered(system.ThresholdSeconds) - 1e-12;

            solved.ServiceLevelVirtualWait(system.ThresholdSeconds).ShouldBeGreaterThanOrEqualTo(offered, system.ToString());
            solved.ServiceLevelOfAnswered(system.ThresholdSeconds).ShouldBeGreaterThanOrEqualTo(offered, system.ToString());
            solved.ServiceLevelAbandonedInTimeCounts(system.ThresholdSeconds)
                .ShouldBe(offered + solved.ProbabilityOfAbandonmentWithin(system.ThresholdSeconds), 1e-11, system.ToString());
        }
    }

    [Test]
    public void More_agents_never_lower_the_service_level_or_raise_abandonment()
    {
        foreach (WideSystem system in WideSystems.Draw(600, seed: 43))
        {
            ErlangA fewer = system.Solve();
            ErlangA more = (system with { Agents = system.Agents + 1 }).Solve();

            more.ServiceLevelOfOffered(system.ThresholdSeconds)
                .ShouldBeGreaterThanOrEqualTo(fewer.ServiceLevelOfOffered(system.ThresholdSeconds) - 2e-13, system.ToString());
            more.ProbabilityOfAbandonment.ShouldBeLessThanOrEqualTo(fewer.ProbabilityOfAbandonment * (1 + 2e-13), system.ToString());
            more.Occupancy.ShouldBeLessThanOrEqualTo(fewer.Occupancy + 2e-13, system.ToString());
        }
    }

    [Test]
    public void A_longer_threshold_never_lowers_the_service_level()
    {
        foreach (WideSystem system in WideSystems.Draw(600, seed: 44))
        {
            double here = system.Solve().ServiceLevelOfOffered(system.ThresholdSeconds);

            system.Solve().ServiceLevelOfOffered(system.ThresholdSeconds * 1.1 + 1).ShouldBeGreaterThanOrEqualTo(here - 2e-13, system.ToString());
        }
    }

    [Test]
    public void Callers_as_patient_as_calls_are_long_make_the_number_in_the_system_a_Poisson_variable()
    {
        foreach (WideSystem system in WideSystems.Draw(300, mostErlangs: 2000, seed: 45))
        {
            double waiting = PoissonAtLeast(system.Load, system.Agents);

            new ErlangA(system.Load, system.Agents, 200, 200).ProbabilityOfWait.ShouldBe(waiting, 1e-11, system.ToString());
        }
    }

    [Test]
    public void A_queue_with_very_many_places_has_the_same_figures()
    {
        foreach (WideSystem system in WideSystems.Draw(400, mostErlangs: 300, seed: 46).Where(system => system.PatienceSeconds < 20_000))
        {
            double spare = 20 * Math.Sqrt(system.Load * system.PatienceSeconds / system.HandleSeconds) + 60;
            int places = system.Agents + (int)(Math.Max(0, system.Load - system.Agents) * system.PatienceSeconds / system.HandleSeconds + spare);
            FinitePlacesResult finite = FinitePlaces.Evaluate(
                system.Load,
                new FiniteCapacity(system.Agents, places),
                new QueueTimes(system.HandleSeconds, system.PatienceSeconds, system.ThresholdSeconds));
            ErlangA solved = system.Solve();

            solved.ServiceLevelOfOffered(system.ThresholdSeconds).ShouldBe(finite.ServiceLevelOfOffered, 1e-11, system.ToString());
            solved.ProbabilityOfWait.ShouldBe(finite.ProbabilityOfWait, 1e-11, system.ToString());
            ReferenceTable.Relative(solved.ProbabilityOfAbandonment, finite.ProbabilityOfAbandonment).ShouldBeLessThan(1e-10, system.ToString());
            ReferenceTable.Relative(solved.AverageSpeedOfAnswerSeconds!.Value, finite.AverageSpeedOfAnswerSeconds).ShouldBeLessThan(1e-10, system.ToString());
            solved.Occupancy.ShouldBe(finite.Occupancy, 1e-12, system.ToString());
        }
    }

    [TestCase(1e6)]
    [TestCase(1e9)]
    [TestCase(1e13)]
    [TestCase(double.PositiveInfinity)]
    public void Endless_patience_leads_to_Erlang_C(double patience)
    {
        foreach (WideSystem system in WideSystems.Draw(300, mostErlangs: 3000, seed: 47).Where(system => system.Agents > system.Load + 2))
        {
            ErlangCResult delay = ErlangC.Evaluate(system.Load, system.Agents, 300)!.Value;
            ErlangA solved = new(system.Load, system.Agents, 300, patience);
            double difference = 100 * delay.AverageSpeedOfAnswerSeconds / patience * (1 + delay.MeanWaitOfWaitersSeconds / 300) * system.Agents + 1e-12;

            solved.ServiceLevelOfOffered(20).ShouldBe(delay.ServiceLevel(20), difference, system.ToString());
            solved.ProbabilityOfWait.ShouldBe(delay.ProbabilityOfWait, difference, system.ToString());
        }
    }

    [Test]
    public void No_patience_is_Erlang_B_and_little_patience_leads_there()
    {
        foreach (WideSystem system in WideSystems.Draw(300, mostErlangs: 3000, seed: 48))
        {
            double blocked = ErlangB.ProbabilityOfBlocking(system.Load, system.Agents);
            ErlangA none = new(system.Load, system.Agents, 300, 0);

            none.ProbabilityOfAbandonment.ShouldBe(blocked, 1e-15, system.ToString());
            none.ServiceLevelOfOffered(0).ShouldBe(1 - blocked, 1e-15, system.ToString());
            none.AverageSpeedOfAnswerSeconds.ShouldBe(0);
            new ErlangA(system.Load, system.Agents, 300, 1e-9).ProbabilityOfAbandonment.ShouldBe(blocked, 1e-7, system.ToString());
        }
    }

    [Test]
    public void Fractional_agents_join_the_whole_ones_without_a_step()
    {
        foreach (WideSystem system in WideSystems.Draw(200, mostErlangs: 500, seed: 49))
        {
            double below = LevelWith(system, system.Agents - 1e-9);
            double above = LevelWith(system, system.Agents + 1e-9);

            system.Solve().ServiceLevelOfOffered(system.ThresholdSeconds).ShouldBeInRange(below - 1e-8, above + 1e-8, system.ToString());
            above.ShouldBe(below, 1e-7, system.ToString());
        }
    }

    [Test]
    public void Overload_without_patience_to_lean_on_is_stated_not_thrown()
    {
        ErlangA endless = new(12, 10, 240, double.PositiveInfinity);

        endless.HasSteadyState.ShouldBeFalse();
        endless.ServiceLevelOfOffered(30).ShouldBe(0);
        endless.ProbabilityOfWait.ShouldBe(1);
        endless.MeanWaitSeconds.ShouldBe(double.PositiveInfinity);
        endless.AverageSpeedOfAnswerSeconds.ShouldBeNull();
    }

    [Test]
    public void Nobody_present_means_everybody_hangs_up()
    {
        ErlangA closed = new(3, 0, 240, 120);

        closed.ServiceLevelOfOffered(30).ShouldBe(0);
        closed.ProbabilityOfAbandonment.ShouldBe(1);
        closed.MeanWaitSeconds.ShouldBe(120);
        closed.Occupancy.ShouldBe(0);
    }

    [Test]
    public void Absurd_but_allowed_arguments_come_to_an_end()
    {
        double[] loads = [1e-300, 1e-9, 3, 1e5];
        double[] sizes = [1e-6, 0.4, 3, 1e5, 1e8, 1e300];
        double[] seconds = [1e-200, 1e-3, 240, 1e6, 1e200];
        foreach (double load in loads)
        {
            foreach (double agents in sizes)
            {
                foreach (double handle in seconds)
                {
                    foreach (double patience in seconds.Append(0).Append(double.PositiveInfinity))
                    {
                        ErlangA solved = new(load, agents, handle, patience);
                        string where = $"{load} erlangs, {agents} agents, {handle} s, patience {patience} s";

                        solved.ProbabilityOfAbandonment.ShouldBeInRange(0, 1, where);
                        solved.ServiceLevelOfOffered(20).ShouldBeInRange(0, 1 + 1e-9, where);
                        solved.ServiceLevelVirtualWait(1e250).ShouldBeInRange(-1e-9, 1 + 1e-9, where);
                    }
                }
            }
        }
    }

    [TestCase(1e10, 5.0, 240.0, 120.0)]
    [TestCase(-1.0, 5.0, 240.0, 120.0)]
    [TestCase(double.NaN, 5.0, 240.0, 120.0)]
    [TestCase(3.0, -1.0, 240.0, 120.0)]
    [TestCase(3.0, 5.0, 0.0, 120.0)]
    [TestCase(3.0, 5.0, 240.0, -1.0)]
    [TestCase(3.0, 5.0, 240.0, double.NaN)]
    public void Impossible_arguments_are_refused(double load, double agents, double handle, double patience) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ErlangA(load, agents, handle, patience));

    private static double LevelWith(WideSystem system, double agents) =>
        new ErlangA(system.Load, agents, system.HandleSeconds, system.PatienceSeconds).ServiceLevelOfOffered(system.ThresholdSeconds);

    private static double PoissonAtLeast(double mean, int n)
    {
        double logTerm = -mean;
        for (int k = 1; k <= n; k++)
        {
            logTerm += Math.Log(mean / k);
        }

        double sum = 0;
        for (int k = n; k < n + 20 * Math.Sqrt(mean) + mean + 60; k++)
        {
            sum += Math.Exp(logTerm);
            logTerm += Math.Log(mean / (k + 1));
        }

        return sum;
    }
}
