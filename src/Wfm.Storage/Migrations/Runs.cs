using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>Runs of jobs, and on PostgreSQL the tables Quartz keeps its schedule in.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122000040_Runs")]
public sealed class Runs : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        CreateRuns(migrationBuilder, column);
        CreateIncumbents(migrationBuilder, column);
        if (column.IsPostgres)
        {
            migrationBuilder.Sql(QuartzTables.Sql);
        }
    }

    private static void CreateRuns(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "runs",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                kind = column.Text(table),
                part = column.Text(table),
                local_date = column.Date(table),
                state = column.Text(table),
                epoch = column.Integer(table),
                tries = column.Integer(table),
                size = column.Integer(table),
                node = column.Text(table, nullable: true),
                queued_at = column.Instant(table),
                started_at = column.Instant(table, nullable: true),
                heard_at = column.Instant(table, nullable: true),
                finished_at = column.Instant(table, nullable: true),
                deadline = column.Instant(table, nullable: true),
                is_cancel_asked = column.Truth(table),
                progress = column.Number(table),
                cost = column.Number(table, nullable: true),
                lower_bound = column.Number(table, nullable: true),
                reason = column.Text(table, nullable: true),
                input_hash = column.Text(table, nullable: true),
                order_json = column.Text(table, nullable: true),
                report_json = column.Text(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_runs", row => row.id);
                table.ForeignKey("fk_runs_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_runs_business_unit_id_kind_part_local_date", "runs", ["business_unit_id", "kind", "part", "local_date"], unique: true);
        migration.CreateIndex("ix_runs_state", "runs", "state");
    }

    private static void CreateIncumbents(MigrationBuilder migration, ColumnKinds column) => migration.CreateTable(
        "run_incumbents",
        table => new
        {
            run_id = column.Integer(table),
            epoch = column.Integer(table),
            at = column.Instant(table),
            cost = column.Number(table),
            input_hash = column.Text(table),
            plan = column.Bytes(table),
        },
        constraints: table =>
        {
            table.PrimaryKey("pk_run_incumbents", row => row.run_id);
            table.ForeignKey("fk_run_incumbents_runs", row => row.run_id, "runs", "id", onDelete: ReferentialAction.Cascade);
        });
}
