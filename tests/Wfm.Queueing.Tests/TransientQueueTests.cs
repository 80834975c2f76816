using Wfm.Queueing.Simulation;

namespace Wfm.Queueing.Tests;

public sealed class TransientQueueTests
{
    private static readonly double[] Calls = [4, 9, 14, 12, 0, 7, 3];
    private static readonly double[] Handle = [240, 240, 300, 200, 240, 240, 240];
    private static readonly double[] Agents = [2, 3, 3, 5, 2, 0, 4];

    // Runge-Kutta with steps of a quarter of a second on the plain balance equations: no uniformization, no truncation tricks.
    [TestCase(120)]
    [TestCase(600)]
    [TestCase(double.PositiveInfinity)]
    public void Agrees_with_the_balance_equations_in_tiny_steps(double patience)
    {
        QueueDay day = new(Calls, Handle, patience, 30);
        TransientDay chain = TransientQueue.Of(day, Agents, 900);
        double[] now = new double[160];
        now[0] = 1;
        for (int interval = 0; interval < Calls.Length; interval++)
        {
            (double wait, double busy) = TinySteps(now, Calls[interval] / 900, Agents[interval], 1 / Handle[interval], 1 / patience);

            chain.ProbabilityOfWaitAt(interval).ShouldBe(wait, 1e-8);
            chain.OccupancyAt(interval).ShouldBe(Agents[interval] == 0 ? 0 : busy / Agents[interval], 1e-8);
        }

        chain.ErrorBound.ShouldBeLessThan(1e-9);
    }

    [TestCase(6.2, 8, 180)]
    [TestCase(6.2, 5, 180)]
    [TestCase(0.3, 1, 60)]
    [TestCase(60, 63, 120)]
    [TestCase(3, 3.4, 0)]
    [TestCase(6.2, 8, double.PositiveInfinity)]
    public void A_long_constant_day_ends_as_Erlang_A(double load, double agents, double patience)
    {
        agents = patience == 0 ? Math.Floor(agents) : agents;
        const int intervals = 60;
        QueueDay day = new([.. Enumerable.Repeat(load * 900 / 240, intervals)], [.. Enumerable.Repeat(240.0, intervals)], patience, 30);
        TransientDay chain = TransientQueue.Of(day, [.. Enumerable.Repeat(agents, intervals)], 900);
        ErlangA exact = new(load, agents, 240, patience);
        CallFigures last = chain.At(intervals - 1);

        last.ServiceLevelOfOffered!.Value.ShouldBe(exact.ServiceLevelOfOffered(30), 1e-11);
        last.ServiceLevelOfAnswered!.Value.ShouldBe(exact.ServiceLevelOfAnswered(30), 1e-11);
        last.ServiceLevelExcludingShortAbandons!.Value.ShouldBe(exact.ServiceLevelExcludingShortAbandons(30, 5), 1e-11);
        last.ServiceLevelAbandonedInTimeCounts!.Value.ShouldBe(exact.ServiceLevelAbandonedInTimeCounts(30), 1e-11);
        last.ServiceLevelVirtualWait!.Value.ShouldBe(exact.ServiceLevelVirtualWait(30), 1e-11);
        last.AbandonedFraction!.Value.ShouldBe(exact.ProbabilityOfAbandonment, 1e-11);
        last.AverageSpeedOfAnswerSeconds!.Value.ShouldBe(exact.AverageSpeedOfAnswerSeconds!.Value, 1e-8);
        last.MeanWaitSeconds!.Value.ShouldBe(exact.MeanWaitSeconds, 1e-8);
        chain.ProbabilityOfWaitAt(intervals - 1).ShouldBe(exact.ProbabilityOfWait, 1e-11);
        chain.OccupancyAt(intervals - 1).ShouldBe(exact.Occupancy, 1e-11);
        chain.ErrorBound.ShouldBeLessThan(1e-10);
    }

