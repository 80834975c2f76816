using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm payroll</c>: what payroll is told of a unit, as PAXml.</summary>
internal static class PayrollCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<FileInfo?> config = CommandOptions.OptionalFile("--config", "A JSON file with a section WFM, whose Payroll says codes, company and rounding.");
        Option<string> unit = CommandOptions.Unit();
        Option<LocalDate> from = CommandOptions.From("First day, such as 2026-03-01.");
        Option<LocalDate?> to = CommandOptions.OptionalDate("--to", "Last day. Default: the last of the month of the first day.");
        Option<FileInfo> output = CommandOptions.Output("The file to write; PAXml 2.2. It holds categories of absence: keep it where only payroll reads.");
        Command command = new("payroll", "Absence, overtime, unsocial and hourly hours of published schedules for payroll, as PAXml.") { database, config, unit, from, to, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ServerSettings settings = ServeCommand.Read(parsed.GetValue(config)?.FullName, new Dictionary<string, string?> { [nameof(ServerSettings.Database)] = parsed.GetValue(database) });
            LocalDate first = parsed.GetValue(from), last = parsed.GetValue(to) ?? DateAdjusters.EndOfMonth(first);
            if (last < first)
            {
                throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--to is {last:uuuu-MM-dd}, before --from {first:uuuu-MM-dd}."));
            }

            await using WfmDb db = CommandOptions.DatabaseOf(settings.Database).CreateContext();
            StoredBusinessUnit where = await StoredUnits.GetAsync(db, parsed.GetValue(unit)!, cancellationToken);
            PayrollBasis basis = await new GatherPayroll(db).RunAsync(where.Id, first, last, _ => true, cancellationToken);
            Instant now = console.Clock.GetCurrentInstant();
            using MemoryStream content = new();
            int events = ExportOf(settings).Write(content, basis, now);
            db.AddRange(basis.Absences.Select(absence => absence.Agent).Distinct()
                .Select(agent => new PersonalRead(where.Id, now, "wfm payroll", PersonalRead.AbsenceCategory, agent, "payroll")));
            await db.SaveChangesAsync(cancellationToken);
            FileInfo file = parsed.GetRequiredValue(output);
            await File.WriteAllBytesAsync(file.FullName, content.ToArray(), cancellationToken);
            await console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Wrote {file.Name}: {events} events of {basis.Agents.Count} people, {first:uuuu-MM-dd} to {last:uuuu-MM-dd}."));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static PayrollExport ExportOf(ServerSettings settings)
    {
        try
        {
            return new PayrollExport(settings.Payroll);
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
