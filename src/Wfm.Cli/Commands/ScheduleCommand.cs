using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;
using Wfm.Scheduling.OrTools;
using Wfm.Scheduling.OrTools.Solving;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm schedule</c>: the best schedule found for a problem, and how far it can be from the best possible.</summary>
internal static class ScheduleCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<FileInfo> input = CommandOptions.Input("--problem", "problem.json as wfm problem writes it.");
        Option<FileInfo> output = CommandOptions.Output("The schedule: schedule.json.");
        Option<Duration?> time = new("--time") { Description = "Outer limit from reading the files to the schedule, such as 60s; a run it ends is not reproducible.", CustomParser = result => CommandOptions.ParseTime(result) };
        Option<long?> steps = new("--steps") { Description = "Search steps at most; the same steps and seed give the same schedule." };
        Option<long> seed = new("--seed") { Description = "Seed of every random choice.", DefaultValueFactory = _ => 1 };
        Option<int> threads = new("--threads") { Description = "1 searches, then bounds; 2 does both at once. The schedule is the same.", DefaultValueFactory = _ => 2 };
        threads.AcceptOnlyFromAmong("1", "2");
        Option<string> solver = new("--solver")
        {
            Description = "The engine: wfm; or ortools, which lets OR-Tools polish and prove parts of what wfm builds.",
            DefaultValueFactory = _ => "wfm",
        };
        solver.AcceptOnlyFromAmong("wfm", "ortools");
        Option<FileInfo?> from = CommandOptions.OptionalFile("--from", "A schedule.json of this problem to start from; rows that no longer keep the rules are made anew.");
        Option<FileInfo?> curve = CommandOptions.OptionalFile("--curve", "Write seconds,steps,cost,bound of the run here.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("schedule", "Build the schedule of a problem, with breaks and lunches.") { input, output, from, time, steps, seed, threads, solver, curve, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(steps) is < 1)
            {
                throw new UsageException("--steps: expected 1 or more.");
            }

            Stopwatch watch = Stopwatch.StartNew();
            SchedulingProblem problem = await ProblemFile.ReadAsync(parsed.GetRequiredValue(input), console);
            DraftSchedule? warm = parsed.GetValue(from) is { } file ? await ProblemFile.ReadScheduleAsync(file, problem, console) : null;
            ScheduleOptions options = new()
            {
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                Steps = parsed.GetValue(steps),
                WarmStart = warm,
                TimeLimit = parsed.GetValue(time),
                Elapsed = () => Duration.FromTimeSpan(watch.Elapsed),
            };
            RunCurve run = new(console);
            (ScheduleResult result, HybridReport? polish) = await BuildAsync(parsed.GetRequiredValue(solver), problem, options, run, cancellationToken);
            double seconds = watch.Elapsed.TotalSeconds;
            cancellationToken.ThrowIfCancellationRequested();
            run.EndLine();
            if (parsed.GetValue(curve) is { } curveFile)
            {
                await OutputFile.WriteAsync(curveFile, run.WriteAsync);
            }

            if (result.Outcome is not ScheduleOutcome.Invalid)
            {
                await OutputFile.WriteAsync(parsed.GetRequiredValue(output), writer => writer.WriteAsync(ScheduleJson.Write(problem, result)));
            }

            await ScheduleReport.WriteAsync(problem, result, seconds, parsed.GetValue(json), console);
            if (polish is not null)
            {
                await (parsed.GetValue(json) ? console.Error : console.Out).WriteLineAsync(polish.ToString());
            }

            return (int)(result.Outcome is ScheduleOutcome.Optimal or ScheduleOutcome.Feasible ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }

    private static async Task<(ScheduleResult Result, HybridReport? Polish)> BuildAsync(
        string solver, SchedulingProblem problem, ScheduleOptions options, RunCurve run, CancellationToken cancellationToken)
    {
        if (solver == "wfm")
        {
            return (await Task.Run(() => ScheduleBuilder.Build(problem, options, run, cancellationToken), CancellationToken.None), null);
        }

        await using SolverProcess process = new(OrToolsInstallation.OfThisMachine().Require());
        HybridResult hybrid = await HybridScheduler.BuildAsync(problem, process, new HybridOptions { Search = options }, run, cancellationToken);
        return (hybrid.Result, hybrid.Report);
    }

    /// <summary>Keeps the run's progress and shows it where somebody looks.</summary>
    private sealed class RunCurve(CommandConsole console) : IProgress<ScheduleProgress>
    {
        private readonly List<ScheduleProgress> _points = [];
        private readonly Lock _turn = new();

        public void Report(ScheduleProgress value)
        {
            lock (_turn)
            {
                _points.Add(value);
                if (console.ShowsProgress)
                {
                    console.Error.Write(string.Create(
                        CultureInfo.InvariantCulture, $"\r{value.Elapsed.TotalSeconds,6:0.0} s  cost {value.Cost:0.0}  bound {value.Bound:0.0}   "));
                }
            }
        }

        public void EndLine()
        {
            if (console.ShowsProgress)
            {
                console.Error.WriteLine();
            }
        }

        public async Task WriteAsync(TextWriter writer)
        {
            await writer.WriteLineAsync("seconds,steps,cost,bound");
            foreach (ScheduleProgress point in _points)
            {
                await writer.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{point.Elapsed.TotalSeconds:0.###},{point.Steps},{point.Cost:R},{point.Bound:R}"));
            }
        }
    }
}
