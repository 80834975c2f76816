using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Reports;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm report</c>: the figures of follow-up from the database, as a file.</summary>
internal static class ReportCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> name = new("name") { Description = $"Which report: {string.Join(", ", ReportNames.All.Select(kind => kind.Name))}." };
        Option<string?> database = CommandOptions.Database();
        Option<string> unit = CommandOptions.Unit();
        Option<LocalDate> from = CommandOptions.From("First day, such as 2026-03-01.");
        Option<LocalDate?> to = CommandOptions.OptionalDate("--to", "Last day. Default: the last of the month of the first day.");
        Option<string?> by = new("--by") { Description = "The length of a row: quarter, hour, day, week, month or whole. Default: the report's usual one." };
        Option<string[]> price = new("--price") { Description = "What a paid hour costs, such as 350, or of one contract timme:410; may be repeated." };
        Option<string> language = new("--language") { Description = "sv or en.", DefaultValueFactory = _ => "sv" };
        Option<FileInfo> output = CommandOptions.Output("The file to write; .csv, .xlsx, .html or .json says what it is.");
        language.AcceptOnlyFromAmong("sv", "en");
        Command command = new("report", "A report of queues, people and forecasts from the database, with its definitions.") { name, database, unit, from, to, by, price, language, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            LocalDate first = parsed.GetValue(from);
            FileInfo file = parsed.GetRequiredValue(output);
            ReportFormat format = FormatOf(file);
            ReportQuestion question = QuestionOf(parsed.GetRequiredValue(name), first, parsed.GetValue(to) ?? DateAdjusters.EndOfMonth(first), parsed.GetValue(by), parsed.GetValue(price) ?? []);
            WfmDatabase where = CommandOptions.DatabaseOf(parsed.GetValue(database));
            await MigrateDatabase.RunAsync(where, cancellationToken);
            await using WfmDb db = where.CreateContext();
            StoredBusinessUnit centre = await StoredUnits.GetAsync(db, parsed.GetRequiredValue(unit), cancellationToken);
            ReportTable table = await new MakeReport(db, console.Clock).RunAsync(centre.Id, question, cancellationToken);
            file.Directory!.Create();
            await File.WriteAllBytesAsync(file.FullName, ReportFile.Of(table, format, parsed.GetValue(language) == "en" ? TextLanguage.English : TextLanguage.Swedish), cancellationToken);
            await console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Wrote {file.Name}: {table.Title.English}, {table.Rows.Count} rows, {table.Span.First:uuuu-MM-dd} to {table.Span.Last:uuuu-MM-dd}."));
            return (int)(table.Rows.Count == 0 ? ExitCode.Findings : ExitCode.Done);
        });
        return command;
    }

    private static ReportFormat FormatOf(FileInfo file) => file.Extension.ToLowerInvariant() switch
    {
        ".csv" => ReportFormat.Csv,
        ".xlsx" => ReportFormat.Xlsx,
        ".html" => ReportFormat.Html,
        ".json" => ReportFormat.Json,
        _ => throw new UsageException($"--out is {file.Name}, expected a name that ends in .csv, .xlsx, .html or .json."),
    };

    private static ReportQuestion QuestionOf(string name, LocalDate first, LocalDate last, string? by, string[] prices)
    {
        ReportKind kind = ReportNames.Find(name) ?? throw new UsageException($"There is no report \"{name}\"; there is {string.Join(", ", ReportNames.All.Select(known => known.Name))}.");
        ReportStep[] steps = [.. Enum.GetValues<ReportStep>().Where(step => step >= kind.ShortestStep)];
        ReportStep step = by is null ? kind.UsualStep
            : steps.Where(known => known.ToString().Equals(by, StringComparison.OrdinalIgnoreCase)).Select(known => (ReportStep?)known).FirstOrDefault()
                ?? throw new UsageException($"--by is \"{by}\", expected {string.Join(", ", steps.Select(known => known.ToString().ToLowerInvariant()))}.");
        return last < first || Period.DaysBetween(first, last) >= kind.MostDaysBy(step)
            ? throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--from {first:uuuu-MM-dd} --to {last:uuuu-MM-dd}: expected at most {kind.MostDaysBy(step)} days by {step.ToString().ToLowerInvariant()}, the first not after the last."))
            : new ReportQuestion(name, new ReportSpan(first, last, step)) { Prices = PriceOf(prices) };
    }

    private static HourlyPrice PriceOf(string[] prices)
    {
        try
        {
            return HourlyPrice.Read(prices);
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
