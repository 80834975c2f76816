using Wfm.Queueing.Simulation;

namespace Wfm.Queueing.Tests.Simulation;

/// <summary>Long constant days against formulas that are exact there. A z is (simulated − exact) ÷ standard error; |z| &lt; 4 in every cell.</summary>
public sealed class SteadyStateTests
{
    private const int Intervals = 60;
    private const int WarmUp = 16;
    private const double HandleSeconds = 240;

    [Test]
    public void Service_level_agrees_with_Erlang_A_B_and_C()
    {
        List<double> all = [];
        foreach ((int agents, double occupancy, double patience) in Cells())
        {
            double load = agents * occupancy;
            ErlangA exact = new(load, agents, HandleSeconds, patience);
            foreach (double threshold in new[] { 0, 15.0, 60 })
            {
                SimulatedFigures figures = Run(load, agents, patience, threshold, days: 60, seed: all.Count);
                (double level, double error) = Level(figures);
                all.Add((level - exact.ServiceLevelOfOffered(threshold)) / error);
            }
        }

        TestContext.Out.WriteLine($"{all.Count} cells, largest |z| {all.Max(Math.Abs):0.00}, mean square {all.Average(z => z * z):0.00}");
        all.Count.ShouldBeGreaterThan(80);
        all.ShouldAllBe(z => Math.Abs(z) < 4);
        all.Average(z => z * z).ShouldBeInRange(0.5, 1.6);
    }

    [Test]
    public void Every_other_figure_agrees_with_Erlang_A()
    {
        List<double> all = [];
        foreach ((int agents, double occupancy, double patience) in Cells().Where(cell => cell.Patience is > 0 and < double.PositiveInfinity))
        {
            double load = agents * occupancy;
            ErlangA exact = new(load, agents, HandleSeconds, patience);
            CallFigures[] runs = [.. Enumerable.Range(0, 24).Select(seed => Sum(Run(load, agents, patience, 30, days: 4, seed: 1000 * all.Count + seed)))];
            all.Add(Z(runs, run => run.AbandonedFraction!.Value, exact.ProbabilityOfAbandonment));
            all.Add(Z(runs, run => run.AverageSpeedOfAnswerSeconds!.Value, exact.AverageSpeedOfAnswerSeconds!.Value));
            all.Add(Z(runs, run => run.MeanWaitSeconds!.Value, exact.MeanWaitSeconds));
            all.Add(Z(runs, run => run.ServiceLevelOfAnswered!.Value, exact.ServiceLevelOfAnswered(30)));
            all.Add(Z(runs, run => run.ServiceLevelExcludingShortAbandons!.Value, exact.ServiceLevelExcludingShortAbandons(30, 5)));
            all.Add(Z(runs, run => run.ServiceLevelAbandonedInTimeCounts!.Value, exact.ServiceLevelAbandonedInTimeCounts(30)));
            all.Add(Z(runs, run => run.ServiceLevelVirtualWait!.Value, exact.ServiceLevelVirtualWait(30)));
        }

        TestContext.Out.WriteLine($"{all.Count} cells, largest |z| {all.Max(Math.Abs):0.00}, mean square {all.Average(z => z * z):0.00}");
        all.Count.ShouldBeGreaterThan(100);
        all.ShouldAllBe(z => Math.Abs(z) < 4.5); // 23 degrees of freedom: wider tails than the normal
    }

    // Pollaczek and Khinchine: E[W] = λ E[S²] / (2 (1 − ρ)) for one agent and any handle times.
    [TestCase(0)]
    [TestCase(0.8)]
    [TestCase(1)]
    [TestCase(1.5)]
    public void One_agent_waits_by_Pollaczek_and_Khinchine(double variation)
    {
        const double occupancy = 0.6;
        double exact = occupancy * HandleSeconds * (1 + variation * variation) / (2 * (1 - occupancy));
        CallerBehaviour behaviour = new() { HandleTimeVariation = variation };
        CallFigures[] runs =
            [.. Enumerable.Range(0, 40).Select(seed => Sum(Run(occupancy, 1, double.PositiveInfinity, 30, days: 40, seed: seed, behaviour)))];

        Math.Abs(Z(runs, run => run.AverageSpeedOfAnswerSeconds!.Value, exact)).ShouldBeLessThan(4);
    }

