using System.Globalization;
using System.Text.Json;

namespace Wfm.Cli.Tests;

/// <summary>From calls to a checked schedule with files only, as a planner would script it.</summary>
[TestFixture]
public sealed class FilePipelineTests : InDirectory
{
    [Test]
    public async Task Calls_become_a_schedule_without_violations()
    {
        await MakeProblemAsync();

        CommandRun schedule = await ScheduleAsync("schedule.json", threads: 2);
        CommandRun check = await RunAsync("check", "--problem", At("problem.json"), "--schedule", At("schedule.json"), "--json");

        JsonElement made = JsonDocument.Parse(schedule.Out).RootElement, checkedAgain = JsonDocument.Parse(check.Out).RootElement;
        made.GetProperty("outcome").GetString().ShouldBe("feasible");
        check.ExitCode.ShouldBe(0);
        checkedAgain.GetProperty("violations").GetArrayLength().ShouldBe(0);
        checkedAgain.GetProperty("cost").GetDouble().ShouldBe(made.GetProperty("cost").GetDouble(), tolerance: 1e-6);
        made.GetProperty("bound").GetDouble().ShouldBeInRange(0, made.GetProperty("cost").GetDouble());
        made.GetProperty("queues").GetArrayLength().ShouldBe(2);
        foreach (JsonElement queue in made.GetProperty("queues").EnumerateArray())
        {
            queue.GetProperty("service_level").GetDouble().ShouldBeInRange(0, 1);
        }
    }

    [Test]
    public async Task The_same_seed_gives_the_same_bytes_for_one_thread_and_two()
    {
        await MakeProblemAsync();

        await ScheduleAsync("one.json", threads: 1);
        await ScheduleAsync("two.json", threads: 2);

        Shifts("two.json").ShouldBe(Shifts("one.json"));

        string Shifts(string name) => JsonDocument.Parse(File.ReadAllText(At(name))).RootElement.GetProperty("shifts").GetRawText();
    }

    [Test]
    public async Task A_hand_edited_schedule_is_told_what_it_breaks()
    {
        await MakeProblemAsync();
        await ScheduleAsync("schedule.json", threads: 2);
        string text = await File.ReadAllTextAsync(At("schedule.json"));
        JsonElement first = JsonDocument.Parse(text).RootElement.GetProperty("shifts")[0];
        string agent = first.GetProperty("agent").GetString()!;
        await File.WriteAllTextAsync(At("edited.json"), text.Replace(first.GetRawText() + ",", "", StringComparison.Ordinal));

        CommandRun check = await RunAsync("check", "--problem", At("problem.json"), "--schedule", At("edited.json"));

        check.ExitCode.ShouldBe(1);
        check.Out.ShouldContain(agent);
    }

    [Test]
    public async Task A_schedule_can_start_from_one_made_before_and_only_gets_better()
    {
        await MakeProblemAsync();
        double before = Cost(await ScheduleAsync("before.json", threads: 1));

        double after = Cost(await ScheduleAsync("after.json", threads: 1, "--from", At("before.json")));

        after.ShouldBeLessThanOrEqualTo(before + 1e-6);

        double Cost(CommandRun run) => JsonDocument.Parse(run.Out).RootElement.GetProperty("cost").GetDouble();
    }

    [Test]
    public async Task A_schedule_of_other_people_or_weeks_is_nothing_to_start_from()
    {
        await MakeProblemAsync();
        await ScheduleAsync("before.json", threads: 1);
        string text = await File.ReadAllTextAsync(At("before.json"));
        await File.WriteAllTextAsync(At("other.json"), text.Replace("\"date\": \"2026-", "\"date\": \"2025-", StringComparison.Ordinal));

        CommandRun run = await RunAsync("schedule", "--problem", At("problem.json"), "--from", At("other.json"), "--out", At("after.json"));

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("other.json, shifts[0].date: 2025-");
        run.Error.ShouldContain("expected one of the problem's days");
        File.Exists(At("after.json")).ShouldBeFalse();
    }

