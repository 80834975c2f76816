using Wfm.Scheduling.OrTools.Solving;

namespace Wfm.PlanQuality.Judge;

/// <summary>Asks CP-SAT for the proven optimum of many small random centres and compares.</summary>
internal static class JudgeCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        int count = args is ["--count", var text, ..] ? int.Parse(text) : 200;
        await using SolverProcess solver = new(OrToolsInstallation.OfThisMachine().Require());
        List<Verdict> verdicts = [];
        for (int number = 0; number < count; number++)
        {
            Verdict verdict = await Verdict.OfAsync(number, solver, CancellationToken.None);
            verdicts.Add(verdict);
            if (!verdict.Holds || verdict.IsMissed)
            {
                Console.WriteLine($"{verdict}");
            }
        }

        Verdict[] solved = [.. verdicts.Where(verdict => verdict is { Optimum: > 0, Cost: not null })];
        Console.WriteLine(
            $"{verdicts.Count} centres, {verdicts.Count(verdict => !verdict.Holds)} contradictions, {verdicts.Count(verdict => !verdict.IsProven)} not proven, "
            + $"{verdicts.Count(verdict => verdict.IsInfeasible)} infeasible, "
            + $"{verdicts.Count(verdict => verdict.IsMissed)} missed; worst cost {solved.Max(verdict => verdict.Cost / verdict.Optimum - 1):P2} above, "
            + $"mean {solved.Average(verdict => verdict.Cost / verdict.Optimum - 1):P2}; worst bound {solved.Max(verdict => 1 - verdict.Bound / verdict.Optimum):P2} below, "
            + $"mean {solved.Average(verdict => 1 - verdict.Bound / verdict.Optimum):P2}");
        return verdicts.All(verdict => verdict.Holds) ? 0 : 1;
    }
}
