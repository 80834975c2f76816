using System.CommandLine;
using NodaTime;
using Wfm.Samples;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm sample</c>: a believable centre with known truth, as files.</summary>
internal static class SampleCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> name = new("name") { Description = "Which centre.", DefaultValueFactory = _ => OrebroServicecenter.Name };
        name.AcceptOnlyFromAmong([.. SampleCentres.Names]);
        Option<DirectoryInfo> output = new("--out") { Description = "The directory to write.", Required = true };
        Option<int> seed = new("--seed") { Description = "The same seed gives the same files.", DefaultValueFactory = _ => 1 };
        Option<LocalDate?> from = CommandOptions.OptionalDate("--from", $"The first planned Monday. Default {OrebroServicecenter.DefaultFirstPlannedMonday:uuuu-MM-dd}.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("sample", "Write a believable centre: three years of calls, people, wishes, and the truth behind it.") { name, output, seed, from, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            LocalDate monday = parsed.GetValue(from) ?? OrebroServicecenter.DefaultFirstPlannedMonday;
            if (monday.DayOfWeek != IsoDayOfWeek.Monday)
            {
                throw new UsageException($"--from: {monday:uuuu-MM-dd} is a {monday.DayOfWeek}, expected a Monday.");
            }

            SampleCentre centre = SampleCentres.Create(parsed.GetRequiredValue(name), parsed.GetValue(seed), monday);
            DirectoryInfo directory = parsed.GetRequiredValue(output);
            SampleFiles.Write(centre, file => OutputFile.Open(directory, file));
            if (parsed.GetValue(json))
            {
                await JsonOutput.WriteAsync(console, new { centre.Name, centre.Seed, directory = directory.FullName, files = SampleFiles.Names });
                return (int)ExitCode.Done;
            }

            await console.Out.WriteLineAsync($"{centre.Unit.Name}: {centre.History.Sum(series => series.Intervals.Count)} intervals of {centre.Queues.Count} queues, {centre.Agents.Count} people, in {directory.FullName}.");
            return (int)ExitCode.Done;
        });
        return command;
    }
}
