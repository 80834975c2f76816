using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Wfm.Planning;
using Wfm.Samples;
using Wfm.Server;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm replay</c>: a whole day of a sample centre through the feeds of a running server.</summary>
internal static class ReplayCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> day = new("day") { Description = "A day of the published period, or \"bad\" for the sample's bad day." };
        Option<string?> database = CommandOptions.Database();
        Option<string> unit = CommandOptions.Unit();
        Option<Uri> url = new("--url") { Description = "Where the server is.", DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"), CustomParser = ParseAddress };
        Option<double> speed = new("--speed") { Description = "Seconds of the day in one second.", DefaultValueFactory = _ => 60 };
        Option<string> name = new("--centre") { Description = "The sample centre the database was made from.", DefaultValueFactory = _ => OrebroServicecenter.Name };
        name.AcceptOnlyFromAmong([.. SampleCentres.Names]);
        Option<int> seed = new("--seed") { Description = "The seed it was made with.", DefaultValueFactory = _ => 1 };
        Option<bool> json = CommandOptions.Json();
        Command command = new("replay", "Tell a running server a whole sample day: calls, queues and states of agents, at any speed.") { day, database, unit, url, speed, name, seed, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            double fast = parsed.GetValue(speed);
            if (fast is not (> 0 and <= 100_000))
            {
                throw new UsageException($"--speed: {fast.ToString(CultureInfo.InvariantCulture)}, expected above 0 and at most 100000.");
            }

            await using WfmDb db = CommandOptions.DatabaseOf(parsed.GetValue(database)).CreateContext();
            BusinessUnitId where = (await StoredUnits.GetAsync(db, parsed.GetValue(unit)!, cancellationToken)).Id;
            ScheduleVersion version = (await new LoadPlan(db).PublishedAsync(where, cancellationToken)) is [var first, ..] ? first : throw new UsageException("Nothing is published; run wfm plan --publish first.");
            SampleCentre centre = SampleCentres.Create(parsed.GetValue(name)!, parsed.GetValue(seed), version.FirstDay);
            IReadOnlyList<ReplayStep> steps = await ReplaySource.DayAsync(db, where, centre, DayOf(parsed.GetValue(day)!, centre), cancellationToken);
            ReplaySummary summary = await TellAsync(db, where, parsed.GetValue(url)!, steps, fast, console, cancellationToken);
            if (parsed.GetValue(json))
            {
                await JsonOutput.WriteAsync(console, summary.ToJson());
            }
            else
            {
                await console.Out.WriteLineAsync(summary.ToString());
            }

            return (int)(summary.Refused + summary.KeptAside > 0 ? ExitCode.Findings : ExitCode.Done);
        });
        return command;
    }

    /// <summary>Serves with a clock that shows the day, and tells it the day.</summary>
    internal static async Task LiveAsync(WfmDb db, BusinessUnitId unit, SampleCentre centre, string day, double speed, Dictionary<string, string?> flags, CommandConsole console, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReplayStep> steps = await ReplaySource.DayAsync(db, unit, centre, DayOf(day, centre), cancellationToken);
        ServerSettings living = ServeCommand.Read(file: null, new(flags)
        {
            [nameof(ServerSettings.ClockStartsAt)] = InstantPattern.ExtendedIso.Format(steps[0].At - Duration.FromMinutes(2)),
            [nameof(ServerSettings.ClockSpeed)] = speed.ToString(CultureInfo.InvariantCulture),
        });
        await ServeCommand.RunAsync(living, console, async server => await console.Out.WriteLineAsync((await TellAsync(db, unit, server, steps, speed, console, cancellationToken)).ToString()), cancellationToken);
    }

    /// <summary>Tells a server the day with a key of its own, which ends with it.</summary>
    internal static async Task<ReplaySummary> TellAsync(
        WfmDb db, BusinessUnitId unit, Uri server, IReadOnlyList<ReplayStep> steps, double speed, CommandConsole console, CancellationToken cancellationToken)
    {
        string key = await ReplaySource.OpenAsync(db, unit, console.Clock, cancellationToken);
        try
        {
            using HttpClient client = ReplayRun.Client(server, key);
            return await new ReplayRun(client, string.Create(CultureInfo.InvariantCulture, $"/api/units/{unit.Value}/feeds/{ReplaySource.Name}"), speed).RunAsync(steps, cancellationToken);
        }
        finally
        {
            await ReplaySource.CloseAsync(db, unit, key, console.Clock, CancellationToken.None);
        }
    }

    private static Uri ParseAddress(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        result.AddError($"--url: \"{text}\", expected the address of a server such as http://127.0.0.1:5080.");
        return new Uri("http://127.0.0.1");
    }

    private static LocalDate DayOf(string text, SampleCentre centre) => text == "bad" ? centre.BadDay.Date
        : LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : throw new UsageException($"day: \"{text}\", expected a day such as {centre.BadDay.Date:uuuu-MM-dd}, or bad.");
}
