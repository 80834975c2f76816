using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>What reports need: waits and abandons as sources split them, figures told from outside, saved reports and what they gave.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122002000_Reports")]
public sealed class Reports : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        migrationBuilder.AddColumn<double>("answered_wait_seconds", "call_intervals", column.IsPostgres ? "double precision" : "REAL", nullable: true);
        migrationBuilder.AddColumn<int>("short_abandoned", "call_intervals", column.IsPostgres ? "integer" : "INTEGER", nullable: true);
        migrationBuilder.AddColumn<int>("abandoned_in_time", "call_intervals", column.IsPostgres ? "integer" : "INTEGER", nullable: true);
        CreateQuality(migrationBuilder, column);
        CreateSaved(migrationBuilder, column);
        CreateProduced(migrationBuilder, column);
    }

    private static void CreateQuality(MigrationBuilder migration, ColumnKinds column) => migration.CreateTable(
        "quality_figures",
        table => new
        {
            business_unit_id = column.Integer(table),
            kind = column.Text(table),
            queue_code = column.Text(table),
            date = column.Date(table),
            value = column.Number(table),
            answers = column.Integer(table, nullable: true),
            updated_at = column.Instant(table),
        },
        constraints: table =>
        {
            table.PrimaryKey("pk_quality_figures", row => new { row.business_unit_id, row.kind, row.queue_code, row.date });
            table.ForeignKey("fk_quality_figures_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
        });

    private static void CreateSaved(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "saved_reports",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                owner = column.Integer(table),
                title = column.Text(table),
                report = column.Text(table),
                span = column.Text(table),
                step = column.Text(table),
                format = column.Text(table),
                language = column.Text(table),
                every = column.Text(table),
                hourly_price = column.Number(table, nullable: true),
                produced_on = column.Date(table, nullable: true),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_saved_reports", row => row.id);
                table.ForeignKey("fk_saved_reports_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_saved_reports_accounts", row => row.owner, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_saved_reports_business_unit_id", "saved_reports", "business_unit_id");
        migration.CreateIndex("ix_saved_reports_owner", "saved_reports", "owner");
        migration.CreateTable(
            "saved_report_receivers",
            table => new
            {
                saved_report_id = column.Integer(table),
                account_id = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_saved_report_receivers", row => new { row.saved_report_id, row.account_id });
                table.ForeignKey("fk_saved_report_receivers_saved_reports", row => row.saved_report_id, "saved_reports", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_saved_report_receivers_accounts", row => row.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_saved_report_receivers_account_id", "saved_report_receivers", "account_id");
    }

    private static void CreateProduced(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "produced_reports",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                account_id = column.Integer(table),
                title = column.Text(table),
                file_name = column.Text(table),
                content_type = column.Text(table),
                content = column.Bytes(table),
                at = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_produced_reports", row => row.id);
                table.ForeignKey("fk_produced_reports_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_produced_reports_accounts", row => row.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_produced_reports_account_id", "produced_reports", "account_id");
        migration.CreateIndex("ix_produced_reports_business_unit_id", "produced_reports", "business_unit_id");
    }
}
