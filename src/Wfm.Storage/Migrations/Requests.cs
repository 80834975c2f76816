using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>Requests with their answers, rules, limits, balances, and addresses told of schedule changes.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122000030_Requests")]
public sealed class Requests : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        CreateRequests(migrationBuilder, column);
        CreateRules(migrationBuilder, column);
        CreateBalances(migrationBuilder, column);
        CreateWebhooks(migrationBuilder, column);
    }

    private static void CreateRequests(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "requests",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                kind = column.Text(table),
                status = column.Text(table),
                start = column.Instant(table),
                end = column.Instant(table),
                category = column.Text(table, nullable: true),
                activity = column.Text(table, nullable: true),
                date = column.Date(table, nullable: true),
                other_date = column.Date(table, nullable: true),
                note = column.Text(table, nullable: true),
                asked_by = column.Text(table),
                asked_by_account = column.Integer(table, nullable: true),
                created_at = column.Instant(table),
                sent_at = column.Instant(table, nullable: true),
                decide_by = column.Instant(table),
                accepted_at = column.Instant(table, nullable: true),
                offered_at = column.Instant(table, nullable: true),
                consequence_json = column.Text(table, nullable: true),
                advice_json = column.Text(table, nullable: true),
                decided_by = column.Text(table, nullable: true),
                decided_at = column.Instant(table, nullable: true),
                decision_reason = column.Text(table, nullable: true),
                decision_json = column.Text(table, nullable: true),
                effect_json = column.Text(table, nullable: true),
                is_automatic = column.Truth(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_requests", row => row.id);
                table.ForeignKey("fk_requests_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_requests_business_unit_id_decide_by", "requests", ["business_unit_id", "decide_by"]);
        migration.CreateIndex("ix_requests_status_decide_by", "requests", ["status", "decide_by"]);
        migration.CreateTable(
            "request_people",
            table => new
            {
                request_id = column.Integer(table),
                place = column.Integer(table),
                agent_code = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_request_people", row => new { row.request_id, row.place });
                table.ForeignKey("fk_request_people_requests", row => row.request_id, "requests", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_request_people_agent_code", "request_people", "agent_code");
    }

    private static void CreateRules(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "request_rules",
            table => new
            {
                business_unit_id = column.Integer(table),
                group_code = column.Text(table),
                approves_absence = column.Truth(table),
                approves_time_off = column.Truth(table),
                margin_fraction = column.Number(table),
                days_ahead = column.Integer(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_request_rules", row => new { row.business_unit_id, row.group_code });
                table.ForeignKey("fk_request_rules_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateTable(
            "request_limits",
            table => new
            {
                business_unit_id = column.Integer(table),
                most_away = column.Integer(table, nullable: true),
                lowest_level = column.Number(table, nullable: true),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_request_limits", row => row.business_unit_id);
                table.ForeignKey("fk_request_limits_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
    }

    private static void CreateBalances(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "balance_entries",
            table => new
            {
                id = column.LongKey(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                kind = column.Text(table),
                amount = column.Number(table),
                at = column.Instant(table),
                entered_by = column.Text(table),
                why = column.Text(table),
                request_id = column.Integer(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_balance_entries", row => row.id);
                table.ForeignKey("fk_balance_entries_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_balance_entries_business_unit_id_agent_code", "balance_entries", ["business_unit_id", "agent_code"]);
        migration.CreateIndex("ix_balance_entries_request_id", "balance_entries", "request_id");
    }

    private static void CreateWebhooks(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "webhooks",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                address = column.Text(table),
                secret = column.Text(table),
                created_by = column.Text(table),
                created_at = column.Instant(table),
                last_event_id = column.Long(table),
                failed_tries = column.Integer(table),
                given_up = column.Integer(table),
                next_try_at = column.Instant(table),
                last_outcome = column.Text(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_webhooks", row => row.id);
                table.ForeignKey("fk_webhooks_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_webhooks_business_unit_id", "webhooks", "business_unit_id");
    }
}