    [Test]
    public async Task A_forecast_has_one_row_per_open_interval_with_ordered_bands()
    {
        WriteSmallHouse();
        CommandRun run = await ForecastAsync();

        run.ExitCode.ShouldBe(0);
        string[][] rows = [.. (await File.ReadAllLinesAsync(At("forecast.csv"))).Select(line => line.Split(','))];
        rows[0].ShouldBe(["queue", "start", "calls", "calls_p05", "calls_p10", "calls_p50", "calls_p90", "calls_p95", "aht_seconds", "model"]);
        rows.Length.ShouldBe(1 + (2 * 9 * 36), "two queues, nine open days");
        rows[1][1].ShouldBe("2026-03-02T08:00+01:00");
        foreach (string[] row in rows.Skip(1))
        {
            double[] bands = [.. row[3..8].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            bands.ShouldBe(bands.Order());
            double.Parse(row[2], CultureInfo.InvariantCulture).ShouldBeInRange(1, 20);
        }
    }

    [Test]
    public async Task A_backtest_is_a_table_of_errors_by_queue_and_lead()
    {
        WriteSmallHouse();

        CommandRun run = await RunAsync("backtest", "--history", At("calls.csv"), "--zone", "Europe/Stockholm", "--horizon", "2w", "--step", "1w", "--origins", "2");

        run.ExitCode.ShouldBe(0);
        string[] lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("queue,lead_band,model,origins,wape,wape_day,bias,cover80,cover90,width80,noise_floor,wape_naive,wape_mean6");
        lines.Skip(1).Select(line => line.Split(',')[0]).Distinct().ShouldBe(["bygg", "första"]);
    }

    [Test]
    public async Task A_forecast_queue_without_a_target_stops_staffing_and_is_named()
    {
        WriteSmallHouse();
        await ForecastAsync();
        string targets = Write("targets.csv", "queue,share,threshold_seconds\nbygg,0.8,120\n");

        CommandRun run = await RunAsync("staff", "--forecast", At("forecast.csv"), "--targets", targets, "--out", At("requirement.csv"), "--zone", "Europe/Stockholm");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("no target for första");
        File.Exists(At("requirement.csv")).ShouldBeFalse();
    }

    [TestCase("1000000000", "200", "erlangs — expected at most")]
    [TestCase("10", "0", "line 2, aht_seconds: \"0\" — expected a number of seconds above 0, or nothing")]
    public async Task A_forecast_nobody_can_staff_is_refused_with_its_place(string calls, string aht, string expected)
    {
        string forecast = Write("forecast.csv", "queue,start,calls,calls_p05,calls_p10,calls_p50,calls_p90,calls_p95,aht_seconds,model\n"
            + $"q,2026-01-05T07:00+01:00,{calls},0,0,{calls},{calls},{calls},{aht},m\nq,2026-01-05T07:15+01:00,10,5,6,10,14,15,200,m\n");
        string targets = Write("targets.csv", "queue,share,threshold_seconds\nq,0.8,30\n");

        CommandRun run = await RunAsync("staff", "--forecast", forecast, "--targets", targets, "--out", At("requirement.csv"), "--zone", "Europe/Stockholm");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(expected);
        File.Exists(At("requirement.csv")).ShouldBeFalse();
    }

    [TestCase("", "an empty file")]
    [TestCase("queue,start,offered\n", "a file with a header only")]
    [TestCase("queue,start,offered\nväxel,2026-01-05T07:00,minus\n", "a word for a number")]
    public async Task A_history_that_says_nothing_is_refused_and_nothing_is_written(string text, string because)
    {
        string calls = Write("calls.csv", text);

        CommandRun run = await RunAsync("forecast", "--history", calls, "--from", "2026-03-02", "--weeks", "2", "--out", At("forecast.csv"));

        run.ExitCode.ShouldBe(1, because);
        run.Error.ShouldContain("calls.csv", Case.Sensitive, because);
        File.Exists(At("forecast.csv")).ShouldBeFalse();
    }

    [Test]
    public async Task Mail_is_done_between_calls_and_a_flood_of_it_is_told_with_its_hours()
    {
        await MakeProblemAsync();
        await ScheduleAsync("schedule.json", threads: 1);
        Write("mail.csv", "queue,start,end,items,handle_seconds\npost,2026-03-03T08:00,2026-03-03T12:00,5,300\n");
        Write("flood.csv", "queue,start,end,items,handle_seconds,due_hours\npost,2026-03-03T08:00,,900,300,\nfall,2026-03-03T08:00,,10,300,4\n");

        CommandRun little = await DeferredAsync("mail.csv");
        CommandRun flood = await DeferredAsync("flood.csv");
        CommandRun json = await DeferredAsync("flood.csv", "--json");
        CommandRun unknown = await DeferredAsync("mail.csv", "--helpers", "skola");
        CommandRun wrong = await DeferredAsync("mail.csv", "--usability", "1.5");

        (little.ExitCode, flood.ExitCode, unknown.ExitCode, wrong.ExitCode).ShouldBe((0, 1, 2, 2));
        little.Out.ShouldContain("100.0 %");
        flood.Out.ShouldContain("Wed 4 Mar");
        flood.Out.ShouldContain("fall");
        JsonElement expected = JsonDocument.Parse(json.Out).RootElement.GetProperty("expected");
        expected.GetProperty("shortage_hours").GetDouble().ShouldBeInRange(20, 76);
        expected.GetProperty("share_in_time").GetDouble().ShouldBeInRange(0.05, 0.75);
        expected.GetProperty("intervals").GetArrayLength().ShouldBe(9 * 36);
        unknown.Error.ShouldContain("expected queues of the problem");
        wrong.Error.ShouldContain("--usability: found 1.5, expected 0 to 1.");

        Task<CommandRun> DeferredAsync(string file, params string[] more) =>
            RunAsync(["deferred", "--arrivals", At(file), "--problem", At("problem.json"), "--schedule", At("schedule.json"), .. more]);
    }

    [Test]
    public async Task A_problem_that_is_no_problem_is_told_by_path()
    {
        string problem = Write("problem.json", """{"version":1,"zone":"Europe/Stockholm","slot_minutes":20}""");

        CommandRun run = await RunAsync("schedule", "--problem", problem, "--out", At("schedule.json"));

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("problem.json, ");
        run.Error.ShouldContain("slot_minutes: 20");
        File.Exists(At("schedule.json")).ShouldBeFalse();
    }

    [Test]
    public async Task A_queue_without_calls_is_forecast_when_a_file_says_what_to_expect()
    {
        WriteSmallHouse();
        string fresh = Write("new.csv", "queue,profile,calls_per_week,aht_seconds\nskola,bygg,330,420\n");
        string[] asked = ["forecast", "--history", At("calls.csv"), "--from", "2026-03-09", "--weeks", "1", "--out", At("forecast.csv"), "--zone", "Europe/Stockholm", "--new-queues"];

        CommandRun run = await RunAsync([.. asked, fresh]);
        CommandRun wrong = await RunAsync([.. asked, Write("wrong.csv", "queue,profile,calls_per_week\nskola,skola,330\n")]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("0 weeks of own history: 0 % own forecast, the rest the profile of bygg at 330 calls an ordinary week (330 expected).");
        string[][] rows = [.. File.ReadAllLines(At("forecast.csv")).Select(line => line.Split(',')).Where(cells => cells[0] == "skola")];
        rows.Sum(cells => double.Parse(cells[2], CultureInfo.InvariantCulture)).ShouldBe(330, 15);
        rows.Select(cells => $"{cells[^2]} {cells[^1]}").Distinct().ShouldBe(["420 borrowed"]);
        (wrong.ExitCode, wrong.Error.Contains("wrong.csv, line 2, profile", StringComparison.Ordinal)).ShouldBe((1, true), wrong.Error);
    }

    private Task<CommandRun> ForecastAsync() => RunAsync(
        "forecast", "--history", At("calls.csv"), "--from", "2026-03-02", "--weeks", "2", "--out", At("forecast.csv"),
        "--zone", "Europe/Stockholm", "--holidays", At("people/holidays.csv"), "--opening-hours", At("people/opening_hours.csv"));

    private async Task MakeProblemAsync()
    {
        WriteSmallHouse();
        (await ForecastAsync()).ExitCode.ShouldBe(0);
        (await RunAsync(
            "staff", "--forecast", At("forecast.csv"), "--targets", At("people/targets.csv"), "--out", At("requirement.csv"),
            "--curves", At("curves.csv"), "--zone", "Europe/Stockholm")).ExitCode.ShouldBe(0);
        CommandRun problem = await RunAsync(
            "problem", "--requirement", At("requirement.csv"), "--curves", At("curves.csv"), "--people", At("people"),
            "--period", "2026-03-02/2w", "--out", At("problem.json"), "--zone", "Europe/Stockholm");
        problem.Error.ShouldBeEmpty();
        problem.ExitCode.ShouldBe(0);
    }

    private async Task<CommandRun> ScheduleAsync(string name, int threads, params string[] more)
    {
        CommandRun run = await RunAsync(
        [
            "schedule", "--problem", At("problem.json"), "--out", At(name), "--steps", "40", "--seed", "7", "--threads", $"{threads}", "--json", .. more,
        ]);
        run.ExitCode.ShouldBe(0);
        return run;
    }
}
