using System.CommandLine;
using NodaTime;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;
using Wfm.Scheduling.Replan;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm replan</c>: what somebody's absence costs the running day, and what to move because of it.</summary>
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
        Option<int> longer = new("--longer") { Description = "Minutes of overtime a shift's end may move, at most.", DefaultValueFactory = _ => 0 };
        Option<int> shorter = new("--shorter") { Description = "Minutes a shift may end earlier, at most.", DefaultValueFactory = _ => 0 };
        Option<FileInfo?> output = CommandOptions.OptionalFile("--out", "Write the proposed schedule.json here. Without it nothing is written.");
        Option<FileInfo?> problemOutput = CommandOptions.OptionalFile("--problem-out", "Write problem.json with the absences and the moved meetings here, for wfm check.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("replan", "What an absence costs the running day, and what to move because of it.")
        {
            input, schedule, at, away, longer, shorter, output, problemOutput, json,
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
}
