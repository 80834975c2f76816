using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>The running day: how it looked, alarms, proposals with their answers, delegations, and what waits for room to spare.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122003000_RunningDay")]
public sealed class RunningDay : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        CreateLooks(migrationBuilder, column);
        CreateProposals(migrationBuilder, column);
        CreateWaiting(migrationBuilder, column);
    }

    private static void CreateLooks(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "day_looks",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                local_date = column.Date(table),
                at = column.Instant(table),
                schedule_id = column.Integer(table),
                input_hash = column.Text(table),
                is_stale = column.Truth(table),
                look_json = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_day_looks", row => row.id);
                table.ForeignKey("fk_day_looks_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_day_looks_business_unit_id_local_date_at", "day_looks", ["business_unit_id", "local_date", "at"]);
        migration.CreateTable(
            "day_alarms",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                local_date = column.Date(table),
                queue_code = column.Text(table),
                is_below = column.Truth(table),
                raised_at = column.Instant(table),
                ended_at = column.Instant(table, nullable: true),
                chance = column.Number(table),
                level = column.Number(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_day_alarms", row => row.id);
                table.ForeignKey("fk_day_alarms_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_day_alarms_business_unit_id_local_date", "day_alarms", ["business_unit_id", "local_date"]);
    }

    private static void CreateProposals(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "day_proposals",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                local_date = column.Date(table),
                made_at = column.Instant(table),
                made_by = column.Text(table),
                schedule_id = column.Integer(table),
                is_below = column.Truth(table),
                queue_codes = column.Text(table),
                content_json = column.Text(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_day_proposals", row => row.id);
                table.ForeignKey("fk_day_proposals_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_day_proposals_business_unit_id_local_date", "day_proposals", ["business_unit_id", "local_date"]);
        migration.CreateTable(
            "day_proposal_parts",
            table => new
            {
                proposal_id = column.Integer(table),
                place = column.Integer(table),
                agent_code = column.Text(table),
                group_code = column.Text(table),
                levers = column.Text(table),
                first_change = column.Instant(table),
                part_json = column.Text(table),
                status = column.Text(table),
                answered_by = column.Text(table, nullable: true),
                answered_at = column.Instant(table, nullable: true),
                reason = column.Text(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_day_proposal_parts", row => new { row.proposal_id, row.place });
                table.ForeignKey("fk_day_proposal_parts_day_proposals", row => row.proposal_id, "day_proposals", "id", onDelete: ReferentialAction.Cascade);
            });
    }

    private static void CreateWaiting(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "day_settings",
            table => new
            {
                business_unit_id = column.Integer(table),
                settings_json = column.Text(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_day_settings", row => row.business_unit_id);
                table.ForeignKey("fk_day_settings_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateTable(
            "day_delegations",
            table => new
            {
                business_unit_id = column.Integer(table),
                group_code = column.Text(table),
                lever = column.Text(table),
                by = column.Text(table),
                at = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_day_delegations", row => new { row.business_unit_id, row.group_code, row.lever });
                table.ForeignKey("fk_day_delegations_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateTable(
            "waiting_activities",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                activity = column.Text(table),
                minutes = column.Integer(table),
                last_day = column.Date(table, nullable: true),
                by = column.Text(table),
                at = column.Instant(table),
                placed_for = column.Instant(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_waiting_activities", row => row.id);
                table.ForeignKey("fk_waiting_activities_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_waiting_activities_business_unit_id_agent_code", "waiting_activities", ["business_unit_id", "agent_code"]);
    }
}
