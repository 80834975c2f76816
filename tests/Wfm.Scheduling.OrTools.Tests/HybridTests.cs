namespace Wfm.Scheduling.OrTools.Tests;

/// <summary>Our engine, polished: never worse, never against a rule, the same again without a clock.</summary>
[TestFixture]
public sealed class HybridTests
{
    private static readonly HybridOptions Options = new()
    {
        Search = new ScheduleOptions { Threads = 1, Steps = 60, BoundSteps = 20 },
        Neighbourhoods = 2,
        PartSeconds = 0.5,
    };

    [Test]
    public async Task A_hurried_schedule_gets_better_keeps_every_rule_and_comes_out_the_same_again()
    {
        SchedulingProblem problem = Small.Centre(seed: 8, agents: 4, days: 2);
        ScheduleResult alone = ScheduleBuilder.Build(problem, Options.Search);

        HybridResult first = await HybridScheduler.BuildAsync(problem, OrToolsForTests.Solver, Options, null, CancellationToken.None);
        HybridResult again = await HybridScheduler.BuildAsync(problem, OrToolsForTests.Solver, Options, null, CancellationToken.None);

        alone.Violations.ShouldBeEmpty();
        first.Result.Violations.ShouldBeEmpty();
        ScheduleCheck check = ScheduleChecker.Check(problem, first.Result.Schedule);
        check.Violations.ShouldBeEmpty();
        check.Cost.ShouldBe(first.Result.Cost);
        first.Result.Ledger.People.ShouldBe(check.Ledger.People);
        first.Result.Wishes.ShouldBe(check.Wishes);
        first.Result.Gap.Cost.ShouldBe(first.Result.Cost.Total - first.Result.Bound, 1e-9);
        first.Result.Cost.Total.ShouldBeLessThan(alone.Cost.Total);
        (alone.Cost.Total - first.Report.PauseGain - first.Report.NeighbourhoodGain).ShouldBe(first.Result.Cost.Total, 1e-6);
        first.Result.Bound.ShouldBeLessThanOrEqualTo(first.Result.Cost.Total);
        first.Report.Days.ShouldBe(2);
        first.Report.DaysProven.ShouldBe(2);
        first.Report.Refused.ShouldBe(0);
        first.Result.IsReproducible.ShouldBeTrue();
        again.Report.ShouldBe(first.Report);
        again.Result.Schedule.ToShifts(problem).ShouldBe(first.Result.Schedule.ToShifts(problem), ShiftText.Comparer);
        first.Report.ToString().ShouldContain("breaks and lunches of 2 of 2 days proven optimal");
    }

    [Test]
    public async Task A_cancelled_run_gives_the_schedule_it_has()
    {
        SchedulingProblem problem = Small.Centre(seed: 9, agents: 4, days: 3);
        await OrToolsForTests.Solver.WarmUpAsync(CancellationToken.None);
        using CancellationTokenSource stop = new();
        HybridOptions options = Options with { Neighbourhoods = 1_000 };

        HybridResult stopped = await HybridScheduler.BuildAsync(problem, OrToolsForTests.Solver, options, new StopAfterSearch(stop, 60), stop.Token);

        stopped.Result.Violations.ShouldBeEmpty();
        stopped.Report.Neighbourhoods.ShouldBeLessThan(1_000);
    }

    /// <summary>Cancels at the first news from the polish, whose step counts go beyond the search's.</summary>
    private sealed class StopAfterSearch(CancellationTokenSource stop, long searchSteps) : IProgress<ScheduleProgress>
    {
        public void Report(ScheduleProgress value)
        {
            if (value.Steps > searchSteps)
            {
                stop.Cancel();
            }
        }
    }

    /// <summary>Shifts compared by their text: person, time and pieces.</summary>
    private static class ShiftText
    {
        public static IEqualityComparer<Wfm.Domain.Shift> Comparer { get; } = EqualityComparer<Wfm.Domain.Shift>.Create(
            (one, other) => Text(one!) == Text(other!), shift => Text(shift).GetHashCode(StringComparison.Ordinal));

        private static string Text(Wfm.Domain.Shift shift) => $"{shift.Agent} {shift.Span} {string.Join(' ', shift.Activities.Select(piece => $"{piece.Kind} {piece.Span}"))}";
    }
}
