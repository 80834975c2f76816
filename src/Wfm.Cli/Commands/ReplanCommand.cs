using System.CommandLine;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;
using Wfm.Scheduling.Replan;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm replan</c>: what somebody's absence or an unusual day costs the running day, and what to move because of it.</summary>
internal static class ReplanCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<FileInfo> input = CommandOptions.Input("--problem", "problem.json.");
        Option<FileInfo> schedule = CommandOptions.Input("--schedule", "The published schedule.json.");
        Option<string> at = new("--at") { Description = "The present moment, such as 2026-03-02T09:45, local in the problem's zone or with an offset. What has begun stays.", Required = true };
        Option<string[]> away = new("--away")
        {
            Description = "Who is away: anna for the rest of the day, anna,10:00,12:00 for a span, or a file absences.csv with agent,start,end. May be given several times.",
            DefaultValueFactory = _ => [],
        };
        Option<int> longer = new("--longer") { Description = "Minutes of overtime a shift's end may move, at most; with --actuals asked for only when moving things is not enough.", DefaultValueFactory = _ => 0 };
        Option<int> shorter = new("--shorter") { Description = "Minutes a shift may end earlier, at most.", DefaultValueFactory = _ => 0 };
        Option<FileInfo?> actuals = CommandOptions.OptionalFile(
            "--actuals", "Calls of the day so far: queue,start,offered,answered_in_time and more. The rest of the day is then forecast again, and the mildest changes that bring it back are proposed.");
        Option<FileInfo?> output = CommandOptions.OptionalFile("--out", "Write the proposed schedule.json here. Without it nothing is written.");
        Option<FileInfo?> problemOutput = CommandOptions.OptionalFile("--problem-out", "Write problem.json with the absences and the moved meetings here, for wfm check.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("replan", "What an absence or an unusual day costs the running day, and what to move because of it.")
        {
            input, schedule, at, away, actuals, longer, shorter, output, problemOutput, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(longer) is < 0 or > 600 || parsed.GetValue(shorter) is < 0 or > 600)
            {
                throw new UsageException("--longer and --shorter: expected 0 to 600 minutes.");
            }

            SchedulingProblem problem = await ProblemFile.ReadAsync(parsed.GetRequiredValue(input), console);
            DraftSchedule draft = await ProblemFile.ReadScheduleAsync(parsed.GetRequiredValue(schedule), problem, console);
            (Instant now, int day) = AwayWords.At(parsed.GetRequiredValue(at), problem.Grid);
            if (parsed.GetValue(actuals) is { } calls)
            {
                if (parsed.GetValue(shorter) > 0)
                {
                    throw new UsageException("--shorter: nobody is sent home on a day that falls short; leave it out with --actuals.");
                }

                RunningDay running = new(problem, draft, day, now)
                {
                    Away = await AwayWords.ReadAsync(parsed.GetRequiredValue(away), problem, now, console),
                    Queues = await ReportedAsync(calls, problem, day, now, console),
                };
                return (int)await RepairAsync(running, parsed.GetValue(longer), parsed.GetValue(output), parsed.GetValue(problemOutput), parsed.GetValue(json), console, cancellationToken);
            }

            ReplanRequest request = new(now)
            {
                Away = await AwayWords.ReadAsync(parsed.GetRequiredValue(away), problem, now, console),
                Ends = new ShiftEndLimits(parsed.GetValue(longer), parsed.GetValue(shorter)),
            };
            ReplanProposal proposal = new PublishedDay(problem, draft, day).Replan(request, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            ReplanCheck check = ReplanCheck.Of(problem, draft, request, proposal);
            SchedulingProblem changed = ReplanOutcome.Problem(problem, request, proposal);
            DraftSchedule proposed = ReplanOutcome.Schedule(problem, draft, proposal);
            if (parsed.GetValue(output) is { } file)
            {
                await OutputFile.WriteAsync(file, writer => writer.WriteAsync(ScheduleJson.Write(problem, proposed)));
            }

            if (parsed.GetValue(problemOutput) is { } problemFile)
            {
                await OutputFile.WriteAsync(problemFile, writer => writer.WriteAsync(ProblemJson.Write(changed)));
            }

            ReplanReport report = new(problem, request, proposal, check, ReplanLevels.Of(problem, draft, request, changed, proposed, day));
            await report.WriteAsync(parsed.GetValue(json), console);
            return (int)(check.Violations.Count == 0 ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }

    private static async Task<ExitCode> RepairAsync(
        RunningDay day, int overtime, FileInfo? output, FileInfo? problemOutput, bool json, CommandConsole console, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<QueueId, double> levels = AlarmLevels.Of(day, new AlarmSettings());
        DayLook look = DayWatch.Look(day);
        RepairProposal proposal = DayRepair.Propose(look, RunningDayReport.Short(look, levels), new RepairOptions { OvertimeMinutes = overtime }, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (output is not null)
        {
            await OutputFile.WriteAsync(output, writer => writer.WriteAsync(ScheduleJson.Write(proposal.Problem, proposal.Schedule)));
        }

        if (problemOutput is not null)
        {
            await OutputFile.WriteAsync(problemOutput, writer => writer.WriteAsync(ProblemJson.Write(proposal.Problem)));
        }

        RunningDayReport report = new(look, levels, proposal);
        await report.WriteAsync(json, console);
        return report.HasFindings ? ExitCode.Findings : ExitCode.Done;
    }

    private static async Task<IReadOnlyList<QueueSoFar>> ReportedAsync(FileInfo file, SchedulingProblem problem, int day, Instant now, CommandConsole console)
    {
        IReadOnlyList<CallSeries> calls = await InputFile.ReadAsync(
            file, console, (stream, name) => CallsCsv.Read(stream, name, CallColumns.Wfm, problem.Grid.Zone, CommandOptions.UsualInterval));
        try
        {
            return ReportedCalls.Of(problem, day, now, calls);
        }
        catch (ReportedCallsException refused)
        {
            await console.Error.WriteLineAsync($"{file.Name}: {refused.Message}");
            throw new RefusedException();
        }
    }
}
