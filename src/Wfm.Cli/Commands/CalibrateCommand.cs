using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm calibrate</c>: what would have been predicted beside what really happened.</summary>
internal static class CalibrateCommand
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static Command Create(CommandConsole console)
    {
        EstimateOptions history = new(historyIsRequired: false);
        Option<FileInfo?> staffing = CommandOptions.OptionalFile("--staffing", "Who was on calls: skills,start,agents, with skills such as \"vaxel:1 allmant:2\". In the database, default: who the published schedules put there.");
        Option<FileInfo?> targets = CommandOptions.OptionalFile("--targets", "Promises, with --history; thresholds must be those answered_in_time was counted with. A patience left empty is measured.");
        Option<string?> database = CommandOptions.Database();
        Option<string> unit = CommandOptions.Unit();
        Option<DateTimeZone> zone = CommandOptions.Zone();
        Option<int> days = new("--days") { Description = "Days simulated for each real one, 20 to 10000.", DefaultValueFactory = _ => new CalibrationSettings().SimulatedDays };
        Option<int> seed = new("--seed") { Description = "Seed of the simulation.", DefaultValueFactory = _ => 1 };
        Option<bool> json = CommandOptions.Json();
        Command command = new("calibrate", "Compare predicted service levels with what really happened.") { staffing, targets, zone, database, unit, days, seed, json };
        history.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(days) is < 20 or > 10_000)
            {
                throw new UsageException($"--days: found {parsed.GetValue(days)}, expected 20 to 10000.");
            }

            CalibrationSettings settings = new() { SimulatedDays = parsed.GetValue(days), Seed = parsed.GetValue(seed) };
            StaffingFile people = new(parsed.GetValue(staffing), console);
            CalibrationReport report;
            if (history.IsGiven(parsed))
            {
                if (parsed.GetValue(targets) is not { } promises)
                {
                    throw new UsageException("With --history, give --targets and --staffing; without it the centre in the database is compared.");
                }

                DateTimeZone clock = parsed.GetRequiredValue(zone);
                IReadOnlyList<CallSeries> calls = await history.ReadAsync(parsed, clock, console);
                report = CentreCalibration.Of(
                    SameLengths(calls), await people.ReadAsync(clock) ?? throw new UsageException("With --history, give --staffing: who was on calls."),
                    (await history.MeasureAsync(parsed, calls, console)).Complete(await InputFile.ReadAsync(promises, console, TargetsCsv.Read)), settings, cancellationToken);
            }
            else
            {
                report = await StoredAsync(parsed.GetValue(database), parsed.GetRequiredValue(unit), people, settings, console, cancellationToken);
            }

            await (parsed.GetValue(json) ? WriteJsonAsync(report, console) : WriteAsync(report, console));
            return (int)(report.Queues.Any(queue => queue.IsOff || queue.Days == 0) || report.Queues.Count == 0 ? ExitCode.Findings : ExitCode.Done);
        });
        return command;
    }

    private static IReadOnlyList<CallSeries> SameLengths(IReadOnlyList<CallSeries> calls) => calls.Select(series => series.IntervalLength).Distinct().Count() <= 1
        ? calls
        : throw new UsageException("--history: the queues are told in intervals of different lengths, expected one length for all.");

    private static async Task<CalibrationReport> StoredAsync(
        string? database, string unit, StaffingFile people, CalibrationSettings settings, CommandConsole console, CancellationToken cancellationToken)
    {
        WfmDatabase where = CommandOptions.DatabaseOf(database);
        await MigrateDatabase.RunAsync(where, cancellationToken);
        await using WfmDb db = where.CreateContext();
        StoredBusinessUnit centre = await StoredUnits.GetAsync(db, unit, cancellationToken);
        DateTimeZone clock = centre.ToDomain().Zone;
        CalibrateCentre calibrate = new(db);
        return await people.ReadAsync(clock) is { } staffing
            ? await calibrate.RunAsync(centre.Id, staffing, settings, cancellationToken)
            : await calibrate.RunOnSchedulesAsync(centre.Id, console.Clock.GetCurrentInstant().InZone(clock).Date, settings, cancellationToken);
    }

    /// <summary>The staffing file, where one was given.</summary>
    private sealed class StaffingFile(FileInfo? file, CommandConsole console)
    {
        public async Task<IReadOnlyList<StaffedInterval>?> ReadAsync(DateTimeZone clock) =>
            file is null ? null : await InputFile.ReadAsync(file, console, (stream, name) => StaffingCsv.Read(stream, name, clock));
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
