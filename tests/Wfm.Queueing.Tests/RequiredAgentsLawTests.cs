namespace Wfm.Queueing.Tests;

public sealed class RequiredAgentsLawTests
{
    private static readonly (double Target, double ThresholdSeconds)[] Promises =
        [(0.80, 20), (0.80, 120), (0.85, 60), (0.90, 10), (0.95, 5), (0.5, 0), (0.999, 30)];

    [Test]
    public void Erlang_C_meets_the_target_and_one_agent_fewer_does_not()
    {
        foreach ((StaffingQuestion question, string where) in Questions(1000, seed: 71))
        {
            StaffingAnswer answer = RequiredAgents.ByErlangC(question);
            double? fewer = ErlangC.ServiceLevel(question.OfferedLoad, answer.Agents - 1, question.AverageHandleTimeSeconds, question.ThresholdSeconds);

            ErlangC.ServiceLevel(question.OfferedLoad, answer.Agents, question.AverageHandleTimeSeconds, question.ThresholdSeconds)!.Value
                .ShouldBe(answer.ServiceLevel!.Value, 1e-12, where);
            answer.ServiceLevel!.Value.ShouldBeGreaterThanOrEqualTo(question.Target - 1e-14, where);
            answer.ServiceLevelOneFewer.HasValue.ShouldBe(fewer.HasValue, where);
            (fewer ?? 0).ShouldBeLessThan(question.Target, where);
            (answer.ServiceLevelOneFewer ?? 0).ShouldBe(fewer ?? 0, 1e-11, where);
        }
    }

    [Test]
    public void Erlang_A_meets_the_target_and_one_agent_fewer_does_not()
    {
        foreach ((StaffingQuestion question, string where) in Questions(600, seed: 72))
        {
            StaffingAnswer answer = RequiredAgents.ByErlangA(question);

            answer.Outcome.ShouldBe(StaffingOutcome.Met, where);
            Level(question, answer.Agents).ShouldBe(answer.ServiceLevel!.Value, 1e-15, where);
            answer.ServiceLevel!.Value.ShouldBeGreaterThanOrEqualTo(question.Target - 1e-14, where);
            (answer.Agents == 1 ? 0 : Level(question, answer.Agents - 1)).ShouldBeLessThan(question.Target + 1e-14, where);
            (answer.ServiceLevelOneFewer ?? 0).ShouldBe(answer.Agents == 1 ? 0 : Level(question, answer.Agents - 1), 1e-15, where);
        }
    }

    [Test]
    public void Erlang_B_meets_the_target_and_one_agent_fewer_does_not()
    {
        foreach ((StaffingQuestion question, string where) in Questions(600, seed: 73))
        {
            StaffingAnswer answer = RequiredAgents.ByErlangB(question);

            (1 - ErlangB.ProbabilityOfBlocking(question.OfferedLoad, answer.Agents)).ShouldBeGreaterThanOrEqualTo(question.Target - 1e-14, where);
            (1 - ErlangB.ProbabilityOfBlocking(question.OfferedLoad, answer.Agents - 1)).ShouldBeLessThan(question.Target, where);
            answer.ServiceLevelOneFewer.HasValue.ShouldBe(answer.Agents > 1, where);
        }
    }

    [Test]
    public void Ceilings_hold_and_are_not_exceeded_by_more_than_one_agent()
    {
        foreach ((StaffingQuestion plain, string where) in Questions(300, seed: 74))
        {
            StaffingQuestion question = plain with { MaxOccupancy = 0.85, MaxAbandonment = 0.05 };
            StaffingAnswer patient = RequiredAgents.ByErlangA(question);
            StaffingAnswer fewer = RequiredAgents.ByErlangA(question with { MaxAgents = Math.Max(1, patient.Agents - 1) });

            patient.Occupancy.ShouldBeLessThanOrEqualTo(0.85 + 1e-13, where);
            patient.ProbabilityOfAbandonment.ShouldBeLessThanOrEqualTo(0.05 + 1e-14, where);
            fewer.Outcome.ShouldBe(patient.Agents == 1 ? StaffingOutcome.Met : StaffingOutcome.BeyondMaximum, where);
            RequiredAgents.ByErlangC(question).Agents.ShouldBe(
                Math.Max(RequiredAgents.ByErlangC(plain).Agents, (int)Math.Ceiling(question.OfferedLoad / 0.85)), where);
            RequiredAgents.ByErlangB(question).Occupancy.ShouldBeLessThanOrEqualTo(0.85 + 1e-13, where);
        }
    }

    // In deep overload the service level is n/load less a sliver of 1e-7, 4e-17 and 6e-30 (computed with 60 digits): never quite 80 %.
    [TestCase(500, 401)]
    [TestCase(2000, 1601)]
    [TestCase(4000, 3201)]
    [TestCase(100_000, 80_001)]
    public void A_target_equal_to_the_share_that_can_be_carried_takes_one_agent_more(double load, int agents) =>
        RequiredAgents.ByErlangA(new StaffingQuestion(load, 180, 0.80, 120) { MeanPatienceSeconds = 120 }).Agents.ShouldBe(agents);

