using Wfm.Storage;

namespace Wfm.Server.Tests.Periods;

/// <summary>A workbook taken out before somebody edited the draft is refused whole, and says why.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class OutdatedWorkbookTests(DatabaseProvider provider)
{
    private const string Root = "/api/units/1";

    private RunningServer _server = null!;
    private ApiClient _tora = null!;
    private string _draft = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
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
    public async Task An_edit_by_hand_meanwhile_is_not_taken_back_by_a_workbook()
    {
        string taken = await GridAsync();
        (await SendAsync(WithoutShift(taken, "0002"), "why=kurs&acceptsBrokenRules=true")).Is(200);
        string before = await GridAsync();

        ApiAnswer tried = await SendAsync(WithoutShift(taken, "0003"), "dryRun=true");
        ApiAnswer sent = await SendAsync(WithoutShift(taken, "0003"), "why=kurs&acceptsBrokenRules=true");

        foreach (ApiAnswer refused in (ApiAnswer[])[tried, sent])
        {
            (refused.Status, refused.Code).ShouldBe((409, "workbook-outdated"));
            refused.Json["facts"]!["takenOut"]!.GetValue<int>().ShouldBe(0);
            refused.Json["facts"]!["now"]!.GetValue<int>().ShouldBe(1);
            refused.Json["detail"]!.GetValue<string>().ShouldBe("The draft had 0 edits when the file was taken out and has 1 now; nothing was changed. Take it out again and repeat what you changed.");
        }

        (await GridAsync()).ShouldBe(before);
        (await _tora.GetAsync($"{_draft}/edits")).Json.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public async Task A_step_that_was_undone_counts_too()
    {
        string taken = await GridAsync();
        (await SendAsync(WithoutShift(taken, "0002"), "why=kurs&acceptsBrokenRules=true")).Is(200);
        string tag = (await _tora.GetAsync(_draft)).Is(200).ETag!;
        (await _tora.SendAsync("POST", $"{_draft}/undo", new { }, ("If-Match", tag), ("Idempotency-Key", Guid.NewGuid().ToString("N")))).Is(200);

        (await SendAsync(WithoutShift(taken, "0003"), "dryRun=true")).Code.ShouldBe("workbook-outdated");

        string fresh = await GridAsync();
        fresh.ShouldContain("w v");
        fresh.ShouldContain(" e2");
        (await SendAsync(WithoutShift(fresh, "0003"), "why=kurs&acceptsBrokenRules=true")).Is(200).Json["days"]!.GetValue<int>().ShouldBe(1);
    }

    private async Task<string> GridAsync() => (await _tora.GetAsync($"{_draft}/grid.csv?language=en")).Is(200).Text;

    private static string WithoutShift(string csv, string agent)
    {
        string[] lines = csv.Split('\n');
        int row = Array.FindIndex(lines, line => line.StartsWith(agent, StringComparison.Ordinal));
        string[] cells = lines[row].Split(',');
        cells[Array.FindIndex(cells, 4, cell => cell.Contains('-', StringComparison.Ordinal))] = "";
        lines[row] = string.Join(',', cells);
        return string.Join('\n', lines);
    }

    private Task<ApiAnswer> SendAsync(string csv, string query) =>
        _tora.SendAsync("POST", $"{_draft}/grid?{query}", csv, ("Idempotency-Key", Guid.NewGuid().ToString("N")));
}
