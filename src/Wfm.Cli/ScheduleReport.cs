using System.Globalization;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Scheduling.Rules;

namespace Wfm.Cli;

/// <summary>What a planner asks of a finished schedule.</summary>
internal static class ScheduleReport
{
    public static async Task WriteAsync(SchedulingProblem problem, ScheduleResult result, double seconds, bool json, CommandConsole console)
    {
        ServiceLevelForecast? prediction = problem.Promises.Count > 0 && result.Outcome is not ScheduleOutcome.Invalid
            ? ServiceLevelPrediction.Of(problem, result.Schedule)
            : null;
        if (json)
        {
            await JsonOutput.WriteAsync(console, Json(result, seconds, prediction));
            return;
        }

        foreach (string line in Notes(result).Select(note => $"note: {note}").Concat(Reasons(result.Outcome)))
        {
            await console.Error.WriteLineAsync(line);
        }

        CultureInfo plain = CultureInfo.InvariantCulture;
        TextTable table = new("figure", "value");
        table.Add("outcome", NameOf(result.Outcome));
        table.Add("cost", result.Cost.Total.ToString("0.0", plain));
        table.Add("  coverage", result.Cost.Coverage.ToString("0.0", plain));
        table.Add("  wished days off", result.Cost.WishedDaysOff.ToString("0.0", plain));
        table.Add("  wished starts", result.Cost.WishedStarts.ToString("0.0", plain));
        foreach ((string name, double part) in ((string, double)[])
            [("  fairness", result.Cost.Fairness), ("  stable starts", result.Cost.StableStarts), ("  changes", result.Cost.Changes)])
        {
            if (part != 0)
            {
                table.Add(name, part.ToString("0.0", plain));
            }
        }

        table.Add("coverage on the true table", result.Cost.TrueCoverage.ToString("0.0", plain));
        table.Add("lower bound", result.Bound.ToString("0.0", plain));
        table.Add("gap", TextTable.Percent(result.GapFraction));
        AddGap(table, result.Gap);
        table.Add("violations of hard rules", result.Violations.Count.ToString(plain));
        AddWishes(table, problem, result);
        LedgerReport.Add(table, result.Ledger);
        table.Add("seconds", seconds.ToString("0.0", plain));
        table.Add("steps", result.Steps.ToString(plain));
        table.Add("reproducible", result.IsReproducible ? "yes" : "no, ended by the clock");
        await table.WriteAsync(console.Out);
        await LedgerReport.WriteAsync(result, console);
        if (prediction is not null)
        {
            await console.Out.WriteLineAsync();
            await ServiceLevels(prediction).WriteAsync(console.Out);
        }
    }

    private static void AddGap(TextTable table, GapReport gap)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        if (gap.StaffHours is { } hours)
        {
            table.Add("  at most, in staff-hours", hours.ToString("0", plain));
        }

        if (gap.LateCalls is { } calls)
        {
            table.Add("  at most, in calls answered late", calls.ToString("0", plain));
        }

        foreach (GapSource source in gap.Sources)
        {
            table.Add($"  left open: {source.Term}", source.Cost.ToString("0.0", plain));
        }
    }

    public static TextTable ServiceLevels(ServiceLevelForecast prediction)
    {
        TextTable table = new("queue", "calls", "predicted", "target", "hang up");
        foreach (PredictedQueue queue in prediction.Queues)
        {
            table.Add(
                queue.Queue,
                queue.Calls.ToString("0", CultureInfo.InvariantCulture),
                TextTable.Percent(queue.ServiceLevel),
                string.Create(CultureInfo.InvariantCulture, $"{queue.TargetShare * 100:0.#} % in {queue.ThresholdSeconds:0.#} s"),
                TextTable.Percent(queue.Abandonment));
        }

        return table;
    }

    /// <summary>Wished days off, and worked days with a wish for early or late; absences are no granted wishes.</summary>
    public static void AddWishes(TextTable table, SchedulingProblem problem, ScheduleResult result)
    {
        int wished = 0, off = 0;
        for (int agent = 0; agent < problem.Agents.Count; agent++)
        {
            PlanAgent person = problem.Agents[agent];
            foreach (int day in person.Wishes.Where(wish => wish.Kind == WishKind.DayOff && wish.Date is not null)
                .Select(wish => problem.Grid.IndexOf(wish.Date!.Value)).Where(day => day >= 0))
            {
                bool isAway = person.Absences.Any(absence => absence.Date == problem.Grid.Days[day].Date);
                wished += isAway ? 0 : 1;
                off += isAway || result.Schedule.ShiftOf(agent, day) is not null ? 0 : 1;
            }
        }

        table.Add("wished days off granted", $"{off} of {wished}");
        table.Add("all wishes, day by day", $"{result.Wishes.Sum(wish => wish.Granted)} of {result.Wishes.Sum(wish => wish.Wishes)}");
    }

    public static string NameOf(ScheduleOutcome outcome) => outcome switch
    {
        ScheduleOutcome.Optimal => "optimal",
        ScheduleOutcome.Feasible => "feasible",
        ScheduleOutcome.Infeasible => "infeasible",
        ScheduleOutcome.TimedOut => "timed out",
        ScheduleOutcome.Invalid => "invalid problem",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };

    public static IEnumerable<string> Reasons(ScheduleOutcome outcome) => outcome switch
    {
        ScheduleOutcome.Infeasible infeasible => infeasible.Conflicts.Select(conflict => conflict.Reason),
        ScheduleOutcome.TimedOut => ["The steps or the time were up before everybody had a schedule that keeps the rules; give more."],
        ScheduleOutcome.Invalid invalid => invalid.Findings.Select(finding => finding.ToString()),
        _ => [],
    };

    private static IEnumerable<string> Notes(ScheduleResult result) =>
        result.Warnings.Concat(result.ActivityFindings.Where(finding => !finding.IsRequired).Select(finding => finding.ToString()));

    private static IEnumerable<object> Conflicts(ScheduleOutcome outcome) =>
        outcome is not ScheduleOutcome.Infeasible infeasible ? [] : infeasible.Conflicts.Select(conflict => new
        {
            agents = conflict.Agents.Select(agent => agent.Value),
            conflict.IsProven,
            conflict.IsSmallest,
            conflict.Detail,
            members = conflict.Members.Select(member => new
            {
                member.Kind,
                member.Name,
                member.Paragraph,
                member.Found,
                dates = member.Dates.Select(date => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)),
                relaxed_by = member.Ways.Select(way => new { change = way.Change.Text, said = way.Change.Said, way.CostChange }),
            }),
        });

    private static object Json(ScheduleResult result, double seconds, ServiceLevelForecast? prediction) => new
    {
        outcome = NameOf(result.Outcome),
        reasons = Reasons(result.Outcome),
        conflicts = Conflicts(result.Outcome),
        warnings = result.Warnings,
        activities_without_place = result.ActivityFindings.Select(finding => finding.ToString()),
        cost = result.Cost.Total,
        cost_by_part = result.Cost,
        bound = result.Bound,
        gap = result.GapFraction,
        gap_report = result.Gap,
        violations = result.Violations.Select((RuleViolation violation) => violation.ToString()),
        wishes = result.Wishes.Select(wish => new { agent = wish.Agent.Value, wish.Wishes, wish.Granted }),
        ledger = LedgerReport.Json(result.Ledger),
        changes = result.Changes.Select(LedgerReport.Json),
        call_ins = result.CallIns.Select(LedgerReport.Json),
        seconds,
        result.Steps,
        result.IsReproducible,
        queues = prediction?.Queues,
    };
}