    [Test]
    public void Ties_of_exact_arithmetic_count_as_met()
    {
        RequiredAgents.ByErlangC(new StaffingQuestion(0.2, 180, 0.80, 0)).Agents.ShouldBe(1);
        RequiredAgents.ByErlangB(new StaffingQuestion(0.25, 180, 0.80, 0)).Agents.ShouldBe(1);
        RequiredAgents.ByErlangC(new StaffingQuestion(170, 180, 0.80, 30) { MaxOccupancy = 0.85 }).Agents.ShouldBe(200);
        RequiredAgents.ByErlangC(new StaffingQuestion(5.1, 180, 0.50, 600) { MaxOccupancy = 0.85 }).Agents.ShouldBe(6);
    }

    [Test]
    public void No_load_needs_nobody()
    {
        RequiredAgents.ByErlangC(new StaffingQuestion(0, 240, 0.8, 20)).ShouldBe(new StaffingAnswer(StaffingOutcome.NoLoad, 0, null, null, 0, 0, 0));
        RequiredAgents.ByErlangA(new StaffingQuestion(0, 240, 0.8, 20) { MeanPatienceSeconds = 60 }).Outcome.ShouldBe(StaffingOutcome.NoLoad);
    }

    [Test]
    public void A_search_ends_at_the_maximum()
    {
        StaffingQuestion question = new(300, 240, 0.95, 5) { MeanPatienceSeconds = 100, MaxAgents = 200 };

        RequiredAgents.ByErlangA(question).Outcome.ShouldBe(StaffingOutcome.BeyondMaximum);
        RequiredAgents.ByErlangB(question).Outcome.ShouldBe(StaffingOutcome.BeyondMaximum);
        RequiredAgents.ByErlangC(question).Outcome.ShouldBe(StaffingOutcome.BeyondMaximum);
        RequiredAgents.ByErlangC(question with { MaxAgents = 305 }).ServiceLevel.ShouldBeNull();
        RequiredAgents.ByErlangA(question with { OfferedLoad = 1e9 }).Outcome.ShouldBe(StaffingOutcome.BeyondMaximum);
    }

    [Test]
    public void Answering_allocates_nothing()
    {
        StaffingQuestion question = new(37.5, 240, 0.8, 20) { MeanPatienceSeconds = 180 };
        int agents = Ask(question);
        long before = GC.GetAllocatedBytesForCurrentThread();

        agents += Ask(question);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        agents.ShouldBe(2 * (43 + 40 + 33));
    }

    [Test]
    public void Endless_patience_asks_for_what_Erlang_C_asks()
    {
        foreach ((StaffingQuestion question, string where) in Questions(100, seed: 75))
        {
            StaffingQuestion endless = question with { MeanPatienceSeconds = double.PositiveInfinity };

            RequiredAgents.ByErlangA(endless).Agents.ShouldBe(RequiredAgents.ByErlangC(question).Agents, where);
        }
    }

    [TestCase(0.0, 0.0)]
    [TestCase(0.0, 20.0)]
    [TestCase(1e-6, 20.0)]
    [TestCase(1e9, 1e12)]
    [TestCase(double.PositiveInfinity, 1e300)]
    public void Extreme_patience_and_thresholds_are_answered(double patience, double threshold)
    {
        foreach (double load in new[] { 1e-9, 0.3, 17, 100, 3000 })
        {
            StaffingQuestion question = new(load, 1e-3 + load, 0.9, threshold) { MeanPatienceSeconds = patience };

            RequiredAgents.ByErlangA(question).ServiceLevel!.Value.ShouldBeInRange(0.9 - 1e-13, 1, $"{load} erlangs");
            RequiredAgents.ByErlangC(question).ServiceLevel!.Value.ShouldBeInRange(0.9 - 1e-13, 1, $"{load} erlangs");
        }
    }

    [TestCase(0.0)]
    [TestCase(1.0)]
    [TestCase(80.0)]
    [TestCase(double.NaN)]
    public void A_target_outside_its_range_is_refused(double target) =>
        Should.Throw<ArgumentOutOfRangeException>(() => RequiredAgents.ByErlangC(new StaffingQuestion(3, 240, target, 20)));

    private static int Ask(in StaffingQuestion question) =>
        RequiredAgents.ByErlangC(question).Agents + RequiredAgents.ByErlangA(question).Agents + RequiredAgents.ByErlangB(question).Agents;

    private static double Level(in StaffingQuestion question, int agents) =>
        new ErlangA(question.OfferedLoad, agents, question.AverageHandleTimeSeconds, question.MeanPatienceSeconds)
            .ServiceLevelOfOffered(question.ThresholdSeconds);

    private static IEnumerable<(StaffingQuestion Question, string Where)> Questions(int count, int seed)
    {
        int i = 0;
        foreach (WideSystem system in WideSystems.Draw(count, seed: seed))
        {
            (double target, double threshold) = Promises[i++ % Promises.Length];
            StaffingQuestion question = new(system.Load, system.HandleSeconds, target, threshold) { MeanPatienceSeconds = system.PatienceSeconds };
            yield return (question, question.ToString());
        }
    }
}
