using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Samples;
using Wfm.Storage;

namespace Wfm.Cli.Tests;

/// <summary>The demonstration whole: planned, served, a bad day lived through the feeds and watched, another day told afterwards by <c>wfm replay</c>.</summary>
[TestFixture]
public sealed class ReplayCommandTests : InDirectory
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Test]
    public async Task A_day_is_lived_in_the_demo_and_watched_and_another_one_told_afterwards()
    {
        await using Heard said = new(), wrong = new();
        using CancellationTokenSource stop = new();
        CommandConsole console = new(said, wrong, ShowsProgress: false, Clock);

        // A minute of real time: the watch looks every half minute.
        Task<int> demo = Task.Run(() => WfmCommandLine.RunAsync(
            ["demo", "--out", At("demo"), "--time", "12s", "--urls", "http://127.0.0.1:0", "--replay", "bad", "--speed", "700"], console, stop.Token));
        Match told = await UntilAsync(said, demo, @"Wfm serves at (?<server>http://127\.0\.0\.1:\d+).*Sent (?<sent>\d+) rows in .* refused 0, kept aside 0,", wrong);
        WfmDatabase database = WfmDatabase.Parse(Path.Combine(At("demo"), "wfm-demo.db"));
        await using WfmDb db = database.CreateContext();
        LocalDate first = await db.Schedules.Where(row => row.State == ScheduleState.Published).MinAsync(row => row.FirstDay);
        BadDay bad = OrebroServicecenter.Create(1, first).BadDay;

        (await db.Looks.AnyAsync(look => look.LocalDate == bad.Date)).ShouldBeTrue("the day was watched while it was lived");
        (await db.AgentStates.Select(row => row.UserCode).Distinct().CountAsync()).ShouldBeGreaterThan(30);
        LocalDate before = bad.Date.PlusDays(bad.Date.DayOfWeek == IsoDayOfWeek.Monday ? -3 : -1);
        CommandRun replay = await RunAsync(
            "replay", LocalDatePattern.Iso.Format(before), "--database", database.ToString(), "--unit", "Örebro Servicecenter", "--url", told.Groups["server"].Value, "--speed", "100000", "--json");
        replay.ExitCode.ShouldBe(0, replay.Error + replay.Out);
        using (JsonDocument summary = JsonDocument.Parse(replay.Out))
        {
            summary.RootElement.GetProperty("refused").GetInt64().ShouldBe(0);
        }

        await stop.CancelAsync();
        (await demo).ShouldBe(0, wrong.ToString());
    }

    [TestCase("nowhere", "--url: \"nowhere\", expected the address of a server")]
    [TestCase("ftp://127.0.0.1", "--url: \"ftp://127.0.0.1\", expected the address of a server")]
    public async Task An_address_that_is_none_is_told(string url, string expected)
    {
        CommandRun run = await RunAsync("replay", "bad", "--database", At("wfm.db"), "--url", url);

        (run.ExitCode, run.Error).ShouldBe((2, run.Error));
        run.Error.ShouldContain(expected);
    }

    private static async Task<Match> UntilAsync(Heard said, Task ends, string pattern, Heard wrong)
    {
        using CancellationTokenSource late = new(Patience);
        while (true)
        {
            if (Regex.Match(said.ToString(), pattern, RegexOptions.Singleline) is { Success: true } found)
            {
                return found;
            }

            if (ends.IsCompleted || late.IsCancellationRequested)
            {
                throw new InvalidOperationException($"The demo did not say {pattern}. It said:\n{said}\n{wrong}");
            }

            await Task.Delay(200);
        }
    }

    /// <summary>What a command that goes on has said so far.</summary>
    private sealed class Heard : StringWriter
    {
        private readonly Lock _door = new();

        public override void Write(char value)
        {
            lock (_door)
            {
                base.Write(value);
            }
        }

        public override void Write(string? value)
        {
            lock (_door)
            {
                base.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (_door)
            {
                base.Write(buffer, index, count);
            }
        }

        public override string ToString()
        {
            lock (_door)
            {
                return base.ToString();
            }
        }
    }
}
