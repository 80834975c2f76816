using System.Globalization;
using System.Text.Json;
using Wfm.Queueing;

namespace Wfm.Cli.Tests;

/// <summary><c>wfm simulate</c> on a day of its own.</summary>
[TestFixture]
public sealed class SimulateCommandTests : InDirectory
{
    [SetUp]
    public void WriteProblem()
    {
        Write("problem.json", Problem(calls: "8"));
        Write("schedule.json", Schedule);
    }

    [Test]
    public async Task Prediction_and_simulation_stand_side_by_side()
    {
        CommandRun screen = await SimulateAsync("--out", At("intervals.csv"));
        CommandRun json = await SimulateAsync("--json");

        screen.Error.ShouldBeEmpty();
        screen.ExitCode.ShouldBe(0);
        screen.Out.ShouldContain("80 % in 30 s");
        screen.Out.ShouldContain("Each day played 300 times.");
        JsonElement queue = JsonDocument.Parse(json.Out).RootElement.GetProperty("queues")[0];
        double simulated = queue.GetProperty("simulated").GetProperty("of_offered").GetDouble();
        double error = queue.GetProperty("simulated_standard_error").GetDouble();
        queue.GetProperty("predicted").GetProperty("of_offered").GetDouble().ShouldBe(simulated, 0.01 + 4 * error);
        queue.GetProperty("predicted_standard_deviation").GetDouble().ShouldBeGreaterThan(0.02);
        JsonElement day = queue.GetProperty("days")[0];
        day.GetProperty("predicted_p05").GetDouble().ShouldBe(day.GetProperty("simulated_p05").GetDouble(), 0.04);
        day.GetProperty("predicted_chance_of_target").GetDouble().ShouldBe(day.GetProperty("simulated_chance_of_target").GetDouble(), 0.1);
        JsonElement week = queue.GetProperty("weeks")[0];
        week.GetProperty("predicted_service_level").GetDouble().ShouldBe(day.GetProperty("predicted_service_level").GetDouble(), 1e-12);
        week.GetProperty("predicted_p05").GetDouble().ShouldBe(day.GetProperty("predicted_p05").GetDouble(), 1e-12);
        queue.GetProperty("predicted_error_bound").GetDouble().ShouldBeInRange(0, 1e-6);
        screen.Out.ShouldContain("With people of their own, predicted with their line carried from slot to slot: a");

        string[] rows = await File.ReadAllLinesAsync(At("intervals.csv"));
        rows.Length.ShouldBe(1 + 34); // open from 08:00 to 16:30
        string[] noon = rows.Single(row => row.Contains("T10:00", StringComparison.Ordinal)).Split(',');
        noon[3].ShouldBe("3");
        double.Parse(noon[4], CultureInfo.InvariantCulture).ShouldBe(new ErlangA(8 * 240 / 900.0, 3, 240, 180).ServiceLevelOfOffered(30), 0.005);
        ErlangA exact = new(8 * 240 / 900.0, 3, 240, 180);
        double.Parse(noon[11], CultureInfo.InvariantCulture).ShouldBe(exact.Occupancy, 0.01);
        exact.ServiceLevelOfAnswered(double.Parse(noon[12], CultureInfo.InvariantCulture)).ShouldBe(0.9, 0.01);
    }

    [Test]
    public async Task The_same_seed_tells_the_same_on_any_number_of_threads()
    {
        CommandRun one = await SimulateAsync("--json", "--threads", "1"), two = await SimulateAsync("--json", "--threads", "2");

        two.Out.ShouldBe(one.Out);
        (await SimulateAsync("--json", "--seed", "2")).Out.ShouldNotBe(one.Out);
    }

