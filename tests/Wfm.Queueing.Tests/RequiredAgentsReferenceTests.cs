using static Wfm.Queueing.Tests.ReferenceTable;

namespace Wfm.Queueing.Tests;

public sealed class RequiredAgentsReferenceTests
{
    private static readonly IReadOnlyList<ReferenceRow> DelayRows = Read("erlang_c_required.csv");

    private static readonly IReadOnlyList<ReferenceRow> PatienceRows = Read("erlang_a_required.csv");

    [Test]
    public void Erlang_C_asks_for_exactly_the_agents_of_every_row()
    {
        foreach (ReferenceRow row in DelayRows)
        {
            StaffingAnswer answer = RequiredAgents.ByErlangC(Question(row));

            answer.Outcome.ShouldBe(StaffingOutcome.Met, row.ToString());
            answer.Agents.ShouldBe((int)row["n"], row.ToString());
            answer.ServiceLevel!.Value.ShouldBe(row["SL"], 1e-12, row.ToString());
            answer.ProbabilityOfWait.ShouldBe(row["C_pwait"], 1e-12, row.ToString());
            answer.Occupancy.ShouldBe(row["occupancy"], 1e-12, row.ToString());
        }
    }

    [Test]
    public void Erlang_C_tells_the_service_level_of_one_agent_fewer_where_it_has_a_steady_state()
    {
        foreach (ReferenceRow row in DelayRows)
        {
            double? oneFewer = RequiredAgents.ByErlangC(Question(row)).ServiceLevelOneFewer;

            oneFewer.HasValue.ShouldBe(row["n"] - 1 > row.Load, row.ToString());
            if (row.Has("SL_at_n_minus_1"))
            {
                (oneFewer ?? 0).ShouldBe(row["SL_at_n_minus_1"], 1e-12, row.ToString());
            }
        }
    }

    [Test]
    public void Erlang_A_asks_for_exactly_the_agents_of_every_row()
    {
        foreach (ReferenceRow row in PatienceRows)
        {
            StaffingAnswer answer = RequiredAgents.ByErlangA(Question(row));

            answer.Agents.ShouldBe((int)row["n"], row.ToString());
            answer.ServiceLevel!.Value.ShouldBe(row["SL_offered"], 1e-12, row.ToString());
            answer.ServiceLevelOneFewer.HasValue.ShouldBe(row.Has("SL_at_n_minus_1"), row.ToString());
            (answer.ServiceLevelOneFewer ?? 0).ShouldBe(row.Has("SL_at_n_minus_1") ? row["SL_at_n_minus_1"] : 0, 1e-12, row.ToString());
            Relative(answer.ProbabilityOfAbandonment, row["Pab"]).ShouldBeLessThan(1e-12, row.ToString());
            answer.Occupancy.ShouldBe(row["occ"], 1e-12, row.ToString());
            RequiredAgents.ByErlangC(Question(row)).Agents.ShouldBe((int)row["n_erlang_c"], row.ToString());
        }
    }

    private static StaffingQuestion Question(ReferenceRow row) =>
        new(row.Load, row["aht_s"], row["target"], row["t_s"])
        {
            MeanPatienceSeconds = row.Knows("patience_s") ? row["patience_s"] : double.PositiveInfinity,
            MaxOccupancy = row.Knows("max_occ") && row.Has("max_occ") ? row["max_occ"] : 1,
        };
}