    [Test]
    public void Wait_quantiles_invert_the_service_level_of_answered_calls()
    {
        TransientDay chain = TransientQueue.Of(new QueueDay(Calls, Handle, 180, 30), Agents, 900);

        double wait = chain.WaitQuantileSecondsAt(2, 0.9)!.Value;

        TransientQueue.Of(new QueueDay(Calls, Handle, 180, wait), Agents, 900).At(2).ServiceLevelOfAnswered!.Value.ShouldBe(0.9, 1e-6);
        chain.WaitQuantileSecondsAt(0, 0.01).ShouldBe(0);
        chain.WaitQuantileSecondsAt(4, 0.9).ShouldBeNull(); // no calls
        chain.WaitQuantileSecondsAt(5, 0.9).ShouldBeNull(); // nobody answers
    }

    [Test]
    public void The_same_bits_with_four_or_eight_values_at_a_time()
    {
        foreach (WideSystem system in WideSystems.Draw(25, mostErlangs: 60, seed: 12))
        {
            double calls = Math.Min(300, system.Load * 900 / system.HandleSeconds);
            QueueDay day = new([calls, calls / 3, calls], [system.HandleSeconds, system.HandleSeconds, system.HandleSeconds], 60 + system.PatienceSeconds % 600, 30);
            double[] agents = [Math.Min(80, system.Agents), 1.5, 4];
            TransientDay eight = TransientQueue.Of(day, agents, 900, 0, 5, lanes: 8);
            TransientDay four = TransientQueue.Of(day, agents, 900, 0, 5, lanes: 4);

            four.OfDay().ShouldBe(eight.OfDay());
            four.ErrorBound.ShouldBe(eight.ErrorBound);
        }
    }

    [Test]
    public void Whole_days_agree_with_simulation()
    {
        double weighted = 0, offered = 0, worst = 0;
        foreach ((double callsPerDay, double change) in new (double, double)[] { (150, 0), (150, -1), (800, 0), (800, -3), (800, 2) })
        {
            QueueDay day = BusyDay.Of(callsPerDay, 240, 120, 30);
            double[] agents = BusyDay.Agents(day, change);
            CallFigures chain = TransientQueue.Of(day, agents, 900).OfDay();
            SimulatedFigures truth = new CentreSimulation(1, [[new SkillRoute(0, 1)]], 900)
                .Run([day], [.. agents.Select(size => new[] { size })], (int)(600_000 / callsPerDay), seed: 3);
            double error = 100 * (chain.ServiceLevelOfOffered!.Value - truth.ServiceLevelOf(0)!.Value.Value);
            TestContext.Out.WriteLine($"{callsPerDay} calls, {change} agents: {error:0.00} points, abandoned {chain.AbandonedFraction:0.000} and {truth.OfQueue(0).AbandonedFraction:0.000}");
            weighted += error;
            offered++;
            worst = Math.Max(worst, Math.Abs(error));
        }

        Math.Abs(weighted / offered).ShouldBeLessThan(0.15);
        worst.ShouldBeLessThan(0.5);
    }

    [Test]
    public void States_are_stated_and_nothing_is_NaN()
    {
        double[] calls = [5, 0, 5, 0, 5];
        double[] agents = [0, 0, 2, 2, 0.4];
        foreach (double patience in new[] { 0, 1e-9, 0.01, 60, 1e13, double.PositiveInfinity })
        {
            foreach (double handle in new[] { 1e-3, 240, 86_400 })
            {
                TransientDay chain = TransientQueue.Of(new QueueDay(calls, [handle, handle, handle, handle, handle], patience, 0), agents, 900);

                chain.StateAt(0).ShouldBe(QueueState.Uncovered);
                chain.StateAt(1).ShouldBe(QueueState.Closed);
                chain.StateAt(2).ShouldBe(QueueState.Normal);
                chain.At(0).ServiceLevelOfOffered!.Value.ShouldBe(0, 1e-12);
                chain.At(0).AbandonedFraction!.Value.ShouldBe(1, 1e-12);
                chain.At(1).ServiceLevelOfOffered.ShouldBeNull();
                CallFigures day = chain.OfDay();
                foreach (double figure in new[] { day.AnsweredInTime, day.Abandoned, day.ShortAbandoned, day.AbandonedInTime, day.VirtuallyInTime })
                {
                    figure.ShouldBeInRange(-1e-12, 15 + 1e-9, $"patience {patience}, handle time {handle}");
                }

                double.IsFinite(day.WaitSecondsOfAnswered + day.WaitSecondsOfAbandoned + chain.ErrorBound).ShouldBeTrue();
                chain.OccupancyAt(2).ShouldBeInRange(0, 1);
                chain.ProbabilityOfWaitAt(2).ShouldBeInRange(0, 1);
            }
        }
    }

