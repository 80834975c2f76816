using System.CommandLine;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Staffing;

namespace Wfm.Cli.Commands;

/// <summary>The options by which commands measure patience and handle time on a file of calls.</summary>
/// <param name="historyIsRequired">Whether the command is about nothing else.</param>
internal sealed class EstimateOptions(bool historyIsRequired)
{
    private readonly Option<FileInfo?> _history = new("--history")
    {
        Description = "Calls with abandoned, wait_seconds and handle_seconds, to measure patience and handle time on.",
        Required = historyIsRequired,
    };

    private readonly Option<FileInfo?> _queues = CommandOptions.OptionalFile("--queues", "queues.csv with the answer group of each queue: a queue with few calls leans on its group.");
    private readonly Option<WaitBooking> _waits = new("--waits")
    {
        Description = "Whose waiting wait_seconds adds up: all, or answered for answered callers only.",
        CustomParser = result => Parse(result),
        DefaultValueFactory = _ => WaitBooking.AllCallers,
    };

    private readonly Option<int> _weeks = new("--weeks") { Description = "Only the latest weeks count, 1 to 520.", DefaultValueFactory = _ => new EstimationSettings().Weeks };
    private readonly Option<string?> _preset = CommandOptions.Preset();
    private readonly Option<FileInfo?> _mapping = CommandOptions.Mapping();

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _history, _queues, _waits, _weeks, _preset, _mapping })
        {
            command.Add(option);
        }
    }

    /// <summary>Measures; nothing is measured without a history.</summary>
    public async Task<CentreEstimates> MeasureAsync(ParseResult parsed, DateTimeZone zone, CommandConsole console)
    {
        int weeks = parsed.GetValue(_weeks);
        if (weeks is < 1 or > 520)
        {
            throw new UsageException($"--weeks: found {weeks}, expected 1 to 520.");
        }

        return parsed.GetValue(_history) is null ? CentreEstimates.None : await MeasureAsync(parsed, await ReadAsync(parsed, zone, console), console);
    }

    /// <summary>Whether a history was named.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_history) is not null;

    /// <summary>The history itself; there must be one.</summary>
    public async Task<IReadOnlyList<CallSeries>> ReadAsync(ParseResult parsed, DateTimeZone zone, CommandConsole console)
    {
        CallColumns columns = await CommandOptions.ColumnsAsync(parsed.GetValue(_preset), parsed.GetValue(_mapping), console);
        return await InputFile.ReadAsync(parsed.GetRequiredValue(_history)!, console, (stream, name) => CallsCsv.Read(stream, name, columns, zone, null));
    }

    /// <summary>Measures a history that was read.</summary>
    public async Task<CentreEstimates> MeasureAsync(ParseResult parsed, IReadOnlyList<CallSeries> history, CommandConsole console)
    {
        IReadOnlyDictionary<QueueId, GroupId> groups = parsed.GetValue(_queues) is { } queues
            ? await InputFile.ReadAsync(queues, console, QueuesCsv.ReadGroups)
            : new Dictionary<QueueId, GroupId>();
        return CentreEstimates.Of(history, groups, new EstimationSettings { Weeks = parsed.GetValue(_weeks), Waits = parsed.GetValue(_waits) });
    }

    private static WaitBooking Parse(System.CommandLine.Parsing.ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "all": return WaitBooking.AllCallers;
            case "answered": return WaitBooking.AnsweredOnly;
            default:
                result.AddError($"\"{result.Tokens[0].Value}\" is nobody's waiting; write all or answered.");
                return default;
        }
    }
}
