using System.Xml.Linq;
using Wfm.Storage;

namespace Wfm.Cli.Tests;

/// <summary>Backup, restore, retention and payroll as somebody at the machine meets them.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
public sealed class BackupCommandTests(string provider) : InDirectory
{
    [Test]
    public async Task A_centre_goes_into_a_file_and_comes_back_elsewhere()
    {
        string database = await ImportedAsync(), elsewhere = await DatabaseAsync("elsewhere.db"), file = At("centre.zip");

        CommandRun backup = await RunAsync("backup", "--database", database, "--to", file);
        CommandRun restore = await RunAsync("restore", "--database", elsewhere, "--from", file);
        CommandRun again = await RunAsync("restore", "--database", elsewhere, "--from", file);
        CommandRun import = await RunAsync("import", "--database", elsewhere, "--zone", "Europe/Stockholm", "--calls", At("calls.csv"), "--people", At("people"));

        (backup.ExitCode, restore.ExitCode).ShouldBe((0, 0), backup.Error + restore.Error);
        backup.Out.ShouldMatch(@"^Wrote centre.zip: \d{4} rows in \d\d tables.");
        restore.Out.ShouldContain(backup.Out[backup.Out.IndexOf(':', StringComparison.Ordinal)..].TrimEnd());
        (again.ExitCode, again.Error.Contains("holds data", StringComparison.Ordinal)).ShouldBe((3, true), again.Error);
        import.Out.ShouldContain("calls.csv: already imported, nothing changed.", customMessage: import.Error);
    }

    [Test]
    public async Task What_is_no_backup_ends_with_a_failure_and_leaves_nothing()
    {
        string elsewhere = await DatabaseAsync("elsewhere.db"), file = At("centre.zip");
        (await RunAsync("backup", "--database", await ImportedAsync(), "--to", file)).ExitCode.ShouldBe(0);
        byte[] whole = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, whole[..(whole.Length / 2)]);

        CommandRun half = await RunAsync("restore", "--database", elsewhere, "--from", file);
        CommandRun text = await RunAsync("restore", "--database", elsewhere, "--from", At("calls.csv"));
        CommandRun missing = await RunAsync("restore", "--database", elsewhere, "--from", At("no.zip"));
        CommandRun nowhere = await RunAsync("backup", "--database", At("wfm.db"), "--to", Path.Combine(At("no folder"), "x.zip"));

        foreach (CommandRun run in (CommandRun[])[half, text])
        {
            run.ExitCode.ShouldBe(3);
            run.Error.ShouldContain("is no whole backup made by wfm backup; nothing was changed.");
        }

        missing.ExitCode.ShouldBe(2);
        nowhere.ExitCode.ShouldBe(3);
        (await MigrateDatabase.PendingAsync(WfmDatabase.Parse(elsewhere), default)).Count.ShouldBeGreaterThan(5);
    }

    [Test]
    public async Task Retention_tells_each_class_before_it_removes_anything()
    {
        string database = await ImportedAsync(), config = Write("wfm.json", """{ "WFM": { "RetentionDays": { "calls": 1 } } }""");

        CommandRun dry = await RunAsync("retention", "--database", database, "--config", config, "--dry-run");
        CommandRun wet = await RunAsync("retention", "--database", database, "--config", config);
        CommandRun after = await RunAsync("retention", "--database", database, "--config", config, "--dry-run");
        CommandRun wrong = await RunAsync("retention", "--database", database, "--config", Write("wrong.json", """{ "WFM": { "RetentionDays": { "audit": 5 } } }"""));

        dry.ExitCode.ShouldBe(0, dry.Error);
        dry.Out.ShouldMatch(@"audit\s+791\s+0\s+who did what, when and why");
        dry.Out.ShouldMatch(@"calls\s+1\s+3600\s+call intervals");
        dry.Out.ShouldMatch(@"imported\s+7\s+0\s+files taken");
        wet.Out.ShouldMatch(@"calls\s+1\s+3600\s+call intervals");
        after.Out.ShouldMatch(@"calls\s+1\s+0\s+call intervals");
        wrong.ExitCode.ShouldNotBe(0);
        wrong.Error.ShouldContain("RetentionDays keeps audit for 5 days, expected 90 or more.");
    }

    [Test]
    public async Task Payroll_gets_a_file_and_mistakes_are_told()
    {
        string database = await ImportedAsync(), file = At("lön.xml");
        string config = Write("wfm.json", """{ "WFM": { "Payroll": { "Company": "Lilla kommunen", "Codes": { "vacation": "S1" } } } }""");

        CommandRun run = await RunAsync("payroll", "--database", database, "--config", config, "--from", "2026-03-01", "--out", file);
        CommandRun backwards = await RunAsync("payroll", "--database", database, "--from", "2026-03-01", "--to", "2026-02-01", "--out", file);
        CommandRun wrong = await RunAsync("payroll", "--database", database, "--config", Write("w.json", """{ "WFM": { "Payroll": { "Codes": { "semester": "S1" } } } }"""), "--from", "2026-03-01", "--out", file);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldBe($"Wrote lön.xml: 2 events of 8 people, 2026-03-01 to 2026-03-31.{Environment.NewLine}");
        XElement root = XDocument.Load(file).Root!;
        root.Descendants("foretagnamn").Single().Value.ShouldBe("Lilla kommunen");
        root.Descendants("tidkod").Select(code => code.Value).ShouldBe(["S1", "FR1"]);
        (backwards.ExitCode, wrong.ExitCode).ShouldBe((2, 2));
        wrong.Error.ShouldContain("\"semester\"");
    }

    private async Task<string> ImportedAsync()
    {
        string database = await DatabaseAsync("wfm.db");
        WriteSmallHouse();
        CommandRun run = await RunAsync("import", "--database", database, "--zone", "Europe/Stockholm", "--calls", At("calls.csv"), "--people", At("people"));
        run.ExitCode.ShouldBe(0, run.Error);
        return database;
    }

    private async Task<string> DatabaseAsync(string name) => provider == "sqlite" ? At(name) : await PostgresForTests.Cluster.CreateDatabaseAsync(CancellationToken.None);
}
