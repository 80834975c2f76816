using System.CommandLine;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Staffing;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm deferred</c>: whether mail, cases and back office get done in time with a schedule.</summary>
internal static class DeferredCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<FileInfo> arrivals = CommandOptions.Input("--arrivals", "The work that comes: queue,start,end,items,handle_seconds,due_hours. Without due_hours it is due one working day later.");
        PlanOptions plan = new();
        Option<FileInfo?> backlog = CommandOptions.OptionalFile("--backlog", "The work that lies there when the period begins: queue,due,items,handle_seconds.");
        Option<FileInfo?> openingHours = CommandOptions.OptionalFile("--opening-hours", "When a queue's work is done: queue,weekday,opens,closes. Default: while the schedule's days are open.");
        Option<double> usability = new("--usability") { Description = "Share of the time between calls that work comes out of, 0 to 1.", DefaultValueFactory = _ => 0.7 };
        Option<double> reserve = new("--reserve") { Description = "People who stay free for the phone.", DefaultValueFactory = _ => 1 };
        Option<double> setAside = new("--set-aside") { Description = "Share of contact time that shrinkage sets aside for such work, 0 up to 1." };
        Option<string[]> helpers = new("--helpers") { Description = "Only people who take one of these queues do such work. Default: everybody.", AllowMultipleArgumentsPerToken = true };
        Option<double> variation = new("--variation") { Description = "Standard deviation ÷ mean of a day's arrivals.", DefaultValueFactory = _ => 0.2 };
        Option<bool> json = CommandOptions.Json();
        Command command = new("deferred", "Tell whether mail, cases and back office get done in time with a schedule.")
        {
            arrivals, backlog, openingHours, usability, reserve, setAside, helpers, variation, json,
        };
        plan.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DeferredSettings settings = new()
            {
                Idle = new UsableIdle(Within(parsed.GetValue(usability), 0, 1, "--usability"), Within(parsed.GetValue(reserve), 0, 10_000, "--reserve")),
                SetAsideFraction = Within(parsed.GetValue(setAside), 0, 0.99, "--set-aside"),
                Helpers = [.. (parsed.GetValue(helpers) ?? []).Select(queue => new QueueId(queue))],
                Variation = Within(parsed.GetValue(variation), 0, 5, "--variation"),
            };
            (SchedulingProblem problem, DraftSchedule draft) = await plan.ReadAsync(parsed, console, cancellationToken);
            DateTimeZone zone = problem.Grid.Zone;
            if (settings.Helpers.FirstOrDefault(queue => !problem.Queues.Contains(queue)) is { Value: { } unknown })
            {
                throw new UsageException($"--helpers: found {unknown}, expected queues of the problem: {string.Join(", ", problem.Queues)}.");
            }

            IReadOnlyList<DeferredArrival> work = await InputFile.ReadAsync(
                parsed.GetRequiredValue(arrivals), console, (stream, name) => DeferredCsv.ReadArrivals(stream, name, zone));
            IReadOnlyList<DeferredBacklog> lying = parsed.GetValue(backlog) is { } old
                ? await InputFile.ReadAsync(old, console, (stream, name) => DeferredCsv.ReadBacklog(stream, name, zone))
                : [];
            IReadOnlyDictionary<QueueId, OpeningHours> hours = parsed.GetValue(openingHours) is { } file
                ? await InputFile.ReadAsync(file, console, OpeningHoursCsv.Read)
                : new Dictionary<QueueId, OpeningHours>();
            DeferredReport report = CentreDeferred.Of(problem, draft, work, lying, hours, settings);
            await (parsed.GetValue(json) ? DeferredOutput.WriteJsonAsync(report, zone, console) : DeferredOutput.WriteAsync(report, zone, console));
            return (int)(report.Outlook.Expected.ShortageHours > 0 ? ExitCode.Findings : ExitCode.Done);
        });
        return command;
    }

    private static double Within(double value, double least, double most, string option) => value >= least && value <= most
        ? value
        : throw new UsageException(FormattableString.Invariant($"{option}: found {value}, expected {least} to {most}."));
}
