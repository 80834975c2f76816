using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>A special day tells when the house closes on it.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261123014500_SpecialDayClosings")]
public sealed class SpecialDayClosings : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.AddColumn<TimeOnly>("closes", "special_days", new ColumnKinds(ActiveProvider).IsPostgres ? "time without time zone" : "TEXT", nullable: true);
    }
}
