using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Wfm.Storage;

/// <summary>Where the data is: what <c>WFM__Database</c> says, understood.</summary>
public sealed class WfmDatabase
{
    // A writer waits this long for another one before giving up.
    private const int LockTimeoutSeconds = 30;

    // A node that stands still in the middle of a transaction (a paused machine) holds its locks no longer than this says.
    private const string IdleTransactions = "idle_in_transaction_session_timeout";

    private WfmDatabase(DatabaseProvider provider, string connectionString)
    {
        Provider = provider;
        ConnectionString = connectionString;
    }

    /// <summary>Which kind of database.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>The connection string as the provider wants it; may hold a password.</summary>
    public string ConnectionString { get; }

    /// <summary>Options of a context on this database.</summary>
    public DbContextOptions<WfmDb> Options => Configure(new DbContextOptionsBuilder<WfmDb>()).Options;

    /// <summary>Reads a connection text.</summary>
    /// <param name="text">A path (SQLite file), a SQLite keyword string with <c>Data Source=</c>, a <c>postgres://user:password@host:port/database?…</c> URL, or an Npgsql keyword string with <c>Host=</c>.</param>
    /// <exception cref="FormatException">The text is none of these; the message says what is wrong and never repeats a password.</exception>
    public static WfmDatabase Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        if (PostgresUrl.IsOne(trimmed))
        {
            return Postgres(PostgresUrl.ToConnectionString(trimmed));
        }

        return Names(trimmed, "HOST", "SERVER")
            ? Postgres(FromKeywords(trimmed))
            : new WfmDatabase(DatabaseProvider.Sqlite, Names(trimmed, "DATA SOURCE", "DATASOURCE", "FILENAME") ? FromSqliteKeywords(trimmed) : FromPath(trimmed, new SqliteConnectionStringBuilder()));
    }

    /// <summary>Opens a context. Connections are pooled; dispose it soon.</summary>
    public WfmDb CreateContext() => new(Options);

    /// <summary>Points a context's options at this database; for dependency injection and for tests that add interceptors.</summary>
    /// <param name="builder">The options so far.</param>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    public TBuilder Configure<TBuilder>(TBuilder builder)
        where TBuilder : DbContextOptionsBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);

        // Migrations are written by hand, without the snapshot this warning compares with; SchemaDriftTests compare the real schemas instead.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        if (Provider == DatabaseProvider.Sqlite)
        {
            builder.UseSqlite(ConnectionString).AddInterceptors(SqliteSettings.Instance);
        }
        else
        {
            builder.UseNpgsql(ConnectionString);
        }

        return builder;
    }

    /// <summary>Where it is, without secrets: for people and logs.</summary>
    public override string ToString()
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            return new SqliteConnectionStringBuilder(ConnectionString).DataSource;
        }

        NpgsqlConnectionStringBuilder parts = new(ConnectionString);
        return $"{parts.Host}:{parts.Port}/{parts.Database}";
    }

    // What the text says itself about a setting stands. Compiling our short queries takes PostgreSQL far longer (0.8 s for the board) than running them.
    private static WfmDatabase Postgres(string connectionString)
    {
        NpgsqlConnectionStringBuilder parts = new(connectionString);
        foreach ((string setting, string value) in ((string, string)[])[(IdleTransactions, "60s"), ("jit", "off")])
        {
            if (parts.Options?.Contains($"{setting}=", StringComparison.OrdinalIgnoreCase) != true)
            {
                parts.Options = $"{parts.Options} -c {setting}={value}".TrimStart();
            }
        }

        return new WfmDatabase(DatabaseProvider.PostgreSql, parts.ConnectionString);
    }

    private static bool Names(string text, params string[] keywords) => text.Split(';')
        .Select(part => part.Split('=', 2))
        .Any(part => part.Length == 2 && keywords.Contains(part[0].Trim().ToUpperInvariant()));

    private static string FromKeywords(string text)
    {
        try
        {
            NpgsqlConnectionStringBuilder parts = new(text);
            return string.IsNullOrEmpty(parts.Database)
                ? throw new FormatException("The connection text names no database; add Database=….")
                : parts.ConnectionString;
        }
        catch (ArgumentException wrong)
        {
            // Npgsql's message names the keyword, never its value.
            throw new FormatException($"The connection text is not one Npgsql understands: {wrong.Message}", wrong);
        }
    }

    // What the text says of the waiting time stands; SQLite's own reader knows the words.
    private static string FromSqliteKeywords(string text)
    {
        try
        {
            SqliteConnectionStringBuilder parts = new(text);
            return parts.Mode is SqliteOpenMode.Memory or SqliteOpenMode.ReadOnly
                ? throw new FormatException($"A SQLite database with Mode={parts.Mode} cannot be worked in. Leave Mode out.")
                : FromPath(parts.DataSource, parts);
        }
        catch (ArgumentException wrong)
        {
            // SQLite's message names the keyword, never its value.
            throw new FormatException($"The connection text names a file with Data Source=, but is not one SQLite understands: {wrong.Message} For PostgreSQL write Host=…;Database=….", wrong);
        }
    }

    private static string FromPath(string path, SqliteConnectionStringBuilder parts)
    {
        if (path.Length == 0)
        {
            throw new FormatException("No database is named. Give a path for SQLite, or postgres://user:password@host:port/database.");
        }

        if (path.Contains("://", StringComparison.Ordinal))
        {
            string scheme = path[..path.IndexOf("://", StringComparison.Ordinal)];
            throw new FormatException($"\"{scheme}://\" is no database we know. Give a path for SQLite, or postgres://user:password@host:port/database.");
        }

        if (path.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException("A database in memory is gone with its first connection. Give the path of a file.");
        }

        if (Directory.Exists(path) || path.EndsWith('/'))
        {
            throw new FormatException($"\"{path}\" is a folder. Give the path of a file, such as {Path.Combine(path, "wfm.db")}.");
        }

        (parts.DataSource, parts.ForeignKeys) = (path, true);
        if (!parts.ShouldSerialize("Default Timeout"))
        {
            parts.DefaultTimeout = LockTimeoutSeconds;
        }

        return parts.ConnectionString;
    }
}
