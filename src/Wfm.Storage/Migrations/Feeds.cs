using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>Sources with their deliveries, logons, states, snapshots, and what is told from them: rules of states, presence, adherence.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122001000_Feeds")]
public sealed class Feeds : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        migrationBuilder.AddColumn<long>("generated_at", "call_intervals", type: column.IsPostgres ? "timestamp with time zone" : "INTEGER", nullable: true);
        CreateSources(migrationBuilder, column);
        CreateLogons(migrationBuilder, column);
        CreateStates(migrationBuilder, column);
        CreateQueueSnapshots(migrationBuilder, column);
        CreateRules(migrationBuilder, column);
        CreatePresence(migrationBuilder, column);
        CreateAdherence(migrationBuilder, column);
    }

    private static void CreateSources(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "feed_sources",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                name = column.Text(table),
                attribution = column.Text(table),
                interval_length_seconds = column.Integer(table),
                states_stale_after_seconds = column.Integer(table),
                intervals_stale_after_seconds = column.Integer(table),
                logons_revision = column.Integer(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_feed_sources", row => row.id);
                table.ForeignKey("fk_feed_sources_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_feed_sources_business_unit_id_name", "feed_sources", ["business_unit_id", "name"], unique: true);
        migration.CreateTable(
            "feed_deliveries",
            table => new
            {
                source_id = column.Integer(table),
                kind = column.Text(table),
                last_at = column.Instant(table),
                stored_at = column.Instant(table),
                rows = column.Long(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_feed_deliveries", row => new { row.source_id, row.kind });
                table.ForeignKey("fk_feed_deliveries_feed_sources", row => row.source_id, "feed_sources", "id", onDelete: ReferentialAction.Cascade);
            });
    }

    private static void CreateLogons(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "logons",
            table => new
            {
                source_id = column.Integer(table),
                user_code = column.Text(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_logons", row => new { row.source_id, row.user_code });
                table.ForeignKey("fk_logons_feed_sources", row => row.source_id, "feed_sources", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_logons_agents", row => new { row.business_unit_id, row.agent_code }, "agents", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_logons_business_unit_id_agent_code", "logons", ["business_unit_id", "agent_code"]);
    }

    private static void CreateStates(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "agent_states",
            table => new
            {
                source_id = column.Integer(table),
                user_code = column.Text(table),
                at = column.Instant(table),
                batch = column.Instant(table),
                state_code = column.Text(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table, nullable: true),
                held = column.Text(table, nullable: true),
                stored_at = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_agent_states", row => new { row.source_id, row.user_code, row.at, row.batch, row.state_code });
                table.ForeignKey("fk_agent_states_feed_sources", row => row.source_id, "feed_sources", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_agent_states_business_unit_id_agent_code_at", "agent_states", ["business_unit_id", "agent_code", "at"]);
        migration.CreateTable(
            "snapshot_closes",
            table => new
            {
                source_id = column.Integer(table),
                batch = column.Instant(table),
                stored_at = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_snapshot_closes", row => new { row.source_id, row.batch });
                table.ForeignKey("fk_snapshot_closes_feed_sources", row => row.source_id, "feed_sources", "id", onDelete: ReferentialAction.Cascade);
            });
    }

    private static void CreateQueueSnapshots(MigrationBuilder migration, ColumnKinds column) => migration.CreateTable(
        "queue_snapshots",
        table => new
        {
            source_id = column.Integer(table),
            queue_code = column.Text(table),
            at = column.Instant(table),
            waiting = column.Integer(table),
            longest_wait_seconds = column.Integer(table),
            agents_ready = column.Integer(table),
            agents_busy = column.Integer(table),
            stored_at = column.Instant(table),
        },
        constraints: table =>
        {
            table.PrimaryKey("pk_queue_snapshots", row => new { row.source_id, row.queue_code, row.at });
            table.ForeignKey("fk_queue_snapshots_feed_sources", row => row.source_id, "feed_sources", "id", onDelete: ReferentialAction.Cascade);
        });

    private static void CreateRules(MigrationBuilder migration, ColumnKinds column) => migration.CreateTable(
        "state_rules",
        table => new
        {
            business_unit_id = column.Integer(table),
            document_json = column.Text(table),
            row_version = column.Integer(table),
        },
        constraints: table =>
        {
            table.PrimaryKey("pk_state_rules", row => row.business_unit_id);
            table.ForeignKey("fk_state_rules_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
        });

    private static void CreatePresence(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "presence_reports",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                kind = column.Text(table),
                start = column.Instant(table),
                end = column.Instant(table),
                reported_by = column.Text(table),
                reported_at = column.Instant(table),
                before_json = column.Text(table),
                back_at = column.Instant(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_presence_reports", row => row.id);
                table.ForeignKey("fk_presence_reports_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_presence_reports_business_unit_id_agent_code", "presence_reports", ["business_unit_id", "agent_code"]);
    }

    private static void CreateAdherence(MigrationBuilder migration, ColumnKinds column) => migration.CreateTable(
        "adherence_days",
        table => new
        {
            business_unit_id = column.Integer(table),
            date = column.Date(table),
            agent_code = column.Text(table),
            in_minutes = column.Number(table),
            out_minutes = column.Number(table),
            neutral_minutes = column.Number(table),
            scheduled_ready_minutes = column.Number(table),
            ready_minutes = column.Number(table),
            logged_in_minutes = column.Number(table),
            measured_at = column.Instant(table),
        },
        constraints: table =>
        {
            table.PrimaryKey("pk_adherence_days", row => new { row.business_unit_id, row.date, row.agent_code });
            table.ForeignKey("fk_adherence_days_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
        });
}
