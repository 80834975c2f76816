using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>Reasons of runs as codes with figures, so that pages say them in the reader's language.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122004000_ReasonsSaid")]
public sealed class ReasonsSaid : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        migrationBuilder.AddColumn<string>("reason_said", "runs", type: column.IsPostgres ? "text" : "TEXT", nullable: true);
    }
}
