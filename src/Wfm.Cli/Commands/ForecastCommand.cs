using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Forecasting;
using Wfm.Planning;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm forecast</c>: the calls of the coming weeks, from a file of history.</summary>
internal static class ForecastCommand
{
    public static Command Create(CommandConsole console)
    {
        HistoryOptions history = new();
        Option<FileInfo?> fresh = CommandOptions.OptionalFile("--new-queues", "Queues with little history: queue,profile,calls_per_week[,aht_seconds]; the profile is another queue's.");
        Option<LocalDate> from = CommandOptions.From("First day to forecast.");
        Option<int> weeks = new("--weeks") { Description = "Number of weeks, 1 to 156.", DefaultValueFactory = _ => 10 };
        Option<FileInfo> output = CommandOptions.Output("The forecast: queue,start,calls,calls_p05,…,aht_seconds,model.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("forecast", "Forecast calls per queue and interval, with bands.") { from, weeks, fresh, output, json };
        history.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            int asked = parsed.GetValue(weeks);
            if (asked is < 1 or > ForecastRequest.LongestDays / 7)
            {
                throw new UsageException($"--weeks: found {asked}, expected 1 to {ForecastRequest.LongestDays / 7}.");
            }

            CallHistory calls = await history.ReadAsync(parsed, console);
            IReadOnlyList<NewQueue> planned = parsed.GetValue(fresh) is { } file ? await InputFile.ReadAsync(file, console, NewQueuesCsv.Read) : [];
            ForecastRequest request = history.Request(parsed, calls, parsed.GetRequiredValue(from), asked * 7);
            IReadOnlyList<ForecastResult> results = await ConsoleProgress.RunAsync(console, "Forecasting", progress =>
                CentreForecast.Make(
                    CentreForecast.WithNew(calls.Series, planned, parsed.GetRequiredValue(history.Zone), request.IntervalLength!.Value), request, KnownOfQueue.Of(calls.OpeningHours, planned), CentreEvents.Size(calls.Series, request, calls.OpeningHours, calls.Events, cancellationToken), progress, cancellationToken));
            await OutputFile.WriteAsync(parsed.GetRequiredValue(output), writer =>
            {
                ForecastCsv.Write(writer, results.Select(result => result.Forecast), parsed.GetRequiredValue(history.Zone));
                return Task.CompletedTask;
            });
            await (parsed.GetValue(json) ? WriteJsonAsync(results, console) : WriteTableAsync(results, console));
            return (int)(results.All(result => result.Outcome == ForecastOutcome.Made) ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }

    private static async Task WriteTableAsync(IReadOnlyList<ForecastResult> results, CommandConsole console)
    {
        foreach (IGrouping<(LocalDate From, string Reason), ForecastFinding> finding in results.SelectMany(result => result.Findings)
            .GroupBy(finding => (finding.From, finding.Reason)))
        {
            string queues = finding.Count() == 1 ? finding.First().Queue.Value : $"{finding.Count()} queues";
            await console.Error.WriteLineAsync($"{queues}, {finding.Key.From:uuuu-MM-dd}: {finding.Key.Reason}");
        }

        TextTable table = new("queue", "outcome", "calls", "lead", "model", "error", "naive", "mean of six", "noise floor");
        foreach (ForecastResult result in results)
        {
            LeadBandQuality? last = result.Quality.Count > 0 ? result.Quality[^1] : null;
            table.Add(
                result.Forecast.Queue.Value,
                result.Outcome.ToString(),
                result.Forecast.Intervals.Sum(interval => interval.Calls).ToString("0", CultureInfo.InvariantCulture),
                last is null ? "" : LeadBands.NameOf(last.Band),
                last?.Model ?? "",
                TextTable.Percent(last?.Wape),
                TextTable.Percent(last?.WapeNaive),
                TextTable.Percent(last?.WapeMean6),
                TextTable.Percent(last?.NoiseFloor));
        }

        await table.WriteAsync(console.Out);
    }

    private static Task WriteJsonAsync(IReadOnlyList<ForecastResult> results, CommandConsole console) =>
        JsonOutput.WriteAsync(console, new
        {
            queues = results.Select(result => new
            {
                queue = result.Forecast.Queue.Value,
                result.Outcome,
                intervals = result.Forecast.Intervals.Count,
                calls = result.Forecast.Intervals.Sum(interval => interval.Calls),
                quality = result.Quality.Select(BacktestCommand.Row),
                findings = result.Findings.Select(finding => new
                {
                    finding.Kind,
                    from = finding.From.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
                    to = finding.To.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
                    start = finding.Start?.ToString(),
                    finding.Raw,
                    finding.Replacement,
                    finding.Reason,
                    finding.Told.Said,
                }),
            }),
        });
}
