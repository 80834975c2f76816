using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>People lent to other groups, and how overtime is made good.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122000110_LoansAndOvertime")]
public sealed class LoansAndOvertime : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        foreach (string name in (string[])["settlement", "lent_to"])
        {
            migrationBuilder.AddColumn<string>(name, "requests", type: column.IsPostgres ? "text" : "TEXT", nullable: true);
        }

        migrationBuilder.CreateTable(
            "loans",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                queue_code = column.Text(table),
                start = column.Instant(table),
                end = column.Instant(table),
                request_id = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_loans", row => row.id);
                table.ForeignKey("fk_loans_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_loans_business_unit_id_start", "loans", ["business_unit_id", "start"]);
        migrationBuilder.CreateIndex("ix_loans_request_id", "loans", "request_id");
    }
}
