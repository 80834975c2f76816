using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;

namespace Wfm.Cli;

/// <summary>What trafikledning asks of a running day: where it stands, where it is going, what to move and what that gives.</summary>
internal sealed class RunningDayReport(DayLook look, IReadOnlyDictionary<QueueId, double> levels, RepairProposal proposal)
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Whether a planner has something to look at: old reports, or a queue that no proposal brings back.</summary>
    public bool HasFindings => look.Queues.Any(queue => queue.IsStale) || (Short(look, levels).Any() && !proposal.BringsBack);

    /// <summary>The queues whose chance of falling short is above their alarm level.</summary>
    public static IEnumerable<QueueId> Short(DayLook look, IReadOnlyDictionary<QueueId, double> levels) =>
        look.Queues.Where(queue => !queue.IsStale && queue.ChanceBelow >= levels[queue.Queue]).Select(queue => queue.Queue);

    public async Task WriteAsync(bool json, CommandConsole console)
    {
        if (json)
        {
            await JsonOutput.WriteAsync(console, Json());
            return;
        }

        await QueuesAsync(console.Out);
        await console.Out.WriteLineAsync();
        if (!Short(look, levels).Any())
        {
            await console.Out.WriteLineAsync(look.Queues.All(queue => queue.IsStale)
                ? "The reports are old: nothing is proposed."
                : "No queue's chance of falling short is above its alarm level: nothing need be moved.");
            return;
        }

        await ProposalAsync(console.Out);
    }

    private async Task QueuesAsync(TextWriter writer)
    {
        TextTable table = new("queue", "offered", "in time", "calls to come", "of forecast", "level to come", "8 of 10 days", "target", "chance below", "alarm at", "");
        foreach (QueueLook queue in look.Queues)
        {
            table.Add(
                queue.Queue.Value,
                queue.Offered.ToString("0", Plain),
                TextTable.Percent(queue.LevelSoFar),
                queue.Rest.Calls.ToString("0", Plain),
                TextTable.Percent(queue.Update.Factor),
                TextTable.Percent(queue.Rest.Level),
                Band(queue.Rest.Band(0.8)),
                string.Create(Plain, $"{queue.Promise.ShareFraction * 100:0.#} % in {queue.Promise.ThresholdSeconds:0.#} s"),
                Whole(queue.ChanceBelow),
                Whole(levels[queue.Queue]),
                queue.IsStale ? "reports are old" : queue.ChanceBelow >= levels[queue.Queue] ? "falls short" : "");
        }

        await table.WriteAsync(writer);
    }

    private async Task ProposalAsync(TextWriter writer)
    {
        TextTable table = new("queue", "level to come", "proposed", "8 of 10 days", "late calls", "proposed", "chance below", "proposed");
        foreach (QueueEffect effect in proposal.Effects)
        {
            table.Add(
                effect.Queue.Value, TextTable.Percent(effect.LevelBefore), TextTable.Percent(effect.LevelAfter), Band(effect.BandAfter),
                effect.LateBefore.ToString("0.0", Plain), effect.LateAfter.ToString("0.0", Plain), Whole(effect.ChanceBelowBefore), Whole(effect.ChanceBelowAfter));
        }

        await table.WriteAsync(writer);
        await writer.WriteLineAsync();
        await writer.WriteLineAsync(string.Create(
            Plain,
            $"{(proposal.Moves.Count == 0 ? "Nothing helps." : proposal.BringsBack ? "This brings the day back." : "This helps, but does not bring the day back.")} {proposal.PeopleTold} people to tell, {proposal.MinutesMoved:0} minutes moved; gap to the best moves {proposal.GapFraction:0.0 %}."));
        foreach (string note in proposal.Notes.Select(one => one.Text))
        {
            await writer.WriteLineAsync(note);
        }

        foreach (IGrouping<AgentId, RepairMove> person in proposal.Moves.GroupBy(move => move.Agent))
        {
            await writer.WriteLineAsync($"{person.Key}: {string.Join(", ", person.Select(Words))}");
        }
    }

    private static string Whole(double? chance) => chance?.ToString("0 %", Plain) ?? "";

    private static string Band((double Low, double High)? band) => band is { } known ? string.Create(Plain, $"{known.Low * 100:0}–{known.High * 100:0} %") : "";

    /// <summary>Reads like: <c>lunch 11:30 → 12:15</c>, <c>training 14:00 put off</c>, <c>stays until 17:30</c>.</summary>
    private string Words(RepairMove move) => move.Lever switch
    {
        Lever.Overtime => $"stays until {Time(move.To!.Value.End)}",
        Lever.TimeOff => $"goes home at {Time(move.To!.Value.End)}",
        Lever.CallIn => $"comes in {Time(move.To!.Value.Start)}–{Time(move.To.Value.End)}",
        Lever.Lend => $"takes {string.Join(", ", move.Queues)} {Time(move.To!.Value.Start)}–{Time(move.To.Value.End)}",
        Lever.PutOff => $"{Name(move)} {Time(move.From!.Value.Start)} put off",
        Lever.Train => $"{Name(move)} {Time(move.To!.Value.Start)}–{Time(move.To.Value.End)}",
        _ => $"{Name(move)} {Time(move.From!.Value.Start)} → {Time(move.To!.Value.Start)}",
    };

    private static string Name(RepairMove move) => move.Activity == ActivityKind.BackOffice ? "back office" : move.Activity.ToString().ToLowerInvariant();

    private string Time(Instant instant) => instant.InZone(look.Problem.Grid.Zone).ToString("HH:mm", Plain);

    private string Moment(Instant instant) =>
        instant.InZone(look.Problem.Grid.Zone).ToOffsetDateTime().ToString("uuuu'-'MM'-'dd'T'HH':'mmo<+HH:mm>", Plain);

    private object Json() => new
    {
        at = Moment(look.Now),
        queues = look.Queues.Select(queue => new
        {
            queue = queue.Queue.Value,
            queue.Offered,
            answered_in_time = queue.InTime,
            reported_until = queue.ReportedUntil is { } until ? Moment(until) : null,
            is_stale = queue.IsStale,
            update = queue.Update.Model.ToString(),
            calls_to_come = queue.Rest.Calls,
            calls_factor = queue.Update.Factor,
            handle_time_factor = queue.HandleTimeFactor,
            is_unusual = queue.Update.IsUnusual,
            service_level_to_come = queue.Rest.Level,
            low80 = queue.Rest.Band(0.8)?.Low,
            high80 = queue.Rest.Band(0.8)?.High,
            target_share = queue.Promise.ShareFraction,
            threshold_seconds = queue.Promise.ThresholdSeconds,
            chance_of_day = queue.ChanceOfDay,
            chance_below = queue.ChanceBelow,
            chance_above = queue.ChanceAbove,
            alarm_level = levels[queue.Queue],
            falls_short = !queue.IsStale && queue.ChanceBelow >= levels[queue.Queue],
        }),
        proposal = new
        {
            brings_back = proposal.BringsBack,
            people_told = proposal.PeopleTold,
            minutes_moved = proposal.MinutesMoved,
            gap = proposal.GapFraction,
            moves = proposal.Moves.Select(move => new
            {
                lever = move.Lever,
                agent = move.Agent.Value,
                move.Activity,
                from = move.From is { } from ? Moment(from.Start) : null,
                from_end = move.From is { } fromEnd ? Moment(fromEnd.End) : null,
                to = move.To is { } to ? Moment(to.Start) : null,
                to_end = move.To is { } toEnd ? Moment(toEnd.End) : null,
                queues = move.Queues.Select(queue => queue.Value),
            }),
            effects = proposal.Effects.Select(effect => new
            {
                queue = effect.Queue.Value,
                level_before = effect.LevelBefore,
                level_after = effect.LevelAfter,
                low80_after = effect.BandAfter?.Low,
                high80_after = effect.BandAfter?.High,
                late_before = effect.LateBefore,
                late_after = effect.LateAfter,
                chance_below_before = effect.ChanceBelowBefore,
                chance_below_after = effect.ChanceBelowAfter,
            }),
        },
    };
}
