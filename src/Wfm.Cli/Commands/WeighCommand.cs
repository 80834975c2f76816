using System.CommandLine;
using Wfm.Planning;
using Wfm.Requests;
using Wfm.Requests.Json;
using Wfm.Scheduling;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm weigh</c>: what a yes to a request costs the callers, and the nearest changes that would be fine.</summary>
internal static class WeighCommand
{
    public static Command Create(CommandConsole console)
    {
        PlanOptions plan = new();
        Option<FileInfo> change = CommandOptions.Input("--change", "change.json: an absence, time off, meeting, overtime, swap or loan; see samples/change.schema.json.");
        Option<string?> at = new("--at") { Description = "The present moment; no alternative is proposed before it. Default: none is too early." };
        Option<int> alternatives = new("--alternatives") { Description = "How many alternatives to look for.", DefaultValueFactory = _ => 3 };
        Option<bool> simulate = new("--simulate") { Description = "Play the days call by call also where the answer is clear without." };
        Option<int> days = new("--days") { Description = "Days to play at most; 0 never plays any.", DefaultValueFactory = _ => 200 };
        Option<int> seed = new("--seed") { Description = "Seed of the played days.", DefaultValueFactory = _ => 1 };
        Option<double> variation = RequestWords.DayVariation();
        Option<bool> json = CommandOptions.Json();
        Command command = new("weigh", "What a yes to a request costs the callers, and the nearest changes that would be fine.")
        {
            change, at, alternatives, simulate, days, seed, variation, json,
        };
        plan.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(days) is < 0 or > 10_000 || parsed.GetValue(alternatives) is < 0 or > 50)
            {
                throw new UsageException("--days: expected 0 to 10000; --alternatives: expected 0 to 50.");
            }

            (SchedulingProblem problem, DraftSchedule draft) = await plan.ReadAsync(parsed, console, cancellationToken);
            FileInfo file = parsed.GetRequiredValue(change);
            ChangeReading reading = ChangeJson.Read(await File.ReadAllTextAsync(file.FullName, cancellationToken), problem);
            ScheduleRequest request = reading.Request ?? throw await RequestWords.RefusedAsync(file, reading.Findings, console);
            WeighOptions options = new()
            {
                Alternatives = parsed.GetValue(alternatives),
                AlwaysSimulate = parsed.GetValue(simulate),
                SimulatedDays = parsed.GetValue(days),
                Seed = parsed.GetValue(seed),
                Threads = Environment.ProcessorCount,
                Earliest = RequestWords.Moment("--at", parsed.GetValue(at), problem.Grid.Zone),
            };
            WeighedRequest weighed = await WeighRequest.RunAsync(problem, draft, request, options, RequestWords.Checked(parsed.GetValue(variation)), cancellationToken);
            Consequence consequence = weighed.Weighing.Consequence ?? throw await RequestWords.RefusedAsync(file, weighed.Weighing.Findings, console);
            if (parsed.GetValue(json))
            {
                await JsonOutput.WriteAsync(console, new RequestJson(problem.Grid.Zone).Of(consequence, weighed.Origin));
            }
            else
            {
                await new ConsequenceReport(problem, consequence, console).WriteAsync();
            }

            return (int)(consequence.Violations.Count == 0 ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }
}
