using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>A known event tells what sort of thing it is and how its strength runs over its days.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122004500_EventKinds")]
public sealed class EventKinds : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        string text = new ColumnKinds(ActiveProvider).IsPostgres ? "text" : "TEXT";
        migrationBuilder.AddColumn<string>("kind", "known_events", text, nullable: false, defaultValue: "Other");
        migrationBuilder.AddColumn<string>("shape", "known_events", text, nullable: false, defaultValue: "Step");
    }
}
