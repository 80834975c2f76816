using System.Globalization;
using NodaTime;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Rules;

namespace Wfm.Cli;

/// <summary>A consequence as a group leader reads it: the advice, what it costs callers, the rules, who else is away, what else would be fine.</summary>
internal sealed class ConsequenceReport(SchedulingProblem problem, Consequence consequence, CommandConsole console)
{
    private const int MostColleagues = 12;
    private const int MostQueues = 8;
    private const double Visible = 0.05;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public async Task WriteAsync()
    {
        await console.Out.WriteLineAsync(RequestWords.Name(consequence.Request, problem.Grid.Zone));
        await console.Out.WriteLineAsync($"{Words(consequence.Recommendation)}. {consequence.Reason}");
        foreach (string note in consequence.Notes)
        {
            await console.Out.WriteLineAsync($"Note: {note}");
        }

        await QueuesAsync();
        await IntervalsAsync();
        await SimulatedAsync();
        await RulesAsync();
        await ColleaguesAsync();
        await AlternativesAsync();
    }

    /// <summary>Calls answered late more or less.</summary>
    private static double Touch(QueueConsequence queue) => Math.Abs(queue.After.LateCalls - queue.Before.LateCalls);

    private static string Words(Recommendation recommendation) => recommendation switch
    {
        Recommendation.Fits => "Fits",
        Recommendation.Tight => "Tight",
        Recommendation.NotRecommended => "Not recommended",
    };

    private async Task QueuesAsync()
    {
        QueueConsequence[] shown =
        [
            .. consequence.Queues.Where(queue => Touch(queue) >= Visible).OrderByDescending(Touch).Take(MostQueues),
        ];
        if (shown.Length == 0)
        {
            return;
        }

        TextTable table = new("queue", "day", "calls", "level", "with the change", "promised", "late calls", "minutes below", "chance of the day");
        foreach (QueueConsequence queue in shown)
        {
            table.Add(
                queue.Queue.Value, Date(queue.Date), queue.Calls.ToString("0", Plain), TextTable.Percent(queue.Before.ServiceLevel),
                TextTable.Percent(queue.After.ServiceLevel), string.Create(Plain, $"{queue.TargetShare * 100:0.#} % in {queue.ThresholdSeconds:0.#} s"),
                string.Create(Plain, $"{queue.Before.LateCalls:0.0} → {queue.After.LateCalls:0.0}"),
                string.Create(Plain, $"{queue.Before.MinutesBelowTarget} → {queue.After.MinutesBelowTarget}"),
                string.Create(Plain, $"{queue.Before.ChanceOfTarget * 100:0} % → {queue.After.ChanceOfTarget * 100:0} %"));
        }

        await console.Out.WriteLineAsync();
        await table.WriteAsync(console.Out);
        if (consequence.Queues.Count > shown.Length)
        {
            await console.Out.WriteLineAsync($"… and {consequence.Queues.Count - shown.Length} more that hardly notice or notice less; --json has them all.");
        }
    }

    /// <summary>The intervals of the queue and day that callers notice most.</summary>
    private async Task IntervalsAsync()
    {
        if (consequence.Queues.MaxBy(Touch) is not { } worst || Touch(worst) < Visible)
        {
            return;
        }

        TextTable table = new("time", "calls", "people", "level", "with the change");
        foreach (IntervalConsequence interval in worst.Intervals.Where(interval => interval.Calls > 0))
        {
            table.Add(
                Clock(interval.Start), interval.Calls.ToString("0.0", Plain), $"{interval.PeopleBefore} → {interval.PeopleAfter}",
                TextTable.Percent(interval.LevelBefore), TextTable.Percent(interval.LevelAfter));
        }

        await console.Out.WriteLineAsync();
        await console.Out.WriteLineAsync($"{worst.Queue} on {Date(worst.Date)}:");
        await table.WriteAsync(console.Out);
    }

    private async Task SimulatedAsync()
    {
        if (consequence.Simulated is not { Count: > 0 } simulated)
        {
            return;
        }

        TextTable table = new("played call by call", "day", "level", "with the change", "difference", "days on target");
        foreach (SimulatedQueue queue in simulated.OrderBy(queue => queue.LevelAfter - queue.LevelBefore).Take(MostQueues))
        {
            table.Add(
                queue.Queue.Value, Date(queue.Date), TextTable.Percent(queue.LevelBefore), TextTable.Percent(queue.LevelAfter),
                string.Create(Plain, $"{(queue.LevelAfter - queue.LevelBefore) * 100:0.0} ± {queue.ErrorOfDifference * 100:0.0} points"),
                string.Create(Plain, $"{queue.ChanceBefore * 100:0} % → {queue.ChanceAfter * 100:0} % of {queue.Days}"));
        }

        await console.Out.WriteLineAsync();
        await table.WriteAsync(console.Out);
    }

    private async Task RulesAsync()
    {
        await console.Out.WriteLineAsync();
        await console.Out.WriteLineAsync(consequence.Violations.Count == 0 ? "Rules: none broken." : "Rules broken:");
        foreach (RuleViolation violation in consequence.Violations)
        {
            await console.Out.WriteLineAsync($"  {violation}");
        }
    }

    private async Task ColleaguesAsync()
    {
        string[] away =
        [
            .. consequence.Away.Select(colleague => $"{colleague.Agent} ({RequestWords.Name(colleague.Activity)} {Day(colleague.Span.Start)}{Clock(colleague.Span.Start)}–{Clock(colleague.Span.End)})"),
        ];
        string more = away.Length > MostColleagues ? $" and {away.Length - MostColleagues} more" : "";
        await console.Out.WriteLineAsync(away.Length == 0 ? "Nobody else of the group is away then." : $"Away then in the group: {string.Join(", ", away.Take(MostColleagues))}{more}.");
    }

    private async Task AlternativesAsync()
    {
        await AlternativesAsync("Would be fine:", consequence.Alternatives.Where(alternative => alternative.Recommendation == Recommendation.Fits));
        if (consequence.WhyFewAlternatives is { } why)
        {
            await console.Out.WriteLineAsync(why);
        }

        await AlternativesAsync(
            "Not fine, but callers would notice less of it:", consequence.Alternatives.Where(alternative => alternative.Recommendation != Recommendation.Fits));
    }

    private async Task AlternativesAsync(string heading, IEnumerable<Alternative> alternatives)
    {
        foreach ((Alternative alternative, int place) in alternatives.Select((alternative, place) => (alternative, place)))
        {
            if (place == 0)
            {
                await console.Out.WriteLineAsync(heading);
            }

            string advice = alternative.Recommendation == Recommendation.Fits ? "" : $" {Words(alternative.Recommendation)}.";
            await console.Out.WriteLineAsync($"  {alternative.Words}{advice} {alternative.Reason}");
        }
    }

    /// <summary>The day where the change touches several.</summary>
    private string Day(Instant instant) => consequence.Queues.Select(queue => queue.Date).Distinct().Count() > 1
        ? instant.InZone(problem.Grid.Zone).ToString("ddd d MMM ", Plain)
        : "";

    private static string Date(LocalDate date) => date.ToString("ddd uuuu-MM-dd", Plain);

    private string Clock(Instant instant) => instant.InZone(problem.Grid.Zone).ToString("HH:mm", Plain);
}
