using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using Column = Microsoft.EntityFrameworkCore.Migrations.Operations.Builders.OperationBuilder<Microsoft.EntityFrameworkCore.Migrations.Operations.AddColumnOperation>;

namespace Wfm.Storage.Migrations;

/// <summary>The kinds of column there are, in the types of the database being migrated.</summary>
/// <remarks>Migrations that have been released use it, so a kind once here never changes; a new kind gets a new name.</remarks>
internal sealed class ColumnKinds(string? activeProvider)
{
    /// <summary>Whether PostgreSQL is being migrated; otherwise SQLite.</summary>
    public bool IsPostgres { get; } = activeProvider == "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <summary>A number the database gives, never twice.</summary>
    public Column Key(ColumnsBuilder table) => Generated(table.Column<int>(Type("INTEGER", "integer"), nullable: false));

    /// <summary>A number the database gives, where there may be more than two thousand million.</summary>
    public Column LongKey(ColumnsBuilder table) => Generated(table.Column<long>(Type("INTEGER", "bigint"), nullable: false));

    /// <summary>A whole number.</summary>
    public Column Integer(ColumnsBuilder table, bool nullable = false) => table.Column<int>(Type("INTEGER", "integer"), nullable: nullable);

    /// <summary>A large whole number.</summary>
    public Column Long(ColumnsBuilder table, bool nullable = false) => table.Column<long>(Type("INTEGER", "bigint"), nullable: nullable);

    /// <summary>A number with a fraction.</summary>
    public Column Number(ColumnsBuilder table, bool nullable = false) => table.Column<double>(Type("REAL", "double precision"), nullable: nullable);

    /// <summary>Text.</summary>
    public Column Text(ColumnsBuilder table, bool nullable = false) => table.Column<string>(Type("TEXT", "text"), nullable: nullable);

    /// <summary>Yes or no.</summary>
    public Column Truth(ColumnsBuilder table, bool nullable = false) => table.Column<bool>(Type("INTEGER", "boolean"), nullable: nullable);

    /// <summary>Bytes.</summary>
    public Column Bytes(ColumnsBuilder table, bool nullable = false) => table.Column<byte[]>(Type("BLOB", "bytea"), nullable: nullable);

    /// <summary>A moment; in SQLite microseconds since 1970.</summary>
    public Column Instant(ColumnsBuilder table, bool nullable = false) => table.Column<long>(Type("INTEGER", "timestamp with time zone"), nullable: nullable);

    /// <summary>A day on the wall calendar.</summary>
    public Column Date(ColumnsBuilder table, bool nullable = false) => table.Column<string>(Type("TEXT", "date"), nullable: nullable);

    /// <summary>A time on the wall clock.</summary>
    public Column Time(ColumnsBuilder table, bool nullable = false) => table.Column<string>(Type("TEXT", "time without time zone"), nullable: nullable);

    /// <summary>A day and time on the wall clock.</summary>
    public Column WallTime(ColumnsBuilder table, bool nullable = false) => table.Column<string>(Type("TEXT", "timestamp without time zone"), nullable: nullable);

    private static Column Generated(Column column) => column
        .Annotation("Sqlite:Autoincrement", true)
        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

    private string Type(string sqlite, string postgres) => IsPostgres ? postgres : sqlite;
}
