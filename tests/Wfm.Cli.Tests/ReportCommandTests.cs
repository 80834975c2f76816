using System.Globalization;

namespace Wfm.Cli.Tests;

[TestFixture]
public sealed class ReportCommandTests : InDirectory
{
    [Test]
    public async Task A_report_is_written_as_what_the_name_of_the_file_says()
    {
        WriteSmallHouse();
        string database = At("wfm.db"), figures = Write("figures.csv", "queue,date,figure,value,answers\nbygg,2026-01-12,satisfaction,80 %,20\n");
        (await RunAsync("import", "--database", database, "--zone", "Europe/Stockholm", "--calls", At("calls.csv"), "--people", At("people"), "--figures", figures)).Out.ShouldContain("figures.csv: 1 figures new, 0 changed.");

        CommandRun csv = await RunAsync("report", "service-level", "--database", database, "--from", "2026-01-12", "--to", "2026-01-16", "--by", "whole", "--out", At("sl.csv"));
        CommandRun html = await RunAsync("report", "monthly", "--database", database, "--from", "2026-01-01", "--language", "en", "--out", At("m.html"));
        CommandRun empty = await RunAsync("report", "service-level", "--database", database, "--from", "2026-01-10", "--to", "2026-01-11", "--out", At("weekend.xlsx"));

        csv.ExitCode.ShouldBe(0, csv.Error);
        string[][] rows = [.. File.ReadAllLines(At("sl.csv")).Select(line => line.Split(','))];
        string[] calls = SmallHouse.Calls.Split('\n');
        int week = calls.Skip(1).Where(line => line.Length > 0 && string.CompareOrdinal(line.Split(',')[1], "2026-01-12") >= 0 && string.CompareOrdinal(line.Split(',')[1], "2026-01-17") < 0)
            .Sum(line => int.Parse(line.Split(',')[2], CultureInfo.InvariantCulture));
        rows.Single(row => row[3] == "total")[Array.IndexOf(rows[0], "offered")].ShouldBe(week.ToString(CultureInfo.InvariantCulture));
        rows.Single(row => row[4] == "bygg")[Array.IndexOf(rows[0], "satisfaction")].ShouldBe("0.8");
        rows.Single(row => row[3] == "total")[Array.IndexOf(rows[0], "service_level")].ShouldBe("");
        html.Out.ShouldContain("Wrote m.html: Monthly report");
        File.ReadAllText(At("m.html")).ShouldContain("<h1>Monthly report</h1>");
        empty.ExitCode.ShouldBe(1);
        File.Exists(At("weekend.xlsx")).ShouldBeTrue();
    }

    [TestCase("nothing", "--by", "day", "There is no report")]
    [TestCase("absence", "--by", "hour", "--by is \"hour\"")]
    [TestCase("hours-and-cost", "--price", "billigt", "A price is \"billigt\"")]
    [TestCase("predicted-service-level", "--to", "2026-04-14", "expected at most 92 days by day")]
    [TestCase("staffing-error", "--to", "2026-04-14", "expected at most 92 days by day")]
    [TestCase("staffing-error", "--by", "quarter", "--by is \"quarter\"")]
    public async Task What_cannot_be_asked_is_wrong_usage(string name, string option, string value, string expected)
    {
        CommandRun run = await RunAsync("report", name, "--database", At("wfm.db"), "--from", "2026-01-12", option, value, "--out", At("x.csv"));

        (run.ExitCode, run.Error.Contains(expected, StringComparison.Ordinal)).ShouldBe((2, true), run.Error);
    }

    [Test]
    public async Task A_file_of_an_unknown_kind_is_wrong_usage() =>
        (await RunAsync("report", "absence", "--database", At("wfm.db"), "--from", "2026-01-12", "--out", At("x.pdf"))).ExitCode.ShouldBe(2);
}
