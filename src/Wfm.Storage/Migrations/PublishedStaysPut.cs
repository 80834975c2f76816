using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>The database itself refuses to change what was published or audited, whoever asks.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261121000001_PublishedStaysPut")]
public sealed class PublishedStaysPut : Migration
{
    private const string Published = "a published schedule never changes; make a new version";
    private const string Audited = "audit entries are only ever added";

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        if (new ColumnKinds(ActiveProvider).IsPostgres)
        {
            GuardOnPostgres(migrationBuilder);
        }
        else
        {
            GuardOnSqlite(migrationBuilder);
        }
    }

    private static void GuardOnSqlite(MigrationBuilder migration)
    {
        foreach (string change in (string[])["UPDATE", "DELETE"])
        {
            migration.Sql(SqliteTrigger("schedules", change, "WHEN OLD.state = 'Published'", Published));
            migration.Sql(SqliteTrigger("audit_entries", change, "", Audited));
        }

        foreach (string table in (string[])["shifts", "shift_activities"])
        {
            foreach ((string change, string row) in ((string, string)[])[("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")])
            {
                string when = $"WHEN (SELECT state FROM schedules WHERE id = {row}.schedule_id) = 'Published'";
                migration.Sql(SqliteTrigger(table, change, when, Published));
            }
        }
    }

    private static string SqliteTrigger(string table, string change, string when, string reason) =>
        $"CREATE TRIGGER {table}_refuse_{change.ToLowerInvariant()} BEFORE {change} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{reason}'); END;";

    private static void GuardOnPostgres(MigrationBuilder migration)
    {
        migration.Sql($"""
            CREATE FUNCTION refuse_published() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{Published}'; END $$;
            CREATE FUNCTION refuse_audited() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{Audited}'; END $$;
            CREATE FUNCTION refuse_published_shift() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF EXISTS (SELECT 1 FROM schedules WHERE state = 'Published'
                AND id = CASE WHEN TG_OP = 'INSERT' THEN NEW.schedule_id ELSE OLD.schedule_id END) THEN
                RAISE EXCEPTION '{Published}';
              END IF;
              RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
            END $$;
            CREATE TRIGGER schedules_refuse_change BEFORE UPDATE OR DELETE ON schedules
              FOR EACH ROW WHEN (OLD.state = 'Published') EXECUTE FUNCTION refuse_published();
            CREATE TRIGGER audit_entries_refuse_change BEFORE UPDATE OR DELETE ON audit_entries
              FOR EACH ROW EXECUTE FUNCTION refuse_audited();
            CREATE TRIGGER shifts_refuse_change BEFORE INSERT OR UPDATE OR DELETE ON shifts
              FOR EACH ROW EXECUTE FUNCTION refuse_published_shift();
            CREATE TRIGGER shift_activities_refuse_change BEFORE INSERT OR UPDATE OR DELETE ON shift_activities
              FOR EACH ROW EXECUTE FUNCTION refuse_published_shift();
            """);
    }
}
