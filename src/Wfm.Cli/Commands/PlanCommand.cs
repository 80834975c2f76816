using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm plan</c>: forecast, requirement and schedule of a period, on the database.</summary>
internal static class PlanCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<string> unit = CommandOptions.Unit();
        Option<SchedulePeriod> period = CommandOptions.Period();
        Option<Duration?> time = new("--time") { Description = "Outer limit of the search, such as 60s.", CustomParser = result => CommandOptions.ParseTime(result) };
        Option<long> seed = new("--seed") { Description = "Seed of every random choice.", DefaultValueFactory = _ => 1 };
        Option<bool> publish = new("--publish") { Description = "Publish the schedule when it is done." };
        Option<string?> why = new("--why") { Description = "The reason, when people get less than two weeks' notice." };
        Option<bool> json = CommandOptions.Json();
        Command command = new("plan", "Forecast, staff and schedule a period of a centre in the database.") { database, unit, period, time, seed, publish, why, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            WfmDatabase where = CommandOptions.DatabaseOf(parsed.GetValue(database));
            await MigrateDatabase.RunAsync(where, cancellationToken);
            await using WfmDb db = where.CreateContext();
            StoredBusinessUnit centre = await StoredUnits.GetAsync(db, parsed.GetRequiredValue(unit), cancellationToken);
            LocalDate today = console.Clock.GetCurrentInstant().InZone(centre.ToDomain().Zone).Date;
            PlanSteps steps = new(console);
            PlanOutcome plan = await new PlanRun(db, steps, console.Clock).RunAsync(
                centre.Id,
                parsed.GetRequiredValue(period),
                today,
                new ScheduleOptions { Seed = parsed.GetValue(seed), TimeLimit = parsed.GetValue(time) },
                cancellationToken);
            await (parsed.GetValue(json) ? PlanReport.WriteJsonAsync(plan, steps, console) : PlanReport.WriteAsync(plan, steps, null, console));
            if (plan.Schedule?.Stored is not { } stored)
            {
                return (int)ExitCode.Findings;
            }

            return parsed.GetValue(publish)
                ? await PublishAsync(db, centre.Id, stored.Id, parsed.GetValue(why), parsed.GetValue(json) ? console with { Out = console.Error } : console, cancellationToken)
                : (int)ExitCode.Done;
        });
        return command;
    }

    /// <summary>Publishes and tells what became of it.</summary>
    public static async Task<int> PublishAsync(
        WfmDb db, BusinessUnitId unit, ScheduleId schedule, string? why, CommandConsole console, CancellationToken cancellationToken)
    {
        PublishOutcome outcome = await new PublishSchedule(db, console.Clock).RunAsync(unit, schedule, "wfm plan", why, cancellationToken);
        await console.Out.WriteLineAsync(outcome switch
        {
            PublishOutcome.Published => "Published.",
            PublishOutcome.AlreadyPublished => "Was published before; nothing changed.",
            PublishOutcome.ShortNoticeNeedsReason => string.Create(
                CultureInfo.InvariantCulture, $"Not published: it begins in less than {PublishSchedule.NoticeDays} days; give the reason with --why."),
            PublishOutcome.NoSuchSchedule => "There is no such schedule.",
        });
        return (int)(outcome is PublishOutcome.Published or PublishOutcome.AlreadyPublished ? ExitCode.Done : ExitCode.Findings);
    }
}
