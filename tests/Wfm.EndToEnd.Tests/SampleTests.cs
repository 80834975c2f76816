using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Wfm.EndToEnd.Tests;

/// <summary>Every view of the Örebro sample as <c>wfm demo --replay bad</c> shows it: the program that is shipped, a day that is being lived.</summary>
public sealed partial class SampleTests
{
    private const string Password = "demo demo demo";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _said = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("wfm-sample-").FullName;
    private Process? _demo;

    private static string Program => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Wfm.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "wfm.dll"));

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_demo is not null)
        {
            _demo.Kill(entireProcessTree: true);
            await _demo.WaitForExitAsync();
            _demo.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Every_view_shows_the_sample_on_a_day_that_is_lived()
    {
        Uri server = await StartAsync();
        using ApiClient planner = await ApiClient.LogInAsync(server, "planner", Password);
        string day = (await planner.GetAsync("/api/units/1/day")).Is(200).Json["date"]!.GetValue<string>();
        await AskAsync(server, day);
        await WaitForProposalAsync(planner, day);

        DateTime now = DateTime.Parse(day, CultureInfo.InvariantCulture).AddHours(12);
        await VisitAsync(server, now, "planner", 1440, ["/day", "/adherence", "/schedule", $"/schedule?view=day&date={day}", $"/staffing?date={day}", $"/forecast?week={Monday(day)}", "/periods", "/periods?id=1", "/runs", "/reports", "/master-data"]);
        await VisitAsync(server, now, "leader", 1440, ["/requests"]);
        await VisitAsync(server, now, "agent", 360, ["/my-schedule", "/wishes"]);
        await VisitAsync(server, now, "admin", 1440, ["/administration"]);
        await ReplayAsync(server, day);
    }

    /// <summary>The day before is told to the same server by <c>wfm replay</c>.</summary>
    private async Task ReplayAsync(Uri server, string day)
    {
        DateOnly before = DateOnly.Parse(day, CultureInfo.InvariantCulture).AddDays(-1);
        before = before.DayOfWeek == DayOfWeek.Sunday ? before.AddDays(-2) : before;
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = _folder };
        foreach (string word in (string[])
        [
            Program, "replay", before.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "--database", Path.Combine(_folder, "wfm-demo.db"), "--unit", "Örebro Servicecenter",
            "--url", server.ToString(), "--speed", "100000",
        ])
        {
            start.ArgumentList.Add(word);
        }

        using Process replay = Process.Start(start)!;
        string told = await replay.StandardOutput.ReadToEndAsync();
        await replay.WaitForExitAsync();
        replay.ExitCode.ShouldBe(0, told);
        told.ShouldContain("refused 0, kept aside 0, sent again 0");
    }

    private async Task<Uri> StartAsync()
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = _folder };
        foreach (string word in (string[])[Program, "demo", "--out", _folder, "--time", "10s", "--urls", "http://127.0.0.1:0", "--replay", "bad", "--speed", "200"])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["WFM__LoginsPerMinute"] = "10000";
        _demo = new Process { StartInfo = start };
        _demo.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _demo.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _demo.Start();
        _demo.BeginOutputReadLine();
        _demo.BeginErrorReadLine();
        using CancellationTokenSource late = new(Patience);
        while (true)
        {
            if (_said.Select(line => Serves().Match(line)).FirstOrDefault(match => match.Success) is { } told)
            {
                return new Uri(told.Groups["address"].Value);
            }

            (_demo.HasExited || late.IsCancellationRequested).ShouldBeFalse(string.Join('\n', _said));
            await Task.Delay(200);
        }
    }

    /// <summary>Somebody asks for an afternoon off, so that there is something to decide.</summary>
    private static async Task AskAsync(Uri server, string day)
    {
        using ApiClient agent = await ApiClient.LogInAsync(server, "agent", Password);
        string date = DateOnly.Parse(day, CultureInfo.InvariantCulture).AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await agent.DecideAsync("/api/units/1/requests", new { kind = "absence", category = "vacation", start = $"{date}T13:00", end = $"{date}T16:00" })).Is(200);
    }

    private static async Task WaitForProposalAsync(ApiClient planner, string day)
    {
        using CancellationTokenSource late = new(Patience);
        while ((await planner.GetAsync($"/api/units/1/day/proposals?date={day}")).Is(200).Json is JsonArray { Count: 0 })
        {
            late.IsCancellationRequested.ShouldBeFalse("the bad day brings a proposal");
            await Task.Delay(500);
        }
    }

    private static async Task VisitAsync(Uri server, DateTime now, string login, int width, string[] views)
    {
        await using Screen screen = await Screen.OpenAsync(server, DateTime.SpecifyKind(now, DateTimeKind.Utc), width, width < 500 ? 780 : 900);
        await screen.Page.GotoAsync("/");
        await screen.LogInAsync(login, Password);
        await screen.Page.Locator("nav.places").WaitForAsync();
        await screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Nej tack" }).ClickAsync();
        foreach (string view in views)
        {
            await screen.GoAsync(view);
            ILocator main = screen.Page.Locator("main");
            (await main.InnerTextAsync()).Length.ShouldBeGreaterThan(30, view);
            (await main.Locator("[role=alert]").CountAsync()).ShouldBe(0, view);
            (await EnglishWords.OnAsync(screen, view)).ShouldBeEmpty();
            await screen.PictureAsync(view[1..].Split('&')[0].Replace("?view=", " ", StringComparison.Ordinal).Split('?')[0], isWholePage: false);
        }

        screen.Complaints.ShouldBeEmpty();
    }

    private static string Monday(string day)
    {
        DateOnly date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        return date.AddDays(-(((int)date.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Wfm serves at (?<address>http://127\.0\.0\.1:\d+)")]
    private static partial Regex Serves();
}
