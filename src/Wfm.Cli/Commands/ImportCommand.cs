using System.CommandLine;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm import</c>: a centre's own files into the database.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<string> unit = CommandOptions.Unit();
        Option<DateTimeZone> zone = CommandOptions.Zone();
        Option<Duration> interval = CommandOptions.IntervalMinutes();
        Option<FileInfo?> calls = CommandOptions.OptionalFile("--calls", "Calls per queue and interval.");
        Option<string> source = new("--source") { Description = "The system the calls come from.", DefaultValueFactory = _ => "file" };
        Option<string?> preset = CommandOptions.Preset();
        Option<FileInfo?> mapping = CommandOptions.Mapping();
        Option<DirectoryInfo?> people = new("--people") { Description = "Directory with agents.csv, skills.csv, contracts.csv, shift_templates.csv and, here or one level up, queues, targets, opening hours, holidays, events." };
        Option<bool> dryRun = new("--dry-run") { Description = "Only check the files." };
        Command command = new("import", "Take a centre's own files into the database: whole, or not at all.")
        {
            database, unit, zone, interval, calls, source, preset, mapping, people, dryRun,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(calls) is null && parsed.GetValue(people) is null)
            {
                throw new UsageException("Nothing to import; give --calls, --people, or both.");
            }

            DateTimeZone clock = parsed.GetRequiredValue(zone);
            CallColumns columns = await CommandOptions.ColumnsAsync(parsed.GetValue(preset), parsed.GetValue(mapping), console);
            if (parsed.GetValue(dryRun))
            {
                return await CheckAsync(parsed.GetValue(calls), columns, parsed.GetValue(people), clock, console);
            }

            WfmDatabase where = CommandOptions.DatabaseOf(parsed.GetValue(database));
            await MigrateDatabase.RunAsync(where, cancellationToken);
            await using WfmDb db = where.CreateContext();
            BusinessUnit centre = await UnitAsync(db, parsed, unit, zone, interval, cancellationToken);
            BusinessUnitId id = await SaveBusinessUnit.RunAsync(db, centre, cancellationToken);
            ExitCode ended = ExitCode.Done;
            if (parsed.GetValue(people) is { } directory)
            {
                ended = Worse(ended, await ImportPeopleAsync(db, id, directory, console, cancellationToken));
            }

            if (parsed.GetValue(calls) is { } file)
            {
                ended = Worse(ended, await ImportCallsAsync(db, id, file, columns, parsed.GetRequiredValue(source), console, cancellationToken));
            }

            return (int)ended;
        });
        return command;
    }

    /// <summary>The unit as asked for; settings not given stay as they are stored.</summary>
    private static async Task<BusinessUnit> UnitAsync(
        WfmDb db, ParseResult parsed, Option<string> unit, Option<DateTimeZone> zone, Option<Duration> interval, CancellationToken cancellationToken)
    {
        string name = parsed.GetRequiredValue(unit);
        BusinessUnit? stored = await StoredUnits.FindAsync(db, name, cancellationToken);
        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        return new BusinessUnit(
            name,
            stored is null || IsGiven(zone) ? parsed.GetRequiredValue(zone) : stored.Zone,
            stored is null || IsGiven(interval) ? parsed.GetRequiredValue(interval) : stored.IntervalLength);
    }

    private static async Task<int> CheckAsync(FileInfo? calls, CallColumns columns, DirectoryInfo? people, DateTimeZone zone, CommandConsole console)
    {
        if (people is not null)
        {
            await PeopleFiles.Read(PeopleDirectory.Opener(people), zone).OrStopAsync(console);
        }

        if (calls is not null)
        {
            await InputFile.ReadAsync(calls, console, (stream, name) => CallsCsv.Read(stream, name, columns, zone));
        }

        await console.Out.WriteLineAsync("Nothing to complain about; nothing was stored.");
        return (int)ExitCode.Done;
    }

    private static async Task<ExitCode> ImportPeopleAsync(
        WfmDb db, BusinessUnitId unit, DirectoryInfo directory, CommandConsole console, CancellationToken cancellationToken)
    {
        ImportPeopleResult result = await new ImportPeople(db, console.Clock).RunAsync(unit, PeopleDirectory.Opener(directory), cancellationToken);
        await Findings.WriteAsync(result.Read, console);
        await console.Out.WriteLineAsync(result.Outcome switch
        {
            ImportOutcome.Taken => $"{directory.Name}: {result.Changes!.Added} rows new, {result.Changes.Changed} changed, {result.Changes.Removed} removed.",
            ImportOutcome.AlreadyImported => $"{directory.Name}: already imported, nothing changed.",
            ImportOutcome.Refused => $"{directory.Name}: refused with {result.Read.ProblemCount} problems, nothing changed.",
        });
        return result.Outcome == ImportOutcome.Refused ? ExitCode.Findings : ExitCode.Done;
    }

    private static async Task<ExitCode> ImportCallsAsync(
        WfmDb db, BusinessUnitId unit, FileInfo file, CallColumns columns, string source, CommandConsole console, CancellationToken cancellationToken)
    {
        await using FileStream stream = file.OpenRead();
        ImportCallsResult result = await new ImportCalls(db, console.Clock).RunAsync(
            unit, new CallFile(file.Name, stream, source, columns), cancellationToken);
        if (result.Read is { } read)
        {
            await Findings.WriteAsync(read, console);
        }

        if (result.UnknownQueues.Count > 0)
        {
            await console.Error.WriteLineAsync(
                $"note: {file.Name} has calls of {string.Join(", ", result.UnknownQueues)}, which the centre does not have; they are kept. Add them to queues.csv, or mend their codes.");
        }

        await console.Out.WriteLineAsync(result.Outcome switch
        {
            ImportOutcome.Taken => $"{file.Name}: {result.Stored!.Inserted} intervals new, {result.Stored.Changed} replaced, {result.Stored.Unchanged} unchanged.",
            ImportOutcome.AlreadyImported => $"{file.Name}: already imported, nothing changed.",
            ImportOutcome.Refused => $"{file.Name}: refused with {result.Read!.ProblemCount} problems, nothing changed.",
        });
        return result.Outcome == ImportOutcome.Refused ? ExitCode.Findings : ExitCode.Done;
    }

    private static ExitCode Worse(ExitCode one, ExitCode other) => one > other ? one : other;
}
