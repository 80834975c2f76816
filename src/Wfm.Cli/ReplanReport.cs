using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.Cli;

/// <summary>Service levels of the day as published, with the absences and nothing moved, and as proposed.</summary>
/// <param name="Published">As published.</param>
/// <param name="Disturbed">With the absences.</param>
/// <param name="Proposed">As proposed.</param>
internal sealed record ReplanLevels(ServiceLevelForecast Published, ServiceLevelForecast Disturbed, ServiceLevelForecast Proposed)
{
    /// <summary>Predicts one day three times; nothing where the problem promises nothing.</summary>
    public static ReplanLevels? Of(
        SchedulingProblem problem, DraftSchedule schedule, ReplanRequest request, SchedulingProblem changed, DraftSchedule proposed, int day) =>
        problem.Promises.Count == 0
            ? null
            : new ReplanLevels(
                Predict(problem, schedule, day), Predict(ReplanOutcome.Disturbed(problem, request), schedule, day), Predict(changed, proposed, day));

    private static ServiceLevelForecast Predict(SchedulingProblem problem, DraftSchedule schedule, int day)
    {
        PublishedDay published = new(problem, schedule, day);
        return ServiceLevelPrediction.Of(published.Problem, published.Schedule);
    }
}

/// <summary>What a group leader asks of a re-plan: what the absence costs, what to move, what it gains, how much better it could be.</summary>
internal sealed class ReplanReport(
    SchedulingProblem problem, ReplanRequest request, ReplanProposal proposal, ReplanCheck check, ReplanLevels? levels)
{
    public async Task WriteAsync(bool json, CommandConsole console)
    {
        foreach (Wfm.Scheduling.Rules.RuleViolation violation in check.Violations)
        {
            await console.Error.WriteLineAsync(violation.ToString());
        }

        if (json)
        {
            await JsonOutput.WriteAsync(console, Json());
            return;
        }

        CultureInfo plain = CultureInfo.InvariantCulture;
        TextTable table = new("rest of the day", "value");
        table.Add("cost as published", proposal.CostPublished.ToString("0.0", plain));
        table.Add("cost with the absences", proposal.CostBefore.ToString("0.0", plain));
        table.Add("cost as proposed", proposal.CostAfter.ToString("0.0", plain));
        table.Add("  of it for changes", proposal.ChangeCost.ToString("0.0", plain));
        table.Add("lower bound", proposal.Bound.ToString("0.0", plain));
        table.Add("gap", TextTable.Percent(proposal.GapFraction));
        table.Add("missing posts, before and after", $"{proposal.MissingPostsBefore} and {proposal.MissingPostsAfter}");
        table.Add("people to tell", proposal.PeopleTold.ToString(plain));
        table.Add("minutes moved", proposal.MinutesMoved.ToString(plain));
        await table.WriteAsync(console.Out);
        await LevelsAsync(console);
        foreach (PersonChange change in proposal.Changes)
        {
            await console.Out.WriteLineAsync($"{change.Agent}: {string.Join(", ", change.Moves.Select(Words))}");
        }
    }

    private async Task LevelsAsync(CommandConsole console)
    {
        if (levels is null)
        {
            return;
        }

        TextTable table = new("queue", "calls", "published", "with the absences", "proposed", "target");
        for (int queue = 0; queue < levels.Published.Queues.Count; queue++)
        {
            PredictedQueue published = levels.Published.Queues[queue];
            table.Add(
                published.Queue,
                published.Calls.ToString("0", CultureInfo.InvariantCulture),
                TextTable.Percent(published.ServiceLevel),
                TextTable.Percent(levels.Disturbed.Queues[queue].ServiceLevel),
                TextTable.Percent(levels.Proposed.Queues[queue].ServiceLevel),
                string.Create(CultureInfo.InvariantCulture, $"{published.TargetShare * 100:0.#} % in {published.ThresholdSeconds:0.#} s"));
        }

        await console.Out.WriteLineAsync();
        await table.WriteAsync(console.Out);
        await console.Out.WriteLineAsync();
    }

    /// <summary>Reads like: <c>lunch 11:30 → 12:15</c>.</summary>
    private string Words(PieceMove move) => move.Activity == ActivityKind.Contacts
        ? $"end {Time(move.From.End)} → {Time(move.To.End)}"
        : $"{NameOf(move.Activity)} {Time(move.From.Start)} → {Time(move.To.Start)}";

    private static string NameOf(ActivityKind activity) => activity switch
    {
        ActivityKind.BackOffice => "back office",
        _ => activity.ToString().ToLowerInvariant(),
    };

    private string Time(Instant instant) => instant.InZone(problem.Grid.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private object Json() => new
    {
        at = request.At.InZone(problem.Grid.Zone).ToOffsetDateTime().ToString("uuuu'-'MM'-'dd'T'HH':'mmo<+HH:mm>", CultureInfo.InvariantCulture),
        cost_published = proposal.CostPublished,
        cost_before = proposal.CostBefore,
        cost_after = proposal.CostAfter,
        change_cost = proposal.ChangeCost,
        bound = proposal.Bound,
        gap = proposal.GapFraction,
        missing_posts_before = proposal.MissingPostsBefore,
        missing_posts_after = proposal.MissingPostsAfter,
        people_told = proposal.PeopleTold,
        minutes_moved = proposal.MinutesMoved,
        proposal.Steps,
        proposal.BoundSteps,
        violations = check.Violations.Select(violation => violation.ToString()),
        changes = proposal.Changes.Select(change => new
        {
            agent = change.Agent.Value,
            moves = change.Moves.Select(move => new
            {
                move.Activity,
                from = Time(move.From.Start),
                from_end = Time(move.From.End),
                to = Time(move.To.Start),
                to_end = Time(move.To.End),
            }),
        }),
        queues = levels?.Published.Queues.Select((queue, index) => new
        {
            queue.Queue,
            queue.Calls,
            queue.TargetShare,
            queue.ThresholdSeconds,
            service_level_published = queue.ServiceLevel,
            service_level_before = levels.Disturbed.Queues[index].ServiceLevel,
            service_level_after = levels.Proposed.Queues[index].ServiceLevel,
        }),
    };
}
