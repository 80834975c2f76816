using Wfm.PlanQuality.Judge;

namespace Wfm.Scheduling.OrTools.Tests.Judge;

/// <summary>Fifty small random centres with random rules: CP-SAT's proven optimum lies between our bound and our cost.</summary>
[TestFixture]
public sealed class JudgeTests
{
    // CP-SAT does not finish these within its half second; its own lower bound and schedule judge them.
    private static readonly int[] BoundedOnly = [6, 22, 33, 46];

    [Test]
    public async Task The_proven_optimum_lies_between_our_bound_and_our_cost()
    {
        List<Verdict> verdicts = [];
        for (int number = 0; number < 50; number++)
        {
            verdicts.Add(await Verdict.OfAsync(number, OrToolsForTests.Solver, CancellationToken.None));
        }

        verdicts.Where(verdict => !verdict.Holds).ShouldBeEmpty();
        verdicts.Where(verdict => !verdict.IsProven).Select(verdict => verdict.Number).ShouldBeSubsetOf(BoundedOnly);
        verdicts.Where(verdict => verdict.IsMissed).ShouldBeEmpty();
        verdicts.Count(verdict => verdict is { Optimum: not null, Cost: not null }).ShouldBeGreaterThan(35);
        Verdict[] solved = [.. verdicts.Where(verdict => verdict is { Optimum: > 0, Cost: not null })];
        TestContext.Out.WriteLine(
            $"cost worst {solved.Max(verdict => verdict.Cost / verdict.Optimum - 1):P2} above, bound worst {solved.Max(verdict => 1 - verdict.Bound / verdict.Optimum):P2} below, "
            + $"{verdicts.Count(verdict => verdict.IsInfeasible)} infeasible, {verdicts.Count(verdict => !verdict.IsProven)} not proven, {verdicts.Count(verdict => verdict.IsMissed)} missed");
    }
}
