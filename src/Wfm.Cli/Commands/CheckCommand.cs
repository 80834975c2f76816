using System.CommandLine;
using System.Globalization;
using Wfm.Scheduling;
using Wfm.Scheduling.Rules;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm check</c>: everything about a schedule recomputed from scratch, by the plain rules and the plain cost.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<FileInfo> input = CommandOptions.Input("--problem", "problem.json.");
        Option<FileInfo> schedule = CommandOptions.Input("--schedule", "schedule.json.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("check", "Recompute a schedule from scratch and list broken rules.") { input, schedule, json };
        command.SetAction(async (parsed, _) =>
        {
            SchedulingProblem problem = await ProblemFile.ReadAsync(parsed.GetRequiredValue(input), console);
            DraftSchedule draft = await ProblemFile.ReadScheduleAsync(parsed.GetRequiredValue(schedule), problem, console);
            ScheduleCheck check = ScheduleChecker.Check(problem, draft);
            if (parsed.GetValue(json))
            {
                await JsonOutput.WriteAsync(console, new
                {
                    cost = check.Cost.Total,
                    cost_by_part = check.Cost,
                    shifts = draft.ShiftCount,
                    ledger = LedgerReport.Json(check.Ledger),
                    changes = check.Changes.Select(LedgerReport.Json),
                    violations = check.Violations.Select(violation => new
                    {
                        violation.Rule,
                        violation.Paragraph,
                        agent = violation.Agent?.Value,
                        date = violation.Date?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
                        violation.Penalty,
                        violation.Reason,
                    }),
                });
            }
            else
            {
                foreach (RuleViolation violation in check.Violations)
                {
                    await console.Out.WriteLineAsync(violation.ToString());
                }

                TextTable spreads = new("fairness", "spread over the group");
                LedgerReport.Add(spreads, check.Ledger);
                if (check.Ledger.Spreads.Any(spread => spread.After.Most > 0))
                {
                    await spreads.WriteAsync(console.Out);
                }

                await console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{draft.ShiftCount} shifts, cost {check.Cost.Total:0.0}, {check.Violations.Count} violation{(check.Violations.Count == 1 ? "" : "s")} of hard rules."));
            }

            return (int)(check.Violations.Count == 0 ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }
}
