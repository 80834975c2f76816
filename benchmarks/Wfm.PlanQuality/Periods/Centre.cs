using System.Text.Json;

namespace Wfm.PlanQuality.Periods;

/// <summary>One generated centre, as its file has it.</summary>
internal sealed record Centre(
    string Name, int Weeks, int DaysPerWeek, int Days, string Opens, int IntervalsPerDay, int IntervalMinutes, int Queues,
    int[][] SkillSets, CentreAgent[] Agents, double[][][] Requirement)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Centre Read(string path) =>
        JsonSerializer.Deserialize<Centre>(File.ReadAllText(path), Options)
            ?? throw new InvalidDataException($"{path} is empty.");

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options));
}

/// <summary>One agent of a generated centre.</summary>
internal sealed record CentreAgent(
    int Id, int SkillSet, int HalfHoursPerWeek, string Wish, int[] AbsentDays, int[] WishedDaysOff, int[][] Meetings);
