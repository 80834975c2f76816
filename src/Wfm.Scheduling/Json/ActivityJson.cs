using System.Text.Json;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Json;

/// <summary>Activities to place in <c>problem.json</c>, and placed ones in <c>schedule.json</c>.</summary>
internal static class ActivityJson
{
    public static PlanActivity Read(JsonFields fields) =>
        new(fields.Text("activity"), fields.Word("kind", Words.Activities), Agents(fields), fields.Whole("minutes"))
        {
            IsTogether = fields.OptionalFlag("together") ?? false,
            IsWeekly = fields.OptionalFlag("weekly") ?? false,
            MinBlockMinutes = fields.OptionalWhole("min_block_minutes"),
            MaxBlockMinutes = fields.OptionalWhole("max_block_minutes"),
            From = fields.OptionalDate("from"),
            To = fields.OptionalDate("to"),
            Earliest = fields.OptionalTime("earliest"),
            Latest = fields.OptionalTime("latest"),
            MostCost = fields.OptionalNumber("most_cost"),
            Stands = fields.OptionalMoment("stands"),
        };

    public static void Write(Utf8JsonWriter writer, PlanActivity activity, DateTimeZone zone)
    {
        writer.WriteString("activity", activity.Id);
        writer.WriteString("kind", Words.Snake(activity.Kind));
        writer.Texts("agents", activity.Agents.Select(agent => agent.Value));
        writer.WriteNumber("minutes", activity.Minutes);
        writer.WriteBoolean("together", activity.IsTogether);
        writer.WriteBoolean("weekly", activity.IsWeekly);
        writer.Whole("min_block_minutes", activity.MinBlockMinutes);
        writer.Whole("max_block_minutes", activity.MaxBlockMinutes);
        writer.Date("from", activity.From);
        writer.Date("to", activity.To);
        writer.Time("earliest", activity.Earliest);
        writer.Time("latest", activity.Latest);
        if (activity.MostCost is { } cost)
        {
            writer.WriteNumber("most_cost", cost);
        }

        if (activity.Stands is { } stands)
        {
            writer.Moment("stands", stands, zone);
        }
    }

    public static PlacedActivity ReadPlaced(JsonFields fields, SchedulingProblem problem)
    {
        string id = fields.Text("activity");
        if (!problem.Activities.Any(activity => activity.Id == id))
        {
            fields.Refuse("activity", id, "one of the problem's activities");
        }

        ActivityKind kind = fields.Word("kind", Words.Activities);
        IReadOnlyList<AgentId> agents = Agents(fields);
        foreach (AgentId agent in agents.Where(agent => !problem.Agents.Any(known => known.Id == agent)))
        {
            fields.Refuse("agents", agent.Value, "one of the problem's agents");
        }

        (Instant start, Instant end) = (fields.Moment("start"), fields.Moment("end"));
        if (end < start)
        {
            fields.Refuse("end", $"{end}", $"a time after {start}");
            end = start;
        }

        return new PlacedActivity(id, kind, agents, new Interval(start, end));
    }

    public static void WritePlaced(Utf8JsonWriter writer, PlacedActivity block, DateTimeZone zone)
    {
        writer.WriteString("activity", block.Activity);
        writer.WriteString("kind", Words.Snake(block.Kind));
        writer.Texts("agents", block.Agents.Select(agent => agent.Value));
        writer.Span(block.Span, zone);
    }

    private static IReadOnlyList<AgentId> Agents(JsonFields fields) => [.. fields.Texts("agents", required: true).Select(agent => new AgentId(agent))];
}
