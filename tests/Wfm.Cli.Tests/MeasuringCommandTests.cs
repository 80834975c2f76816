using System.Text.Json;
using Wfm.Planning.Tests.Calibration;

namespace Wfm.Cli.Tests;

/// <summary>estimate, calibrate, deferred and what staff learns from a history.</summary>
[TestFixture]
public sealed class MeasuringCommandTests : InDirectory
{
    private const string Targets = "queue,share,threshold_seconds,patience_seconds\nförsta,0.8,30,\n";

    [Test]
    public async Task Estimate_prints_patience_with_its_band_and_completes_the_targets()
    {
        WritePlayed();

        CommandRun text = await EstimateAsync("--out", At("estimates.csv"), "--targets", At("targets.csv"), "--targets-out", At("measured.csv"));
        CommandRun json = await EstimateAsync("--json");

        text.ExitCode.ShouldBe(0);
        text.Out.ShouldContain("första");
        JsonElement patience = JsonDocument.Parse(json.Out).RootElement.GetProperty("queues")[0].GetProperty("patience");
        patience.GetProperty("seconds").GetDouble().ShouldBe(PlainDays.PatienceSeconds, 15);
        patience.GetProperty("low").GetDouble().ShouldBeLessThan(PlainDays.PatienceSeconds);
        patience.GetProperty("high").GetDouble().ShouldBeGreaterThan(PlainDays.PatienceSeconds);
        patience.GetProperty("source").GetString().ShouldBe("measured");
        (await File.ReadAllTextAsync(At("estimates.csv"))).ShouldStartWith("queue,patience_seconds,patience_low,patience_high,patience_source,own_weight,abandoned,wait_seconds,days,aht_seconds");
        (await File.ReadAllLinesAsync(At("measured.csv")))[1].Split(',')[8].ShouldNotBeEmpty();
    }

    [Test]
    public async Task Patience_that_cannot_be_told_is_a_default_and_a_finding()
    {
        WriteSmallHouse();

        CommandRun bare = await EstimateAsync();
        WritePlayed();
        CommandRun answered = await EstimateAsync("--waits", "answered");
        CommandRun wrong = await EstimateAsync("--waits", "some");

        (bare.ExitCode, answered.ExitCode, wrong.ExitCode).ShouldBe((1, 1, 2));
        bare.Out.ShouldContain("180 s");
        bare.Out.ShouldContain("default: the history does not tell abandoned calls together with waiting");
        answered.Out.ShouldContain("patience is hardly under");
    }

    [Test]
    public async Task Staff_measures_a_patience_left_empty_and_says_so()
    {
        WritePlayed();
        Write("forecast.csv", Forecast());

        CommandRun without = await StaffAsync("--json");
        CommandRun with = await StaffAsync("--json", "--history", At("calls.csv"));
        CommandRun ninety = await StaffAsync("--json", "--share-of-days", "0.95");
        CommandRun wrong = await StaffAsync("--share-of-days", "90");

        without.Error.ShouldContain("180 s by default; give --history to measure it");
        Patience(without).ShouldBe(180);
        Patience(with).ShouldBe(PlainDays.PatienceSeconds, 15);
        with.Error.ShouldContain("note: patience of första");
        Hours(ninety, "hours_required").ShouldBeGreaterThan(Hours(without, "hours_required"));
        Hours(without, "hours_required").ShouldBeGreaterThanOrEqualTo(Hours(without, "hours_on_day_as_forecast"));
        wrong.ExitCode.ShouldBe(2);
        wrong.Error.ShouldContain("write 90 % as 0.9");

        static JsonElement Queue(CommandRun run) => JsonDocument.Parse(run.Out).RootElement.GetProperty("queues")[0];
        static double Patience(CommandRun run) => Queue(run).GetProperty("patience_seconds").GetDouble();
        static double Hours(CommandRun run, string name) => Queue(run).GetProperty(name).GetDouble();
    }

    [Test]
    public async Task Calibrate_agrees_with_the_people_who_were_there_and_not_with_one_fewer()
    {
        WritePlayed();
        Write("one_fewer.csv", Staffing(3));

        CommandRun right = await CalibrateAsync("staffing.csv");
        CommandRun json = await CalibrateAsync("staffing.csv", "--json");
        CommandRun wrong = await CalibrateAsync("one_fewer.csv");

        right.ExitCode.ShouldBe(0);
        right.Out.ShouldContain("No queue is off by more than 3 points over 30 days.");
        JsonDocument.Parse(json.Out).RootElement.GetProperty("queues")[0].GetProperty("in_band").GetDouble().ShouldBeInRange(0.7, 1);
        wrong.ExitCode.ShouldBe(1);
        wrong.Out.ShouldContain("Off by more than 3 points over 30 days: första (-");
    }

    [TestCase("skills,start,agents\n", "staffing.csv")]
    [TestCase("skills,start,agents\nförsta:x,2026-03-02T08:00,4\n", "line 2, skills")]
    public async Task A_staffing_that_says_nothing_is_refused(string text, string told)
    {
        WritePlayed();
        Write("staffing.csv", text);

        CommandRun run = await CalibrateAsync("staffing.csv");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(told);
    }

    private void WritePlayed()
    {
        PlainDays played = new(Agents: 4, Days: 30, Seed: 5);
        Write("calls.csv", "queue,start,offered,answered,abandoned,answered_in_time,handle_seconds,wait_seconds\n" + string.Concat(played.Calls().Intervals.Select(call =>
            FormattableString.Invariant($"första,{call.Start:uuuu-MM-ddTHH:mm:ss'Z'},{call.Offered},{call.Answered},{call.Abandoned},{call.AnsweredInTime},{call.HandleSeconds:0},{call.WaitSeconds:0}\n"))));
        Write("staffing.csv", Staffing(4));
        Write("targets.csv", Targets);
    }

    private static string Staffing(double agents) => "skills,start,agents\n" + string.Concat(new PlainDays(4, 30, 5).Staffing(agents).Select(row =>
        FormattableString.Invariant($"första:1,{row.Start:uuuu-MM-ddTHH:mm:ss'Z'},{row.Agents}\n")));

    private static string Forecast() => "queue,start,calls,calls_p05,calls_p10,calls_p50,calls_p90,calls_p95,aht_seconds,model\n" + string.Concat(
        Enumerable.Range(0, 36).Select(quarter => FormattableString.Invariant($"första,2026-03-02T{8 + (quarter / 4):00}:{15 * (quarter % 4):00}+01:00,20,9,11,20,29,31,240,m\n")));

    private Task<CommandRun> EstimateAsync(params string[] more) => RunAsync(["estimate", "--history", At("calls.csv"), "--zone", "Europe/Stockholm", .. more]);

    private Task<CommandRun> StaffAsync(params string[] more) =>
        RunAsync(["staff", "--forecast", At("forecast.csv"), "--targets", At("targets.csv"), "--out", At("requirement.csv"), "--zone", "Europe/Stockholm", .. more]);

    private Task<CommandRun> CalibrateAsync(string staffing, params string[] more) => RunAsync(
        ["calibrate", "--history", At("calls.csv"), "--staffing", At(staffing), "--targets", At("targets.csv"), "--zone", "Europe/Stockholm", "--days", "40", .. more]);
}
