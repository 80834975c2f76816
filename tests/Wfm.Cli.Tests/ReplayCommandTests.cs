namespace Wfm.Cli.Tests;

/// <summary>What is wrong is told before anything is sent; a day told whole is a test of the pages (<c>SampleTests</c>).</summary>
[TestFixture]
public sealed class ReplayCommandTests : InDirectory
{
    [TestCase("nowhere")]
    [TestCase("ftp://127.0.0.1")]
    public async Task An_address_that_is_none_is_told(string url)
    {
        CommandRun run = await RunAsync("replay", "bad", "--database", At("wfm.db"), "--url", url);

        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.ShouldContain($"--url: \"{url}\", expected the address of a server");
    }

    [Test]
    public async Task A_day_of_nothing_published_is_told()
    {
        (await RunAsync("migrate", "--database", At("wfm.db"))).ExitCode.ShouldBe(0);

        CommandRun run = await RunAsync("replay", "bad", "--database", At("wfm.db"), "--url", "http://127.0.0.1:1");

        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldNotBeEmpty();
    }
}
