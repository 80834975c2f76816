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
        Option<Duration?> interval = CommandOptions.IntervalMinutes();
        Option<FileInfo?> calls = CommandOptions.OptionalFile("--calls", "Calls per queue and interval.");
        Option<string> source = new("--source") { Description = "The system the calls come from.", DefaultValueFactory = _ => "file" };
        Option<string?> preset = CommandOptions.Preset();
        Option<FileInfo?> mapping = CommandOptions.Mapping();
        Option<DirectoryInfo?> people = new("--people") { Description = "Directory with agents.csv, skills.csv, contracts.csv, shift_templates.csv and, here or one level up, queues, targets, opening hours, holidays, events, new queues." };
        Option<FileInfo?> figures = CommandOptions.OptionalFile("--figures", "First-contact resolution and satisfaction: queue,date,figure,value[,answers].");
        Option<bool> dryRun = new("--dry-run") { Description = "Only check the files." };
        Option<bool> json = CommandOptions.Json();
        Command command = new("import", "Take a centre's own files into the database: each whole, or not at all.")
        {
            database, unit, zone, interval, calls, source, preset, mapping, people, figures, dryRun, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(calls) is null && parsed.GetValue(people) is null && parsed.GetValue(figures) is null)
            {
                throw new UsageException("Nothing to import; give --calls, --people, --figures, or several of them.");
            }

            DateTimeZone clock = parsed.GetRequiredValue(zone);
            CallColumns columns = await CommandOptions.ColumnsAsync(parsed.GetValue(preset), parsed.GetValue(mapping), console);
            if (parsed.GetValue(dryRun))
            {
                return await CheckAsync(parsed.GetValue(calls), columns, parsed.GetValue(people), clock, parsed.GetValue(interval) ?? CommandOptions.UsualInterval, console);
            }

            WfmDatabase where = CommandOptions.DatabaseOf(parsed.GetValue(database));
            await MigrateDatabase.RunAsync(where, cancellationToken);
            await using WfmDb db = where.CreateContext();
            BusinessUnit centre = await UnitAsync(db, parsed, unit, zone, interval, cancellationToken);
            await TellChangesAsync(await StoredUnits.FindAsync(db, centre.Name, cancellationToken), centre, console);
            BusinessUnitId id = await SaveBusinessUnit.RunAsync(db, centre, cancellationToken);
            ImportPeopleResult? staff = parsed.GetValue(people) is { } directory
                ? await new ImportPeople(db, console.Clock).RunAsync(id, PeopleDirectory.Opener(directory), cancellationToken)
                : null;
            ImportCallsResult? history = parsed.GetValue(calls) is { } file
                ? await ImportCallsAsync(db, id, file, columns, parsed.GetRequiredValue(source), console.Clock, cancellationToken)
                : null;
            ImportQualityResult? told = parsed.GetValue(figures) is { } quality ? await ImportFiguresAsync(db, id, quality, console.Clock, cancellationToken) : null;
            await (parsed.GetValue(json)
                ? WriteJsonAsync(staff, history, told, console)
                : WriteAsync(parsed.GetValue(people)?.Name, staff, parsed.GetValue(calls)?.Name, history, console));
            if (told is not null && !parsed.GetValue(json))
            {
                await Findings.WriteAsync(told.Read, console);
                await console.Out.WriteLineAsync($"{parsed.GetValue(figures)!.Name}: " + (told.Read.IsAccepted
                    ? $"{told.Added} figures new, {told.Changed} changed." : $"refused with {Findings.Count(told.Read.ProblemCount)}, nothing changed."));
            }

            return (int)(staff?.Outcome == ImportOutcome.Refused || history?.Outcome == ImportOutcome.Refused || told?.Read.IsAccepted == false ? ExitCode.Findings : ExitCode.Done);
        });
        return command;
    }

    /// <summary>The unit as asked for; settings not given stay as they are stored.</summary>
    private static async Task<BusinessUnit> UnitAsync(
        WfmDb db, ParseResult parsed, Option<string> unit, Option<DateTimeZone> zone, Option<Duration?> interval, CancellationToken cancellationToken)
    {
        string name = parsed.GetRequiredValue(unit);
        BusinessUnit? stored = await StoredUnits.FindAsync(db, name, cancellationToken);
        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        return new BusinessUnit(
            name,
            stored is null || IsGiven(zone) ? parsed.GetRequiredValue(zone) : stored.Zone,
            parsed.GetValue(interval) ?? stored?.IntervalLength ?? CommandOptions.UsualInterval);
    }

    private static async Task TellChangesAsync(BusinessUnit? stored, BusinessUnit centre, CommandConsole console)
    {
        if (stored is not null && stored != centre)
        {
            await console.Error.WriteLineAsync(
                $"note: unit {centre.Name} is now in {centre.Zone.Id} on {centre.IntervalLength.TotalMinutes:0} minutes; it was in {stored.Zone.Id} on {stored.IntervalLength.TotalMinutes:0}.");
        }
    }

    private static async Task<int> CheckAsync(FileInfo? calls, CallColumns columns, DirectoryInfo? people, DateTimeZone zone, Duration interval, CommandConsole console)
    {
        if (people is not null)
        {
            await PeopleFiles.Read(PeopleDirectory.Opener(people), zone).OrStopAsync(console);
        }

        if (calls is not null)
        {
            await InputFile.ReadAsync(calls, console, (stream, name) => CallsCsv.Read(stream, name, columns, zone, interval));
        }

        await console.Out.WriteLineAsync("Nothing to complain about; nothing was stored.");
        return (int)ExitCode.Done;
    }

    private static async Task<ImportCallsResult> ImportCallsAsync(
        WfmDb db, BusinessUnitId unit, FileInfo file, CallColumns columns, string source, IClock clock, CancellationToken cancellationToken)
    {
        await using FileStream stream = file.OpenRead();
        return await new ImportCalls(db, clock).RunAsync(unit, new CallFile(file.Name, stream, source, columns), cancellationToken);
    }

    private static async Task<ImportQualityResult> ImportFiguresAsync(WfmDb db, BusinessUnitId unit, FileInfo file, IClock clock, CancellationToken cancellationToken)
    {
        await using FileStream stream = file.OpenRead();
        return await new ImportQualityFigures(db, clock).RunAsync(unit, stream, file.Name, "import", cancellationToken);
    }

    private static async Task WriteAsync(string? people, ImportPeopleResult? staff, string? calls, ImportCallsResult? history, CommandConsole console)
    {
        if (staff is not null)
        {
            await Findings.WriteAsync(staff.Read, console);
            await console.Out.WriteLineAsync($"{people}: " + staff.Outcome switch
            {
                ImportOutcome.Taken => $"{staff.Changes!.Added} rows new, {staff.Changes.Changed} changed, {staff.Changes.Removed} removed.",
                ImportOutcome.AlreadyImported => "already imported, nothing changed.",
                ImportOutcome.Refused => $"refused with {Findings.Count(staff.Read.ProblemCount)}, nothing changed.",
            });
        }

        if (history is null)
        {
            return;
        }

        if (history.Read is { } read)
        {
            await Findings.WriteAsync(read, console);
        }

        if (history.UnknownQueues.Count > 0)
        {
            await console.Error.WriteLineAsync(
                $"note: {calls} has calls of {string.Join(", ", history.UnknownQueues)}, which the centre does not have; they are kept. Add them to queues.csv, or mend their codes.");
        }

        await console.Out.WriteLineAsync($"{calls}: " + history.Outcome switch
        {
            ImportOutcome.Taken => $"{history.Stored!.Inserted} intervals new, {history.Stored.Changed} replaced, {history.Stored.Unchanged} unchanged.",
            ImportOutcome.AlreadyImported => "already imported, nothing changed.",
            ImportOutcome.Refused => $"refused with {Findings.Count(history.Read!.ProblemCount)}, nothing changed.",
        });
    }

    private static Task WriteJsonAsync(ImportPeopleResult? staff, ImportCallsResult? history, ImportQualityResult? told, CommandConsole console) => JsonOutput.WriteAsync(console, new
    {
        people = staff is null ? null : new { staff.Outcome, staff.Changes, staff.Read.Problems, warnings = staff.Read.Warnings },
        calls = history is null ? null : new
        {
            history.Outcome,
            inserted = history.Stored?.Inserted,
            replaced = history.Stored?.Changed,
            unchanged = history.Stored?.Unchanged,
            problems = history.Read?.Problems ?? [],
            warnings = history.Read?.Warnings ?? [],
            unknown_queues = history.UnknownQueues,
        },
        figures = told is null ? null : new { told.Added, told.Changed, told.Read.Problems, told.Read.Warnings },
    });
}
