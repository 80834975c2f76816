using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>A queue tells how few people it may have at a time of day.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261123044000_MinimumPosts")]
public sealed class MinimumPosts : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        migrationBuilder.CreateTable(
            "minimum_posts",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                queue_code = column.Text(table),
                weekday = column.Integer(table, nullable: true),
                starts = column.Time(table),
                ends = column.Time(table),
                people = column.Integer(table),
                valid_from = column.Date(table, nullable: true),
                valid_to = column.Date(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_minimum_posts", row => row.id);
                table.ForeignKey("fk_minimum_posts_queues", row => new { row.business_unit_id, row.queue_code }, "queues", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_minimum_posts_business_unit_id_queue_code", "minimum_posts", ["business_unit_id", "queue_code"]);
    }
}
