using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>The life of schedule periods: dates, wishes, approvals, edits, locks.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122000015_Periods")]
public sealed class Periods : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        CreatePeriods(migrationBuilder, column);
        CreateWishes(migrationBuilder, column);
        CreateEdits(migrationBuilder, column);
    }

    private static void CreatePeriods(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "schedule_periods",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                first_day = column.Date(table),
                weeks = column.Integer(table),
                state = column.Text(table),
                wishes_open = column.Date(table),
                wishes_close = column.Date(table),
                approve_by = column.Date(table),
                publish_by = column.Date(table),
                needs_approval = column.Truth(table),
                schedule_id = column.Integer(table, nullable: true),
                published_at = column.Instant(table, nullable: true),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_schedule_periods", row => row.id);
                table.ForeignKey("fk_schedule_periods_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_schedule_periods_schedules", row => row.schedule_id, "schedules", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_schedule_periods_business_unit_id_first_day", "schedule_periods", ["business_unit_id", "first_day"], unique: true);
        migration.CreateIndex("ix_schedule_periods_schedule_id", "schedule_periods", "schedule_id");
        migration.CreateTable(
            "period_approvals",
            table => new
            {
                period_id = column.Integer(table),
                group_code = column.Text(table),
                schedule_id = column.Integer(table),
                who = column.Text(table),
                at = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_period_approvals", row => new { row.period_id, row.group_code, row.schedule_id });
                table.ForeignKey("fk_period_approvals_schedule_periods", row => row.period_id, "schedule_periods", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_period_approvals_schedules", row => row.schedule_id, "schedules", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_period_approvals_schedule_id", "period_approvals", "schedule_id");
    }

    private static void CreateWishes(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "period_wishes",
            table => new
            {
                id = column.Key(table),
                period_id = column.Integer(table),
                agent_code = column.Text(table),
                date = column.Date(table, nullable: true),
                kind = column.Text(table),
                strength = column.Number(table),
                entered_at = column.Instant(table),
                granted_fraction = column.Number(table, nullable: true),
                reason = column.Text(table, nullable: true),
                reason_json = column.Text(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_period_wishes", row => row.id);
                table.ForeignKey("fk_period_wishes_schedule_periods", row => row.period_id, "schedule_periods", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_period_wishes_period_id_agent_code", "period_wishes", ["period_id", "agent_code"]);
    }

    private static void CreateEdits(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "schedule_edits",
            table => new
            {
                schedule_id = column.Integer(table),
                number = column.Integer(table),
                before_json = column.Text(table),
                after_json = column.Text(table),
                why = column.Text(table, nullable: true),
                cost_delta = column.Number(table),
                who = column.Text(table),
                at = column.Instant(table),
                is_undone = column.Truth(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_schedule_edits", row => new { row.schedule_id, row.number });
                table.ForeignKey("fk_schedule_edits_schedules", row => row.schedule_id, "schedules", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateTable(
            "schedule_locks",
            table => new
            {
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                date = column.Date(table),
                who = column.Text(table),
                at = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_schedule_locks", row => new { row.business_unit_id, row.agent_code, row.date });
                table.ForeignKey("fk_schedule_locks_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
    }
}
