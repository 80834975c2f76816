using System.Globalization;
using NodaTime;
using Wfm.Scheduling.Tests.Search;

namespace Wfm.Scheduling.Tests;

/// <summary>What a run tells while it works, and how soon it stops.</summary>
public sealed class AnytimeTests
{
    [Test]
    public void Every_sweep_is_published_and_no_published_cost_is_above_an_earlier_one()
    {
        SchedulingProblem problem = Chance.Problem(3, agents: 8);
        Heard heard = new();

        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Threads = 1, Steps = 300, BoundSteps = 2 }, heard);

        heard.Points.Select(point => point.Steps).ShouldContain(8, "the construction");
        heard.Points.Select(point => point.Steps).ShouldContain(16, "the first sweep");
        List<double> costs = [.. heard.Points.Where(point => point.Steps >= 8).Select(point => Math.Round(point.Cost, 6))];
        costs.ShouldBe(costs.OrderDescending());
        costs[^1].ShouldBe(result.Cost.Total, tolerance: 1e-6);
    }

    [TestCase(3)]
    [TestCase(20)]
    [TestCase(120)]
    public void A_cancelled_run_takes_one_more_step_at_most(int after)
    {
        SchedulingProblem problem = Chance.Problem(3, agents: 8);
        using CancellationTokenSource source = new();
        int looks = 0;
        ScheduleOptions options = new()
        {
            Threads = 1,
            TimeLimit = Duration.FromHours(1),
            Elapsed = () =>
            {
                if (++looks == after)
                {
                    source.Cancel();
                }

                return Duration.Zero;
            },
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, options, progress: null, source.Token);

        // The clock is looked at once or more in every step, so the step that cancelled is at most the number of looks.
        result.Steps.ShouldBeLessThanOrEqualTo(after + 1);
        result.IsReproducible.ShouldBeFalse();
        result.BoundSteps.ShouldBeLessThanOrEqualTo(1);
    }

    [Test]
    public void Too_few_steps_say_how_far_the_run_came()
    {
        SchedulingProblem problem = Chance.Problem(5);

        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Threads = 1, Steps = 2, BoundSteps = 2 });

        result.Outcome.ShouldBeOfType<ScheduleOutcome.TimedOut>();
        result.Steps.ShouldBe(2);
        Enumerable.Range(0, 6).Count(agent => result.Schedule.ShiftOf(agent, 0) is not null || result.Schedule.ShiftOf(agent, 1) is not null).ShouldBe(2);
        result.Violations.Select(violation => violation.Agent).Distinct().Count().ShouldBe(4);
        result.Bound.ShouldBeLessThanOrEqualTo(result.Cost.Total);
    }

    [Test]
    public void Neither_threads_nor_culture_nor_repetition_changes_the_schedule()
    {
        SchedulingProblem problem = Chance.Problem(13, days: 7, agents: 7);
        ScheduleOptions options = new() { Seed = 5, Steps = 200, BoundSteps = 5 };
        CultureInfo before = CultureInfo.CurrentCulture;
        List<string> texts = [];
        try
        {
            foreach ((string culture, int threads) in (ReadOnlySpan<(string, int)>)[("sv-SE", 1), ("sv-SE", 2), ("ar-SA", 1), ("", 2), ("", 1)])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                texts.Add(Json.ScheduleJsonTests.Text(problem, ScheduleBuilder.Build(problem, options with { Threads = threads })));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        texts.Distinct().ShouldHaveSingleItem();
    }

    private sealed class Heard : IProgress<ScheduleProgress>
    {
        public List<ScheduleProgress> Points { get; } = [];

        public void Report(ScheduleProgress value) => Points.Add(value);
    }
}
