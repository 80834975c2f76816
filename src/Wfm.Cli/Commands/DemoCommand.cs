using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Samples;
using Wfm.Scheduling;
using Wfm.Server;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm demo</c>: a whole centre from files to a published ten-week schedule, on a fresh embedded database.</summary>
internal static class DemoCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<DirectoryInfo?> output = new("--out") { Description = "Directory for the sample's files and the database. Default: wfm-demo in the temporary directory." };
        Option<int> seed = new("--seed") { Description = "Seed of the sample and of the search.", DefaultValueFactory = _ => 1 };
        Option<Duration?> time = new("--time") { Description = "Outer limit of the schedule search. Default 40s.", CustomParser = result => CommandOptions.ParseTime(result) };
        Option<bool> json = CommandOptions.Json();
        Option<bool> noServe = new("--no-serve") { Description = "Stop after the figures." };
        Option<string> urls = new("--urls") { Description = "Address to serve at.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        Option<string?> replay = new("--replay") { Description = "Then live a day of the period, told by the feeds: a date, or \"bad\" for the sample's bad day. The server's clock shows that day." };
        Option<double> speed = new("--speed") { Description = "Seconds of that day in one second.", DefaultValueFactory = _ => 60 };
        Command command = new("demo", "Show everything: sample, import, forecast, staffing, ten-week schedule; then serve it with demo logins.") { output, seed, time, noServe, urls, replay, speed, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DirectoryInfo directory = parsed.GetValue(output) ?? new DirectoryInfo(Path.Combine(Path.GetTempPath(), "wfm-demo"));
            PlanSteps steps = new(console);
            SampleCentre centre = await steps.RunAsync("Sample", _ => Task.Run(() => WriteSample(parsed.GetValue(seed), FirstMonday(parsed.GetValue(noServe), console.Clock), directory), cancellationToken));
            WfmDatabase where = FreshDatabase(directory);
            await MigrateDatabase.RunAsync(where, cancellationToken);
            await using WfmDb db = where.CreateContext();
            BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, centre.Unit, cancellationToken);
            await steps.RunAsync("Import people", _ => ImportPeopleAsync(db, unit, directory, console, cancellationToken));
            await steps.RunAsync("Import calls", _ => ImportCallsAsync(db, unit, directory, console, cancellationToken));
            ScheduleOptions options = new() { Seed = parsed.GetValue(seed), TimeLimit = parsed.GetValue(time) ?? Duration.FromSeconds(40) };
            PlanOutcome plan = await new PlanRun(db, steps, console.Clock).RunAsync(unit, centre.Period, centre.PlanningDate, options, cancellationToken);
            if (parsed.GetValue(json))
            {
                await PlanReport.WriteJsonAsync(plan, steps, console);
                return (int)(plan.Schedule?.Stored is null ? ExitCode.Findings : ExitCode.Done);
            }

            await console.Out.WriteLineAsync($"{centre.Unit.Name}, {centre.Agents.Count} people, planned {centre.PlanningDate:uuuu-MM-dd} for {centre.Period.FirstDay:uuuu-MM-dd} and {centre.Period.Weeks} weeks; seed {centre.Seed}.");
            await console.Out.WriteLineAsync();
            await PlanReport.WriteAsync(plan, steps, centre.Truth.After, console);
            await console.Out.WriteLineAsync();
            await console.Out.WriteLineAsync($"Database {where}, files beside it.");
            if (plan.Schedule?.Stored is not { } stored)
            {
                return (int)ExitCode.Findings;
            }

            await DemoPeriods.PublishAsync(db, unit, centre, stored.Id, console, cancellationToken);
            if (!parsed.GetValue(noServe))
            {
                await DemoAccounts.CreateAsync(db, unit, centre, console, cancellationToken);
                await DemoPeriods.OpenNextAsync(db, unit, centre, console, cancellationToken);
                Dictionary<string, string?> flags = new()
                {
                    [nameof(ServerSettings.Database)] = DatabaseFile(directory),
                    [nameof(ServerSettings.Urls)] = parsed.GetValue(urls),
                    // The night of a day that is lived fast searches no longer than the first plan did.
                    [nameof(ServerSettings.NightSecondsPerUnit)] = ((int)Math.Ceiling(options.TimeLimit!.Value.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
                };
                await (parsed.GetValue(replay) is { } day
                    ? ReplayCommand.LiveAsync(db, unit, centre, day, parsed.GetValue(speed), flags, console, cancellationToken)
                    : ServeCommand.RunAsync(ServeCommand.Read(file: null, flags), console, cancellationToken));
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    /// <summary>Figures alone are the same every day; what is served begins soon, so that people have days ahead of them to ask about.</summary>
    private static LocalDate FirstMonday(bool noServe, IClock clock) => noServe
        ? OrebroServicecenter.DefaultFirstPlannedMonday
        : clock.GetCurrentInstant().InUtc().Date.PlusDays(PublishSchedule.NoticeDays).Next(IsoDayOfWeek.Monday);

    private static SampleCentre WriteSample(int seed, LocalDate firstMonday, DirectoryInfo directory)
    {
        SampleCentre centre = OrebroServicecenter.Create(seed, firstMonday);
        SampleFiles.Write(centre, file => OutputFile.Open(directory, file));
        return centre;
    }

    private static string DatabaseFile(DirectoryInfo directory) => Path.Combine(directory.FullName, "wfm-demo.db");

    /// <summary>A new database in the demo's own directory; one left there by an earlier demo is replaced.</summary>
    private static WfmDatabase FreshDatabase(DirectoryInfo directory)
    {
        string path = DatabaseFile(directory);
        foreach (string file in new[] { path, $"{path}-wal", $"{path}-shm" })
        {
            File.Delete(file);
        }

        return WfmDatabase.Parse(path);
    }

    private static async Task<ImportPeopleResult> ImportPeopleAsync(
        WfmDb db, BusinessUnitId unit, DirectoryInfo directory, CommandConsole console, CancellationToken cancellationToken)
    {
        ImportPeopleResult result = await new ImportPeople(db, console.Clock).RunAsync(
            unit, PeopleDirectory.Opener(new DirectoryInfo(Path.Combine(directory.FullName, "people"))), cancellationToken);
        await Findings.WriteAsync(result.Read, console);
        return result.Outcome == ImportOutcome.Refused ? throw new RefusedException() : result;
    }

    private static async Task<ImportCallsResult> ImportCallsAsync(
        WfmDb db, BusinessUnitId unit, DirectoryInfo directory, CommandConsole console, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(Path.Combine(directory.FullName, "calls.csv"));
        ImportCallsResult result = await new ImportCalls(db, console.Clock).RunAsync(
            unit, new CallFile("calls.csv", stream, "acd", CallColumns.Wfm), cancellationToken);
        return result.Outcome == ImportOutcome.Refused ? throw new RefusedException() : result;
    }
}
