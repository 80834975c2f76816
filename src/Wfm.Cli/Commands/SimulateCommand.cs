using System.CommandLine;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Queueing.Simulation;
using Wfm.Requests;
using Wfm.Requests.Json;
using Wfm.Scheduling;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm simulate</c>: a schedule's days played call by call, beside the prediction.</summary>
internal static class SimulateCommand
{
    public static Command Create(CommandConsole console)
    {
        SimulationSettings usual = new();
        PlanOptions plan = new();
        Option<int> days = new("--days") { Description = "Days played for each day of the schedule, 1 to 10000. Default 500.", DefaultValueFactory = _ => usual.Days };
        Option<int> seed = new("--seed") { Description = "The same number gives the same figures. Default 1.", DefaultValueFactory = _ => usual.Seed };
        Option<int> threads = new("--threads") { Description = "Threads, 1 to 64; the figures do not depend on it. Default 2.", DefaultValueFactory = _ => 2 };
        Option<double> handle = new("--handle-variation")
        {
            Description = "Standard deviation ÷ mean of handle times, 0 to 5: 1 is exponential, anything else lognormal. Default 1.",
            DefaultValueFactory = _ => usual.HandleTimeVariation,
        };
        Option<double?> variation = new("--day-variation", "--variation")
        {
            Description = "How much whole days differ from their forecast: standard deviation ÷ mean, 0 to 1, of every queue; 0 is days as forecast. Default: each queue's own from the problem, else 0.",
        };
        Option<FileInfo?> behaviour = CommandOptions.OptionalFile("--behaviour", "behaviour.json: calling again, calling back, passing on, overflow delays, limited lines by queue; see samples/behaviour.schema.json.");
        Option<FileInfo?> output = CommandOptions.OptionalFile("--out", "A file with every queue and interval, predicted and simulated.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("simulate", "Play a schedule's days call by call, and compare with what is predicted.")
        {
            days, seed, threads, handle, variation, behaviour, output, json,
        };
        plan.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SimulationSettings settings = new()
            {
                Days = (int)Within(parsed.GetValue(days), 1, 10_000, "--days"),
                Seed = parsed.GetValue(seed),
                Threads = (int)Within(parsed.GetValue(threads), 1, 64, "--threads"),
                HandleTimeVariation = Within(parsed.GetValue(handle), 0, 5, "--handle-variation"),
            };
            (SchedulingProblem problem, DraftSchedule draft) = await plan.ReadAsync(parsed, console, cancellationToken);
            problem = RequestWords.WithVariation(problem, parsed.GetValue(variation));
            settings = settings with { Behaviours = await BehavioursAsync(parsed.GetValue(behaviour), problem, settings, console) };
            SimulatedSchedule simulated = SimulateSchedule.Of(problem, draft, settings, cancellationToken);
            if (parsed.GetValue(output) is { } file)
            {
                await OutputFile.WriteAsync(file, writer =>
                {
                    SimulationCsv.Write(writer, simulated.Intervals, problem.Grid.Zone);
                    return Task.CompletedTask;
                });
            }

            if (simulated.Queues.Count == 0)
            {
                await console.Error.WriteLineAsync("The problem tells no queue's calls and handle times (traffic) or no promises; there is nothing to simulate.");
                return (int)ExitCode.Findings;
            }

            await (parsed.GetValue(json) ? SimulationReport.WriteJsonAsync(simulated, settings, console) : SimulationReport.WriteAsync(simulated, settings, console));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<QueueBehaviour>> BehavioursAsync(
        FileInfo? file, SchedulingProblem problem, SimulationSettings settings, CommandConsole console)
    {
        if (file is null)
        {
            return [];
        }

        BehaviourReading reading = BehaviourJson.Read(
            await File.ReadAllTextAsync(file.FullName), problem, new CallerBehaviour { HandleTimeVariation = settings.HandleTimeVariation });
        return reading.Queues ?? throw await RequestWords.RefusedAsync(file, reading.Findings, console);
    }

    private static double Within(double value, double least, double most, string option) => value >= least && value <= most
        ? value
        : throw new UsageException(FormattableString.Invariant($"{option}: found {value}, expected {least} to {most}."));
}
