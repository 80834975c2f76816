using System.CommandLine;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Forecasting;
using Wfm.Planning;

namespace Wfm.Cli.Commands;

/// <summary>A history as read from files.</summary>
/// <param name="Series">One series per queue.</param>
/// <param name="OpeningHours">Opening hours by queue, where a file gave them.</param>
/// <param name="SpecialDays">Special days of the country and of a file.</param>
/// <param name="Events">Events of a file.</param>
internal sealed record CallHistory(
    IReadOnlyList<CallSeries> Series,
    IReadOnlyDictionary<QueueId, OpeningHours> OpeningHours,
    SpecialDayCalendar SpecialDays,
    IReadOnlyList<KnownEvent> Events);

/// <summary>The options by which forecast and backtest are told their history.</summary>
internal sealed class HistoryOptions
{
    private readonly Option<FileInfo> _history = CommandOptions.Input("--history", "Calls: queue,start,offered and more if known.");
    private readonly Option<Duration?> _interval = CommandOptions.IntervalMinutes();
    private readonly Option<SpecialDayCalendar?> _country = CommandOptions.Country();
    private readonly Option<string?> _preset = CommandOptions.Preset();
    private readonly Option<FileInfo?> _mapping = CommandOptions.Mapping();
    private readonly Option<FileInfo?> _holidays = CommandOptions.OptionalFile("--holidays", "Special days: date,name,kind[,closes].");
    private readonly Option<FileInfo?> _events = CommandOptions.OptionalFile("--events", "Known events: queue,from,to,name,factor[,kind,shape]; an empty factor is learned, that of a school break (kind schoolbreak) by each queue.");
    private readonly Option<FileInfo?> _openingHours = CommandOptions.OptionalFile(
        "--opening-hours", "Opening hours: queue,weekday,opens,closes,valid_from,valid_to. Learned from history unless given.");

    public Option<DateTimeZone> Zone { get; } = CommandOptions.Zone();

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _history, Zone, _interval, _country, _holidays, _events, _openingHours, _preset, _mapping })
        {
            command.Add(option);
        }
    }

    public async Task<CallHistory> ReadAsync(ParseResult parsed, CommandConsole console)
    {
        CallColumns columns = await CommandOptions.ColumnsAsync(parsed.GetValue(_preset), parsed.GetValue(_mapping), console);
        DateTimeZone zone = parsed.GetRequiredValue(Zone);
        IReadOnlyList<CallSeries> series = await InputFile.ReadAsync(parsed.GetRequiredValue(_history), console, (stream, name) =>
            CallsCsv.Read(stream, name, columns, zone, parsed.GetValue(_interval) ?? CommandOptions.UsualInterval));
        IReadOnlyDictionary<QueueId, OpeningHours> openingHours = parsed.GetValue(_openingHours) is { } hours
            ? await InputFile.ReadAsync(hours, console, OpeningHoursCsv.Read)
            : new Dictionary<QueueId, OpeningHours>();
        IReadOnlyList<SpecialDay> holidays = parsed.GetValue(_holidays) is { } days
            ? await InputFile.ReadAsync(days, console, HolidaysCsv.Read)
            : [];
        IReadOnlyList<KnownEvent> events = parsed.GetValue(_events) is { } file
            ? await InputFile.ReadAsync(file, console, EventsCsv.Read)
            : [];
        if (holidays.Count > 0 && parsed.GetValue(_country) is not null)
        {
            await console.Error.WriteLineAsync("note: --holidays replaces the special days of --country.");
        }

        SpecialDayCalendar special = holidays.Count > 0 ? SpecialDayCalendar.Of(holidays) : parsed.GetValue(_country) ?? SpecialDayCalendar.None;
        return new CallHistory(series, openingHours, special, events);
    }

    public ForecastRequest Request(ParseResult parsed, CallHistory calls, LocalDate from, int days) =>
        new(from, days) { IntervalLength = parsed.GetValue(_interval) ?? CommandOptions.UsualInterval, SpecialDays = calls.SpecialDays, SchoolBreaks = CentreEvents.SchoolBreaks(calls.Events) };
}
