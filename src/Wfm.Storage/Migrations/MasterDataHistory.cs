using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>What changes from a day on, who read what about whom, and what protects a login.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122000020_MasterDataHistory")]
public sealed class MasterDataHistory : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        CreateHistory(migrationBuilder, column);
        CreateReads(migrationBuilder, column);
        CreateProtection(migrationBuilder, column);
    }

    private static void CreateHistory(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "agent_history",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                valid_from = column.Date(table, nullable: true),
                group_code = column.Text(table),
                contract_code = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_agent_history", row => row.id);
                table.ForeignKey("fk_agent_history_agents", row => new { row.business_unit_id, row.agent_code }, "agents", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_agent_history_business_unit_id_agent_code", "agent_history", ["business_unit_id", "agent_code"]);
        migration.CreateTable(
            "target_history",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                queue_code = column.Text(table),
                valid_from = column.Date(table, nullable: true),
                target_json = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_target_history", row => row.id);
                table.ForeignKey("fk_target_history_queues", row => new { row.business_unit_id, row.queue_code }, "queues", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_target_history_business_unit_id_queue_code", "target_history", ["business_unit_id", "queue_code"]);
        migration.CreateTable(
            "activities",
            table => new
            {
                business_unit_id = column.Integer(table),
                kind = column.Text(table),
                name = column.Text(table),
                letters = column.Text(table),
                colour = column.Text(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_activities", row => new { row.business_unit_id, row.kind });
                table.ForeignKey("fk_activities_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
    }

    private static void CreateReads(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "personal_reads",
            table => new
            {
                id = column.LongKey(table),
                business_unit_id = column.Integer(table),
                at = column.Instant(table),
                who = column.Text(table),
                what = column.Text(table),
                agent_code = column.Text(table, nullable: true),
                why = column.Text(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_personal_reads", row => row.id);
                table.ForeignKey("fk_personal_reads_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_personal_reads_business_unit_id_at", "personal_reads", ["business_unit_id", "at"]);
    }

    private static void CreateProtection(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "protection_keys",
            table => new { id = column.Key(table), name = column.Text(table), xml = column.Text(table) },
            constraints: table => table.PrimaryKey("pk_protection_keys", row => row.id));
        migration.CreateTable(
            "second_factors",
            table => new
            {
                account_id = column.Integer(table),
                protected_secret = column.Text(table),
                created_at = column.Instant(table),
                confirmed_at = column.Instant(table, nullable: true),
                last_step = column.Long(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_second_factors", row => row.account_id);
                table.ForeignKey("fk_second_factors_accounts", row => row.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateTable(
            "recovery_codes",
            table => new { id = column.Key(table), account_id = column.Integer(table), code_hash = column.Bytes(table) },
            constraints: table =>
            {
                table.PrimaryKey("pk_recovery_codes", row => row.id);
                table.ForeignKey("fk_recovery_codes_accounts", row => row.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_recovery_codes_account_id", "recovery_codes", "account_id");
    }
}
