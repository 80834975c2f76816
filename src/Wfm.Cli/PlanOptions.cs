using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Cli;

/// <summary>A problem and a schedule of it.</summary>
internal sealed record ChosenPlan(SchedulingProblem Problem, DraftSchedule Schedule);

/// <summary>The options by which a command is told its schedule: two files, or the published schedule of a centre in the database.</summary>
internal sealed class PlanOptions
{
    private readonly Option<FileInfo?> _problem = CommandOptions.OptionalFile("--problem", "problem.json; with --schedule, instead of the database.");
    private readonly Option<FileInfo?> _schedule = CommandOptions.OptionalFile("--schedule", "schedule.json.");
    private readonly Option<string?> _database = CommandOptions.Database();
    private readonly Option<string> _unit = CommandOptions.Unit();
    private readonly Option<LocalDate?> _on = CommandOptions.OptionalDate("--on", "In the database: a day of the published period meant. Default today, else the next period.");

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _problem, _schedule, _database, _unit, _on })
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the files, or the published schedule; what is wrong or left out is told on standard error.</summary>
    public async Task<ChosenPlan> ReadAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        switch (parsed.GetValue(_problem), parsed.GetValue(_schedule))
        {
            case ({ } problem, { } schedule):
                SchedulingProblem read = await ProblemFile.ReadAsync(problem, console);
                return new ChosenPlan(read, await ProblemFile.ReadScheduleAsync(schedule, read, console));
            case (null, null):
                StoredPlan stored = await StoredAsync(parsed, console, cancellationToken);
                return new ChosenPlan(stored.Problem, stored.Schedule);
            default:
                throw new UsageException("Give --problem and --schedule together, or neither for the published schedule in the database.");
        }
    }

    private async Task<StoredPlan> StoredAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        WfmDatabase where = CommandOptions.DatabaseOf(parsed.GetValue(_database));
        await MigrateDatabase.RunAsync(where, cancellationToken);
        await using WfmDb db = where.CreateContext();
        StoredBusinessUnit centre = await StoredUnits.GetAsync(db, parsed.GetRequiredValue(_unit), cancellationToken);
        LoadPlan load = new(db);
        LocalDate day = parsed.GetValue(_on) ?? console.Clock.GetCurrentInstant().InZone(centre.ToDomain().Zone).Date;
        ScheduleVersion version = await load.PublishedOnAsync(centre.Id, day, cancellationToken)
            ?? throw new UsageException($"\"{centre.Name}\" has no published schedule; run wfm plan --publish first, or give --problem and --schedule.");
        PlanLoading loading = await load.RunAsync(centre.Id, version.Id, cancellationToken);
        foreach (string note in loading.Notes.Select(one => one.Text))
        {
            await console.Error.WriteLineAsync($"note: {note}");
        }

        if (loading.Plan is { } plan)
        {
            await console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Published schedule of {plan.Period.FirstDay:uuuu-MM-dd}, {plan.Period.Weeks} weeks, version {plan.Version}."));
            return plan;
        }

        throw new RefusedException();
    }
}
