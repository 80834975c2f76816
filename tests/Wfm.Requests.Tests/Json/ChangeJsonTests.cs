using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests.Json;
using Wfm.Scheduling;
using Wfm.Scheduling.Tests.Json;

namespace Wfm.Requests.Tests.Json;

[TestFixture]
public sealed class ChangeJsonTests
{
    private static readonly SchedulingProblem Problem = GeneratedUnit.Draw(12, 6, 1, 5).Problem;
    private static readonly AgentId[] Group = [.. Problem.Agents.Where(agent => agent.Group!.Value.Value == "grupp0").Select(agent => agent.Id)];
    private static readonly Interval Span = new(Instant.FromUtc(2026, 3, 2, 8, 0), Instant.FromUtc(2026, 3, 2, 11, 0));
    private const string Hours = "\"start\": \"2026-03-02T09:00:00+01:00\", \"end\": \"2026-03-02T12:00:00+01:00\"";

    private static IEnumerable<TestCaseData> Kinds()
    {
        yield return new TestCaseData($$"""{ "version": 1, "kind": "absence", "agent": "a1", {{Hours}} }""", new AbsenceRequest(new AgentId("a1"), Span));
        yield return new TestCaseData(
            """{ "version": 1, "kind": "absence", "agent": "a1", "start": "2026-03-02T09:00", "end": "2026-03-02T12:00:00" }""", new AbsenceRequest(new AgentId("a1"), Span));
        yield return new TestCaseData($$"""{ "version": 1, "kind": "time_off", "agent": "a1", {{Hours}} }""", new TimeOffRequest(new AgentId("a1"), Span));
        yield return new TestCaseData(
            $$"""{ "version": 1, "kind": "meeting", "agents": ["a1", "a2"], "activity": "coaching", {{Hours}} }""",
            new MeetingRequest([new AgentId("a1"), new AgentId("a2")], Span, ActivityKind.Coaching));
        yield return new TestCaseData(
            $$"""{ "version": 1, "kind": "meeting", "group": "grupp0", {{Hours}}, "lent_to": { "agents": ["a1"], "queues": ["q0"], "priority": 2 } }""",
            new MeetingRequest(Group, Span, ActivityKind.Meeting) { LentTo = new LentCalls([new AgentId("a1")], [new QueueId("q0")], 2) });
        yield return new TestCaseData(
            $$"""{ "version": 1, "kind": "overtime", "agent": "a1", {{Hours}}, "lunch": { "start": "2026-03-02T10:00:00+01:00", "end": "2026-03-02T10:30:00+01:00" } }""",
            new OvertimeRequest(new AgentId("a1"), Span, new Interval(Instant.FromUtc(2026, 3, 2, 9, 0), Instant.FromUtc(2026, 3, 2, 9, 30))));
        yield return new TestCaseData(
            """{ "version": 1, "kind": "swap", "agent": "a1", "date": "2026-03-03", "other": "a2" }""",
            new SwapRequest(new AgentId("a1"), new LocalDate(2026, 3, 3), new AgentId("a2"), new LocalDate(2026, 3, 3)));
        yield return new TestCaseData(
            $$"""{ "version": 1, "kind": "loan", "group": "grupp0", "queues": ["q1"], {{Hours}} }""", new LoanRequest(new LentCalls(Group, [new QueueId("q1")]), Span));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Every_kind_of_change_is_read(string json, ScheduleRequest expected)
    {
        ChangeReading reading = ChangeJson.Read(json, Problem);

        reading.Findings.ShouldBeEmpty();
        reading.Request.ShouldBe(expected);
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "change.schema.json")));
        using JsonDocument document = JsonDocument.Parse(json);
        SchemaCheck.Faults(schema.RootElement, document.RootElement).ShouldBeEmpty();
    }

    [Test]
    public void A_meeting_lends_the_queues_of_those_in_it_unless_it_says_which()
    {
        MeetingRequest meeting = (MeetingRequest)ChangeJson.Read($$"""{ "version": 1, "kind": "meeting", "agents": ["a1"], {{Hours}}, "lent_to": { "agents": ["a2"] } }""", Problem).Request!;

        meeting.LentTo!.Queues.ShouldBe(Problem.Agents[1].Skills.Select(skill => skill.Queue));
    }

    [Test]
    public void All_faults_are_listed_with_their_path()
    {
        const string Json = """
            { "version": 2, "kind": "meeting", "agents": ["a1"], "group": "grupp0", "activity": "party", "start": "2026-03-02T12:00:00+01:00",
              "end": "2026-03-02T09:00:00+01:00", "lent_to": { "group": "nobody" }, "colour": "red" }
            """;

        ChangeJson.Read(Json, Problem).Findings.Select(finding => finding.ToString()).ShouldBe(
        [
            "version: 2 — expected 1.",
            "agents: agents and a group — expected people, or the code of a group.",
            "activity: \"party\" — expected one of meeting, training, coaching, administration, back_office.",
            "lent_to.group: \"nobody\" — expected a group somebody of the problem belongs to.",
            "end: 2026-03-02 09:00 — expected a time after 2026-03-02 12:00.",
            "colour: an unknown field — expected one of activity, agents, end, group, kind, lent_to, start, version.",
        ]);
    }

    [TestCase("", "JSON")]
    [TestCase("[]", "an object")]
    [TestCase("{ \"version\": 1 }", "one of absence, time_off, meeting, overtime, swap, loan")]
    [TestCase("{ \"version\": 1, \"kind\": \"holiday\" }", "one of absence, time_off, meeting, overtime, swap, loan")]
    [TestCase("{ \"version\": 1, \"kind\": \"absence\", \"agent\": \"a1\", \"start\": \"2026-03-02 09:00\", \"end\": \"2026-03-02T12:00:00+01:00\" }", "a local time")]
    [TestCase("{ \"version\": 1, \"kind\": \"absence\", \"agent\": \"a1\", \"start\": \"2026-03-29T02:30\", \"end\": \"2026-03-29T12:00\" }", "a local time")]
    [TestCase("{ \"version\": 1, \"kind\": \"absence\", \"agent\": \"a1\", \"start\": \"2026-10-25T02:30\", \"end\": \"2026-10-25T12:00\" }", "a local time")]
    public void What_is_no_change_says_what_was_expected(string json, string expected)
    {
        ChangeReading reading = ChangeJson.Read(json, Problem);

        reading.Request.ShouldBeNull();
        reading.Findings.ShouldContain(finding => finding.Expected.StartsWith(expected, StringComparison.Ordinal));
    }
}
