using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Staffing;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm staff</c>: the people a forecast needs.</summary>
internal static class StaffCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<FileInfo> forecast = CommandOptions.Input("--forecast", "A forecast as wfm forecast writes it.");
        Option<FileInfo> targets = CommandOptions.Input(
            "--targets", "Promises: queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage.");
        Option<FileInfo> output = CommandOptions.Output("The requirement: queue,start,calls,aht_seconds,required_erlang_c,required,scheduled_needed.");
        Option<FileInfo?> curves = CommandOptions.OptionalFile("--curves", "Also write the cost of 0, 1, 2 … agents per queue and interval here.");
        Option<DateTimeZone> zone = CommandOptions.Zone();
        Option<LocalDate?> plannedOn = CommandOptions.OptionalDate("--planned-on", "The day planning is done, from which shrinkage counts its lead. Default: the first day of the forecast.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("staff", "Turn a forecast into required agents and the cost of each missing one.")
        {
            forecast, targets, output, curves, zone, plannedOn, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DateTimeZone clock = parsed.GetRequiredValue(zone);
            IReadOnlyList<VolumeForecast> forecasts = await InputFile.ReadAsync(
                parsed.GetRequiredValue(forecast), console, (stream, name) => ForecastCsv.Read(stream, name, clock));
            IReadOnlyDictionary<QueueId, QueueTarget> promises = await InputFile.ReadAsync(parsed.GetRequiredValue(targets), console, TargetsCsv.Read);
            if (CentreRequirement.QueuesWithoutTarget(forecasts, promises) is { Count: > 0 } missing)
            {
                await console.Error.WriteLineAsync(
                    $"{parsed.GetRequiredValue(targets).Name}: no target for {string.Join(", ", missing)} — expected a row for every queue of the forecast.");
                return (int)ExitCode.Findings;
            }

            RequirementSettings settings = new(clock, parsed.GetValue(plannedOn) ?? FirstDay(forecasts, clock));
            if (CentreRequirement.TooBusy(forecasts, settings) is { } tooBusy)
            {
                await console.Error.WriteLineAsync(tooBusy);
                return (int)ExitCode.Findings;
            }

            foreach (QueueId queue in CentreRequirement.QueuesWithoutHandleTime(forecasts))
            {
                await console.Error.WriteLineAsync($"note: queue {queue} has intervals without a handle time; {settings.DefaultHandleTime.TotalSeconds:0} s is assumed.");
            }

            IReadOnlyList<StaffingRequirement> requirements = CentreRequirement.Make(forecasts, promises, settings, cancellationToken);
            await OutputFile.WriteAsync(parsed.GetRequiredValue(output), writer =>
            {
                RequirementCsv.Write(writer, requirements, clock);
                return Task.CompletedTask;
            });
            if (parsed.GetValue(curves) is { } file)
            {
                await OutputFile.WriteAsync(file, writer =>
                {
                    CurvesCsv.Write(writer, requirements, clock);
                    return Task.CompletedTask;
                });
            }

            await (parsed.GetValue(json) ? WriteJsonAsync(requirements, console) : WriteTableAsync(requirements, console));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static LocalDate FirstDay(IReadOnlyList<VolumeForecast> forecasts, DateTimeZone zone)
    {
        Instant[] starts = [.. forecasts.Where(forecast => forecast.Intervals.Count > 0).Select(forecast => forecast.Intervals[0].Start)];
        return starts.Length == 0 ? LocalDate.MinIsoValue : starts.Min().InZone(zone).Date;
    }

    private static double Hours(StaffingRequirement requirement, Func<RequirementInterval, double> people) =>
        requirement.Intervals.Sum(people) * requirement.IntervalLength.TotalHours;

    private static async Task WriteTableAsync(IReadOnlyList<StaffingRequirement> requirements, CommandConsole console)
    {
        TextTable table = new("queue", "calls", "hours, Erlang C", "hours required", "hours to schedule");
        foreach (StaffingRequirement requirement in requirements)
        {
            table.Add(
                requirement.Queue.Value,
                requirement.Intervals.Sum(interval => interval.Calls).ToString("0", CultureInfo.InvariantCulture),
                Hours(requirement, interval => interval.RequiredErlangC).ToString("0.0", CultureInfo.InvariantCulture),
                Hours(requirement, interval => interval.Required).ToString("0.0", CultureInfo.InvariantCulture),
                Hours(requirement, interval => interval.ScheduledNeeded).ToString("0.0", CultureInfo.InvariantCulture));
        }

        await table.WriteAsync(console.Out);
    }

    private static Task WriteJsonAsync(IReadOnlyList<StaffingRequirement> requirements, CommandConsole console) =>
        JsonOutput.WriteAsync(console, new
        {
            queues = requirements.Select(requirement => new
            {
                queue = requirement.Queue.Value,
                intervals = requirement.Intervals.Count,
                calls = requirement.Intervals.Sum(interval => interval.Calls),
                hours_erlang_c = Hours(requirement, interval => interval.RequiredErlangC),
                hours_required = Hours(requirement, interval => interval.Required),
                hours_scheduled_needed = Hours(requirement, interval => interval.ScheduledNeeded),
            }),
        });
}
