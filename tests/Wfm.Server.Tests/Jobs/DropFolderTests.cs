using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Wfm.Server.Jobs;
using Wfm.Storage;

namespace Wfm.Server.Tests.Jobs;

/// <summary>Files dropped into the folder of a unit: taken or refused whole, each with a report beside it.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class DropFolderTests(DatabaseProvider provider)
{
    private const string Monday = "2026-06-01";
    private static readonly Instant Seven = Instant.FromUtc(2026, 6, 1, 5, 0);

    private static readonly Dictionary<string, string> Presets = new()
    {
        ["wfm"] = $"queue,start,offered,answered,abandoned,handle_seconds\nny,{Monday}T07:00,12,10,2,1800\n",
        ["teleopti"] = "interval;date_from;time;queue;queue_name;offd_direct_call_cnt;overflow_in_call_cnt;aband_call_cnt;overflow_out_call_cnt;answ_call_cnt;talking_call_dur;wrap_up_dur\n"
            + $"15;{Monday};07:00;ny;Nya;11;1;2;0;10;1500;300\n",
        ["genesys"] = "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle Time (Seconds)\n"
            + $"{Monday}T05:00:00Z,ny,Voice,,sv,12,10,1800\n",
        ["callguide"] = $"Kö;Datum;Tid;Mottagna;Etablerade;Övergivna 1;Samtalstid;Efterbehandlingstid\nny;{Monday};07:00;12;10;2;1500;300\n",
    };

    private RunningServer _server = null!;
    private ServerSettings _settings = null!;
    private string _folder = "";

    [SetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        string drop = Directory.CreateTempSubdirectory("wfm-drop-").FullName;
        _settings = new ServerSettings { DropFolder = drop };
        _folder = Directory.CreateDirectory(Path.Combine(drop, "1")).FullName;
    }

    [TearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        Directory.Delete(_settings.DropFolder!, recursive: true);
    }

    [Test]
    public async Task Every_preset_is_taken_from_text_and_from_a_workbook()
    {
        foreach ((string preset, string text) in Presets)
        {
            foreach (string ending in (string[])["csv", "xlsx"])
            {
                Columns($$"""{ "preset": "{{preset}}" }""");
                string name = $"{preset}.{ending}";
                Drop(name, ending == "csv" ? Encoding.UTF8.GetBytes(text) : Workbook(text));

                await RunAsync();

                JsonNode report = Report("done", name);
                report["outcome"]!.GetValue<string>().ShouldBe("Taken", report.ToJsonString());
                report["columns"]!.GetValue<string>().ShouldBe(preset);
                report["problems"]!.AsArray().ShouldBeEmpty();
                report["unknownQueues"]!.AsArray().Select(queue => queue!.GetValue<string>()).ShouldBe(["ny"]);
            }
        }

        // Four presets say the same of one interval: one row, never added up, and never changed after the first.
        await using WfmDb db = _server.Database.CreateContext();
        StoredCallInterval row = await db.CallIntervals.SingleAsync(interval => interval.Start == Seven);
        (row.Offered, row.Answered, row.HandleSeconds).ShouldBe((12, 10, 1800d));
        (await db.Runs.Where(run => run.Kind == JobTimes.Import).Select(run => run.State).ToListAsync()).ShouldAllBe(state => state == RunState.Done);
        Directory.GetFiles(_folder).Select(Path.GetFileName).ShouldBe([ImportStep.ColumnsFile]);
    }

    [Test]
    public async Task Figures_of_quality_are_taken_by_their_name()
    {
        string text = $"queue,date,figure,value,answers\nbygg,{Monday},first_contact_resolution,0.81,40\nbygg,{Monday},satisfaction,0.92,17\n";
        Drop("Figures juni.csv", Encoding.UTF8.GetBytes(text));
        Drop("figures-fel.csv", Encoding.UTF8.GetBytes($"queue,date,figure,value\nbygg,{Monday},first_contact_resolution,-3\n"));

        await RunAsync();

        JsonNode report = Report("done", "Figures juni.csv");
        (report["outcome"]!.GetValue<string>(), report["columns"]!.GetValue<string>(), report["inserted"]!.GetValue<long>()).ShouldBe(("Taken", "figures", 2));
        Report("failed", "figures-fel.csv")["problems"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldContain("figures-fel.csv, line 2, value");
        await using (WfmDb db = _server.Database.CreateContext())
        {
            (await db.QualityFigures.CountAsync()).ShouldBe(2);
        }

        Drop("figures igen.csv", Encoding.UTF8.GetBytes(text));
        await RunAsync();
        (Report("done", "figures igen.csv")["outcome"]!.GetValue<string>(), Report("done", "figures igen.csv")["unchanged"]!.GetValue<long>()).ShouldBe(("AlreadyImported", 2));
    }

    [Test]
    public async Task A_file_with_problems_is_refused_whole_with_each_of_them_in_its_report()
    {
        Drop("fel.csv", Encoding.UTF8.GetBytes($"queue,start,offered\nny,{Monday}T07:00,5\nny,{Monday}T07:15,-3\nny,igår,4\n"));
        Drop("tom.csv", []);
        Drop("bild.xlsx", "GIF89a"u8.ToArray());

        await RunAsync();

        Report("failed", "fel.csv")["problems"]!.AsArray().Select(problem => problem!.GetValue<string>()).ShouldBe(
        [
            "fel.csv, line 3, offered: \"-3\" — expected a number of calls, 0 or more.",
            "fel.csv, line 4, start: \"igår\" — expected a time such as 2026-01-05T07:00 in the years 1990 to 2100, with or without an offset.",
        ]);
        Report("failed", "tom.csv")["outcome"]!.GetValue<string>().ShouldBe("Refused");
        Report("failed", "bild.xlsx")["problems"]!.AsArray().Count.ShouldBe(1);
        await using WfmDb db = _server.Database.CreateContext();
        (await db.CallIntervals.AnyAsync(interval => interval.Start >= Seven)).ShouldBeFalse();
        (await db.Runs.Where(run => run.Kind == JobTimes.Import).Select(run => run.State).ToListAsync()).ShouldBe([RunState.Failed, RunState.Failed, RunState.Failed]);
    }

    [Test]
    public async Task A_file_that_is_still_written_to_waits()
    {
        string text = Presets["wfm"];
        Drop("calls.csv", Encoding.UTF8.GetBytes(text[..^9]), isSettled: false);
        Drop("calls.csv.part", Encoding.UTF8.GetBytes(text));
        await RunAsync();
        Directory.Exists(Path.Combine(_folder, "done")).ShouldBeFalse();
        Directory.Exists(Path.Combine(_folder, "failed")).ShouldBeFalse();

        Drop("calls.csv", Encoding.UTF8.GetBytes(text));
        await RunAsync();

        Report("done", "calls.csv")["inserted"]!.GetValue<int>().ShouldBe(1);
        File.Exists(Path.Combine(_folder, "calls.csv.part")).ShouldBeTrue();
    }

    [Test]
    public async Task The_same_file_twice_changes_nothing_and_both_are_kept()
    {
        byte[] content = Encoding.UTF8.GetBytes(Presets["wfm"]);
        Drop("calls.csv", content);
        await RunAsync();
        Drop("calls.csv", content);
        await RunAsync();
        Drop("calls.csv", Encoding.UTF8.GetBytes(Presets["wfm"].Replace(",12,", ",13,", StringComparison.Ordinal).Replace(",10,2,", ",11,2,", StringComparison.Ordinal)));
        await RunAsync();

        Report("done", "calls.csv")["outcome"]!.GetValue<string>().ShouldBe("Taken");
        Report("done", "calls (2).csv")["outcome"]!.GetValue<string>().ShouldBe("AlreadyImported");
        Report("done", "calls (3).csv")["changed"]!.GetValue<int>().ShouldBe(1);
        (await File.ReadAllBytesAsync(Path.Combine(_folder, "done", "calls (2).csv"))).ShouldBe(content);
        await using WfmDb db = _server.Database.CreateContext();
        StoredCallInterval row = await db.CallIntervals.SingleAsync(interval => interval.Start == Seven);
        (row.Offered, row.Revision).ShouldBe((13, 2));
    }

    [TestCase("{ \"preset\": \"avaya\" }", "columns.json, preset: \"avaya\" — expected one of wfm, teleopti, genesys, callguide, with nothing beside it.")]
    [TestCase("{ \"preset\": \"wfm\", \"queue\": \"Kö\" }", "columns.json, preset: \"wfm\" — expected one of wfm, teleopti, genesys, callguide, with nothing beside it.")]
    [TestCase("[", null)]
    public async Task A_mapping_that_cannot_be_read_refuses_the_file_and_says_so_once(string mapping, string? problem)
    {
        Columns(mapping);
        Drop("calls.csv", Encoding.UTF8.GetBytes(Presets["wfm"]));

        await RunAsync();
        await RunAsync();

        string told = Report("failed", "calls.csv")["problems"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>();
        told.ShouldStartWith("columns.json");
        (problem is null || told == problem).ShouldBeTrue(told);
        Directory.GetFiles(Path.Combine(_folder, "failed")).Length.ShouldBe(2);
    }

    [Test]
    public async Task A_mapping_of_the_users_own_is_used()
    {
        Columns("""{ "queue": "Kö", "date": "Datum", "time": "Tid", "datePattern": "d/M/uuuu", "offered": ["In", "Överflöde in"], "delimiter": ";" }""");
        Drop("egen.txt", Encoding.Latin1.GetBytes("Kö;Datum;Tid;In;Överflöde in\nny;1/6/2026;07:00;7;2\n"));

        await RunAsync();

        Report("done", "egen.txt")["inserted"]!.GetValue<int>().ShouldBe(1);
        await using WfmDb db = _server.Database.CreateContext();
        (await db.CallIntervals.SingleAsync(interval => interval.Start == Seven)).Offered.ShouldBe(9);
    }

    [Test]
    public async Task Other_files_links_and_folders_of_other_units_are_left_alone()
    {
        Drop("readme.pdf", "%PDF"u8.ToArray());
        string secret = Path.Combine(_settings.DropFolder!, "secret.csv");
        await File.WriteAllTextAsync(secret, "password\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "link.csv"), secret);
        string stranger = Path.Combine(Directory.CreateDirectory(Path.Combine(_settings.DropFolder!, "77")).FullName, "calls.csv");
        await File.WriteAllTextAsync(stranger, Presets["wfm"]);
        File.SetLastWriteTimeUtc(secret, DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(stranger, DateTime.UnixEpoch);

        await RunAsync();

        Directory.GetFiles(_folder).Length.ShouldBe(2);
        File.Exists(stranger).ShouldBeTrue();
        await using WfmDb db = _server.Database.CreateContext();
        (await db.Runs.AnyAsync(run => run.Kind == JobTimes.Import)).ShouldBeFalse();
    }

    [Test]
    public async Task Old_files_go_by_their_reports_and_the_audit_says_how_many()
    {
        Drop("good.csv", Encoding.UTF8.GetBytes(Presets["wfm"]));
        Drop("bad.csv", "x"u8.ToArray());
        await RunAsync();
        await using WfmDb db = _server.Database.CreateContext();
        DateTime now = (await RunStore.NowAsync(db, default)).ToDateTimeUtc();
        foreach (string folder in (string[])["done", "failed"])
        {
            File.SetLastWriteTimeUtc(Directory.GetFiles(Path.Combine(_folder, folder), "*.report.json").Single(), now.AddDays(-10));
        }

        IReadOnlyList<RetentionRow> counted = await RemoveOld.RunAsync(db, _settings, "test", dryRun: true, default);
        IReadOnlyList<RetentionRow> removed = await RemoveOld.RunAsync(db, _settings, "test", dryRun: false, default);

        counted.Where(row => row.Class is "imported" or "refused").Select(row => (row.Class, row.KeptDays, row.Rows)).ShouldBe([("imported", 7, 1), ("refused", 30, 0)]);
        removed.ShouldBe(counted);
        Directory.GetFiles(Path.Combine(_folder, "done")).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(_folder, "failed")).Length.ShouldBe(2);
        AuditEntry told = await db.AuditEntries.SingleAsync(entry => entry.Who == "test" && entry.BusinessUnitId == House.Unit);
        (told.Action, told.Subject).ShouldBe(("remove", "retention"));
        JsonNode.Parse(told.AfterJson!)!["imported"]!.GetValue<int>().ShouldBe(1);
    }

    // As the trigger does each minute, with every run it queues.
    private async Task RunAsync()
    {
        IServiceScopeFactory scopes = _server.Services.GetRequiredService<IServiceScopeFactory>();
        await using WfmDb db = _server.Database.CreateContext();
        await new QueueRuns(db, _settings).RunAsync(JobTimes.Import, "Europe/Stockholm", default);
        RunShell shell = new([new ImportStep(scopes, _settings)], scopes, new NodeName("a"), NullLogger<RunShell>.Instance);
        foreach (StoredRun run in await db.Runs.AsNoTracking().Where(row => row.State == RunState.Queued && row.Kind == JobTimes.Import).OrderBy(row => row.Id).ToListAsync())
        {
            await shell.RunAsync(run.Id, default);
        }
    }

    private void Drop(string name, byte[] content, bool isSettled = true)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, content);
        if (isSettled)
        {
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMinutes(-2));
        }
        else
        {
            // Written this very moment, whatever the databases' clocks say.
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMinutes(2));
        }
    }

    private void Columns(string json) => File.WriteAllText(Path.Combine(_folder, ImportStep.ColumnsFile), json);

    private JsonNode Report(string where, string name)
    {
        File.Exists(Path.Combine(_folder, where, name)).ShouldBeTrue($"{where}/{name} is not there");
        return JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, where, $"{name}.report.json")))!;
    }

    // The text's cells as a sheet of plain texts.
    private static byte[] Workbook(string text)
    {
        char delimiter = text.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        string rows = string.Concat(text.TrimEnd('\n').Split('\n').Select((line, row) =>
            $"<row r=\"{row + 1}\">{string.Concat(line.Split(delimiter).Select((cell, column) => Cell(cell, $"{(char)('A' + column)}{row + 1}")))}</row>"));
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        (string Name, string Text)[] parts =
        [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\"><sheets><sheet name=\"Samtal\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Links}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ];
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in parts)
            {
                using Stream part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>{content}"));
            }
        }

        return stream.ToArray();
    }

    private static string Cell(string text, string at) => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(text)}</t></is></c>";
}
