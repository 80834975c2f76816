namespace Wfm.Cli.Tests;

[TestFixture]
public sealed class UsageTests : InDirectory
{
    [TestCase("schedul")]
    [TestCase("forecast", "--from", "2026-01-05", "--out", "x.csv")]
    [TestCase("forecast", "--history", "c.csv", "--from", "2026-13-05", "--out", "x.csv")]
    [TestCase("forecast", "--history", "c.csv", "--from", "2026-01-05", "--out", "x.csv", "--zone", "Europe/Orebro")]
    [TestCase("forecast", "--history", "c.csv", "--from", "2026-01-05", "--out", "x.csv", "--country", "NO")]
    [TestCase("forecast", "--history", "c.csv", "--from", "2026-01-05", "--out", "x.csv", "--weeks", "0")]
    [TestCase("forecast", "--history", "c.csv", "--from", "2026-01-05", "--out", "x.csv", "--interval", "7")]
    [TestCase("problem", "--requirement", "r", "--curves", "c", "--people", "p", "--period", "2026-01-05/0w", "--out", "x")]
    [TestCase("problem", "--requirement", "r", "--curves", "c", "--people", "p", "--period", "2026-01-05/60w", "--out", "x")]
    [TestCase("problem", "--requirement", "r", "--curves", "c", "--people", "p", "--period", "2026-01-06/10w", "--out", "x")]
    [TestCase("schedule", "--problem", "p.json", "--out", "x", "--time", "soon")]
    [TestCase("schedule", "--problem", "p.json", "--out", "x", "--solver", "other")]
    [TestCase("import", "--database", "wfm.db")]
    [TestCase("migrate", "--database", "mysql://somewhere/wfm")]
    [TestCase("sample", "stockholm", "--out", "x")]
    public async Task Wrong_usage_ends_with_2_and_a_sentence(params string[] args)
    {
        CommandRun run = await RunAsync(args);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldStartWith("wfm: ");
        run.Out.ShouldBeEmpty();
    }

    [Test]
    public async Task A_missing_file_ends_with_3_and_its_name()
    {
        CommandRun run = await RunAsync("staff", "--forecast", At("nowhere.csv"), "--targets", At("t.csv"), "--out", At("r.csv"));

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("nowhere.csv");
        File.Exists(At("r.csv")).ShouldBeFalse();
    }

    [Test]
    public async Task Help_lists_every_command_with_a_sentence()
    {
        CommandRun run = await RunAsync("--help");

        run.ExitCode.ShouldBe(0);
        foreach (string command in new[] { "erlang", "forecast", "backtest", "staff", "problem", "schedule", "check", "replan", "import", "plan", "sample", "demo", "migrate", "doctor" })
        {
            run.Out.ShouldContain($"  {command} ");
        }
    }
}
