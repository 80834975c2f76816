using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Jobs;
using Wfm.Storage;

namespace Wfm.Server.Tests.Jobs;

/// <summary>A file in the drop folder is taken whole or not at all, once, and lies in <c>done</c> or <c>failed</c> with its report afterwards.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class ImportStepTests(DatabaseProvider provider)
{
    private const string Good = "queue,start,offered,answered,abandoned,handle_seconds\nbygg,2026-02-27T17:00,4,3,1,900\nbygg,2026-02-27T17:15,2,2,0,600\n";

    private static readonly LocalDate Today = new(2026, 3, 1);
    private RunningServer _server = null!;
    private DirectoryInfo _drop = null!;
    private ServerSettings _settings = null!;

    private string Folder => ImportStep.FolderOf(_settings, House.Unit);

    [SetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        _drop = Directory.CreateTempSubdirectory("wfm-drop-");
        _settings = new ServerSettings { DropFolder = _drop.FullName };
        Directory.CreateDirectory(Folder);
    }

    [TearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        _drop.Delete(recursive: true);
    }

    [Test]
    public async Task A_good_file_is_stored_once_and_the_same_bytes_again_change_nothing()
    {
        int before = await CountAsync();

        StoredRun first = await TakeAsync("februari.csv", Good);
        StoredRun again = await TakeAsync("februari-igen.csv", Good);

        (first.State, first.Reason, again.State).ShouldBe((RunState.Done, null, RunState.Done));
        (await CountAsync() - before).ShouldBe(2);
        Report("done", "februari.csv")["outcome"]!.GetValue<string>().ShouldBe("Taken");
        Report("done", "februari-igen.csv")["outcome"]!.GetValue<string>().ShouldBe("AlreadyImported");
        File.Exists(Path.Combine(Folder, "februari.csv")).ShouldBeFalse();
        await using WfmDb db = _server.Database.CreateContext();
        (await db.ImportedFiles.CountAsync(row => row.Source == "file")).ShouldBe(1);
    }

    [Test]
    public async Task A_file_with_one_bad_line_is_not_taken_at_all_and_the_report_names_the_line()
    {
        int before = await CountAsync();

        StoredRun run = await TakeAsync("fel.csv", Good + "bygg,i går,3,3,0,900\n");

        (run.State, run.Reason).ShouldBe((RunState.Failed, "the file has problems; nothing of it was taken"));
        (await CountAsync()).ShouldBe(before);
        JsonNode report = Report("failed", "fel.csv");
        report["problems"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldContain("4");
        File.ReadAllText(Path.Combine(Folder, "failed", "fel.csv")).ShouldStartWith(Good);
    }

    [Test]
    public async Task A_queue_the_centre_does_not_have_is_kept_and_named()
    {
        await TakeAsync("skola.csv", "queue,start,offered\nskola,2026-02-27T17:00,4\n");

        Report("done", "skola.csv")["unknownQueues"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("skola");
    }

    [Test]
    public async Task A_columns_file_beside_it_says_which_column_carries_what()
    {
        int before = await CountAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, ImportStep.ColumnsFile), """{"queue":"Kö","start":"Tid","offered":["Inkomna"]}""");

        StoredRun run = await TakeAsync("egna.csv", "Kö,Tid,Inkomna\nbygg,2026-02-27T17:00,4\n");

        run.State.ShouldBe(RunState.Done, run.ReportJson);
        (await CountAsync() - before).ShouldBe(1);
    }

    [Test]
    public async Task A_file_somebody_took_away_and_a_name_that_climbs_out_of_the_folder_take_nothing()
    {
        int before = await CountAsync();
        await File.WriteAllTextAsync(Path.Combine(_drop.FullName, "utanför.csv"), Good);

        StoredRun gone = await RunAsync("borta.csv");
        StoredRun outside = await RunAsync("../utanför.csv");

        (gone.State, gone.Reason).ShouldBe((RunState.Done, "the file is not there any more"));
        outside.Reason.ShouldBe("the file is not there any more");
        (await CountAsync()).ShouldBe(before);
        File.Exists(Path.Combine(_drop.FullName, "utanför.csv")).ShouldBeTrue();
    }

    [Test]
    public async Task An_upload_is_taken_like_a_dropped_file_and_both_know_the_same_bytes()
    {
        using ApiClient tora = await _server.AsAsync("tora");

        ApiAnswer first = (await tora.SendAsync("POST", "/api/units/1/imports/calls?source=file", Good)).Is(200);
        StoredRun dropped = await TakeAsync("februari.csv", Good);
        ApiAnswer bad = (await tora.SendAsync("POST", "/api/units/1/imports/calls?source=file", Good + "bygg,i går,3,3,0,900\n")).Is(200);

        (first.Json["outcome"]!.GetValue<string>(), first.Json["inserted"]!.GetValue<int>()).ShouldBe(("taken", 2));
        dropped.State.ShouldBe(RunState.Done);
        Report("done", "februari.csv")["outcome"]!.GetValue<string>().ShouldBe("AlreadyImported");
        (bad.Json["outcome"]!.GetValue<string>(), bad.Json["inserted"]!.GetValue<int>()).ShouldBe(("refused", 0));
        bad.Json["problems"]!.AsArray().ShouldHaveSingleItem();
    }

    private async Task<StoredRun> TakeAsync(string name, string text)
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, name), text);
        return await RunAsync(name);
    }

    private async Task<StoredRun> RunAsync(string name)
    {
        IServiceScopeFactory scopes = _server.Services.GetRequiredService<IServiceScopeFactory>();
        RunShell shell = new([new ImportStep(scopes, _settings)], scopes, new NodeName("a"), NullLogger<RunShell>.Instance);
        await using WfmDb db = _server.Database.CreateContext();
        await RunStore.QueueAsync(db, new RunKey(House.Unit, JobTimes.Import, name, Today), new RunOrder(), again: false, default);
        RunId run = (await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JobTimes.Import && row.Part == name)).Id;
        await shell.RunAsync(run, default);
        return await db.Runs.AsNoTracking().SingleAsync(row => row.Id == run);
    }

    private JsonNode Report(string where, string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, where, $"{name}.report.json")))!;

    private async Task<int> CountAsync()
    {
        await using WfmDb db = _server.Database.CreateContext();
        return await db.CallIntervals.CountAsync();
    }
}
