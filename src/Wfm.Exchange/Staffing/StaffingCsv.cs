using NodaTime;

namespace Wfm.Exchange;

/// <summary>People who really were on calls in one interval and take the same queues.</summary>
/// <param name="Skills">The queues they take, with priority; 1 is taken first.</param>
/// <param name="Start">Start of the interval.</param>
/// <param name="Agents">How many; 0 or more, not always whole.</param>
public sealed record StaffedInterval(IReadOnlyList<(QueueId Queue, int Priority)> Skills, Instant Start, double Agents);

/// <summary>staffing.csv: <c>skills,start,agents</c>, who was on calls by set of queues.</summary>
/// <remarks>
/// <c>skills</c> is <c>vaxel:1 allmant:2</c>: queues with the order in which these people take them, told apart by blanks, semicolons or bars;
/// without a number the priority is 1. Rows of the same skills and start are added up; a start without a row for some skills means none of them.
/// </remarks>
public static class StaffingCsv
{
    private const double MostAgents = 100_000;
    private const string SkillCell = "queues with priorities such as vaxel:1 allmant:2";
    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(["skills", "start", "agents"], []);

    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="zone">The clock of times without an offset.</param>
    public static ImportResult<IReadOnlyList<StaffedInterval>> Read(Stream stream, string fileName, DateTimeZone zone)
    {
        ProblemList found = new();
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        ZoneClock clock = new(zone);
        Dictionary<string, IReadOnlyList<(QueueId, int)>> known = new(StringComparer.Ordinal);
        Dictionary<(string, Instant), double> people = [];
        while (table.Read())
        {
            string cell = table.Text(table["skills"], SkillCell);
            if (!known.TryGetValue(cell, out IReadOnlyList<(QueueId, int)>? skills))
            {
                skills = known[cell] = Skills(cell, table);
            }

            Instant? start = table.Instant(table["start"], clock, isEnd: false);
            double agents = table.Number(table["agents"], 0, MostAgents, null, "a number of people, 0 or more");
            if (table.RowIsGood && start is { } at)
            {
                people[(cell, at)] = people.GetValueOrDefault((cell, at)) + agents;
            }
        }

        table.RefuseEmpty();
        return new([.. people.OrderBy(row => row.Key.Item2).ThenBy(row => row.Key.Item1, StringComparer.Ordinal)
            .Select(row => new StaffedInterval(known[row.Key.Item1], row.Key.Item2, row.Value))], found);
    }

    private static List<(QueueId Queue, int Priority)> Skills(string cell, CsvTable table)
    {
        List<(QueueId Queue, int Priority)> skills = [];
        foreach (string part in cell.Split([' ', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int colon = part.LastIndexOf(':');
            int priority = 1;
            bool isGood = colon != 0 && (colon < 0 || (Numbers.TryWhole(part.AsSpan(colon + 1), out priority) && priority is >= 1 and <= 1000));
            QueueId queue = new(colon < 0 ? part : part[..Math.Max(0, colon)]);
            if (!isGood || skills.Any(skill => skill.Queue == queue))
            {
                table.Refuse(table["skills"], SkillCell + ", each queue once");
                return [];
            }

            skills.Add((queue, priority));
        }

        return skills;
    }
}
