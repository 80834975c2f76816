using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage.Migrations;

/// <summary>The tables Wfm began with.</summary>
[DbContext(typeof(WfmDb))]
[Migration("20261121000000_FirstTables")]
public sealed class FirstTables : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ColumnKinds column = new(ActiveProvider);
        CreateUnits(migrationBuilder, column);
        CreatePeople(migrationBuilder, column);
        CreateCalendar(migrationBuilder, column);
        CreateCalls(migrationBuilder, column);
        CreateForecasts(migrationBuilder, column);
        CreateRequirements(migrationBuilder, column);
        CreateSchedules(migrationBuilder, column);
        CreateAudit(migrationBuilder, column);
    }

    private static void CreateUnits(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "business_units",
            table => new
            {
                id = column.Key(table),
                name = column.Text(table),
                zone_id = column.Text(table),
                interval_length_seconds = column.Integer(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_business_units", row => row.id);
            });

        migration.CreateTable(
            "answer_groups",
            table => new
            {
                business_unit_id = column.Integer(table),
                code = column.Text(table),
                name = column.Text(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_answer_groups", row => new { row.business_unit_id, row.code });
                table.ForeignKey("fk_answer_groups_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "queues",
            table => new
            {
                business_unit_id = column.Integer(table),
                code = column.Text(table),
                name = column.Text(table),
                channel = column.Text(table),
                group_code = column.Text(table, nullable: true),
                service_level_fraction = column.Number(table),
                service_level_threshold_seconds = column.Integer(table),
                service_level_definition = column.Text(table),
                max_abandonment_fraction = column.Number(table, nullable: true),
                lower_limit = column.Number(table, nullable: true),
                upper_limit = column.Number(table, nullable: true),
                model = column.Text(table),
                mean_patience_seconds = column.Integer(table),
                shrinkage_json = column.Text(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_queues", row => new { row.business_unit_id, row.code });
                table.ForeignKey("fk_queues_answer_groups", row => new { row.business_unit_id, row.group_code }, "answer_groups", ["business_unit_id", "code"], onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_queues_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "openings",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                queue_code = column.Text(table),
                weekday = column.Integer(table),
                opens = column.Time(table),
                closes = column.Time(table),
                valid_from = column.Date(table, nullable: true),
                valid_to = column.Date(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_openings", row => row.id);
                table.ForeignKey("fk_openings_queues", row => new { row.business_unit_id, row.queue_code }, "queues", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });

        migration.CreateIndex("ix_business_units_name", "business_units", "name", unique: true);
        migration.CreateIndex("ix_queues_business_unit_id_group_code", "queues", ["business_unit_id", "group_code"]);
        migration.CreateIndex("ix_openings_business_unit_id_queue_code", "openings", ["business_unit_id", "queue_code"]);
    }

    private static void CreatePeople(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "contracts",
            table => new
            {
                business_unit_id = column.Integer(table),
                code = column.Text(table),
                share_fraction = column.Number(table),
                hours_per_week_seconds = column.Integer(table),
                week_band_seconds = column.Integer(table),
                period_tolerance_seconds = column.Integer(table),
                rules_json = column.Text(table),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_contracts", row => new { row.business_unit_id, row.code });
                table.ForeignKey("fk_contracts_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "shift_templates",
            table => new
            {
                business_unit_id = column.Integer(table),
                code = column.Text(table),
                weekdays = column.Text(table),
                earliest_start = column.Time(table),
                latest_start = column.Time(table),
                start_step_seconds = column.Integer(table),
                shortest_work_seconds = column.Integer(table),
                longest_work_seconds = column.Integer(table),
                shortest_lunch_seconds = column.Integer(table),
                longest_lunch_seconds = column.Integer(table),
                earliest_lunch = column.Time(table, nullable: true),
                latest_lunch_end = column.Time(table, nullable: true),
                breaks = column.Integer(table),
                break_length_seconds = column.Integer(table),
                contract_code = column.Text(table, nullable: true),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_shift_templates", row => new { row.business_unit_id, row.code });
                table.ForeignKey("fk_shift_templates_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_shift_templates_contracts", row => new { row.business_unit_id, row.contract_code }, "contracts", ["business_unit_id", "code"], onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "agents",
            table => new
            {
                business_unit_id = column.Integer(table),
                code = column.Text(table),
                name = column.Text(table),
                group_code = column.Text(table),
                contract_code = column.Text(table),
                employed_from = column.Date(table, nullable: true),
                employed_to = column.Date(table, nullable: true),
                row_version = column.Integer(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_agents", row => new { row.business_unit_id, row.code });
                table.ForeignKey("fk_agents_answer_groups", row => new { row.business_unit_id, row.group_code }, "answer_groups", ["business_unit_id", "code"], onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_agents_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_agents_contracts", row => new { row.business_unit_id, row.contract_code }, "contracts", ["business_unit_id", "code"], onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "skills",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                queue_code = column.Text(table),
                priority = column.Integer(table),
                valid_from = column.Date(table, nullable: true),
                valid_to = column.Date(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_skills", row => row.id);
                table.ForeignKey("fk_skills_agents", row => new { row.business_unit_id, row.agent_code }, "agents", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_skills_queues", row => new { row.business_unit_id, row.queue_code }, "queues", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });

        migration.CreateIndex("ix_shift_templates_business_unit_id_contract_code", "shift_templates", ["business_unit_id", "contract_code"]);
        migration.CreateIndex("ix_agents_business_unit_id_contract_code", "agents", ["business_unit_id", "contract_code"]);
        migration.CreateIndex("ix_agents_business_unit_id_group_code", "agents", ["business_unit_id", "group_code"]);
        migration.CreateIndex("ix_skills_business_unit_id_agent_code", "skills", ["business_unit_id", "agent_code"]);
        migration.CreateIndex("ix_skills_business_unit_id_queue_code", "skills", ["business_unit_id", "queue_code"]);
    }

    private static void CreateCalendar(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "special_days",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                date = column.Date(table),
                name = column.Text(table),
                kind = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_special_days", row => row.id);
                table.ForeignKey("fk_special_days_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "known_events",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                queue_code = column.Text(table, nullable: true),
                from_date = column.Date(table),
                to_date = column.Date(table),
                name = column.Text(table),
                factor = column.Number(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_known_events", row => row.id);
                table.ForeignKey("fk_known_events_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_known_events_queues", row => new { row.business_unit_id, row.queue_code }, "queues", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });

        migration.CreateIndex("ix_special_days_business_unit_id_date", "special_days", ["business_unit_id", "date"], unique: true);
        migration.CreateIndex("ix_known_events_business_unit_id_queue_code", "known_events", ["business_unit_id", "queue_code"]);

        migration.CreateTable(
            "absences",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                start = column.WallTime(table),
                end = column.WallTime(table),
                category = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_absences", row => row.id);
                table.ForeignKey("fk_absences_agents", row => new { row.business_unit_id, row.agent_code }, "agents", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            "meetings",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                start = column.WallTime(table),
                end = column.WallTime(table),
                activity = column.Text(table),
                is_movable = column.Truth(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_meetings", row => row.id);
                table.ForeignKey("fk_meetings_agents", row => new { row.business_unit_id, row.agent_code }, "agents", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            "wishes",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                date = column.Date(table, nullable: true),
                kind = column.Text(table),
                strength = column.Number(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_wishes", row => row.id);
                table.ForeignKey("fk_wishes_agents", row => new { row.business_unit_id, row.agent_code }, "agents", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            "previous_shifts",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                agent_code = column.Text(table),
                start = column.Instant(table),
                end = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_previous_shifts", row => row.id);
                table.ForeignKey("fk_previous_shifts_agents", row => new { row.business_unit_id, row.agent_code }, "agents", ["business_unit_id", "code"], onDelete: ReferentialAction.Cascade);
            });

        migration.CreateIndex("ix_absences_business_unit_id_agent_code", "absences", ["business_unit_id", "agent_code"]);
        migration.CreateIndex("ix_meetings_business_unit_id_agent_code", "meetings", ["business_unit_id", "agent_code"]);
        migration.CreateIndex("ix_wishes_business_unit_id_agent_code", "wishes", ["business_unit_id", "agent_code"]);
        migration.CreateIndex("ix_previous_shifts_business_unit_id_agent_code", "previous_shifts", ["business_unit_id", "agent_code"]);
    }

    private static void CreateCalls(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "imported_files",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                kind = column.Text(table),
                source = column.Text(table),
                name = column.Text(table),
                sha256 = column.Text(table),
                imported_at = column.Instant(table),
                inserted_rows = column.Long(table),
                changed_rows = column.Long(table),
                unchanged_rows = column.Long(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_imported_files", row => row.id);
                table.ForeignKey("fk_imported_files_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "call_streams",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                source = column.Text(table),
                queue_code = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_call_streams", row => row.id);
                table.ForeignKey("fk_call_streams_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "call_intervals",
            table => new
            {
                stream_id = column.Integer(table),
                start = column.Instant(table),
                length_seconds = column.Integer(table),
                offered = column.Integer(table),
                answered = column.Integer(table, nullable: true),
                abandoned = column.Integer(table, nullable: true),
                answered_in_time = column.Integer(table, nullable: true),
                handle_seconds = column.Number(table, nullable: true),
                wait_seconds = column.Number(table, nullable: true),
                revision = column.Integer(table),
                file_id = column.Integer(table),
                updated_at = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_call_intervals", row => new { row.stream_id, row.start });
                table.ForeignKey("fk_call_intervals_call_streams", row => row.stream_id, "call_streams", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateIndex("ix_imported_files_business_unit_id_kind_source_sha256", "imported_files", ["business_unit_id", "kind", "source", "sha256"], unique: true);
        migration.CreateIndex("ix_call_streams_business_unit_id_source_queue_code", "call_streams", ["business_unit_id", "source", "queue_code"], unique: true);
    }

    private static void CreateForecasts(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "forecasts",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                version = column.Integer(table),
                start = column.Instant(table),
                end = column.Instant(table),
                settings_json = column.Text(table),
                quality_json = column.Text(table),
                provenance_created_at = column.Instant(table),
                provenance_engine_version = column.Text(table),
                provenance_inputs = column.Text(table),
                provenance_model = column.Text(table),
                provenance_seed = column.Long(table, nullable: true),
                provenance_settings_hash = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_forecasts", row => row.id);
                table.ForeignKey("fk_forecasts_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "forecast_intervals",
            table => new
            {
                forecast_id = column.Integer(table),
                queue_code = column.Text(table),
                start = column.Instant(table),
                length_seconds = column.Integer(table),
                calls = column.Number(table),
                p05 = column.Number(table),
                p10 = column.Number(table),
                p50 = column.Number(table),
                p90 = column.Number(table),
                p95 = column.Number(table),
                average_handle_seconds = column.Number(table, nullable: true),
                model = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_forecast_intervals", row => new { row.forecast_id, row.queue_code, row.start });
                table.ForeignKey("fk_forecast_intervals_forecasts", row => row.forecast_id, "forecasts", "id", onDelete: ReferentialAction.Cascade);
            });

        migration.CreateIndex("ix_forecasts_business_unit_id_version", "forecasts", ["business_unit_id", "version"], unique: true);
    }

    private static void CreateRequirements(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "requirements",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                version = column.Integer(table),
                forecast_id = column.Integer(table, nullable: true),
                start = column.Instant(table),
                end = column.Instant(table),
                settings_json = column.Text(table),
                quality_json = column.Text(table),
                provenance_created_at = column.Instant(table),
                provenance_engine_version = column.Text(table),
                provenance_inputs = column.Text(table),
                provenance_model = column.Text(table),
                provenance_seed = column.Long(table, nullable: true),
                provenance_settings_hash = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_requirements", row => row.id);
                table.ForeignKey("fk_requirements_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_requirements_forecasts", row => row.forecast_id, "forecasts", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "requirement_intervals",
            table => new
            {
                requirement_id = column.Integer(table),
                queue_code = column.Text(table),
                start = column.Instant(table),
                length_seconds = column.Integer(table),
                calls = column.Number(table),
                average_handle_seconds = column.Number(table),
                required_erlang_c = column.Integer(table),
                required = column.Integer(table),
                scheduled_needed = column.Number(table),
                hull_curve = column.Bytes(table),
                true_curve = column.Bytes(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_requirement_intervals", row => new { row.requirement_id, row.queue_code, row.start });
                table.ForeignKey("fk_requirement_intervals_requirements", row => row.requirement_id, "requirements", "id", onDelete: ReferentialAction.Cascade);
            });

        migration.CreateIndex("ix_requirements_business_unit_id_version", "requirements", ["business_unit_id", "version"], unique: true);
        migration.CreateIndex("ix_requirements_forecast_id", "requirements", "forecast_id");
    }

    private static void CreateSchedules(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "schedules",
            table => new
            {
                id = column.Key(table),
                business_unit_id = column.Integer(table),
                first_day = column.Date(table),
                weeks = column.Integer(table),
                version = column.Integer(table),
                state = column.Text(table),
                published_at = column.Instant(table, nullable: true),
                requirement_id = column.Integer(table, nullable: true),
                parent_id = column.Integer(table, nullable: true),
                cost = column.Number(table, nullable: true),
                lower_bound = column.Number(table, nullable: true),
                settings_json = column.Text(table),
                quality_json = column.Text(table),
                row_version = column.Integer(table),
                provenance_created_at = column.Instant(table),
                provenance_engine_version = column.Text(table),
                provenance_inputs = column.Text(table),
                provenance_model = column.Text(table),
                provenance_seed = column.Long(table, nullable: true),
                provenance_settings_hash = column.Text(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_schedules", row => row.id);
                table.ForeignKey("fk_schedules_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_schedules_requirements", row => row.requirement_id, "requirements", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_schedules_schedules", row => row.parent_id, "schedules", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateTable(
            "shifts",
            table => new
            {
                schedule_id = column.Integer(table),
                number = column.Integer(table),
                agent_code = column.Text(table),
                date = column.Date(table),
                start = column.Instant(table),
                end = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_shifts", row => new { row.schedule_id, row.number });
                table.ForeignKey("fk_shifts_schedules", row => row.schedule_id, "schedules", "id", onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            "shift_activities",
            table => new
            {
                schedule_id = column.Integer(table),
                shift_number = column.Integer(table),
                ordinal = column.Integer(table),
                kind = column.Text(table),
                start = column.Instant(table),
                end = column.Instant(table),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_shift_activities", row => new { row.schedule_id, row.shift_number, row.ordinal });
                table.ForeignKey("fk_shift_activities_shifts", row => new { row.schedule_id, row.shift_number }, "shifts", ["schedule_id", "number"], onDelete: ReferentialAction.Cascade);
            });

        migration.CreateIndex("ix_schedules_business_unit_id_first_day_version", "schedules", ["business_unit_id", "first_day", "version"], unique: true);
        migration.CreateIndex("ix_schedules_parent_id", "schedules", "parent_id");
        migration.CreateIndex("ix_schedules_requirement_id", "schedules", "requirement_id");
    }

    private static void CreateAudit(MigrationBuilder migration, ColumnKinds column)
    {
        migration.CreateTable(
            "audit_entries",
            table => new
            {
                id = column.LongKey(table),
                business_unit_id = column.Integer(table),
                at = column.Instant(table),
                who = column.Text(table),
                action = column.Text(table),
                subject = column.Text(table),
                why = column.Text(table, nullable: true),
                before_json = column.Text(table, nullable: true),
                after_json = column.Text(table, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_audit_entries", row => row.id);
                table.ForeignKey("fk_audit_entries_business_units", row => row.business_unit_id, "business_units", "id", onDelete: ReferentialAction.Restrict);
            });

        migration.CreateIndex("ix_audit_entries_business_unit_id_at", "audit_entries", ["business_unit_id", "at"]);
    }
}
