using System.Globalization;
using System.Text.Json;

namespace Wfm.Cli.Tests;

[TestFixture]
public sealed class ErlangCommandTests : InDirectory
{
    private const string Header = "model,calls,interval_seconds,aht_seconds,agents,threshold_seconds,target,patience_seconds,max_occupancy";

    [Test]
    public async Task Every_row_comes_back_as_it_was_with_its_figures()
    {
        string cases = Write("cases.csv", $"{Header}\nc,33,3600,240,,30,0.80,,\nc,33,3600,240,2,30,,,\na,20,900,240,,30,0.8,180,\nb,15,3600,240,2,,,,\n");

        CommandRun run = await RunAsync("erlang", "--in", cases, "--out", At("results.csv"));

        run.ExitCode.ShouldBe(0);
        string[] lines = await File.ReadAllLinesAsync(At("results.csv"));
        lines[0].ShouldBe($"{Header},offered_load_erlangs,required_agents,probability_of_blocking,probability_of_wait,service_level,service_level_one_fewer,average_speed_of_answer_seconds,occupancy,probability_of_abandonment");
        lines[1].ShouldStartWith("c,33,3600,240,,30,0.80,,,2.2");
        lines[1].Split(',')[10].ShouldBe("4");
        lines[2].ShouldStartWith("c,33,3600,240,2,30,,,,2.2");
        lines[2].Split(',')[12..].ShouldAllBe(cell => cell.Length == 0, "two agents for 2.2 erlangs have no steady state");
        Number(lines[4], 13).ShouldBe(0.8, tolerance: 1e-15);
    }

    [Test]
    public async Task A_bad_row_is_told_with_its_line_and_the_rest_is_computed()
    {
        string cases = Write("cases.csv", $"{Header}\nc,33,3600,240,,30,0.80,,\nc,-1,3600,240,,30,0.80,,\nc,33,3600,240,5,30,,,\n");

        CommandRun run = await RunAsync("erlang", "--in", cases, "--out", At("results.csv"), "--json");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("cases.csv, line 3, calls: \"-1\"");
        JsonElement told = JsonDocument.Parse(run.Out).RootElement;
        told.GetProperty("answered").GetInt32().ShouldBe(2);
        told.GetProperty("problems")[0].GetProperty("line").GetInt32().ShouldBe(3);
        (await File.ReadAllLinesAsync(At("results.csv"))).Length.ShouldBe(4);
    }

    // A target of 1 or 0 is a share like any other to whoever fills in the table; it must not stop the other rows.
    [Test]
    public async Task All_and_none_are_targets_too()
    {
        string cases = Write("cases.csv", $"{Header}\nc,33,3600,240,,30,1,,\nc,33,3600,240,,30,0,,\na,33,3600,240,,30,1,180,\n");

        CommandRun run = await RunAsync("erlang", "--in", cases, "--out", At("results.csv"));

        run.ExitCode.ShouldBe(0);
        string[] lines = await File.ReadAllLinesAsync(At("results.csv"));
        Number(lines[1], 10).ShouldBeGreaterThan(10);
        Number(lines[2], 10).ShouldBe(3, "the fewest with a steady state");
        Number(lines[3], 10).ShouldBeGreaterThan(10);
    }

    private static double Number(string line, int column) => double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture);
}