    /// <summary>Busy signals, hanging up and service level of those let in, on the rows of the supplied table that a day of calls can settle.</summary>
    [Test]
    public void Limited_places_agree_with_the_reference_figures()
    {
        List<double> all = [];
        foreach (ReferenceRow row in ReferenceTable.Read("mmnk.csv").Where(row => row["n"] <= 20 && row.Load <= 30 && row.Load >= 0.5).Where((_, at) => at % 3 == 0))
        {
            double patience = row["patience_s_0_none"] == 0 ? double.PositiveInfinity : row["patience_s_0_none"];
            double handle = row["aht_s"];
            QueueDay day = new([.. Enumerable.Repeat(row.Load * 900 / handle, Intervals)], [.. Enumerable.Repeat(handle, Intervals)], patience, row["t_s"]);
            CentreSimulation simulation = new(1, [[new SkillRoute(0, 1)]], 900, [new CallerBehaviour { Places = (int)row["K"] }]);
            CallFigures[] runs = [.. Enumerable.Range(0, 24).Select(seed => Sum(simulation.Run([day], Staff((int)row["n"]), 6, 1000 * all.Count + seed)))];

            double calls = runs.Sum(run => run.Offered + run.Blocked);
            Add(row["Pblock"], run => run.BlockedFraction ?? 0);
            Add(row["SL_accepted"], run => run.ServiceLevelOfOffered ?? 0);
            Add(row["Pab_offered"], run => run.Abandoned / (run.Offered + run.Blocked));

            // A share that hardly ever happens, or hardly ever does not, has no normal error in so few calls.
            void Add(double exact, Func<CallFigures, double> figure)
            {
                if (exact * calls > 200 && (1 - exact) * calls > 200)
                {
                    all.Add(Z(runs, figure, exact));
                }
            }
        }

        TestContext.Out.WriteLine($"{all.Count} figures, largest |z| {all.Max(Math.Abs):0.00}, mean square {all.Average(z => z * z):0.00}");
        all.Count.ShouldBeGreaterThan(40);
        all.ShouldAllBe(z => Math.Abs(z) < 4.5);
        all.Average(z => z * z).ShouldBeInRange(0.5, 1.6);
    }

    // Cobham: with c equal agents and non-pre-emptive priorities E[W1] = W0 / (1 − ρ1), E[W2] = W0 / ((1 − ρ1)(1 − ρ)), W0 = P(wait) · AHT / c.
    [Test]
    public void Priorities_share_the_waiting_by_Cobham()
    {
        const int agents = 4;
        const double first = 1.6, second = 1.4;
        CentreSimulation simulation = new(2, [[new SkillRoute(0, 1), new SkillRoute(1, 2)]], 900);
        QueueDay[] days = [Constant(first, double.PositiveInfinity, 30), Constant(second, double.PositiveInfinity, 30)];
        double base0 = ErlangC.ProbabilityOfWait(first + second, agents) * HandleSeconds / agents;
        SimulatedFigures[] runs = [.. Enumerable.Range(0, 40).Select(seed => simulation.Run(days, Staff(agents), 40, seed))];

        double high = Z([.. runs.Select(run => Sum(run))], run => run.AverageSpeedOfAnswerSeconds!.Value, base0 / (1 - first / agents));
        double low = Z(
            [.. runs.Select(run => Sum(run, queue: 1))],
            run => run.AverageSpeedOfAnswerSeconds!.Value,
            base0 / ((1 - first / agents) * (1 - (first + second) / agents)));

        Math.Abs(high).ShouldBeLessThan(4);
        Math.Abs(low).ShouldBeLessThan(4);
    }

    private static IEnumerable<(int Agents, double Occupancy, double Patience)> Cells() =>
        from agents in new[] { 1, 3, 8, 20 }
        from occupancy in new[] { 0.6, 0.9, 1.3 }
        from patience in new[] { 0, 60, 180, double.PositiveInfinity }
        where patience < double.PositiveInfinity || occupancy < 0.8
        select (agents, occupancy, patience);

    private static QueueDay Constant(double load, double patience, double threshold) => new(
        [.. Enumerable.Repeat(load * 900 / HandleSeconds, Intervals)], [.. Enumerable.Repeat(HandleSeconds, Intervals)], patience, threshold);

    private static double[][] Staff(int agents) => [.. Enumerable.Range(0, Intervals).Select(_ => new double[] { agents })];

    private static SimulatedFigures Run(
        double load, int agents, double patience, double threshold, int days, int seed = 1, CallerBehaviour? behaviour = null) =>
        new CentreSimulation(1, [[new SkillRoute(0, 1)]], 900, behaviour is null ? null : [behaviour])
            .Run([Constant(load, patience, threshold)], Staff(agents), days, seed);

    private static CallFigures Sum(SimulatedFigures figures, int queue = 0)
    {
        CallFigures sum = default;
        for (int interval = WarmUp; interval < Intervals; interval++)
        {
            sum += figures.At(queue, interval);
        }

        return sum;
    }

    /// <summary>Service level after warming up, with the standard error of a ratio over days.</summary>
    private static (double Level, double Error) Level(SimulatedFigures figures)
    {
        (long Offered, long InTime)[] days = [.. Enumerable.Range(0, figures.Days).Select(day => figures.Counts(0, WarmUp, Intervals, day))];
        double offered = days.Sum(day => day.Offered);
        double level = days.Sum(day => day.InTime) / offered;
        double squares = days.Sum(day => Math.Pow(day.InTime - level * day.Offered, 2));
        return (level, Math.Sqrt(squares * figures.Days / (figures.Days - 1)) / offered);
    }

    private static double Z(CallFigures[] runs, Func<CallFigures, double> figure, double exact)
    {
        double[] values = [.. runs.Select(figure)];
        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return variance == 0 && Math.Abs(mean - exact) < 1e-9 ? 0 : (mean - exact) / Math.Sqrt(variance / values.Length);
    }
}
