using Wfm.Exchange;

namespace Wfm.Planning.Tests;

[TestFixture]
public sealed class AnswerErlangCasesTests
{
    // 2.2 erlangs (33 calls an hour of 240 s): the textbook case of a small answer group.
    private static readonly ErlangCase Small = new(ErlangModel.C, 33, 3600, 240, null, 30, 0.8, null, null);

    [Test]
    public void Without_agents_the_fewest_that_meet_the_target_are_found()
    {
        ErlangAnswer answer = AnswerErlangCases.Answer(Small);

        answer.OfferedLoadErlangs!.Value.ShouldBe(2.2, tolerance: 1e-12);
        answer.RequiredAgents.ShouldBe(4);
        answer.ServiceLevel!.Value.ShouldBeGreaterThanOrEqualTo(0.8);
        answer.ServiceLevelOneFewer!.Value.ShouldBeLessThan(0.8);
        answer.Occupancy!.Value.ShouldBe(0.55, tolerance: 1e-12);
        answer.ProbabilityOfAbandonment.ShouldBe(0);
    }

    [Test]
    public void With_agents_the_figures_are_told_at_those_agents_and_the_fewest_beside_them()
    {
        ErlangAnswer answer = AnswerErlangCases.Answer(Small with { Agents = 6 });

        answer.RequiredAgents.ShouldBe(4);
        answer.Occupancy!.Value.ShouldBe(2.2 / 6, tolerance: 1e-12);
    }

    [Test]
    public void Where_no_steady_state_exists_the_cells_stay_empty()
    {
        ErlangAnswer answer = AnswerErlangCases.Answer(Small with { Agents = 2, Target = null });

        answer.RequiredAgents.ShouldBeNull();
        (answer.ServiceLevel, answer.AverageSpeedOfAnswerSeconds, answer.ProbabilityOfWait, answer.ServiceLevelOneFewer).ShouldBe((null, null, null, null));
        answer.ProbabilityOfBlocking!.Value.ShouldBe(2.42 / (1 + 2.2 + 2.42), tolerance: 1e-12);
    }

    [Test]
    public void One_fewer_is_empty_where_that_has_no_steady_state_or_is_nobody()
    {
        AnswerErlangCases.Answer(Small with { Agents = 3 }).ServiceLevelOneFewer.ShouldBeNull();
        AnswerErlangCases.Answer(Small with { Model = ErlangModel.A, PatienceSeconds = 180, Agents = 1 }).ServiceLevelOneFewer.ShouldBeNull();
    }

    // Erlang B: 1 − B(2, 1) = 1 − 0.5 / 2.5.
    [Test]
    public void Service_level_of_Erlang_B_is_the_share_not_turned_away()
    {
        ErlangAnswer answer = AnswerErlangCases.Answer(new ErlangCase(ErlangModel.B, 15, 3600, 240, 2, 0, null, null, null));

        answer.ServiceLevel!.Value.ShouldBe(0.8, tolerance: 1e-12);
        (answer.ProbabilityOfWait, answer.AverageSpeedOfAnswerSeconds).ShouldBe((0, 0));
        answer.Occupancy!.Value.ShouldBe(0.4, tolerance: 1e-12);
    }

    [Test]
    public void Erlang_A_tells_who_hangs_up()
    {
        ErlangAnswer answer = AnswerErlangCases.Answer(Small with { Model = ErlangModel.A, PatienceSeconds = 180, Agents = 2, Target = null });

        answer.ProbabilityOfAbandonment!.Value.ShouldBeInRange(0.15, 0.4);
        (2.2 * (1 - answer.ProbabilityOfAbandonment.Value) / 2).ShouldBe(answer.Occupancy!.Value, tolerance: 1e-9);
    }

    [Test]
    public void A_ceiling_on_occupancy_asks_for_more() =>
        AnswerErlangCases.Answer(Small with { MaxOccupancy = 0.5 }).RequiredAgents.ShouldBe(5);

    [Test]
    public void No_calls_need_nobody() => AnswerErlangCases.Answer(Small with { Calls = 0 }).ShouldBe(new ErlangAnswer(0, 0));
}
