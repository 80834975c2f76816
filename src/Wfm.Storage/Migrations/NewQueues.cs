using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>A queue with little history borrows the profile of another one at the volume a planner expects.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122005000_NewQueues")]
public sealed class NewQueues : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        migrationBuilder.CreateTable(
            "new_queues",
            table => new
            {
                business_unit_id = column.Integer(table),
                queue_code = column.Text(table),
                profile_code = column.Text(table),
                calls_per_week = column.Number(table),
                average_handle_seconds = column.Number(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_new_queues", row => new { row.business_unit_id, row.queue_code });
                table.ForeignKey("fk_new_queues_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_new_queues_queues", row => new { row.business_unit_id, row.queue_code }, "queues", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });
    }
}
