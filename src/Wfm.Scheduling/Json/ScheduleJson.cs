using System.Text.Json;
using NodaTime;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Json;

/// <summary>What reading a schedule gave: the schedule, or everything that must be mended.</summary>
/// <param name="Schedule">The schedule; null when anything was wrong.</param>
/// <param name="Findings">What was wrong, each with its JSON path.</param>
public sealed record ScheduleReading(DraftSchedule? Schedule, IReadOnlyList<ProblemFinding> Findings);

/// <summary>Reads and writes <c>schedule.json</c>; the format is <c>samples/schedule.schema.json</c>.</summary>
public static class ScheduleJson
{
    /// <summary>Version of the format this code reads and writes.</summary>
    public const int Version = 1;

    /// <summary>Reads the shifts of a schedule; its figures are not read, they are recomputed by <see cref="ScheduleChecker"/>.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="problem">The problem it belongs to.</param>
    public static ScheduleReading Read(string json, SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(problem);
        List<ProblemFinding> findings = [];
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException broken)
        {
            return new ScheduleReading(null, [JsonFault.Of(broken, json)]);
        }

        using (document)
        {
            JsonFields root = new(document.RootElement, "", findings);
            DayShift?[][] rows = [.. problem.Agents.Select(_ => new DayShift?[problem.Grid.Days.Count])];
            IReadOnlyList<PlacedActivity> activities = root.IsObject ? Root(root, problem, rows) : [];
            return new ScheduleReading(findings.Count == 0 ? new DraftSchedule(rows) { Activities = activities } : null, findings);
        }
    }

    /// <summary>Writes a result with its figures.</summary>
    public static string Write(SchedulingProblem problem, ScheduleResult result)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(result);
        return JsonText.Of(writer =>
        {
            Head(writer, problem);
            Figures(writer, result);
            Shifts(writer, problem, result.Schedule);
            LedgerWriter.Write(writer, problem, result);
            writer.WriteEndObject();
        });
    }

    /// <summary>Writes the shifts alone.</summary>
    public static string Write(SchedulingProblem problem, DraftSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        return JsonText.Of(writer =>
        {
            Head(writer, problem);
            Shifts(writer, problem, schedule);
            writer.WriteEndObject();
        });
    }

    private static IReadOnlyList<PlacedActivity> Root(JsonFields root, SchedulingProblem problem, DayShift?[][] rows)
    {
        if (root.Whole("version") is var version && version != Version)
        {
            root.Refuse("version", $"{version}", $"{Version}");
        }

        root.OptionalText("problem");
        root.OptionalText("outcome");
        root.OptionalObject("cost");
        root.OptionalNumber("bound");
        root.OptionalNumber("gap");
        root.OptionalObject("gap_report");
        root.OptionalNumber("steps");
        root.OptionalNumber("bound_steps");
        root.OptionalFlag("reproducible");
        root.Texts("violations");
        root.Texts("conflicts");
        root.Ignore("wishes", "ledger", "changes", "warnings", "call_ins", "activity_findings");
        Shifts(root, problem, rows);
        IReadOnlyList<PlacedActivity> activities = root.Objects("activities", fields => ActivityJson.ReadPlaced(fields, problem));
        root.RefuseUnknown();
        return activities;
    }

    /// <summary>The shifts of an object that has them, as rows per agent of the problem.</summary>
    internal static DraftSchedule Shifts(JsonFields fields, SchedulingProblem problem)
    {
        DayShift?[][] rows = [.. problem.Agents.Select(_ => new DayShift?[problem.Grid.Days.Count])];
        Shifts(fields, problem, rows);
        return new DraftSchedule(rows);
    }

    private static void Shifts(JsonFields root, SchedulingProblem problem, DayShift?[][] rows)
    {
        Dictionary<string, int> agents = [];
        for (int index = 0; index < problem.Agents.Count; index++)
        {
            agents.TryAdd(problem.Agents[index].Id.Value, index);
        }

        root.Objects("shifts", fields => Shift(fields, problem.Grid, agents, rows), required: true);
    }

    private static bool Shift(JsonFields fields, PlanningGrid grid, Dictionary<string, int> agents, DayShift?[][] rows)
    {
        string id = fields.Text("agent");
        LocalDate date = fields.Date("date");
        int day = grid.IndexOf(date);
        bool known = agents.TryGetValue(id, out int agent);
        if (!known)
        {
            fields.Refuse("agent", id, "one of the problem's agents");
        }

        if (day < 0)
        {
            fields.Refuse("date", $"{date:uuuu-MM-dd}", "one of the problem's days");
            return false;
        }

        DayShift? shift = ShiftJson.Read(fields, grid, day);
        if (known && rows[agent][day] is not null)
        {
            fields.Refuse("date", $"{date:uuuu-MM-dd}", "one shift per agent and day");
        }
        else if (known)
        {
            rows[agent][day] = shift;
        }

        return shift is not null;
    }

    private static void Head(Utf8JsonWriter writer, SchedulingProblem problem)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("problem", problem.Name);
    }

    private static void Figures(Utf8JsonWriter writer, ScheduleResult result)
    {
        writer.WriteString("outcome", JsonNamingPolicy.SnakeCaseLower.ConvertName(result.Outcome.GetType().Name));
        writer.WriteStartObject("cost");
        writer.WriteNumber("total", result.Cost.Total);
        writer.WriteNumber("coverage", result.Cost.Coverage);
        writer.WriteNumber("true_coverage", result.Cost.TrueCoverage);
        writer.WriteNumber("wished_days_off", result.Cost.WishedDaysOff);
        writer.WriteNumber("wished_starts", result.Cost.WishedStarts);
        writer.WriteNumber("fairness", result.Cost.Fairness);
        writer.WriteNumber("stable_starts", result.Cost.StableStarts);
        writer.WriteNumber("changes", result.Cost.Changes);
        writer.WriteEndObject();
        writer.WriteNumber("bound", result.Bound);
        writer.WriteNumber("gap", result.GapFraction);
        Gap(writer, result.Gap);
        writer.WriteNumber("steps", result.Steps);
        writer.WriteNumber("bound_steps", result.BoundSteps);
        writer.WriteBoolean("reproducible", result.IsReproducible);
        writer.Texts("violations", result.Violations.Select(violation => violation.ToString()));
        writer.Texts("conflicts", result.Outcome is ScheduleOutcome.Infeasible infeasible
            ? infeasible.Conflicts.Select(conflict => conflict.Reason)
            : []);
        writer.Texts("activity_findings", result.ActivityFindings.Select(finding => finding.ToString()));
    }

    private static void Gap(Utf8JsonWriter writer, GapReport gap)
    {
        writer.WriteStartObject("gap_report");
        writer.WriteNumber("cost", gap.Cost);
        if (gap.StaffHours is { } hours)
        {
            writer.WriteNumber("staff_hours", hours);
        }

        if (gap.LateCalls is { } calls)
        {
            writer.WriteNumber("late_calls", calls);
        }

        writer.Objects("sources", gap.Sources, source =>
        {
            writer.WriteString("term", source.Term);
            writer.WriteNumber("cost", source.Cost);
        }, optional: false);
        writer.WriteEndObject();
    }

    /// <summary>Writes the shifts of a schedule.</summary>
    internal static void Shifts(Utf8JsonWriter writer, SchedulingProblem problem, DraftSchedule schedule)
    {
        writer.Objects("activities", schedule.Activities, block => ActivityJson.WritePlaced(writer, block, problem.Grid.Zone));
        List<(string Agent, WorkedShift Shift)> shifts =
        [
            .. from agent in Enumerable.Range(0, schedule.Agents)
               from day in Enumerable.Range(0, problem.Grid.Days.Count)
               let shift = schedule.ShiftOf(agent, day)
               where shift is not null
               select (problem.Agents[agent].Id.Value, WorkedShift.Of(problem.Grid, day, shift.Value)),
        ];
        writer.Objects("shifts", shifts, entry =>
        {
            writer.WriteString("agent", entry.Agent);
            writer.Date("date", entry.Shift.Date);
            AgentWriter.Shift(writer, entry.Shift);
        }, optional: false);
    }
}
