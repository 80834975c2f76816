using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm calibrate</c>: what would have been predicted beside what really happened.</summary>
internal static class CalibrateCommand
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static Command Create(CommandConsole console)
    {
        EstimateOptions history = new(historyIsRequired: true);
        Option<FileInfo> staffing = CommandOptions.Input("--staffing", "Who was on calls: skills,start,agents, with skills such as \"vaxel:1 allmant:2\".");
        Option<FileInfo> targets = CommandOptions.Input("--targets", "Promises; thresholds must be those answered_in_time was counted with. A patience left empty is measured.");
        Option<DateTimeZone> zone = CommandOptions.Zone();
        Option<int> days = new("--days") { Description = "Days simulated for each real one, 20 to 10000.", DefaultValueFactory = _ => new CalibrationSettings().SimulatedDays };
        Option<int> seed = new("--seed") { Description = "Seed of the simulation.", DefaultValueFactory = _ => 1 };
        Option<bool> json = CommandOptions.Json();
        Command command = new("calibrate", "Compare predicted service levels with what really happened.") { staffing, targets, zone, days, seed, json };
        history.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(days) is < 20 or > 10_000)
            {
                throw new UsageException($"--days: found {parsed.GetValue(days)}, expected 20 to 10000.");
            }

            DateTimeZone clock = parsed.GetRequiredValue(zone);
            IReadOnlyList<CallSeries> calls = await history.ReadAsync(parsed, clock, console);
            IReadOnlyList<StaffedInterval> people = await InputFile.ReadAsync(
                parsed.GetRequiredValue(staffing), console, (stream, name) => StaffingCsv.Read(stream, name, clock));
            IReadOnlyDictionary<QueueId, QueueTarget> promises = await InputFile.ReadAsync(parsed.GetRequiredValue(targets), console, TargetsCsv.Read);
            CentreEstimates estimates = await history.MeasureAsync(parsed, calls, console);
            if (calls.Select(series => series.IntervalLength).Distinct().Count() > 1)
            {
                await console.Error.WriteLineAsync("The queues are told in intervals of different lengths — expected one length for all.");
                return (int)ExitCode.Findings;
            }

            CalibrationReport report = CentreCalibration.Of(
                calls, people, estimates.Complete(promises), new CalibrationSettings { SimulatedDays = parsed.GetValue(days), Seed = parsed.GetValue(seed) }, cancellationToken);
            await (parsed.GetValue(json) ? WriteJsonAsync(report, console) : WriteAsync(report, console));
            return (int)(report.Queues.Any(queue => queue.IsOff || queue.Days == 0) || report.Queues.Count == 0 ? ExitCode.Findings : ExitCode.Done);
        });
        return command;
    }

    private static async Task WriteAsync(CalibrationReport report, CommandConsole console)
    {
        foreach (string note in report.Notes)
        {
            await console.Error.WriteLineAsync(note);
        }

        TextTable table = new("queue", "days", "calls", "predicted", "simulated", "really", "off by", "error of a day", "of which luck", "days in 90 % band");
        foreach (QueueCalibration queue in report.Queues)
        {
            table.Add(
                queue.Queue.Value,
                queue.Days.ToString(Plain),
                queue.Calls.ToString("0", Plain),
                TextTable.Percent(queue.Predicted),
                TextTable.Percent(queue.Simulated),
                TextTable.Percent(queue.Realised),
                queue.Bias is { } bias ? (bias * 100).ToString("+0.0;-0.0;0.0", Plain) + " p" : "in time is not told",
                Points(queue.DayError),
                Points(queue.DayErrorOfChance),
                TextTable.Percent(queue.InBand));
        }

        await table.WriteAsync(console.Out);
        await console.Out.WriteLineAsync();
        TextTable curve = new("predicted for the interval", "calls", "predicted", "really");
        foreach (CalibrationBin bin in report.Bins.Where(bin => bin.Calls > 0))
        {
            curve.Add(string.Create(Plain, $"{bin.From * 100:0}–{bin.To * 100:0} %"), bin.Calls.ToString("0", Plain), TextTable.Percent(bin.Predicted), TextTable.Percent(bin.Realised));
        }

        await curve.WriteAsync(console.Out);
        await console.Out.WriteLineAsync(Verdict(report));
    }

    private static string Verdict(CalibrationReport report) => report.Queues.Where(queue => queue.IsOff).ToArray() switch
    {
        [] => $"No queue is off by more than 3 points over {report.Days} days.",
        var off => $"Off by more than 3 points over {report.Days} days: "
            + string.Join(", ", off.Select(queue => string.Create(Plain, $"{queue.Queue} ({queue.Bias * 100:+0.0;-0.0})"))) + ".",
    };

    private static string Points(double? share) => share is { } value ? (value * 100).ToString("0.0", Plain) + " p" : "";

    private static Task WriteJsonAsync(CalibrationReport report, CommandConsole console) => JsonOutput.WriteAsync(console, new
    {
        report.Days,
        queues = report.Queues.Select(queue => new
        {
            queue.Queue,
            queue.Days,
            queue.Calls,
            queue.Predicted,
            queue.Simulated,
            queue.Realised,
            queue.Bias,
            queue.IsOff,
            queue.DayError,
            queue.DayErrorOfChance,
            queue.InBand,
        }),
        curve = report.Bins,
        report.Notes,
    });
}
