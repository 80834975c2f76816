using System.CommandLine;
using NodaTime;
using Wfm.Exchange;
using Wfm.Forecasting;
using Wfm.Planning;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm backtest</c>: how good forecasts made in the past would have been.</summary>
internal static class BacktestCommand
{
    public static Command Create(CommandConsole console)
    {
        HistoryOptions history = new();
        Option<int?> horizon = new("--horizon") { Description = "How far each forecast reaches. Default 8w.", CustomParser = result => CommandOptions.ParseDays(result) };
        Option<int?> step = new("--step") { Description = "From one origin to the next. Default 1w.", CustomParser = result => CommandOptions.ParseDays(result) };
        Option<int> origins = new("--origins") { Description = "Number of origins.", DefaultValueFactory = _ => 6 };
        Option<FileInfo?> output = CommandOptions.OptionalFile("--out", "The table as a file; standard output without it.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("backtest", "Try the forecast on the past, queue by queue and lead by lead.") { horizon, step, origins, output, json };
        history.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(origins) is var asked and (< 1 or > 500))
            {
                throw new UsageException($"--origins: found {asked}, expected 1 to 500.");
            }

            CallHistory calls = await history.ReadAsync(parsed, console);
            BacktestRequest request = new(
                parsed.GetValue(horizon) ?? 56, parsed.GetValue(step) ?? 7, parsed.GetValue(origins), history.Request(parsed, calls, new LocalDate(2000, 1, 1), 1));
            IReadOnlyList<Forecasting.BacktestRow> rows = await ConsoleProgress.RunAsync(console, "Backtesting", progress =>
                CentreForecast.Backtest(calls.Series, request, progress, cancellationToken));
            Exchange.BacktestRow[] table = [.. rows.Select(Written)];
            if (parsed.GetValue(output) is { } file)
            {
                await OutputFile.WriteAsync(file, writer =>
                {
                    BacktestCsv.Write(writer, table);
                    return Task.CompletedTask;
                });
            }

            if (parsed.GetValue(json))
            {
                await JsonOutput.WriteAsync(console, table);
            }
            else if (parsed.GetValue(output) is null)
            {
                BacktestCsv.Write(console.Out, table);
            }

            return (int)(rows.Count > 0 ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }

    /// <summary>One lead band as JSON shows it.</summary>
    public static object Row(LeadBandQuality quality) => new
    {
        lead_band = LeadBands.NameOf(quality.Band),
        quality.Model,
        quality.Origins,
        quality.Wape,
        quality.WapeDay,
        quality.Bias,
        quality.Cover80,
        quality.Cover90,
        quality.Width80,
        quality.NoiseFloor,
        quality.WapeNaive,
        quality.WapeMean6,
    };

    private static Exchange.BacktestRow Written(Forecasting.BacktestRow row) => new(
        row.Queue,
        LeadBands.NameOf(row.Quality.Band),
        row.Quality.Model,
        row.Quality.Origins,
        row.Quality.Wape,
        row.Quality.WapeDay,
        row.Quality.Bias,
        row.Quality.Cover80,
        row.Quality.Cover90,
        row.Quality.Width80,
        row.Quality.NoiseFloor,
        row.Quality.WapeNaive,
        row.Quality.WapeMean6);
}
