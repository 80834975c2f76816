using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Activities;

namespace Wfm.Scheduling.Rules;

/// <summary>Every required activity has its minutes, in blocks as long as they must be, inside its window, inside shifts, beside everything else, and a group at the same time.</summary>
public sealed class ActivityRule : IUnitRule
{
    /// <inheritdoc/>
    public string Name => "Activity placed";

    /// <inheritdoc/>
    public string Paragraph => "planned activity";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(UnitSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return schedule.Problem.Activities.SelectMany(activity => Times(schedule, activity))
            .Concat(schedule.Schedule.Activities.SelectMany(block => Block(schedule, block)));
    }

    /// <summary>Minutes of each person, or of the group, in each stretch.</summary>
    private IEnumerable<RuleViolation> Times(UnitSchedule schedule, PlanActivity activity)
    {
        PlanningGrid grid = schedule.Problem.Grid;
        ILookup<string, PlacedActivity> blocks = schedule.Schedule.Activities
            .Where(block => block.Activity == activity.Id).ToLookup(block => KeyOf(block.Agents));
        IEnumerable<AgentId[]> parties = activity.IsTogether ? [[.. activity.Agents]] : activity.Agents.Select(agent => (AgentId[])[agent]);
        foreach (AgentId[] party in parties)
        {
            foreach ((LocalDate from, LocalDate to) in PlacedActivities.Stretches(schedule.Problem, activity))
            {
                double minutes = blocks[KeyOf(party)]
                    .Where(block => PlacedActivities.RowOf(grid, block.Span.Start) is var day and >= 0 && grid.Days[day].Date >= from && grid.Days[day].Date <= to)
                    .Sum(block => block.Span.Duration.TotalMinutes);
                if (activity.IsRequired ? minutes != activity.Minutes : minutes > activity.Minutes)
                {
                    yield return Broken(party[0], from, $"{minutes:0} min of {activity.Id} are placed for {string.Join(", ", party)}; {activity.Minutes} min required.");
                }
            }
        }
    }

    private static string KeyOf(IEnumerable<AgentId> agents) => string.Join('|', agents.Select(agent => agent.Value).Order(StringComparer.Ordinal));

    private IEnumerable<RuleViolation> Block(UnitSchedule schedule, PlacedActivity block)
    {
        SchedulingProblem problem = schedule.Problem;
        PlanningGrid grid = problem.Grid;
        LocalDate date = block.Span.Start.InZone(grid.Zone).Date;
        PlanActivity? activity = problem.Activities.FirstOrDefault(known => known.Id == block.Activity);
        double minutes = block.Span.Duration.TotalMinutes;
        int day = PlacedActivities.RowOf(grid, block.Span.Start);
        if (activity is null || activity.Kind != block.Kind || day < 0
            || !PlacedActivities.IsInWindow(problem, activity, day, grid.SlotFloor(day, block.Span.Start), grid.SlotCeiling(day, block.Span.End))
            || minutes < activity.ShortestBlock || minutes > activity.LongestBlock)
        {
            yield return Broken(block.Agents[0], date, $"the block of {minutes:0} min of {block.Activity} is too short, too long or outside its window.");
            yield break;
        }

        foreach (AgentId id in block.Agents)
        {
            int agent = problem.Agents.ToList().FindIndex(person => person.Id == id);
            bool inside = agent >= 0 && schedule.Schedule.ShiftOf(agent, day) is { } shift && Fits(WorkedShift.Of(grid, day, shift), block.Span)
                && !Others(problem, schedule.Schedule, block, agent).Any(span => span.Start < block.Span.End && span.End > block.Span.Start);
            if (!inside)
            {
                yield return Broken(id, date, $"{block.Activity} does not lie in the shift beside lunch, breaks and everything else.");
            }
        }
    }

    private static bool Fits(WorkedShift shift, Interval span) =>
        shift.Start <= span.Start && shift.End >= span.End && shift.Pauses.All(pause => pause.End <= span.Start || pause.Start >= span.End);

    private static IEnumerable<Interval> Others(SchedulingProblem problem, DraftSchedule schedule, PlacedActivity block, int agent) =>
        problem.Agents[agent].Meetings.Select(meeting => meeting.Span).Concat(problem.Agents[agent].PartAbsences)
            .Concat(schedule.Activities.Where(other => !ReferenceEquals(other, block) && other.Agents.Contains(problem.Agents[agent].Id)).Select(other => other.Span));

    private RuleViolation Broken(AgentId agent, LocalDate date, FormattableString reason) =>
        new(Name, Paragraph, agent, date, 1, reason.ToString(CultureInfo.InvariantCulture));
}
