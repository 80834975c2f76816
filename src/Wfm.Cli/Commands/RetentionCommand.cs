using System.CommandLine;
using System.Globalization;
using Wfm.Server;
using Wfm.Server.Jobs;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm retention</c>: removes what has been kept long enough.</summary>
internal static class RetentionCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<FileInfo?> config = CommandOptions.OptionalFile("--config", "A JSON file with a section WFM, whose RetentionDays say how long each class is kept.");
        Option<bool> dryRun = new("--dry-run") { Description = "Only count what would be removed." };
        Option<bool> json = CommandOptions.Json();
        Command command = new("retention", "Remove what has been kept long enough, class by class.") { database, config, dryRun, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ServerSettings settings = ServeCommand.Read(parsed.GetValue(config)?.FullName, new Dictionary<string, string?> { [nameof(ServerSettings.Database)] = parsed.GetValue(database) });
            await using WfmDb db = CommandOptions.DatabaseOf(settings.Database).CreateContext();
            bool isDry = parsed.GetValue(dryRun);
            IReadOnlyList<RetentionRow> rows = await RemoveOld.RunAsync(db, settings, "wfm retention", isDry, cancellationToken);
            if (parsed.GetValue(json))
            {
                await JsonOutput.WriteAsync(console, new { dryRun = isDry, classes = rows });
                return (int)ExitCode.Done;
            }

            TextTable table = new("class", "kept days", isDry ? "would be removed" : "removed", "what it is");
            foreach (RetentionRow row in rows)
            {
                table.Add(row.Class, row.KeptDays.ToString(CultureInfo.InvariantCulture), row.Rows.ToString(CultureInfo.InvariantCulture), row.What);
            }

            await table.WriteAsync(console.Out);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
