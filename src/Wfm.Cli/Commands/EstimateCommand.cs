using System.CommandLine;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Staffing;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm estimate</c>: how long callers wait before they hang up, and how long calls last, measured on a history.</summary>
internal static class EstimateCommand
{
    public static Command Create(CommandConsole console)
    {
        EstimateOptions history = new(historyIsRequired: true);
        Option<FileInfo?> targets = CommandOptions.OptionalFile("--targets", "Promises; a patience they state is kept, an empty one is filled in --targets-out.");
        Option<FileInfo?> output = CommandOptions.OptionalFile("--out", "Also write the table here: queue,patience_seconds,…,aht_seconds,….");
        Option<FileInfo?> completed = CommandOptions.OptionalFile("--targets-out", "Write the targets here with patience_seconds filled in where it was measured.");
        Option<DateTimeZone> zone = CommandOptions.Zone();
        Option<bool> json = CommandOptions.Json();
        Command command = new("estimate", "Measure patience and handle time of every queue, with bands and what they rest on.") { targets, output, completed, zone, json };
        history.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(completed) is not null && parsed.GetValue(targets) is null)
            {
                throw new UsageException("--targets-out needs --targets, the file to complete.");
            }

            CentreEstimates estimates = await history.MeasureAsync(parsed, parsed.GetRequiredValue(zone), console);
            if (parsed.GetValue(output) is { } file)
            {
                await WriteAsync(file, writer => EstimatesCsv.Write(writer, estimates.Patience.Zip(estimates.HandleTime, Row)));
            }

            if (parsed.GetValue(targets) is { } stated)
            {
                IReadOnlyDictionary<QueueId, QueueTarget> promises = await InputFile.ReadAsync(stated, console, TargetsCsv.Read);
                await TellStatedAsync(promises, estimates, console);
                if (parsed.GetValue(completed) is { } filled)
                {
                    await WriteAsync(filled, writer => TargetsCsv.Write(writer, estimates.Complete(promises)));
                }
            }

            await (parsed.GetValue(json) ? EstimateReport.WriteJsonAsync(estimates, console) : EstimateReport.WriteAsync(estimates, console));
            return (int)(estimates.Patience.All(queue => queue.IsMeasured) ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }

    /// <summary>A stated patience outside the measured band is worth a second look.</summary>
    private static async Task TellStatedAsync(IReadOnlyDictionary<QueueId, QueueTarget> promises, CentreEstimates estimates, CommandConsole console)
    {
        foreach (PatienceEstimate queue in estimates.Patience)
        {
            if (promises.GetValueOrDefault(queue.Queue)?.StatedPatience is { } stated && (stated < queue.Low || stated > queue.High))
            {
                await console.Error.WriteLineAsync(
                    $"note: queue {queue.Queue} states a patience of {stated.TotalSeconds:0} s; measured {EstimateReport.InWords(queue)}. The stated one is kept.");
            }
        }
    }

    private static Task WriteAsync(FileInfo file, Action<TextWriter> write) => OutputFile.WriteAsync(file, writer =>
    {
        write(writer);
        return Task.CompletedTask;
    });

    private static QueueEstimateRow Row(PatienceEstimate patience, HandleTimeEstimate handle) => new(
        patience.Queue,
        patience.MeanPatience.TotalSeconds,
        patience.Low?.TotalSeconds,
        patience.High?.TotalSeconds,
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(patience.Source.ToString()),
        patience.OwnWeight,
        patience.Abandoned,
        patience.WaitSeconds,
        patience.Days,
        handle.MeanSeconds,
        handle.LowSeconds,
        handle.HighSeconds,
        handle.Handled);
}
