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

    [Test]
    public async Task Calls_so_far_tell_where_the_day_is_going_and_what_brings_it_back()
    {
        WriteSmallHouse();
        (await RunAsync("forecast", "--history", At("calls.csv"), "--from", "2026-03-02", "--weeks", "1", "--zone", "Europe/Stockholm", "--out", At("forecast.csv"))).ExitCode.ShouldBe(0);
        (await RunAsync("staff", "--forecast", At("forecast.csv"), "--targets", At("people/targets.csv"), "--zone", "Europe/Stockholm", "--planned-on", "2026-02-09", "--out", At("requirement.csv"), "--curves", At("curves.csv"))).ExitCode.ShouldBe(0);
        (await RunAsync("problem", "--requirement", At("requirement.csv"), "--curves", At("curves.csv"), "--people", At("people"), "--period", "2026-03-02/1w", "--zone", "Europe/Stockholm", "--out", At("day.json"))).ExitCode.ShouldBeLessThan(2);
        (await RunAsync("schedule", "--problem", At("day.json"), "--steps", "20", "--out", At("plan.json"))).ExitCode.ShouldBeLessThan(2);
        string[] queues = [.. File.ReadLines(At("forecast.csv")).Skip(1).Select(line => line.Split(',')[0]).Distinct()];
        string[] morning = [.. File.ReadLines(At("forecast.csv")).Skip(1).Where(line => line.Contains("2026-03-04T", StringComparison.Ordinal)).Select(line => line.Split(','))
            .Where(cells => string.CompareOrdinal(cells[1][11..16], "11:00") < 0)
            .Select(cells => System.FormattableString.Invariant($"{cells[0]},{cells[1]},{Math.Round(3 * double.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture))},0"))];
        string actuals = Write("actuals.csv", "queue,start,offered,answered_in_time\n" + string.Join('\n', morning) + "\n");

        CommandRun words = await RunAsync("replan", "--problem", At("day.json"), "--schedule", At("plan.json"), "--at", "2026-03-04T11:00", "--actuals", actuals);
        CommandRun json = await RunAsync("replan", "--problem", At("day.json"), "--schedule", At("plan.json"), "--at", "2026-03-04T11:00", "--actuals", actuals, "--json");
        CommandRun old = await RunAsync("replan", "--problem", At("day.json"), "--schedule", At("plan.json"), "--at", "2026-03-04T14:00", "--actuals", actuals);

        words.Error.ShouldBeEmpty();
        words.Out.ShouldContain("calls to come");
        JsonElement answer = JsonDocument.Parse(json.Out).RootElement;
        answer.GetProperty("queues").GetArrayLength().ShouldBe(queues.Length);
        foreach (JsonElement queue in answer.GetProperty("queues").EnumerateArray())
        {
            queue.GetProperty("is_unusual").GetBoolean().ShouldBeTrue();
            queue.GetProperty("calls_factor").GetDouble().ShouldBeGreaterThan(1.3);
            queue.GetProperty("chance_below").GetDouble().ShouldBeInRange(0, 1);
        }

        double before = Late(answer, "late_before"), after = Late(answer, "late_after");
        after.ShouldBeLessThanOrEqualTo(before);
        old.Out.ShouldContain("reports are old");
        old.ExitCode.ShouldBe(1);
    }

    [Test]
    public async Task Calls_without_answers_in_time_are_refused_with_their_place()
    {
        string actuals = Write("actuals.csv", "queue,start,offered\na,2026-03-02T08:00,3\n");

        CommandRun run = await ReplanAsync("--at", "2026-03-02T09:45", "--actuals", actuals);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("actuals.csv: Queue a, 2026-03-02 08:00: answered_in_time is empty");
    }

    [Test]
    public async Task Going_home_earlier_and_a_day_that_falls_short_do_not_go_together()
    {
        string actuals = Write("actuals.csv", "queue,start,offered,answered_in_time\na,2026-03-02T08:00,3,3\n");

        CommandRun run = await ReplanAsync("--at", "2026-03-02T09:45", "--actuals", actuals, "--shorter", "30");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("--shorter");
    }

    private static double Late(JsonElement answer, string what) =>
        answer.GetProperty("proposal").GetProperty("effects").EnumerateArray().Sum(effect => effect.GetProperty(what).GetDouble());

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
