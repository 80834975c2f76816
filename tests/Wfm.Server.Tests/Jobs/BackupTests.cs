using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Wfm.Server.Jobs;
using Wfm.Storage;

namespace Wfm.Server.Tests.Jobs;

/// <summary>F13 in small: a copy made while people write, put back elsewhere, is the same to the row; a damaged one changes nothing.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class BackupTests(DatabaseProvider provider)
{
    private RunningServer _server = null!;
    private string _folder = "";
    private string _file = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        _folder = Directory.CreateTempSubdirectory("wfm-backup-").FullName;
        _file = Path.Combine(_folder, "whole.zip");
        await DatabaseBackup.WriteAsync(_server.Database, _file, default);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_backup_made_while_people_write_comes_back_row_by_row()
    {
        string file = Path.Combine(_folder, "busy.zip");
        using CancellationTokenSource enough = new();
        Task<int> writing = Task.Run(() => WriteInPairsAsync(enough.Token));
        await Task.Delay(200);

        BackupManifest written = await DatabaseBackup.WriteAsync(_server.Database, file, default);
        await enough.CancelAsync();
        int pairs = await writing;
        WfmDatabase elsewhere = await EmptyAsync();
        BackupManifest restored = await DatabaseBackup.RestoreAsync(elsewhere, file, default);

        pairs.ShouldBeGreaterThan(0);
        restored.Rows.ShouldBe(written.Rows);
        await using WfmDb source = _server.Database.CreateContext(), target = elsewhere.CreateContext();
        foreach (BackupTable table in written.Tables)
        {
            (await CountAsync(target, table.Name)).ShouldBe(table.Rows, table.Name);
            (await CountAsync(source, table.Name)).ShouldBeGreaterThanOrEqualTo(table.Rows, table.Name);
        }

        // What is written together is copied together.
        int half = await target.AuditEntries.CountAsync(entry => entry.Action == "pair");
        (half % 2).ShouldBe(0);
        (await ClosedDaysAsync(target)).ShouldBe(await ClosedDaysAsync(source));
        await WorksAsync(elsewhere);
    }

    [Test]
    public async Task Only_its_owner_may_read_it()
    {
        await using FileStream opened = File.OpenRead(_file);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Directory.GetFiles(_folder, "*.part*").ShouldBeEmpty();
    }

    [Test]
    public async Task A_database_that_holds_anything_is_left_alone()
    {
        WfmDatabase started = await EmptyAsync();
        await MigrateDatabase.RunAsync(started, default);
        await using (WfmDb db = started.CreateContext())
        {
            db.Add(new StoredProtectionKey("key", "<key/>"));
            await db.SaveChangesAsync();
        }

        (await Should.ThrowAsync<InvalidOperationException>(() => DatabaseBackup.RestoreAsync(started, _file, default))).Message.ShouldContain("holds data (table protection_keys)");

        await using WfmDb after = started.CreateContext();
        (await after.ProtectionKeys.CountAsync()).ShouldBe(1);
        (await after.Accounts.CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task An_empty_database_with_its_schema_takes_it()
    {
        WfmDatabase migrated = await EmptyAsync();
        await MigrateDatabase.RunAsync(migrated, default);

        await DatabaseBackup.RestoreAsync(migrated, _file, default);

        await WorksAsync(migrated);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(500)]
    [TestCase(-1)]
    [TestCase(-30)]
    public async Task A_file_that_was_cut_off_is_told_and_changes_nothing(int length)
    {
        byte[] whole = await File.ReadAllBytesAsync(_file);

        await RefusedAsync(whole[..(length < 0 ? whole.Length + length : length)], "is no whole backup");
    }

    [Test]
    public async Task A_file_with_a_damaged_byte_is_told_or_comes_back_whole()
    {
        byte[] whole = await File.ReadAllBytesAsync(_file);
        WfmDatabase target = await EmptyAsync();
        Random random = new(7);
        for (int round = 0; round < 60; round++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            string file = Path.Combine(_folder, "damaged.zip");
            await File.WriteAllBytesAsync(file, damaged);
            try
            {
                await DatabaseBackup.RestoreAsync(target, file, default);
            }
            catch (InvalidDataException told)
            {
                told.Message.ShouldContain("nothing was changed");
                await IsUntouchedAsync(target);
                continue;
            }

            // A byte nothing is read from, such as a date of the archive's list.
            await using (WfmDb back = target.CreateContext())
            await using (WfmDb source = _server.Database.CreateContext())
            {
                (await ClosedDaysAsync(back)).ShouldBe(await ClosedDaysAsync(source));
            }

            target = await EmptyAsync();
        }
    }

    [Test]
    public async Task Somebody_elses_file_is_told_and_changes_nothing()
    {
        using MemoryStream foreign = new();
        using (ZipArchive zip = new(foreign, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using Stream entry = await zip.CreateEntry("word/document.xml").OpenAsync();
            entry.Write("<w/>"u8);
        }

        await RefusedAsync(foreign.ToArray(), "is no whole backup");
        await RefusedAsync(Encoding.UTF8.GetBytes("queue,start,offered\n"), "is no whole backup");
    }

    [Test]
    public async Task A_backup_of_the_other_kind_of_database_is_told()
    {
        WfmDatabase other = provider == DatabaseProvider.Sqlite
            ? WfmDatabase.Parse(await PostgresForTests.Cluster.CreateDatabaseAsync(default))
            : WfmDatabase.Parse(Path.Combine(_folder, "other.db"));

        (await Should.ThrowAsync<InvalidOperationException>(() => DatabaseBackup.RestoreAsync(other, _file, default))).Message.ShouldContain("nothing was changed");
    }

    [Test]
    public async Task A_backup_of_a_later_version_is_told_and_changes_nothing()
    {
        await RefusedAsync(await ChangedAsync(manifest => manifest["Migrations"]!.AsArray().Add("29991231000000_Later")), "29991231000000_Later", resealed: true);
    }

    [Test]
    public async Task Names_that_are_not_names_never_reach_the_database()
    {
        byte[] planted = await ChangedAsync(manifest => manifest["Tables"]![0]!["Name"] = "x\"; DROP TABLE accounts; --");

        await RefusedAsync(planted, "does not say what wfm backup says", resealed: true);
    }

    [Test]
    public async Task Every_night_leaves_a_file_and_the_oldest_goes()
    {
        string nightly = Path.Combine(_folder, "nightly");
        ServerSettings settings = new() { BackupFolder = nightly, BackupsKept = 3 };
        IServiceScopeFactory scopes = _server.Services.GetRequiredService<IServiceScopeFactory>();
        RunShell shell = new([new BackupStep(scopes, _server.Database, settings)], scopes, new NodeName("a"), NullLogger<RunShell>.Instance);
        await using WfmDb db = _server.Database.CreateContext();
        LocalDate first = new(2026, 2, 2);
        for (int night = 0; night < 5; night++)
        {
            LocalDate date = first.PlusDays(night);
            await RunStore.QueueAsync(db, new RunKey(House.Unit, JobTimes.Backup, "", date), new RunOrder(), again: false, default);
            StoredRun run = await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JobTimes.Backup && row.LocalDate == date);
            await shell.RunAsync(run.Id, default);
            StoredRun done = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == run.Id);
            (done.State, done.Reason).ShouldBe((RunState.Done, null));
            done.ReportJson!.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"wfm-{date:uuuu-MM-dd}.backup.zip"));
        }

        Directory.GetFiles(nightly).Select(Path.GetFileName).Order().ShouldBe(["wfm-2026-02-04.backup.zip", "wfm-2026-02-05.backup.zip", "wfm-2026-02-06.backup.zip"]);
        WfmDatabase elsewhere = await EmptyAsync();
        await DatabaseBackup.RestoreAsync(elsewhere, Path.Combine(nightly, "wfm-2026-02-06.backup.zip"), default);
        await WorksAsync(elsewhere);
    }

    // New rows get numbers of their own, and what was published cannot be changed.
    private static async Task WorksAsync(WfmDatabase database)
    {
        (await MigrateDatabase.PendingAsync(database, default)).ShouldBeEmpty();
        await using WfmDb db = database.CreateContext();
        db.Add(new AuditEntry(House.Unit, House.Planned, "test", new AuditedAct("restored", "database")));
        await db.SaveChangesAsync();
        await Should.ThrowAsync<System.Data.Common.DbException>(() => db.Shifts.ExecuteDeleteAsync());
        await Should.ThrowAsync<System.Data.Common.DbException>(() => db.AuditEntries.ExecuteDeleteAsync());
    }

    private async Task RefusedAsync(byte[] content, string words, bool resealed = false)
    {
        string file = Path.Combine(_folder, "refused.zip");
        await File.WriteAllBytesAsync(file, content);
        WfmDatabase target = await EmptyAsync();

        Exception told = resealed
            ? await Should.ThrowAsync<Exception>(() => DatabaseBackup.RestoreAsync(target, file, default))
            : await Should.ThrowAsync<InvalidDataException>(() => DatabaseBackup.RestoreAsync(target, file, default));

        told.Message.ShouldContain(words);
        told.Message.ShouldContain("nothing was changed");
        await IsUntouchedAsync(target);
    }

    private async Task IsUntouchedAsync(WfmDatabase target)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            File.Exists(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(target.ConnectionString).DataSource).ShouldBeFalse();
            return;
        }

        await using WfmDb db = target.CreateContext();
        (await db.Database.SqlQueryRaw<long>("SELECT count(*) AS \"Value\" FROM information_schema.tables WHERE table_schema = current_schema").SingleAsync()).ShouldBe(0);
    }

    // The manifest changed by somebody who knows how to seal it again.
    private async Task<byte[]> ChangedAsync(Action<JsonNode> change)
    {
        using MemoryStream copy = new();
        await copy.WriteAsync(await File.ReadAllBytesAsync(_file));
        using (ZipArchive zip = new(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            JsonNode manifest;
            await using (Stream written = await zip.GetEntry("manifest.json")!.OpenAsync())
            {
                manifest = JsonNode.Parse(written)!;
            }

            change(manifest);
            byte[] text = Encoding.UTF8.GetBytes(manifest.ToJsonString());
            foreach ((string name, byte[] content) in ((string, byte[])[])[("manifest.json", text), ("manifest.sha256", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(text))))])
            {
                zip.GetEntry(name)!.Delete();
                await using Stream entry = await zip.CreateEntry(name).OpenAsync();
                await entry.WriteAsync(content);
            }
        }

        return copy.ToArray();
    }

    private async Task<WfmDatabase> EmptyAsync() => provider == DatabaseProvider.PostgreSql
        ? WfmDatabase.Parse(await PostgresForTests.Cluster.CreateDatabaseAsync(default))
        : WfmDatabase.Parse(Path.Combine(_folder, $"{Guid.NewGuid():N}.db"));

    private async Task<int> WriteInPairsAsync(CancellationToken enough)
    {
        int pairs = 0;
        while (!enough.IsCancellationRequested)
        {
            await using WfmDb db = _server.Database.CreateContext();
            await InTransaction.RunAsync(db, async () =>
            {
                foreach (string half in (string[])["first", "second"])
                {
                    db.Add(new AuditEntry(House.Unit, House.Planned, "writer", new AuditedAct("pair", half)));
                    await db.SaveChangesAsync(CancellationToken.None);
                }

                return 0;
            }, CancellationToken.None);
            pairs++;
        }

        return pairs;
    }

    private static async Task<long> CountAsync(WfmDb db, string table)
    {
        string count = $"SELECT count(*) AS \"Value\" FROM \"{table}\"";
        return (await db.Database.SqlQueryRaw<long>(count).ToListAsync())[0];
    }

    // Calls of days that are over and shifts that were published: nobody changes them any more.
    private static async Task<string> ClosedDaysAsync(WfmDb db)
    {
        List<StoredCallInterval> calls = await db.CallIntervals.AsNoTracking().OrderBy(row => row.StreamId).ThenBy(row => row.Start).ToListAsync();
        var pieces = await (
            from shift in db.Shifts
            join schedule in db.Schedules on shift.ScheduleId equals schedule.Id
            where schedule.State == Domain.ScheduleState.Published
            orderby schedule.Id, shift.Number
            select new { schedule.Id, shift.Number, shift.AgentCode, shift.Date, shift.Start, shift.End }).ToListAsync();
        calls.Count.ShouldBeGreaterThan(1000);
        pieces.Count.ShouldBeGreaterThan(50);
        StringBuilder text = new();
        foreach (StoredCallInterval call in calls)
        {
            text.Append(CultureInfo.InvariantCulture, $"{call.StreamId} {call.Start} {call.Offered} {call.Answered} {call.Abandoned} {call.HandleSeconds} {call.Revision}\n");
        }

        text.AppendJoin('\n', pieces);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
