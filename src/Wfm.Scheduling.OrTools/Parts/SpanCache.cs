using NodaTime;

namespace Wfm.Scheduling.OrTools.Parts;

/// <summary>What templates allow on a day, made once for all agents and days that look the same.</summary>
internal sealed class SpanCache(SchedulingProblem problem)
{
    private readonly Dictionary<string, IReadOnlyList<PauseChoices>> _known = [];

    /// <summary>The choices of an agent on a day by templates and meetings; none when absent, locked or without any skill.</summary>
    public IReadOnlyList<PauseChoices> Of(int agent, int day)
    {
        PlanAgent person = problem.Agents[agent];
        PlanDay row = problem.Grid.Days[day];
        if (person.Absences.Any(absence => absence.Date == row.Date) || person.Locks.Any(fixedDay => fixedDay.Date == row.Date)
            || !person.Skills.Any(skill => skill.HoldsOn(row.Date)))
        {
            return [];
        }

        Instant end = problem.Grid.InstantOf(day, row.Slots);
        IEnumerable<string> meetings = person.Meetings.Where(meeting => meeting.Span.End > row.Start && meeting.Span.Start < end).Select(meeting => meeting.Span.ToString());
        string key = string.Join('|',
            [person.Contract.Value, .. person.Templates.Select(template => template.Value), .. meetings, .. DayKey(row, end)]);
        if (!_known.TryGetValue(key, out IReadOnlyList<PauseChoices>? choices))
        {
            _known.Add(key, choices = [.. PauseChoices.OfDay(problem, person, day)]);
        }

        return choices;
    }

    /// <summary>Two days of the same weekday and wall clock allow the same shifts.</summary>
    private IEnumerable<string> DayKey(PlanDay row, Instant end)
    {
        ZonedDateTime opens = row.Start.InZone(problem.Grid.Zone);
        return [row.Date.DayOfWeek.ToString(), opens.TimeOfDay.ToString(), $"{row.Slots}", $"{(end.InZone(problem.Grid.Zone).Offset - opens.Offset).Seconds}", $"{Period.DaysBetween(row.Date, opens.Date)}"];
    }
}
