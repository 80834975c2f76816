using Wfm.Scheduling;
using Wfm.Scheduling.Json;

namespace Wfm.Cli;

/// <summary>Reads problem.json and schedule.json, or tells everything wrong with them and ends the command.</summary>
internal static class ProblemFile
{
    public static async Task<SchedulingProblem> ReadAsync(FileInfo file, CommandConsole console)
    {
        ProblemReading reading = ProblemJson.Read(await File.ReadAllTextAsync(file.FullName));
        await TellAsync(file, reading.Findings, console);
        return reading.Problem ?? throw new RefusedException();
    }

    public static async Task<DraftSchedule> ReadScheduleAsync(FileInfo file, SchedulingProblem problem, CommandConsole console)
    {
        ScheduleReading reading = ScheduleJson.Read(await File.ReadAllTextAsync(file.FullName), problem);
        await TellAsync(file, reading.Findings, console);
        return reading.Schedule ?? throw new RefusedException();
    }

    private static async Task TellAsync(FileInfo file, IReadOnlyList<ProblemFinding> findings, CommandConsole console)
    {
        foreach (ProblemFinding finding in findings)
        {
            await console.Error.WriteLineAsync($"{file.Name}, {finding}");
        }
    }
}
