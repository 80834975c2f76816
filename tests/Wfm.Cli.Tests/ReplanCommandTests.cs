using System.Text.Json;

namespace Wfm.Cli.Tests;

/// <summary><c>wfm replan</c> on the small house's own files.</summary>
[TestFixture]
public sealed class ReplanCommandTests : InDirectory
{
    [SetUp]
    public void WriteProblem()
    {
        Write("problem.json", Problem);
        Write("schedule.json", Schedule);
    }

    [Test]
    public async Task An_absence_moves_a_lunch_and_says_so_in_plain_words()
    {
        CommandRun run = await ReplanAsync("--at", "2026-03-02T09:45", "--away", "bo", "--out", At("new.json"), "--problem-out", At("new-problem.json"));
        CommandRun json = await ReplanAsync("--at", "2026-03-02T09:45+01:00", "--away", "bo", "--json");
        CommandRun check = await RunAsync("check", "--problem", At("new-problem.json"), "--schedule", At("new.json"), "--json");

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("anna: lunch 11:30 → ");
        JsonElement answer = JsonDocument.Parse(json.Out).RootElement;
        double published = answer.GetProperty("cost_published").GetDouble(), before = answer.GetProperty("cost_before").GetDouble();
        double after = answer.GetProperty("cost_after").GetDouble();
        before.ShouldBeGreaterThan(published);
        after.ShouldBeLessThan(before);
        answer.GetProperty("bound").GetDouble().ShouldBeLessThanOrEqualTo(after);
        JsonDocument.Parse(check.Out).RootElement.GetProperty("violations").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Absences_come_from_a_file_too()
    {
        string file = Write("away.csv", "agent,start,end\nbo,2026-03-02T10:00,2026-03-02T17:00\n");

        CommandRun fromFile = await ReplanAsync("--at", "2026-03-02T09:45", "--away", file, "--json");
        CommandRun fromWords = await ReplanAsync("--at", "2026-03-02T09:45", "--away", "bo,10:00,17:00", "--json");

        fromFile.ExitCode.ShouldBe(0);
        fromFile.Out.ShouldBe(fromWords.Out);
    }

    [TestCase("--away", "carl", "there is no agent \"carl\"")]
    [TestCase("--away", "bo,12:00,10:00", "is no absence")]
    [TestCase("--at", "2026-03-03T09:45", "lies in no open day")]
    [TestCase("--at", "soon", "is no moment")]
    [TestCase("--longer", "601", "expected 0 to 600")]
    public async Task Words_that_mean_nothing_end_with_2(string option, string value, string expected)
    {
        string[] at = option == "--at" ? [] : ["--at", "2026-03-02T09:45"];

        CommandRun run = await ReplanAsync([.. at, option, value]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(expected);
    }

    [Test]
    public async Task A_schedule_of_another_problem_and_a_stranger_in_the_file_end_with_1()
    {
        string away = Write("away.csv", "agent,start,end\ncarl,2026-03-02T10:00,2026-03-02T17:00\n");
        CommandRun stranger = await ReplanAsync("--at", "2026-03-02T09:45", "--away", away);
        Write("schedule.json", Schedule.Replace("\"anna\"", "\"carl\"", StringComparison.Ordinal));
        CommandRun other = await ReplanAsync("--at", "2026-03-02T09:45", "--away", "bo", "--out", At("new.json"));

        (stranger.ExitCode, other.ExitCode).ShouldBe((1, 1));
        stranger.Error.ShouldContain("away.csv: there is no agent \"carl\"");
        other.Error.ShouldContain("carl");
        File.Exists(At("new.json")).ShouldBeFalse();
    }

    private Task<CommandRun> ReplanAsync(params string[] words) =>
        RunAsync(["replan", "--problem", At("problem.json"), "--schedule", At("schedule.json"), .. words]);

    /// <summary>One day of 08–17, two people for two calls at lunch time.</summary>
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
            { "agent": "anna", "contract": "full", "skills": [{ "queue": "a" }], "templates": ["day"] },
            { "agent": "bo", "contract": "full", "skills": [{ "queue": "a" }], "templates": ["day"] }],
          "demand": [{ "queue": "a", "date": "2026-03-02", "required": [{{string.Join(',', Enumerable.Range(0, 36).Select(slot => slot is >= 14 and < 18 ? 2 : 1))}}] }]
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
