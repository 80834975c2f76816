using System.CommandLine;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm problem</c>: requirement and people joined into the problem the schedule engine solves.</summary>
internal static class ProblemCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<FileInfo> requirement = CommandOptions.Input("--requirement", "A requirement as wfm staff writes it.");
        Option<FileInfo> curves = CommandOptions.Input("--curves", "Its costs, as wfm staff --curves writes them.");
        Option<DirectoryInfo> people = new("--people") { Description = "Directory with agents.csv, skills.csv, contracts.csv, shift_templates.csv and more.", Required = true };
        Option<SchedulePeriod> period = CommandOptions.Period();
        Option<FileInfo?> targets = CommandOptions.OptionalFile("--targets", "Promises; without it targets.csv in or above the people directory, else 80 % in 30 s.");
        Option<DateTimeZone> zone = CommandOptions.Zone();
        Option<int> slot = new("--slot") { Description = "Slot of the plan in minutes: 15 or 30.", DefaultValueFactory = _ => 15 };
        slot.AcceptOnlyFromAmong("15", "30");
        Option<double> fairness = new("--fairness")
        {
            Description = "How much fairness and stable starts weigh: 1 as usual, 0 not at all, 10 ten times as much.",
            DefaultValueFactory = _ => 1,
        };
        Option<FileInfo?> after = CommandOptions.OptionalFile("--after", "schedule.json of the period before: its closing totals and hours are the opening ones of this period.");
        Option<bool> place = new("--place-movable") { Description = "Place movable meetings anew on their day where callers miss least; otherwise they stay where they are." };
        Option<FileInfo> output = CommandOptions.Output("The problem: problem.json.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("problem", "Join requirement and people into a scheduling problem.")
        {
            requirement, curves, people, period, targets, zone, slot, fairness, after, place, output, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DateTimeZone clock = parsed.GetRequiredValue(zone);
            double weight = parsed.GetValue(fairness) is >= 0 and <= 1000 and double value ? value : throw new UsageException("--fairness: expected 0 to 1000, 1 is usual.");
            IReadOnlyDictionary<AgentId, CarriedOver> carried = await CarriedAsync(parsed.GetValue(after), console, cancellationToken);
            IReadOnlyDictionary<(QueueId Queue, Instant Start), StaffingCost> costs = await InputFile.ReadAsync(
                parsed.GetRequiredValue(curves), console, (stream, name) => CurvesCsv.Read(stream, name, clock));
            IReadOnlyList<StaffingRequirement> needs = await InputFile.ReadAsync(
                parsed.GetRequiredValue(requirement), console, (stream, name) => RequirementCsv.Read(stream, name, clock, costs));
            PeopleData staff = await PeopleFiles.Read(
                PeopleDirectory.Opener(parsed.GetRequiredValue(people)), clock, needs.Select(need => need.Queue).ToHashSet()).OrStopAsync(console);
            IReadOnlyDictionary<QueueId, QueueTarget> promises = parsed.GetValue(targets) is { } file
                ? await InputFile.ReadAsync(file, console, TargetsCsv.Read)
                : staff.Targets;
            AssembledProblem assembled = ProblemAssembly.Assemble(
                Centre(staff, needs, promises, parsed.GetRequiredValue(period), clock, Duration.FromMinutes(parsed.GetValue(slot))) with
                {
                    Fairness = ProblemAssembly.Fairness.Times(weight),
                    StableStartPerHour = ProblemAssembly.StableStartPerHour * weight,
                    Carried = carried,
                    PlacesMovableMeetings = parsed.GetValue(place),
                });
            foreach (string note in assembled.Notes.Select(one => one.Text))
            {
                await console.Error.WriteLineAsync(note);
            }

            if (assembled.Problem is not { } problem)
            {
                return (int)ExitCode.Findings;
            }

            await OutputFile.WriteAsync(parsed.GetRequiredValue(output), writer => writer.WriteAsync(ProblemJson.Write(problem)));
            await ReportAsync(problem, [.. assembled.Notes.Select(one => one.Text)], parsed.GetValue(json), console);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyDictionary<AgentId, CarriedOver>> CarriedAsync(FileInfo? file, CommandConsole console, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return new Dictionary<AgentId, CarriedOver>();
        }

        LedgerReading reading = LedgerJson.Read(await File.ReadAllTextAsync(file.FullName, cancellationToken));
        return reading.People ?? throw await RequestWords.RefusedAsync(file, reading.Findings, console);
    }

    private static CentreToPlan Centre(
        PeopleData staff,
        IReadOnlyList<StaffingRequirement> needs,
        IReadOnlyDictionary<QueueId, QueueTarget> promises,
        SchedulePeriod period,
        DateTimeZone zone,
        Duration slot) => new()
        {
            Period = period,
            Zone = zone,
            SlotLength = slot,
            Requirements = needs,
            Targets = promises,
            Agents = staff.Agents,
            Skills = staff.Skills,
            Contracts = staff.Contracts,
            Templates = staff.Templates,
            Absences = staff.Absences,
            Meetings = staff.Meetings,
            Posts = staff.Posts ?? [],
            Wishes = staff.Wishes,
            PreviousShifts = staff.PreviousShifts,
        };

    private static Task ReportAsync(SchedulingProblem problem, IReadOnlyList<string> notes, bool json, CommandConsole console) => json
        ? JsonOutput.WriteAsync(console, new { agents = problem.Agents.Count, days = problem.Grid.Days.Count, queues = problem.Queues.Count, notes })
        : console.Out.WriteLineAsync($"{problem.Agents.Count} agents, {problem.Grid.Days.Count} open days, {problem.Queues.Count} queues.");
}
