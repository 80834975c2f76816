using Wfm.Scheduling.OrTools.Model;

namespace Wfm.Scheduling.OrTools.Tests.Model;

/// <summary>A malformed model is refused where it is made, with the place in the message.</summary>
[TestFixture]
public sealed class CpModelChecksTests
{
    private static readonly CpVariable Yes = new(0);
    private static readonly CpVariable Many = new(1);

    private static void Refuses(string words, params CpConstraint[] constraints) =>
        Should.Throw<ArgumentException>(() => new CpModel([CpRange.Boolean, new CpRange(0, 5)], constraints)).Message.ShouldContain(words);

    [Test]
    public void A_variable_needs_a_value() =>
        Should.Throw<ArgumentException>(() => new CpModel([new CpRange(3, 2)], [])).Message.ShouldBe("Variable 0 has no value: 3 to 2.");

    [Test]
    public void A_constraint_names_variables_there_are() =>
        Refuses("Constraint 0 (AnyOf) names variable 2; there are 2.", new CpConstraint.AnyOf([new CpVariable(2).Not]));

    [Test]
    public void A_literal_is_yes_or_no() =>
        Refuses("takes variable 1 as yes or no, but it is 0 to 5", new CpConstraint.AtMostOne([Yes, Many]));

    [Test]
    public void A_sum_has_no_negated_variable() =>
        Refuses("adds up a negated variable", new CpConstraint.Linear(new CpSum([new CpTerm(Yes.Not, 1)]), 0, 1));

    [Test]
    public void A_sum_stays_within_62_bits() =>
        Refuses("beyond 2^62", new CpConstraint.Linear(new CpSum([new CpTerm(Many, 1L << 60)]), 0, 1));

    [Test]
    public void A_sum_has_a_range() =>
        Refuses("cannot hold: 2 to 1", new CpConstraint.Linear(CpSum.Of(Many), 2, 1));

    [Test]
    public void Only_some_constraints_can_be_conditional() =>
        Refuses("cannot be conditional", new CpConstraint.ExactlyOne([Yes]) { OnlyIf = [Yes] });

    [Test]
    public void No_overlap_is_about_intervals() =>
        Refuses("no interval", new CpConstraint.AnyOf([Yes]), new CpConstraint.NoOverlap([0]));

    [Test]
    public void An_automaton_knows_one_way_on() =>
        Refuses("two steps from state 0 by 1", new CpConstraint.Automaton([Yes], 0, [1], [new CpStep(0, 1, 1), new CpStep(0, 1, 2)]));

    [Test]
    public void A_hint_lies_in_the_range() =>
        Should.Throw<ArgumentException>(() => new CpModel([CpRange.Boolean], [], null, new Dictionary<CpVariable, long> { [Yes] = 2 }))
            .Message.ShouldContain("hint 2");

    [TestCase(0.0)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void There_is_always_a_time_limit(double seconds) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CpSolverOptions { Seconds = seconds }.ToText());

    [Test]
    public void Options_as_text_read_as_the_native_solver_takes_them() =>
        new CpSolverOptions { Workers = 8, Seconds = 2.5, DeterministicSeconds = 1.25, Seed = 7, Log = true }.ToText()
            .ShouldBe("num_workers:8 max_time_in_seconds:2.5 random_seed:7 log_search_progress:true max_deterministic_time:1.25");
}
