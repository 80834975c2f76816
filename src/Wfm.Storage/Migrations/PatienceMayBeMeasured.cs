using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>A queue tells whether its patience was stated or is to be measured.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122000001_PatienceMayBeMeasured")]
public sealed class PatienceMayBeMeasured : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.AddColumn<bool>(
            "is_patience_assumed", "queues", new ColumnKinds(ActiveProvider).IsPostgres ? "boolean" : "INTEGER", nullable: true);
    }
}
