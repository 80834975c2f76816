using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.Cli;

/// <summary>Reads the words of <c>--at</c> and <c>--away</c>.</summary>
internal static class AwayWords
{
    /// <summary>The present moment and the day it lies in.</summary>
    public static (Instant At, int Day) At(string text, PlanningGrid grid)
    {
        Instant at = Moment(text, grid.Zone)
            ?? throw new UsageException($"--at: \"{text}\" is no moment; write 2026-03-02T09:45, or with an offset 2026-03-02T09:45+01:00.");
        int day = PublishedDay.DayAt(grid, at);
        return day >= 0
            ? (at, day)
            : throw new UsageException(
                $"--at: {text} lies in no open day of the schedule, which runs from {Date(grid.FirstDate)} to {Date(grid.EndDate.PlusDays(-1))}; the centre is closed then.");
    }

    /// <summary>Everybody who is away on the day of <paramref name="now"/>.</summary>
    public static async Task<IReadOnlyList<PersonAway>> ReadAsync(string[] words, SchedulingProblem problem, Instant now, CommandConsole console)
    {
        HashSet<AgentId> known = [.. problem.Agents.Select(agent => agent.Id)];
        List<PersonAway> away = [];
        foreach (string word in words)
        {
            if (!word.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            {
                PersonAway one = One(word, problem.Grid, now);
                away.Add(known.Contains(one.Agent) ? one : throw new UsageException($"--away: there is no agent \"{one.Agent}\" in the problem."));
                continue;
            }

            FileInfo file = new(word);
            IReadOnlyList<Absence> rows = await InputFile.ReadAsync(file, console, (stream, name) => AbsencesCsv.Read(stream, name, problem.Grid.Zone));
            AgentId[] strangers = [.. rows.Select(row => row.Agent).Where(agent => !known.Contains(agent)).Distinct()];
            foreach (AgentId stranger in strangers)
            {
                await console.Error.WriteLineAsync($"{file.Name}: there is no agent \"{stranger}\" in the problem.");
            }

            if (strangers.Length > 0)
            {
                throw new RefusedException();
            }

            away.AddRange(rows.Select(row => new PersonAway(
                row.Agent, row.Start.InZone(problem.Grid.Zone, WallClock.Earliest).ToInstant(), row.End.InZone(problem.Grid.Zone, WallClock.Earliest).ToInstant())));
        }

        return away;
    }

    private static PersonAway One(string word, PlanningGrid grid, Instant now)
    {
        int day = PublishedDay.DayAt(grid, now);
        string[] parts = word.Split(',');
        if (parts.Length == 1 && parts[0].Length > 0)
        {
            return new PersonAway(new AgentId(parts[0]), now);
        }

        return parts.Length == 3 && OnDay(parts[1], grid, day) is { } from && OnDay(parts[2], grid, day) is { } to && from < to
            ? new PersonAway(new AgentId(parts[0]), from, to)
            : throw new UsageException($"--away: \"{word}\" is no absence; write anna, or anna,10:00,12:00 with the end after the start.");
    }

    private static Instant? OnDay(string text, PlanningGrid grid, int day) =>
        LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true, Value: var time }
            ? grid.InstantOf(day, time)
            : Moment(text, grid.Zone);

    /// <summary>A moment, local in the zone or with an offset; null for text that is none.</summary>
    public static Instant? Moment(string text, DateTimeZone zone)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text.Length == 22 ? text.Insert(16, ":00") : text) is { Success: true, Value: var withOffset })
        {
            return withOffset.ToInstant();
        }

        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant })
        {
            return instant;
        }

        return LocalDateTimePattern.ExtendedIso.Parse(text.Length == 16 ? text + ":00" : text) is { Success: true, Value: var local }
            ? local.InZone(zone, WallClock.Earliest).ToInstant()
            : null;
    }

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
