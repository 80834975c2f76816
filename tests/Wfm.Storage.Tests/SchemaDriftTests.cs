using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage.Tests;

/// <summary>The hand-written migrations build what the model describes: no more, no less, on both databases.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Both))]
public sealed class SchemaDriftTests(DatabaseProvider provider)
{
    private const string SqliteColumns =
        """
        SELECT t.name || '.' || c.name || ' ' || c.type || ' notnull ' || c."notnull" || ' default ' || coalesce(c.dflt_value, 'none') || ' key ' || c.pk
        FROM sqlite_master t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table'
        """;

    private const string SqliteReferences =
        """
        SELECT t.name || '.' || r."from" || ' -> ' || r."table" || '.' || r."to" || ' ' || r.seq || ' update ' || r.on_update || ' delete ' || r.on_delete
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) r WHERE t.type = 'table'
        """;

    private const string SqliteIndexes =
        """
        SELECT t.name || ' ' || i.name || ' unique ' || i."unique" || ' partial ' || i.partial || ' column ' || c.seqno || ' ' || c.name
        FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c WHERE t.type = 'table'
        """;

    private const string SqliteCounters = "SELECT name || ' autoincrement ' || (sql LIKE '%AUTOINCREMENT%') FROM sqlite_master WHERE type = 'table'";

    private const string PostgresColumns =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' null ' || is_nullable || ' default ' || coalesce(column_default, 'none')
        || ' identity ' || coalesce(identity_generation, 'none') FROM information_schema.columns WHERE table_schema = 'public'
        """;

    private const string PostgresConstraints =
        "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace";

    private const string PostgresIndexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'";

    [Test]
    public async Task Migrations_build_the_schema_of_the_model()
    {
        await using TestDatabase migrated = await TestDatabase.CreateAsync(provider);
        await using TestDatabase modelled = await TestDatabase.CreateEmptyAsync(provider);
        await using WfmDb model = modelled.Database.CreateContext();
        await model.Database.EnsureCreatedAsync();

        List<string> found = await SchemaAsync(migrated.Database);
        List<string> expected = await SchemaAsync(modelled.Database);

        expected.Count.ShouldBeGreaterThan(150);
        found.Except(expected).ShouldBeEmpty("in the migrations, not in the model");
        expected.Except(found).ShouldBeEmpty("in the model, not in the migrations");
        found.Count.ShouldBe(expected.Count);
    }

    // The comparison itself must be able to see a difference.
    [TestCase("ALTER TABLE agents ADD COLUMN shoe_size integer")]
    [TestCase("CREATE INDEX ix_more ON agents (name)")]
    [TestCase("CREATE TABLE more (id integer PRIMARY KEY)")]
    [TestCase("DROP INDEX ix_wishes_business_unit_id_agent_code")]
    public async Task A_change_of_the_schema_is_seen(string change)
    {
        await using TestDatabase migrated = await TestDatabase.CreateAsync(provider);
        List<string> before = await SchemaAsync(migrated.Database);
        await using WfmDb db = migrated.Database.CreateContext();
        await db.Database.ExecuteSqlRawAsync(change);

        (await SchemaAsync(migrated.Database)).ShouldNotBe(before);
    }

    private static async Task<List<string>> SchemaAsync(WfmDatabase database)
    {
        string[] questions = database.Provider == DatabaseProvider.Sqlite
            ? [SqliteColumns, SqliteReferences, SqliteIndexes, SqliteCounters]
            : [PostgresColumns, PostgresConstraints, PostgresIndexes];
        List<string> lines = [];
        await using WfmDb db = database.CreateContext();
        await db.Database.OpenConnectionAsync();
        foreach (string question in questions)
        {
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = question;
            await using DbDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                lines.Add(reader.GetString(0));
            }
        }

        // EF's own books and Quartz's tables are not part of the model.
        return [.. lines.Where(line => !line.Contains("__EFMigrations", StringComparison.Ordinal) && !line.Contains("qrtz_", StringComparison.Ordinal) && !line.Contains("sqlite_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
