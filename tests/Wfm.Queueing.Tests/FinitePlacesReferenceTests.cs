using static Wfm.Queueing.Tests.ReferenceTable;

namespace Wfm.Queueing.Tests;

public sealed class FinitePlacesReferenceTests
{
    private static readonly IReadOnlyList<ReferenceRow> Rows = Read("mmnk.csv");

    [Test]
    public void Blocking_agrees() => Rows.WorstShouldBeBelow(1e-12, row => Relative(Solved(row).ProbabilityOfBlocking, row["Pblock"]));

    [Test]
    public void Probability_of_wait_agrees() =>
        Rows.WorstShouldBeBelow(
            1e-12,
            row => Math.Max(
                Math.Abs(Solved(row).ProbabilityOfWait - row["Pwait_offered"]),
                Math.Abs(Solved(row).ProbabilityOfWaitOfAccepted - row["Pwait_accepted"])));

    [Test]
    public void Abandonment_agrees() => Rows.WorstShouldBeBelow(1e-12, row => Relative(Solved(row).ProbabilityOfAbandonment, row["Pab_offered"]));

    [Test]
    public void Service_level_agrees() =>
        Rows.WorstShouldBeBelow(
            1e-12,
            row => Math.Max(
                Math.Abs(Solved(row).ServiceLevelOfOffered - row["SL_offered"]),
                Math.Abs(Solved(row).ServiceLevelOfAccepted - row["SL_accepted"])));

    [Test]
    public void Speed_of_answer_and_queue_length_agree() =>
        Rows.WorstShouldBeBelow(
            1e-12,
            row => Math.Max(Relative(Solved(row).AverageSpeedOfAnswerSeconds, row["ASA_served"]), Relative(Solved(row).QueueLength, row["EQ"])));

    [Test]
    public void Occupancy_agrees() => Rows.WorstShouldBeBelow(1e-12, row => Math.Abs(Solved(row).Occupancy - row["occ"]));

    private static FinitePlacesResult Solved(ReferenceRow row)
    {
        double patience = row["patience_s_0_none"];
        return FinitePlaces.Evaluate(
            row.Load,
            new FiniteCapacity((int)row["n"], (int)row["K"]),
            new QueueTimes(row["aht_s"], patience == 0 ? double.PositiveInfinity : patience, row["t_s"]));
    }
}
