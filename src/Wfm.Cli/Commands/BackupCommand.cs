using System.CommandLine;
using System.Globalization;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm backup</c> and <c>wfm restore</c>: a whole copy of the database as one file, and back.</summary>
internal static class BackupCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<FileInfo> to = new("--to") { Description = "The file to write.", Required = true };
        Option<bool> json = CommandOptions.Json();
        Command command = new("backup", "Write a whole copy of the database to one file, while it is in use.") { database, to, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            FileInfo file = parsed.GetRequiredValue(to);
            BackupManifest written = await DatabaseBackup.WriteAsync(CommandOptions.DatabaseOf(parsed.GetValue(database)), file.FullName, cancellationToken);
            await TellAsync(console, parsed.GetValue(json), written, $"Wrote {file.Name}");
            return (int)ExitCode.Done;
        });
        return command;
    }

    public static Command CreateRestore(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<FileInfo> from = new("--from") { Description = "A file written by wfm backup.", Required = true };
        Option<bool> json = CommandOptions.Json();
        Command command = new("restore", "Put a backup into an empty database, and check every count.") { database, from, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            FileInfo file = parsed.GetRequiredValue(from);
            if (!file.Exists)
            {
                throw new UsageException($"There is no file {file.FullName}.");
            }

            WfmDatabase where = CommandOptions.DatabaseOf(parsed.GetValue(database));
            BackupManifest restored = await DatabaseBackup.RestoreAsync(where, file.FullName, cancellationToken);
            await TellAsync(console, parsed.GetValue(json), restored, $"Restored {file.Name} into {where}");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Task TellAsync(CommandConsole console, bool json, BackupManifest manifest, string what) => json
        ? JsonOutput.WriteAsync(console, new { manifest.Provider, Tables = manifest.Tables.ToDictionary(table => table.Name, table => table.Rows), manifest.Rows })
        : console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: {manifest.Rows} rows in {manifest.Tables.Count} tables."));
}
