using System.CommandLine;
using System.Runtime.InteropServices;
using Wfm.Planning;
using Wfm.Scheduling.OrTools.Solving;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm doctor</c>: whether this machine and its database can do the work.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<bool> json = CommandOptions.Json();
        Command command = new("doctor", "Check database, time zones, culture and versions.") { database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CheckedThing[] things =
            [
                new("wfm", true, EngineVersion.Current, "any"),
                new(".NET", Environment.Version.Major >= 10, RuntimeInformation.FrameworkDescription, ".NET 10 or later"),
                OrTools(),
                .. await DatabaseCheck.RunAsync(CommandOptions.DatabaseOf(parsed.GetValue(database)), cancellationToken),
                .. await RunCheck.RunAsync(CommandOptions.DatabaseOf(parsed.GetValue(database)), cancellationToken),
            ];
            if (parsed.GetValue(json))
            {
                await JsonOutput.WriteAsync(console, things);
            }
            else
            {
                TextTable table = new("", "what", "found", "expected");
                foreach (CheckedThing thing in things)
                {
                    table.Add(thing.IsOk ? "ok" : "NO", thing.Name, thing.Found, thing.Expected);
                }

                await table.WriteAsync(console.Out);
            }

            return (int)(things.All(thing => thing.IsOk) ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }

    /// <summary>OR-Tools is a choice, so its absence is no fault.</summary>
    private static CheckedThing OrTools()
    {
        OrToolsInstallation installation = OrToolsInstallation.OfThisMachine();
        SolverCommand? found = installation.Find();
        return new CheckedThing(
            "OR-Tools", true, found is null ? $"none; for --solver ortools: {installation.HowToInstall}" : $"{found.Name}: {found.File}", "optional");
    }
}
