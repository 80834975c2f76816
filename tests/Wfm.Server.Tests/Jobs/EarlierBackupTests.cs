using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Jobs;

/// <summary>F14 in small: a backup of an earlier schema comes back at today's schema with its data.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class EarlierBackupTests(DatabaseProvider provider)
{
    private string _folder = "";
    private WfmDatabase _today = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("wfm-earlier-").FullName;
        _today = await House.CopyAsync(provider, _folder);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("20261121000000_FirstTables")]
    [TestCase("20261122000030_Requests")]
    [TestCase("20261122004500_EventKinds")]
    public async Task A_backup_of_an_earlier_schema_comes_back_at_todays_with_its_data(string migration)
    {
        WfmDatabase earlier = await EmptyAsync();
        await using (WfmDb db = earlier.CreateContext())
        {
            await db.GetService<IMigrator>().MigrateAsync(migration);
        }

        await (provider == DatabaseProvider.PostgreSql ? FillPostgresAsync(earlier) : FillSqliteAsync(earlier));
        string file = Path.Combine(_folder, $"{migration}.zip");
        BackupManifest written = await DatabaseBackup.WriteAsync(earlier, file, default);
        written.Migrations[^1].ShouldBe(migration);
        written.Rows.ShouldBeGreaterThan(1000);

        WfmDatabase restored = await EmptyAsync();
        await DatabaseBackup.RestoreAsync(restored, file, default);

        (await MigrateDatabase.PendingAsync(restored, default)).ShouldBeEmpty();
        await using WfmDb now = restored.CreateContext(), head = _today.CreateContext();
        foreach (BackupTable table in written.Tables)
        {
            string count = $"SELECT count(*) AS \"Value\" FROM \"{table.Name}\"";
            (await now.Database.SqlQueryRaw<long>(count).SingleAsync()).ShouldBe(table.Rows, table.Name);
        }

        Storage.MasterData people = await LoadMasterData.RunAsync(now, House.Unit, default), known = await LoadMasterData.RunAsync(head, House.Unit, default);
        people.Agents!.ShouldBe(known.Agents!);
        people.Skills!.ShouldBe(known.Skills!);
        people.Queues!.Select(queue => (queue.Id, queue.Name)).ShouldBe(known.Queues!.Select(queue => (queue.Id, queue.Name)));
        Schedule kept = await ScheduleStore.LoadAsync(now, new ScheduleId(1), default), published = await ScheduleStore.LoadAsync(head, new ScheduleId(1), default);
        kept.State.ShouldBe(ScheduleState.Published);
        CompareSchedules.Of(published.Shifts, kept.Shifts).ShouldBeEmpty();
        (await CallsAsync(now)).ShouldBe(await CallsAsync(head));
        await Should.ThrowAsync<System.Data.Common.DbException>(() => now.Shifts.ExecuteDeleteAsync());
    }

    private static async Task<IEnumerable<string>> CallsAsync(WfmDb db) =>
        (await db.CallIntervals.AsNoTracking().OrderBy(row => row.StreamId).ThenBy(row => row.Start).ToListAsync()).Select(row => $"{row.StreamId} {row.Start} {row.Offered} {row.HandleSeconds}");

    private async Task<WfmDatabase> EmptyAsync() => provider == DatabaseProvider.PostgreSql
        ? WfmDatabase.Parse(await PostgresForTests.Cluster.CreateDatabaseAsync(default))
        : WfmDatabase.Parse(Path.Combine(_folder, $"{Guid.NewGuid():N}.db"));

    // Today's rows in the columns there were then, as an installation of that time would hold them.
    private async Task FillPostgresAsync(WfmDatabase earlier)
    {
        await using NpgsqlConnection from = new(_today.ConnectionString), to = new(earlier.ConnectionString);
        await from.OpenAsync();
        await to.OpenAsync();
        await using (NpgsqlCommand quiet = new("SET session_replication_role = replica", to))
        {
            await quiet.ExecuteNonQueryAsync();
        }

        List<(string Table, string Columns)> tables = [];
        await using (NpgsqlCommand there = new(
            "SELECT table_name::text, string_agg('\"' || column_name || '\"', ', ' ORDER BY ordinal_position) FROM information_schema.columns "
            + "WHERE table_schema = current_schema AND table_name NOT LIKE 'qrtz%' AND table_name NOT LIKE '\\_\\_EF%' GROUP BY table_name", to))
        await using (NpgsqlDataReader row = await there.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                tables.Add((row.GetString(0), row.GetString(1)));
            }
        }

        foreach ((string table, string columns) in tables)
        {
            await using NpgsqlRawCopyStream source = await from.BeginRawBinaryCopyAsync($"COPY \"{table}\" ({columns}) TO STDOUT (FORMAT BINARY)");
            await using NpgsqlRawCopyStream target = await to.BeginRawBinaryCopyAsync($"COPY \"{table}\" ({columns}) FROM STDIN (FORMAT BINARY)");
            await source.CopyToAsync(target);
        }

        NpgsqlConnection.ClearPool(to);
    }

    private async Task FillSqliteAsync(WfmDatabase earlier)
    {
        await using SqliteConnection to = new(earlier.ConnectionString);
        await to.OpenAsync();
        await using SqliteCommand command = to.CreateCommand();
        command.CommandText = $"PRAGMA foreign_keys = OFF; ATTACH '{new SqliteConnectionStringBuilder(_today.ConnectionString).DataSource}' AS today";
        await command.ExecuteNonQueryAsync();

        // Published schedules last: from then on their shifts may not be added.
        command.CommandText = "SELECT t.name, (SELECT group_concat('\"' || c.name || '\"', ', ') FROM pragma_table_info(t.name) c) FROM main.sqlite_master t "
            + "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY t.name = 'schedules'";
        List<(string Table, string Columns)> tables = [];
        await using (SqliteDataReader row = await command.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                tables.Add((row.GetString(0), row.GetString(1)));
            }
        }

        foreach ((string table, string columns) in tables)
        {
            command.CommandText = $"INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM today.\"{table}\"";
            await command.ExecuteNonQueryAsync();
        }

        SqliteConnection.ClearPool(to);
    }
}
