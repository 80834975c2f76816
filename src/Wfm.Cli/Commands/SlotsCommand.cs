using System.CommandLine;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm slots</c>: where a short training, coaching or a group meeting costs callers least.</summary>
internal static class SlotsCommand
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private static readonly Dictionary<string, ActivityKind> Activities = new()
    {
        ["training"] = ActivityKind.Training,
        ["coaching"] = ActivityKind.Coaching,
        ["meeting"] = ActivityKind.Meeting,
        ["administration"] = ActivityKind.Administration,
    };

    public static Command Create(CommandConsole console)
    {
        PlanOptions plan = new();
        Option<string> people = new("--people") { Description = "Who: anna,bo or group:code.", Required = true };
        Option<int> minutes = new("--minutes") { Description = "How long; 20 minutes are two quarters of the plan.", DefaultValueFactory = _ => 20 };
        Option<LocalDate> from = CommandOptions.From("First date.");
        Option<LocalDate?> to = CommandOptions.OptionalDate("--to", "Last date. Default the first.");
        Option<bool> together = new("--together") { Description = "Everybody at the same time, a meeting; otherwise each alone." };
        Option<string> activity = new("--activity") { Description = $"What: {string.Join(", ", Activities.Keys)}.", DefaultValueFactory = _ => "training" };
        activity.AcceptOnlyFromAmong([.. Activities.Keys]);
        Option<string?> at = new("--at") { Description = "The present moment, from which notice is counted." };
        Option<Duration?> notice = new("--notice") { Description = "Least notice people get, such as 30m, 12h or 72h; needs --at.", CustomParser = result => CommandOptions.ParseTime(result) };
        Option<string?> earliest = new("--earliest") { Description = "Not before this time of the day, such as 08:00." };
        Option<string?> latest = new("--latest") { Description = "Ends by this time of the day." };
        Option<int> places = new("--places") { Description = "How many places to tell for one person or one meeting.", DefaultValueFactory = _ => 5 };
        Option<double?> variation = RequestWords.DayVariation();
        Option<bool> json = CommandOptions.Json();
        Command command = new("slots", "Where a short training, coaching or a group meeting costs callers least.")
        {
            people, minutes, from, to, together, activity, at, notice, earliest, latest, places, variation, json,
        };
        plan.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (SchedulingProblem problem, DraftSchedule draft) = await plan.ReadAsync(parsed, console, cancellationToken);
            problem = RequestWords.WithVariation(problem, parsed.GetValue(variation));
            SlotRequest request = new(
                RequestWords.People(parsed.GetRequiredValue(people), problem), parsed.GetValue(minutes), parsed.GetRequiredValue(from), parsed.GetValue(to) ?? parsed.GetRequiredValue(from))
            {
                IsTogether = parsed.GetValue(together),
                Activity = Activities[parsed.GetRequiredValue(activity)],
                Earliest = Earliest(RequestWords.Moment("--at", parsed.GetValue(at), problem.Grid.Zone), parsed.GetValue(notice)),
                NotBefore = Time("--earliest", parsed.GetValue(earliest)),
                NotAfter = Time("--latest", parsed.GetValue(latest)),
                Places = parsed.GetValue(places),
            };
            FoundSlots found = await FindSlots.RunAsync(problem, draft, request, new WeighOptions(), RequestWords.UsualDayVariation, cancellationToken);
            if (found.Answer.Findings.Count > 0)
            {
                throw new UsageException(string.Join(" ", found.Answer.Findings.Select(finding => $"--{finding}")));
            }

            if (parsed.GetValue(json))
            {
                await JsonOutput.WriteAsync(console, new RequestJson(problem.Grid.Zone).Of(found.Answer, found.Origin));
            }
            else
            {
                await WriteAsync(problem, found.Answer, console);
                if (request.Minutes % problem.Grid.SlotMinutes != 0)
                {
                    await console.Out.WriteLineAsync($"The plan counts in {problem.Grid.SlotMinutes} minutes; {request.Minutes} minutes take the slots shown.");
                }
            }

            return (int)(found.Answer.Unplaced.Count == 0 ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }

    private static async Task WriteAsync(SchedulingProblem problem, SlotAnswer answer, CommandConsole console)
    {
        foreach (string unplaced in answer.Unplaced)
        {
            await console.Error.WriteLineAsync(unplaced);
        }

        if (answer.Places.Count == 0)
        {
            return;
        }

        TextTable table = new("who", "when", "late calls", "most touched", "level", "with it", "promised", "chance of the day", "");
        foreach (SlotPlace place in answer.Places)
        {
            QueueConsequence? queue = place.Queues.MaxBy(queue => queue.After.LateCalls - queue.Before.LateCalls);
            string who = place.Agents.Count <= 3 ? string.Join(", ", place.Agents.Select(agent => agent.Value)) : $"{place.Agents.Count} people";
            who += place.Without.Count == 0 ? "" : $" without {string.Join(", ", place.Without)}";
            string end = place.Span.End.InZone(problem.Grid.Zone).ToString("HH:mm", Plain);
            table.Add(
                who, $"{place.Span.Start.InZone(problem.Grid.Zone).ToString("ddd uuuu-MM-dd HH:mm", Plain)}–{end}", place.LateCalls.ToString("0.00", Plain),
                queue?.Queue.Value ?? "none", TextTable.Percent(queue?.Before.ServiceLevel), TextTable.Percent(queue?.After.ServiceLevel),
                queue is null ? "" : string.Create(Plain, $"{queue.TargetShare * 100:0.#} % in {queue.ThresholdSeconds:0.#} s"),
                queue is null ? "" : string.Create(Plain, $"{queue.Before.ChanceOfTarget * 100:0} % → {queue.After.ChanceOfTarget * 100:0} %"),
                place.Recommendation switch { Recommendation.Fits => "fits", Recommendation.Tight => "tight", Recommendation.NotRecommended => "not recommended" });
        }

        await table.WriteAsync(console.Out);
    }

    private static Instant? Earliest(Instant? at, Duration? notice) => (at, notice) switch
    {
        (null, not null) => throw new UsageException("--notice is counted from --at; give both."),
        ({ } now, _) => now + (notice ?? Duration.Zero),
        _ => null,
    };

    private static LocalTime? Time(string option, string? text) => text is null
        ? null
        : LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true, Value: var time }
            ? time
            : throw new UsageException($"{option}: \"{text}\" is no time of the day; write 08:00.");
}
