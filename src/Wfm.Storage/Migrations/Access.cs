using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>Accounts, sessions, keys, answers given, and what people and screens are told.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261122000010_Access")]
public sealed class Access : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ColumnKinds column = new(ActiveProvider);
        CreateAccounts(migrationBuilder, column);
        CreateRoles(migrationBuilder, column);
        CreateKeys(migrationBuilder, column);
        CreateAnswers(migrationBuilder, column);
        CreateTold(migrationBuilder, column);
    }

    private static void CreateAccounts(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "accounts",
            table => new
            {
                id = column.Key(table),
                login = column.Text(table),
                display_name = column.Text(table),
                password_hash = column.Text(table, nullable: true),
                external_subject = column.Text(table, nullable: true),
                mail = column.Text(table, nullable: true),
                business_unit_id = column.Integer(table, nullable: true),
                agent_code = column.Text(table, nullable: true),
                failed_logins = column.Integer(table),
                locked_until = column.Instant(table, nullable: true),
                is_active = column.Truth(table),
                created_at = column.Instant(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_accounts", row => row.id);
                table.ForeignKey("fk_accounts_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_accounts_login", "accounts", "login", unique: true);
        migration.CreateIndex("ix_accounts_external_subject", "accounts", "external_subject", unique: true);
        migration.CreateIndex("ix_accounts_business_unit_id_agent_code", "accounts", ["business_unit_id", "agent_code"]);
    }

    private static void CreateRoles(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "account_roles",
            table => new
            {
                id = column.Key(table),
                account_id = column.Integer(table),
                role = column.Text(table),
                business_unit_id = column.Integer(table),
                group_code = column.Text(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_account_roles", row => row.id);
                table.ForeignKey("fk_account_roles_accounts", row => row.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_account_roles_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_account_roles_account_id", "account_roles", "account_id");
        migration.CreateIndex("ix_account_roles_business_unit_id", "account_roles", "business_unit_id");
        migration.CreateTable(
            "sessions",
            table => new
            {
                token_hash = column.Bytes(table),
                account_id = column.Integer(table),
                csrf_token = column.Text(table),
                created_at = column.Instant(table),
                seen_at = column.Instant(table),
                expires_at = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_sessions", row => row.token_hash);
                table.ForeignKey("fk_sessions_accounts", row => row.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_sessions_account_id", "sessions", "account_id");
    }

    private static void CreateKeys(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "api_keys",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                source = column.Text(table),
                key_hash = column.Bytes(table),
                created_by = column.Text(table),
                created_at = column.Instant(table),
                used_at = column.Instant(table, nullable: true),
                revoked_at = column.Instant(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_api_keys", row => row.id);
                table.ForeignKey("fk_api_keys_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_api_keys_key_hash", "api_keys", "key_hash", unique: true);
        migration.CreateIndex("ix_api_keys_business_unit_id", "api_keys", "business_unit_id");
        migration.CreateTable(
            "calendar_tokens",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                token_hash = column.Bytes(table),
                created_at = column.Instant(table),
                used_at = column.Instant(table, nullable: true),
                revoked_at = column.Instant(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_calendar_tokens", row => row.id);
                table.ForeignKey("fk_calendar_tokens_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_calendar_tokens_token_hash", "calendar_tokens", "token_hash", unique: true);
        migration.CreateIndex("ix_calendar_tokens_business_unit_id_agent_code", "calendar_tokens", ["business_unit_id", "agent_code"]);
    }

    private static void CreateAnswers(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "answers",
            table => new
            {
                caller = column.Text(table),
                key = column.Text(table),
                request_hash = column.Bytes(table),
                status = column.Integer(table),
                body = column.Text(table),
                at = column.Instant(table),
            },
            constraints: table => table.PrimaryKey("pk_answers", row => new { row.caller, row.key }));
        migration.CreateIndex("ix_answers_at", "answers", "at");
    }

    private static void CreateTold(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "notifications",
            table => new
            {
                id = column.LongKey(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table, nullable: true),
                account_id = column.Integer(table, nullable: true),
                kind = column.Text(table),
                body_json = column.Text(table),
                at = column.Instant(table),
                read_at = column.Instant(table, nullable: true),
                mailed_at = column.Instant(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_notifications", row => row.id);
                table.ForeignKey("fk_notifications_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_notifications_business_unit_id_agent_code", "notifications", ["business_unit_id", "agent_code"]);
        migration.CreateIndex("ix_notifications_account_id", "notifications", "account_id");
        migration.CreateTable(
            "events",
            table => new
            {
                id = column.LongKey(table),
                business_unit_id = column.Integer(table),
                kind = column.Text(table),
                subject = column.Text(table),
                agent_code = column.Text(table, nullable: true),
                at = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_events", row => row.id);
                table.ForeignKey("fk_events_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_events_business_unit_id_id", "events", ["business_unit_id", "id"]);
    }
}
