using static Wfm.Queueing.Tests.ReferenceTable;

namespace Wfm.Queueing.Tests;

public sealed class ErlangBReferenceTests
{
    [Test]
    public void Blocking_agrees_with_the_exact_table() =>
        Read("erlang_b.csv").WorstShouldBeBelow(
            1e-12, row => Relative(ErlangB.ProbabilityOfBlocking(row["a_erlang"], (int)row["n"]), row["B"]));

    [Test]
    public void Blocking_of_real_valued_agents_agrees_with_the_exact_table() =>
        Read("erlang_b_real_n.csv").WorstShouldBeBelow(
            1e-12, row => Relative(ErlangB.ProbabilityOfBlocking(row["a_erlang"], row["x_agents"]), row["B"]));

    [Test]
    public void Waiting_with_real_valued_agents_agrees_with_the_exact_table() =>
        Read("erlang_b_real_n.csv").Where(row => row.Has("C")).WorstShouldBeBelow(
            1e-12, row => Relative(ErlangC.ProbabilityOfWait(row["a_erlang"], row["x_agents"]), row["C"]));
}
