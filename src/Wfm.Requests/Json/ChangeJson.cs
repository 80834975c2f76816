using System.Globalization;
using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;

namespace Wfm.Requests.Json;

/// <summary>What reading a change gave: the request, or everything that must be mended.</summary>
/// <param name="Request">The request; null when anything was wrong.</param>
/// <param name="Findings">What was wrong, each with its JSON path.</param>
public sealed record ChangeReading(ScheduleRequest? Request, IReadOnlyList<ProblemFinding> Findings);

/// <summary>Reads <c>change.json</c>; the format is <c>samples/change.schema.json</c>.</summary>
public static class ChangeJson
{
    /// <summary>Version of the format this code reads.</summary>
    public const int Version = 1;

    private static readonly Dictionary<string, Func<JsonFields, SchedulingProblem, ScheduleRequest>> Kinds = new()
    {
        ["absence"] = (fields, problem) => new AbsenceRequest(Agent(fields, "agent"), Span(fields, problem)),
        ["time_off"] = (fields, problem) => new TimeOffRequest(Agent(fields, "agent"), Span(fields, problem)),
        ["meeting"] = Meeting,
        ["overtime"] = (fields, problem) => new OvertimeRequest(Agent(fields, "agent"), Span(fields, problem), Lunch(fields, problem)),
        ["swap"] = (fields, _) => Swap(fields),
        ["loan"] = (fields, problem) => new LoanRequest(Lent(fields, problem, []), Span(fields, problem)),
    };

    private static readonly Dictionary<string, ActivityKind> MeetingWords = Words.Activities
        .Where(word => word.Value is ActivityKind.Meeting or ActivityKind.Training or ActivityKind.Coaching or ActivityKind.Administration or ActivityKind.BackOffice)
        .ToDictionary();

    /// <summary>Reads a change; all faults of the file are listed at once.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="problem">The problem it belongs to, for the people of groups and the zone of local times.</param>
    public static ChangeReading Read(string json, SchedulingProblem problem)
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
            return new ChangeReading(null, [JsonFault.Of(broken, json)]);
        }

        using (document)
        {
            JsonFields root = new(document.RootElement, "", findings);
            if (!root.IsObject)
            {
                return new ChangeReading(null, findings);
            }

            if (root.Whole("version") is var version && version != Version)
            {
                root.Refuse("version", $"{version}", $"{Version}");
            }

            string kind = root.Text("kind");
            if (!Kinds.TryGetValue(kind, out Func<JsonFields, SchedulingProblem, ScheduleRequest>? read))
            {
                root.Refuse("kind", $"\"{kind}\"", $"one of {string.Join(", ", Kinds.Keys)}");
                return new ChangeReading(null, findings);
            }

            ScheduleRequest request = read(root, problem);
            root.RefuseUnknown();
            return new ChangeReading(findings.Count == 0 ? request : null, findings);
        }
    }

    private static MeetingRequest Meeting(JsonFields fields, SchedulingProblem problem)
    {
        AgentId[] agents = People(fields, problem);
        ActivityKind activity = fields.OptionalWord("activity", MeetingWords) ?? ActivityKind.Meeting;
        LentCalls? lent = null;
        if (fields.OptionalObject("lent_to") is { } section)
        {
            lent = Lent(section, problem, [.. problem.Agents.Where(agent => agents.Contains(agent.Id)).SelectMany(agent => agent.Skills).Select(skill => skill.Queue).Distinct()]);
            section.RefuseUnknown();
        }

        return new MeetingRequest(agents, Span(fields, problem), activity) { LentTo = lent };
    }

    private static SwapRequest Swap(JsonFields fields)
    {
        LocalDate date = fields.Date("date");
        return new SwapRequest(Agent(fields, "agent"), date, Agent(fields, "other"), fields.OptionalDate("other_date") ?? date);
    }

    /// <summary>People and queues; the queues may be left out where a meeting says whose calls they are.</summary>
    private static LentCalls Lent(JsonFields fields, SchedulingProblem problem, IReadOnlyList<QueueId> usual)
    {
        QueueId[] queues = [.. fields.Texts("queues", required: usual.Count == 0).Select(queue => new QueueId(queue))];
        return new LentCalls(People(fields, problem), queues.Length == 0 ? usual : queues, fields.OptionalWhole("priority") ?? 1);
    }

    /// <summary>A list of people, or everybody of a group.</summary>
    private static AgentId[] People(JsonFields fields, SchedulingProblem problem)
    {
        AgentId[] agents = [.. fields.Texts("agents").Select(agent => new AgentId(agent))];
        string? group = fields.OptionalText("group");
        if (agents.Length == 0 == group is null)
        {
            fields.Refuse("agents", agents.Length == 0 ? "neither agents nor a group" : "agents and a group", "people, or the code of a group");
        }

        AgentId[] members = group is null ? [] : [.. problem.Agents.Where(agent => agent.Group?.Value == group).Select(agent => agent.Id)];
        if (group is not null && members.Length == 0)
        {
            fields.Refuse("group", $"\"{group}\"", "a group somebody of the problem belongs to");
        }

        return group is null ? agents : members;
    }

    private static AgentId Agent(JsonFields fields, string name) => new(fields.Text(name));

    private static Interval? Lunch(JsonFields fields, SchedulingProblem problem)
    {
        if (fields.OptionalObject("lunch") is not { } lunch)
        {
            return null;
        }

        Interval span = Span(lunch, problem);
        lunch.RefuseUnknown();
        return span;
    }

    private static Interval Span(JsonFields fields, SchedulingProblem problem)
    {
        int before = fields.Findings.Count;
        (Instant start, Instant end) = (fields.Moment("start", problem.Grid.Zone), fields.Moment("end", problem.Grid.Zone));
        if (end > start)
        {
            return new Interval(start, end);
        }

        if (fields.Findings.Count == before)
        {
            fields.Refuse("end", Clock(end, problem), $"a time after {Clock(start, problem)}");
        }

        return new Interval(start, start);
    }

    private static string Clock(Instant instant, SchedulingProblem problem) =>
        instant.InZone(problem.Grid.Zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
