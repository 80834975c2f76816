using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Tests;

[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Both))]
public sealed class MigrateDatabaseTests(DatabaseProvider provider)
{
    // By the classes themselves, not by what Entity Framework finds.
    private static readonly string[] All =
    [
        .. typeof(WfmDb).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration)))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id).Order(StringComparer.Ordinal),
    ];

    [Test]
    public async Task Several_that_start_at_once_migrate_once()
    {
        await using TestDatabase test = await TestDatabase.CreateEmptyAsync(provider);

        IReadOnlyList<string>[] applied = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateDatabase.RunAsync(test.Database, default))));

        applied.Count(names => names.Count > 0).ShouldBe(1);
        applied.SelectMany(names => names).ShouldBe(All);
        await using WfmDb db = test.Database.CreateContext();
        (await db.BusinessUnits.CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task An_up_to_date_database_is_left_alone()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(provider);

        (await MigrateDatabase.RunAsync(test.Database, default)).ShouldBeEmpty();
    }

    [Test]
    public async Task A_migrator_that_died_does_not_block_the_next()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(provider);
        await using (WfmDb db = test.Database.CreateContext())
        {
            // What EF leaves behind on SQLite when its process is killed in the middle; on PostgreSQL its lock dies with the session.
            if (provider == DatabaseProvider.Sqlite)
            {
                await db.Database.ExecuteSqlRawAsync("INSERT OR REPLACE INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-01-01 00:00:00')");
            }

            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" LIKE '%PublishedStaysPut'");
            await db.Database.ExecuteSqlRawAsync(provider == DatabaseProvider.Sqlite
                ? "DROP TRIGGER schedules_refuse_update; DROP TRIGGER schedules_refuse_delete; DROP TRIGGER audit_entries_refuse_update; DROP TRIGGER audit_entries_refuse_delete;"
                    + "DROP TRIGGER shifts_refuse_insert; DROP TRIGGER shifts_refuse_update; DROP TRIGGER shifts_refuse_delete;"
                    + "DROP TRIGGER shift_activities_refuse_insert; DROP TRIGGER shift_activities_refuse_update; DROP TRIGGER shift_activities_refuse_delete"
                : "DROP FUNCTION refuse_published CASCADE; DROP FUNCTION refuse_audited CASCADE; DROP FUNCTION refuse_published_shift CASCADE");
        }

        (await MigrateDatabase.RunAsync(test.Database, default)).ShouldHaveSingleItem();
    }

    [Test]
    public async Task The_doctor_finds_a_migrated_database_in_order()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(provider);

        IReadOnlyList<CheckedThing> things = await DatabaseCheck.RunAsync(test.Database, default);

        things.Where(thing => !thing.IsOk).ShouldBeEmpty();
        things.Select(thing => thing.Name).ShouldBe(
            [
                "time zone Europe/Stockholm", "time zone Europe/Stockholm of the system", "culture sv-SE", "database", "database version",
                provider == DatabaseProvider.Sqlite ? "journal mode" : "encoding", "schema",
            ]);
    }

    [Test]
    public async Task The_doctor_says_what_is_wrong_with_an_empty_one()
    {
        await using TestDatabase test = await TestDatabase.CreateEmptyAsync(provider);

        CheckedThing wrong = (await DatabaseCheck.RunAsync(test.Database, default)).Where(thing => !thing.IsOk).ShouldHaveSingleItem();

        (wrong.Name, wrong.Found).ShouldBe(provider == DatabaseProvider.Sqlite
            ? ("database", "no file")
            : ("schema", $"missing {string.Join(", ", All)}"));
    }

    [Test]
    public async Task The_doctor_says_when_nobody_answers()
    {
        WfmDatabase nobody = WfmDatabase.Parse(provider == DatabaseProvider.Sqlite ? "/nonexistent/folder/wfm.db" : "postgres://u:secret@127.0.0.1:1/wfm");

        CheckedThing wrong = (await DatabaseCheck.RunAsync(nobody, default)).Where(thing => !thing.IsOk).ShouldHaveSingleItem();

        wrong.Name.ShouldBe("database");
        wrong.Found.ShouldNotContain("secret");
    }
}
