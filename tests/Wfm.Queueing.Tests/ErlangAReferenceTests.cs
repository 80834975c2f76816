using static Wfm.Queueing.Tests.ReferenceTable;

namespace Wfm.Queueing.Tests;

[TestFixture("erlang_a.csv")]
[TestFixture("erlang_a_wide.csv")]
public sealed class ErlangAReferenceTests(string file)
{
    private readonly IReadOnlyList<ReferenceRow> _rows = Read(file);

    [Test]
    public void Probability_of_wait_agrees() => _rows.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).ProbabilityOfWait - row["Pwait"]));

    [Test]
    public void Probability_of_abandonment_agrees_relatively() =>
        _rows.WorstShouldBeBelow(1e-12, row => Relative(Solved(row).ProbabilityOfAbandonment, row["Pab"]));

    [Test]
    public void Served_in_time_of_offered_agrees() =>
        _rows.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).ServiceLevelOfOffered(row["t_s"]) - row["SL_offered"]));

    [Test]
    public void Virtual_wait_agrees() =>
        _rows.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).ServiceLevelVirtualWait(row["t_s"]) - row["SL_virtual"]));

    [Test]
    public void Early_abandoners_as_met_agrees() =>
        _rows.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).ServiceLevelAbandonedInTimeCounts(row["t_s"]) - row["SL_abin_met"]));

    [Test]
    public void Leaving_out_short_abandons_agrees() =>
        _rows.WorstShouldBeBelow(
            1e-12, row => Math.Abs(Solved(row).ServiceLevelExcludingShortAbandons(row["t_s"], row["t_s"]) - row["SL_excl_short_ab"]));

    [Test]
    public void Served_in_time_of_answered_agrees() =>
        _rows.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).ServiceLevelOfAnswered(row["t_s"]) - row["SL_answered"]));

    [Test]
    public void Abandonment_within_the_limit_agrees() =>
        _rows.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).ProbabilityOfAbandonmentWithin(row["t_s"]) - row["Pab_within_t"]));

    [Test]
    public void Speed_of_answer_agrees() =>
        _rows.Where(row => row.Has("ASA_served")).WorstShouldBeBelow(
            1e-11, row => Relative(Solved(row).AverageSpeedOfAnswerSeconds!.Value, row["ASA_served"]));

    [Test]
    public void Mean_wait_and_queue_length_agree() =>
        _rows.WorstShouldBeBelow(
            1e-12, row => Math.Max(Relative(Solved(row).MeanWaitSeconds, row["EW_all"]), Relative(Solved(row).QueueLength, row["EQ"])));

    [Test]
    public void Occupancy_agrees() => _rows.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).Occupancy - row["occ"]));

    private static ErlangA Solved(ReferenceRow row) => new(row.Load, row["n"], row["aht_s"], row["patience_s"]);
}
