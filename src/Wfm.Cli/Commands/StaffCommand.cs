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
        Option<FileInfo> output = CommandOptions.Output("The requirement: queue,start,calls,aht_seconds,required_erlang_c,required,scheduled_needed,day_variation.");
        Option<FileInfo?> curves = CommandOptions.OptionalFile("--curves", "Also write the cost of 0, 1, 2 … agents per queue and interval here.");
        Option<DateTimeZone> zone = CommandOptions.Zone();
        Option<LocalDate?> plannedOn = CommandOptions.OptionalDate("--planned-on", "The day planning is done, from which shrinkage counts its lead. Default: the first day of the forecast.");
        Option<double?> shareOfDays = new("--share-of-days")
        {
            Description = "Ask for enough people on this share of days, such as 0.9. Default: enough over all days together.",
        };
        Option<bool> json = CommandOptions.Json();
        EstimateOptions history = new(historyIsRequired: false);
        Command command = new("staff", "Turn a forecast into required agents and the cost of each missing one.")
        {
            forecast, targets, output, curves, zone, plannedOn, shareOfDays, json,
        };
        history.AddTo(command);
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

            CentreEstimates estimates = await history.MeasureAsync(parsed, clock, console);
            await TellPatienceAsync(forecasts, promises, estimates, console);
            (promises, forecasts) = (estimates.Complete(promises), estimates.Complete(forecasts));
            RequirementSettings settings = Settings(clock, parsed.GetValue(plannedOn) ?? FirstDay(forecasts, clock), parsed.GetValue(shareOfDays)) with { Loads = estimates.Loads };
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

            IReadOnlyList<double> onMeanDays = CentreRequirement.HoursOnMeanDays(forecasts, promises, settings, cancellationToken);
            await (parsed.GetValue(json) ? WriteJsonAsync(requirements, onMeanDays, promises, console) : WriteTableAsync(requirements, onMeanDays, console));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static LocalDate FirstDay(IReadOnlyList<VolumeForecast> forecasts, DateTimeZone zone)
    {
        Instant[] starts = [.. forecasts.Where(forecast => forecast.Intervals.Count > 0).Select(forecast => forecast.Intervals[0].Start)];
        return starts.Length == 0 ? LocalDate.MinIsoValue : starts.Min().InZone(zone).Date;
    }

    private static RequirementSettings Settings(DateTimeZone zone, LocalDate plannedOn, double? shareOfDays)
    {
        if (shareOfDays is not (null or (> 0 and < 1)))
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--share-of-days: found {shareOfDays}, expected a share between 0 and 1; write 90 % as 0.9."));
        }

        RequirementSettings settings = new(zone, plannedOn);
        return shareOfDays is { } share ? settings with { Basis = RequirementBasis.ShareOfDays, ShareOfDays = share } : settings;
    }

    private static async Task TellPatienceAsync(
        IReadOnlyList<VolumeForecast> forecasts, IReadOnlyDictionary<QueueId, QueueTarget> promises, CentreEstimates estimates, CommandConsole console)
    {
        foreach (QueueId queue in forecasts.Select(forecast => forecast.Queue).Where(queue => promises[queue] is { StatedPatience: null, Model: StaffingModel.ErlangA }))
        {
            string found = estimates.Patience.FirstOrDefault(one => one.Queue == queue) is { } measured
                ? $"{EstimateReport.InWords(measured)}{(measured.IsMeasured ? ", " + EstimateReport.SourceOf(measured) : "")}"
                : $"{queue} {QueueTarget.DefaultMeanPatience.TotalSeconds:0} s by default; give --history to measure it";
            await console.Error.WriteLineAsync($"note: patience of {found}.");
        }
    }

    private static double Hours(StaffingRequirement requirement, Func<RequirementInterval, double> people) =>
        requirement.Intervals.Sum(people) * requirement.IntervalLength.TotalHours;

    private static async Task WriteTableAsync(IReadOnlyList<StaffingRequirement> requirements, IReadOnlyList<double> onMeanDays, CommandConsole console)
    {
        TextTable table = new("queue", "calls", "hours, Erlang C", "hours on a day as forecast", "hours required", "hours to schedule");
        foreach ((StaffingRequirement requirement, double asForecast) in requirements.Zip(onMeanDays))
        {
            table.Add(
                requirement.Queue.Value,
                requirement.Intervals.Sum(interval => interval.Calls).ToString("0", CultureInfo.InvariantCulture),
                Hours(requirement, interval => interval.RequiredErlangC).ToString("0.0", CultureInfo.InvariantCulture),
                asForecast.ToString("0.0", CultureInfo.InvariantCulture),
                Hours(requirement, interval => interval.Required).ToString("0.0", CultureInfo.InvariantCulture),
                Hours(requirement, interval => interval.ScheduledNeeded).ToString("0.0", CultureInfo.InvariantCulture));
        }

        await table.WriteAsync(console.Out);
    }

    private static Task WriteJsonAsync(
        IReadOnlyList<StaffingRequirement> requirements,
        IReadOnlyList<double> onMeanDays,
        IReadOnlyDictionary<QueueId, QueueTarget> promises,
        CommandConsole console) =>
        JsonOutput.WriteAsync(console, new
        {
            queues = requirements.Select((requirement, at) => new
            {
                queue = requirement.Queue.Value,
                intervals = requirement.Intervals.Count,
                calls = requirement.Intervals.Sum(interval => interval.Calls),
                hours_erlang_c = Hours(requirement, interval => interval.RequiredErlangC),
                hours_on_day_as_forecast = onMeanDays[at],
                patience_seconds = promises[requirement.Queue].MeanPatience.TotalSeconds,
                hours_required = Hours(requirement, interval => interval.Required),
                hours_scheduled_needed = Hours(requirement, interval => interval.ScheduledNeeded),
            }),
        });
}
