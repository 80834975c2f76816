using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Wfm.Server;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm serve</c> and <c>wfm worker</c>: the product, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<bool> noJobs = new("--no-jobs") { Description = "Leave the night and other jobs to workers." };
        Option<string?> clock = new("--clock") { Description = "For demonstrations: the moment the server believes it starts at, such as 2026-01-12T05:45:00Z." };
        Option<string?> speed = new("--clock-speed") { Description = "For demonstrations: seconds of its clock in one second. Default 1." };
        Command command = new("serve", "Serve the application; takes jobs too unless told not to.") { noJobs, clock, speed };
        return Complete(command, console, parsed => new Dictionary<string, string?>
        {
            [nameof(ServerSettings.TakesJobs)] = parsed.GetValue(noJobs) ? "false" : null,
            [nameof(ServerSettings.ClockStartsAt)] = parsed.GetValue(clock),
            [nameof(ServerSettings.ClockSpeed)] = parsed.GetValue(speed),
        });
    }

    public static Command CreateWorker(CommandConsole console) =>
        Complete(new Command("worker", "Take jobs from the database, and answer nothing but health."), console, _ => new Dictionary<string, string?>
        {
            [nameof(ServerSettings.Serves)] = "false",
            [nameof(ServerSettings.TakesJobs)] = "true",
        });

    private static Command Complete(Command command, CommandConsole console, Func<ParseResult, Dictionary<string, string?>> flagsOf)
    {
        Option<string?> database = CommandOptions.Database();
        Option<string?> urls = new("--urls") { Description = "Addresses to listen on, such as http://0.0.0.0:5080. Port 0 takes a free one." };
        Option<FileInfo?> config = CommandOptions.OptionalFile("--config", "A JSON file with a section WFM. Default: wfm.json, where there is one.");
        Option<bool> noMigrate = new("--no-migrate") { Description = "Refuse to start on a database of an older schema, instead of bringing it up to date." };
        command.Add(database);
        command.Add(urls);
        command.Add(config);
        command.Add(noMigrate);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Dictionary<string, string?> flags = flagsOf(parsed);
            flags[nameof(ServerSettings.Database)] = parsed.GetValue(database);
            flags[nameof(ServerSettings.Urls)] = parsed.GetValue(urls) ?? (command.Name == "worker" ? "http://127.0.0.1:0" : null);
            ServerSettings settings = Read(parsed.GetValue(config)?.FullName, flags);
            await PrepareAsync(CommandOptions.DatabaseOf(settings.Database), parsed.GetValue(noMigrate), cancellationToken);
            await RunAsync(settings, console, cancellationToken);
            return (int)ExitCode.Done;
        });
        return command;
    }

    public static ServerSettings Read(string? file, Dictionary<string, string?> flags)
    {
        try
        {
            return SettingsSource.Read(file, flags);
        }
        catch (Exception wrong) when (wrong is FormatException or IOException)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static async Task PrepareAsync(WfmDatabase database, bool noMigrate, CancellationToken cancellationToken)
    {
        if (!noMigrate)
        {
            await MigrateDatabase.RunAsync(database, cancellationToken);
            return;
        }

        IReadOnlyList<string> missing = await MigrateDatabase.PendingAsync(database, cancellationToken);
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"{database} misses {string.Join(", ", missing)}; run wfm migrate, or start without --no-migrate.");
        }
    }

    /// <summary>Serves until told to stop.</summary>
    internal static Task RunAsync(ServerSettings settings, CommandConsole console, CancellationToken cancellationToken) =>
        RunAsync(settings, console, _ => Task.CompletedTask, cancellationToken);

    /// <summary>Serves until told to stop, and does something with the address meanwhile.</summary>
    internal static async Task RunAsync(ServerSettings settings, CommandConsole console, Func<Uri, Task> meanwhile, CancellationToken cancellationToken)
    {
        await using WebApplication app = WfmServer.Create(settings);
        await app.StartAsync(cancellationToken);
        string what = settings.Serves ? "serves" : "works; health";
        await console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Wfm {what} at {string.Join(", ", app.Urls)} on {WfmDatabase.Parse(settings.Database)}. Stop with Ctrl+C."));
        await console.Out.FlushAsync(CancellationToken.None);
        Task doing = meanwhile(new Uri(app.Urls.First()));
        Task ended = app.WaitForShutdownAsync(cancellationToken);
        if (await Task.WhenAny(doing, ended) == doing && !doing.IsCompletedSuccessfully)
        {
            await app.StopAsync(CancellationToken.None);
        }

        await ended;
        await doing;
    }
}
