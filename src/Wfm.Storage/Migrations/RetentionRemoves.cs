using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>Retention, and nobody else, may remove old audit entries and old published schedules: it writes down before which moment, in the transaction that removes them.</summary>
/// <remarks>Nothing of the last ninety days can be removed in this way either, whatever is written down.</remarks>
[DbContext(typeof(WfmDb))]
[Migration("20261122000120_RetentionRemoves")]
public sealed class RetentionRemoves : Migration
{
    private const string Published = "a published schedule never changes; make a new version";
    private const string Audited = "audit entries are only ever added";
    private const string Fresh = "what is younger than ninety days is not removed";

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        migrationBuilder.CreateTable(
            "removals",
            table => new { what = column.Text(table), before = column.Instant(table) },
            constraints: table => table.PrimaryKey("pk_removals", row => row.what));
        if (column.IsPostgres)
        {
            OnPostgres(migrationBuilder);
        }
        else
        {
            OnSqlite(migrationBuilder);
        }
    }

    private static void OnSqlite(MigrationBuilder migration) => migration.Sql($"""
        DROP TRIGGER audit_entries_refuse_delete;
        DROP TRIGGER schedules_refuse_delete;
        CREATE TRIGGER audit_entries_refuse_delete BEFORE DELETE ON audit_entries
          WHEN NOT EXISTS (SELECT 1 FROM removals WHERE what = 'audit' AND OLD.at < before)
          BEGIN SELECT RAISE(ABORT, '{Audited}'); END;
        CREATE TRIGGER schedules_refuse_delete BEFORE DELETE ON schedules
          WHEN OLD.state = 'Published' AND NOT EXISTS (SELECT 1 FROM removals
            WHERE what = 'schedules' AND date(OLD.first_day, '+' || (OLD.weeks * 7) || ' days') <= date(before / 1000000, 'unixepoch'))
          BEGIN SELECT RAISE(ABORT, '{Published}'); END;
        CREATE TRIGGER removals_refuse_fresh BEFORE INSERT ON removals
          WHEN NEW.before > (unixepoch() - 90 * 86400) * 1000000
          BEGIN SELECT RAISE(ABORT, '{Fresh}'); END;
        CREATE TRIGGER removals_refuse_update BEFORE UPDATE ON removals
          BEGIN SELECT RAISE(ABORT, '{Fresh}'); END;
        """);

    private static void OnPostgres(MigrationBuilder migration) => migration.Sql($"""
        CREATE OR REPLACE FUNCTION refuse_audited() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM removals WHERE what = 'audit' AND OLD.at < before) THEN
            RETURN OLD;
          END IF;
          RAISE EXCEPTION '{Audited}';
        END $$;
        CREATE OR REPLACE FUNCTION refuse_published() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM removals
            WHERE what = 'schedules' AND OLD.first_day + OLD.weeks * 7 <= (before AT TIME ZONE 'UTC')::date) THEN
            RETURN OLD;
          END IF;
          RAISE EXCEPTION '{Published}';
        END $$;
        CREATE FUNCTION refuse_fresh() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' OR NEW.before > now() - interval '90 days' THEN
            RAISE EXCEPTION '{Fresh}';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER removals_refuse_fresh BEFORE INSERT OR UPDATE ON removals FOR EACH ROW EXECUTE FUNCTION refuse_fresh();
        """);
}