    [Test]
    public void What_waits_is_carried_over()
    {
        // A rush in the first quarter, then nobody calls and two agents work the line off.
        QueueDay day = new([60, 0.5, 0.5], [240, 240, 240], double.PositiveInfinity, 30);
        TransientDay chain = TransientQueue.Of(day, [2, 2, 2], 900);

        chain.At(1).ServiceLevelOfOffered!.Value.ShouldBeLessThan(0.01);
        chain.At(1).AverageSpeedOfAnswerSeconds!.Value.ShouldBeGreaterThan(3600);
        TransientQueue.Of(day, [2, 2, 2], 900, callsAtStart: 20).At(0).AverageSpeedOfAnswerSeconds!.Value
            .ShouldBeGreaterThan(chain.At(0).AverageSpeedOfAnswerSeconds!.Value + 1000);
    }

    [Test]
    public void Impossible_input_is_refused()
    {
        Should.Throw<ArgumentException>(() => TransientQueue.Of(new QueueDay([1], [240], 60, 30), [1, 2], 900));
        Should.Throw<ArgumentOutOfRangeException>(() => TransientQueue.Of(new QueueDay([1], [0], 60, 30), [1], 900));
        Should.Throw<ArgumentOutOfRangeException>(() => TransientQueue.Of(new QueueDay([1], [240], double.NaN, 30), [1], 900));
        Should.Throw<ArgumentOutOfRangeException>(() => TransientQueue.Of(new QueueDay([1], [240], 60, 30), [-1], 900));
    }

    private static (double Wait, double Busy) TinySteps(double[] now, double arrivals, double agents, double service, double hangUp)
    {
        const double step = 0.25;
        int steps = (int)(900 / step);
        double wait = 0, busy = 0;
        double[] Slope(double[] p)
        {
            double[] slope = new double[p.Length];
            for (int k = 0; k < p.Length; k++)
            {
                double leaving = Math.Min(k, agents) * service + Math.Max(0, k - agents) * hangUp;
                double coming = k + 1 < p.Length ? arrivals : 0;
                slope[k] -= p[k] * (leaving + coming);
                if (k > 0)
                {
                    slope[k - 1] += p[k] * leaving;
                }

                if (k + 1 < p.Length)
                {
                    slope[k + 1] += p[k] * coming;
                }
            }

            return slope;
        }

        double[] Plus(double[] p, double[] slope, double by) => [.. p.Select((value, k) => value + by * slope[k])];

        for (int i = 0; i < steps; i++)
        {
            double[] a = Slope(now), middle = Plus(now, a, step / 2), b = Slope(middle);
            double[] again = Plus(now, b, step / 2), c = Slope(again), end = Plus(now, c, step), d = Slope(end);
            double[] next = [.. now.Select((value, k) => value + step / 6 * (a[k] + 2 * b[k] + 2 * c[k] + d[k]))];
            for (int k = 0; k < now.Length; k++)
            {
                // Simpson's rule over the step, with the middle by Hermite's cubic.
                double centre = (now[k] + next[k]) / 2 + step / 8 * (a[k] - d[k]);
                double mean = (now[k] + 4 * centre + next[k]) / 6 / steps;
                wait += k >= agents ? mean : 0;
                busy += Math.Min(k, agents) * mean;
                now[k] = next[k];
            }
        }

        return (wait, busy);
    }
}
