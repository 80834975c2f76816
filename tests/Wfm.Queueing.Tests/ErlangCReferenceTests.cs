using static Wfm.Queueing.Tests.ReferenceTable;

namespace Wfm.Queueing.Tests;

public sealed class ErlangCReferenceTests
{
    private static readonly IReadOnlyList<ReferenceRow> All = Read("erlang_c.csv");

    private static readonly IReadOnlyList<ReferenceRow> Stable = All.Where(row => row["n"] - row.Load > 1e-9).ToList();

    [Test]
    public void Blocking_of_the_same_system_agrees() =>
        All.WorstShouldBeBelow(1e-12, row => Relative(ErlangB.ProbabilityOfBlocking(row.Load, (int)row["n"]), row["B"]));

    [Test]
    public void Probability_of_wait_agrees() =>
        All.WorstShouldBeBelow(1e-12, row => Relative(ErlangC.ProbabilityOfWait(row.Load, (int)row["n"]), row["C_pwait"]));

    [Test]
    public void Service_level_agrees() =>
        Stable.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).ServiceLevel(row["t_s"]) - row["SL"]));

    [Test]
    public void Occupancy_agrees() => Stable.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).Occupancy - row["occupancy"]));

    [Test]
    public void Mean_waits_and_queue_length_agree() =>
        Stable.WorstShouldBeBelow(
            1e-10,
            row => Math.Max(
                Math.Max(Relative(Solved(row).AverageSpeedOfAnswerSeconds, row["ASA_s"]), Relative(Solved(row).QueueLength, row["Lq"])),
                Relative(Solved(row).MeanWaitOfWaitersSeconds, row["mean_wait_of_waiters_s"])));

    [Test]
    public void As_many_erlangs_as_agents_is_a_stated_result_without_steady_state()
    {
        List<ReferenceRow> critical = All.Where(row => row["n"] - row.Load <= 1e-9).ToList();

        critical.Count.ShouldBeGreaterThan(0);
        critical.ShouldAllBe(row => ErlangC.Evaluate(row.Load, row["n"], row["aht_s"]) == null);
        critical.ShouldAllBe(row => ErlangC.ProbabilityOfWait(row.Load, (int)row["n"]) == 1);
    }

    private static ErlangCResult Solved(ReferenceRow row) => ErlangC.Evaluate(row.Load, row["n"], row["aht_s"])!.Value;
}
