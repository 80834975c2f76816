using System.Text;
using Wfm.Storage;

namespace Wfm.Server.Tests.Periods;

/// <summary>The schedule out to files and back in.</summary>
[TestFixture]
public sealed class FileTests
{
    private const string Root = "/api/units/1";

    private RunningServer _server = null!;
    private ApiClient _tora = null!;
    private string _draft = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        _tora = await _server.AsAsync("tora");
    }

    [SetUp]
    public async Task Restore() => _draft = $"{Root}/schedules/{(await _tora.DecideAsync($"{Root}/schedules/1/restore", new { })).Is(200).Json["id"]}";

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tora.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_grid_sent_back_as_it_was_changes_nothing_and_an_edited_one_does_what_it_says()
    {
        string csv = (await _tora.GetAsync($"{_draft}/grid.csv?language=en")).Is(200).Text;
        string[] lines = csv.Split('\n');
        int row = Array.FindIndex(lines, line => line.Contains("0002", StringComparison.Ordinal));
        string[] cells = lines[row].Split(',');
        int day = Array.FindIndex(cells, 5, cell => cell.Contains('-', StringComparison.Ordinal));

        (await SendAsync(csv, "dryRun=true")).Is(200).Json["days"]!.GetValue<int>().ShouldBe(0);
        cells[day] = "";
        lines[row] = string.Join(',', cells);
        string edited = string.Join('\n', lines);
        ApiAnswer tried = (await SendAsync(edited, "dryRun=true")).Is(200);
        ApiAnswer refused = await SendAsync(edited, "");
        ApiAnswer done = (await SendAsync(edited, "why=kurs&acceptsBrokenRules=true")).Is(200);

        tried.Json["days"]!.GetValue<int>().ShouldBe(1);
        tried.Json["effect"]!["costDelta"]!.GetValue<double>().ShouldBeGreaterThan(0);
        (refused.Status, refused.Code).ShouldBe((409, "rules-broken"));
        done.Json["days"]!.GetValue<int>().ShouldBe(1);
        (await _tora.GetAsync($"{_draft}/edits")).Json.AsArray().ShouldHaveSingleItem()!["why"]!.GetValue<string>().ShouldBe("kurs");
    }

    [Test]
    public async Task A_file_of_another_version_or_with_nonsense_in_it_is_refused_whole()
    {
        string old = (await _tora.GetAsync($"{Root}/schedules/1/grid.csv")).Is(200).Text;
        string nonsense = (await _tora.GetAsync($"{_draft}/grid.csv")).Is(200).Text.Replace(":00-", ":00 till ", StringComparison.Ordinal);

        foreach (string text in (string[])[old, nonsense])
        {
            ApiAnswer refused = await SendAsync(text, "why=x&acceptsBrokenRules=true");
            (refused.Status, refused.Code).ShouldBe((422, "file-refused"));
            refused.Json["facts"]!["problems"]!.AsArray().ShouldNotBeEmpty();
            refused.Json["facts"]!["findings"]![0]!["cell"]!.GetValue<string>().ShouldStartWith("2, ");
        }

        (await _tora.GetAsync($"{_draft}/edits")).Json.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task A_leader_gets_the_own_group_only_in_every_kind_of_file()
    {
        using ApiClient greta = await _server.AsAsync("greta");

        string grid = (await greta.GetAsync($"{_draft}/grid.csv")).Is(200).Text;
        string page = (await greta.GetAsync($"{Root}/print/2026-03-03")).Is(200).Text;

        grid.ShouldContain("0004");
        grid.ShouldNotContain("0005");
        page.ShouldContain("Dagschema tisdag 3 mars 2026");
        page.ShouldNotContain("Åsa 5");
    }

    [Test]
    public async Task Payroll_has_a_row_per_person_and_day_and_does_not_say_why_somebody_is_away()
    {
        string time = (await _tora.GetAsync($"{Root}/payroll/time.csv?from=2026-03-02&to=2026-03-15")).Is(200).Text;

        time.TrimEnd().Split('\n').Length.ShouldBe(1 + (8 * 14));
        time.ShouldNotContain("vacation", Case.Insensitive);
        (await _tora.GetAsync($"{Root}/payroll/unsocial.csv?from=2026-03-15&to=2026-03-02")).Code.ShouldBe("bad-days");
        Encoding.UTF8.GetByteCount(time).ShouldBeGreaterThan(5_000);
    }

    private Task<ApiAnswer> SendAsync(string csv, string query) =>
        _tora.SendAsync("POST", $"{_draft}/grid?{query}", csv, ("Idempotency-Key", Guid.NewGuid().ToString("N")));
}
