using System.Globalization;
using System.Text.Json;

namespace Wfm.Cli.Tests;

/// <summary><c>wfm weigh</c> and <c>wfm slots</c> on a small house's own files.</summary>
[TestFixture]
public sealed class WeighCommandTests : InDirectory
{
    [SetUp]
    public void WriteProblem()
    {
        Write("problem.json", Problem);
        Write("schedule.json", Schedule);
    }

    [Test]
    public async Task An_absence_is_weighed_in_plain_words_and_in_JSON()
    {
        string change = Write("change.json", Absence("anna"));

        CommandRun run = await RunAsync([.. Weigh(change)]);
        CommandRun json = await RunAsync([.. Weigh(change), "--json"]);
        CommandRun again = await RunAsync([.. Weigh(change), "--json"]);

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldStartWith("Absence of anna, Mon 2026-03-02 09:00–11:00.");
        run.Out.ShouldContain("a on Mon 2026-03-02:");
        run.Out.ShouldContain("Rules: none broken.");
        JsonElement answer = JsonDocument.Parse(json.Out).RootElement;
        JsonElement queue = answer.GetProperty("queues")[0];
        queue.GetProperty("after").GetProperty("late_calls").GetDouble().ShouldBeGreaterThan(queue.GetProperty("before").GetProperty("late_calls").GetDouble());
        queue.GetProperty("intervals").GetArrayLength().ShouldBe(8);
        answer.GetProperty("origin").GetProperty("problem_hash").GetString()!.Length.ShouldBe(64);
        again.Out.ShouldBe(json.Out);
    }

    [Test]
    public async Task A_change_that_cannot_be_read_or_names_a_stranger_ends_with_1()
    {
        CommandRun broken = await RunAsync([.. Weigh(Write("change.json", "{ \"version\": 1, \"kind\": \"holiday\" }"))]);
        CommandRun stranger = await RunAsync([.. Weigh(Write("change.json", Absence("carl")))]);

        (broken.ExitCode, stranger.ExitCode).ShouldBe((1, 1));
        broken.Error.ShouldContain("change.json, kind: \"holiday\" — expected one of absence");
        stranger.Error.ShouldContain("change.json, agent: \"carl\" — expected one of the problem's agents.");
    }

    [TestCase("--day-variation", "2")]
    [TestCase("--days", "-1")]
    [TestCase("--at", "soon")]
    public async Task Words_that_mean_nothing_end_with_2(string option, string value)
    {
        CommandRun run = await RunAsync([.. Weigh(Write("change.json", Absence("anna"))), option, value]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(option);
    }

    [Test]
    public async Task Short_trainings_are_placed_beside_lunch_where_callers_notice_least()
    {
        string[] words = ["slots", "--problem", At("problem.json"), "--schedule", At("schedule.json"), "--from", "2026-03-02", "--people"];

        CommandRun run = await RunAsync([.. words, "anna", "--places", "3"]);
        CommandRun json = await RunAsync([.. words, "anna,bo", "--json"]);
        CommandRun nobody = await RunAsync([.. words, "carl"]);
        CommandRun late = await RunAsync([.. words, "anna", "--notice", "24h"]);

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("The plan counts in 15 minutes; 20 minutes take the slots shown.");
        JsonDocument.Parse(json.Out).RootElement.GetProperty("places").GetArrayLength().ShouldBe(2);
        (nobody.ExitCode, late.ExitCode).ShouldBe((2, 2));
        nobody.Error.ShouldContain("\"carl\"");
        late.Error.ShouldContain("--at");
    }

    private string[] Weigh(string change) =>
        ["weigh", "--problem", At("problem.json"), "--schedule", At("schedule.json"), "--change", change, "--days", "20"];

    private static string Absence(string agent) =>
        $$"""{ "version": 1, "kind": "absence", "agent": "{{agent}}", "start": "2026-03-02T09:00:00+01:00", "end": "2026-03-02T11:00:00+01:00" }""";

    private static string Numbers(double value) => string.Join(',', Enumerable.Repeat(value.ToString(CultureInfo.InvariantCulture), 36));

    /// <summary>One day of 08–17 with calls, two people.</summary>
    private static string Problem => $$"""
        {
          "version": 1, "name": "two", "zone": "Europe/Stockholm", "slot_minutes": 15, "paid_unit_minutes": 30,
          "first_date": "2026-03-02", "weeks": 1,
          "days": [{ "date": "2026-03-02", "start": "2026-03-02T08:00:00+01:00", "slots": 36 }],
          "queues": ["a"],
          "contracts": [{
            "contract": "full", "share": 1, "hours_per_week": 8, "week_band_hours": 5, "period_tolerance_hours": 5,
            "rules": { "name": "none" } }],
          "templates": [{
            "template": "day", "weekdays": ["monday"], "earliest_start": "08:00", "latest_start": "09:00", "start_step_minutes": 15,
            "min_paid_minutes": 360, "max_paid_minutes": 540,
            "lunch": { "min_minutes": 30, "max_minutes": 30, "windows": [{ "start": "11:00", "end": "13:30" }] },
            "breaks": { "count": 0, "minutes": 15 } }],
          "agents": [
            { "agent": "anna", "group": "a", "contract": "full", "skills": [{ "queue": "a" }], "templates": ["day"] },
            { "agent": "bo", "group": "a", "contract": "full", "skills": [{ "queue": "a" }], "templates": ["day"] }],
          "promises": [{ "queue": "a", "share": 0.8, "threshold_seconds": 30, "patience_seconds": 180 }],
          "demand": [{ "queue": "a", "date": "2026-03-02", "required": [{{Numbers(1)}}],
            "traffic": { "calls": [{{Numbers(2)}}], "handle_seconds": [{{Numbers(180)}}], "on_calls_fraction": [{{Numbers(1)}}] } }]
        }
        """;

    private const string Schedule = """
        {
          "version": 1, "problem": "two",
          "shifts": [
            { "agent": "anna", "date": "2026-03-02", "start": "2026-03-02T08:00:00+01:00", "end": "2026-03-02T16:30:00+01:00",
              "lunch": { "start": "2026-03-02T11:30:00+01:00", "end": "2026-03-02T12:00:00+01:00" }, "breaks": [] },
            { "agent": "bo", "date": "2026-03-02", "start": "2026-03-02T08:00:00+01:00", "end": "2026-03-02T16:30:00+01:00",
              "lunch": { "start": "2026-03-02T12:45:00+01:00", "end": "2026-03-02T13:15:00+01:00" }, "breaks": [] }]
        }
        """;
}
