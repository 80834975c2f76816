using System.CommandLine;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm migrate</c>: brings the database to this version's schema.</summary>
internal static class MigrateCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<bool> dryRun = new("--dry-run") { Description = "Only say which migrations are missing." };
        Option<bool> json = CommandOptions.Json();
        Command command = new("migrate", "Create the database, or bring it to this version's schema.") { database, dryRun, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            WfmDatabase where = CommandOptions.DatabaseOf(parsed.GetValue(database));
            if (parsed.GetValue(dryRun))
            {
                IReadOnlyList<string> missing = await MigrateDatabase.PendingAsync(where, cancellationToken);
                await (parsed.GetValue(json)
                    ? JsonOutput.WriteAsync(console, new { missing })
                    : console.Out.WriteLineAsync(missing.Count == 0 ? $"{where} is up to date." : $"{where} misses {string.Join(", ", missing)}."));
                return (int)(missing.Count == 0 ? ExitCode.Done : ExitCode.Findings);
            }

            IReadOnlyList<string> applied = await MigrateDatabase.RunAsync(where, cancellationToken);
            await (parsed.GetValue(json)
                ? JsonOutput.WriteAsync(console, new { applied })
                : console.Out.WriteLineAsync(applied.Count == 0 ? $"{where} is up to date." : $"{where}: applied {string.Join(", ", applied)}."));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