    [Test]
    public async Task No_calls_have_nothing_to_tell()
    {
        Write("problem.json", Problem(calls: "0"));

        CommandRun run = await SimulateAsync("--json");

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldNotContain("NaN");
        JsonDocument.Parse(run.Out).RootElement.GetProperty("mean_error_of_days").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task Callers_behave_as_a_file_says()
    {
        string file = Write("behaviour.json", """{"version":1,"queues":[{"queue":"a","places":4,"redial_share":0.5,"redial_seconds":60,"callback_share":0.2,"overflow_seconds":20}]}""");
        CommandRun plain = await SimulateAsync("--json"), behaved = await SimulateAsync("--json", "--behaviour", file), screen = await SimulateAsync("--behaviour", file);

        behaved.ExitCode.ShouldBe(0, behaved.Error);
        Simulated(behaved).GetProperty("busy_signal").GetDouble().ShouldBeGreaterThan(0.02);
        Simulated(plain).GetProperty("busy_signal").GetDouble().ShouldBe(0);
        Simulated(behaved).GetProperty("of_offered").GetDouble().ShouldNotBe(Simulated(plain).GetProperty("of_offered").GetDouble());
        screen.Out.ShouldContain("of its callers meet a busy signal");

        static JsonElement Simulated(CommandRun run) => JsonDocument.Parse(run.Out).RootElement.GetProperty("queues")[0].GetProperty("simulated");
    }

    [TestCase("""{"version":1,"queues":[{"queue":"x"}]}""", "queues[0].queue: x — expected one of the problem's queues")]
    [TestCase("""{"version":1,"queues":[{"queue":"a","redial_share":1}]}""", "redial_share: 1 — expected a share from 0")]
    [TestCase("""{"version":1,"queues":[{"queue":"a","transfer_share":0.1}]}""", "transfer_to")]
    [TestCase("""{"version":1,"queues":[{"queue":"a","places":0}]}""", "places: 0 — expected")]
    [TestCase("""{"version":1,"queues":[{"queue":"a"},{"queue":"a"}]}""", "each queue once")]
    [TestCase("""{"version":2,"queues":[],"more":1}""", "version")]
    [TestCase("""{"version":1,""", "behaviour.json")]
    public async Task A_behaviour_that_cannot_be_read_ends_with_1_and_says_where(string text, string expected)
    {
        CommandRun run = await SimulateAsync("--behaviour", Write("behaviour.json", text));

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(expected);
    }

    [TestCase("--days", "0")]
    [TestCase("--day-variation", "NaN")]
    [TestCase("--handle-variation", "9")]
    public async Task Numbers_out_of_range_end_with_2(string option, string value)
    {
        CommandRun run = await SimulateAsync(option, value);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(option);
    }

    private Task<CommandRun> SimulateAsync(params string[] words) =>
        RunAsync(["simulate", "--problem", At("problem.json"), "--schedule", At("schedule.json"), .. words.Contains("--days") ? [] : new[] { "--days", "300" }, .. words]);

    /// <summary>One day of 08–16:30, three people without lunch.</summary>
    private static string Problem(string calls) => $$"""
        {
          "version": 1, "name": "three", "zone": "Europe/Stockholm", "slot_minutes": 15, "paid_unit_minutes": 30,
          "first_date": "2026-03-02", "weeks": 1,
          "days": [{ "date": "2026-03-02", "start": "2026-03-02T08:00:00+01:00", "slots": 34 }],
          "queues": ["a"],
          "promises": [{ "queue": "a", "share": 0.8, "threshold_seconds": 30, "patience_seconds": 180 }],
          "contracts": [{
            "contract": "full", "share": 1, "hours_per_week": 8, "week_band_hours": 5, "period_tolerance_hours": 5,
            "rules": { "name": "none" } }],
          "templates": [{
            "template": "day", "weekdays": ["monday"], "earliest_start": "08:00", "latest_start": "08:00", "start_step_minutes": 15,
            "min_paid_minutes": 360, "max_paid_minutes": 540, "breaks": { "count": 0, "minutes": 15 } }],
          "agents": [{{string.Join(',', People.Select(name => $$"""{ "agent": "{{name}}", "contract": "full", "skills": [{ "queue": "a" }], "templates": ["day"] }"""))}}],
          "demand": [{ "queue": "a", "date": "2026-03-02", "required": [{{Same("3")}}],
            "traffic": { "calls": [{{Same(calls)}}], "handle_seconds": [{{Same("240")}}], "on_calls_fraction": [{{Same("1")}}] } }]
        }
        """;

    private static string Schedule => $$"""
        {
          "version": 1, "problem": "three",
          "shifts": [{{string.Join(',', People.Select(name => $$"""{ "agent": "{{name}}", "date": "2026-03-02", "start": "2026-03-02T08:00:00+01:00", "end": "2026-03-02T16:30:00+01:00", "breaks": [] }"""))}}]
        }
        """;

    private static string[] People => ["anna", "bo", "carl"];

    private static string Same(string value) => string.Join(',', Enumerable.Repeat(value, 34));
}
