using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Wfm.Storage;

/// <summary>What <c>wfm doctor</c> asks of the database and the machine.</summary>
public static class DatabaseCheck
{
    private const string Zone = "Europe/Stockholm";
    private const string Culture = "sv-SE";

    /// <summary>Looks at everything; a fault in one place does not hide the others.</summary>
    /// <param name="database">Which database.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<CheckedThing>> RunAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        List<CheckedThing> things = [CheckNodaZone(), CheckSystemZone(), CheckCulture()];
        await using WfmDb db = database.CreateContext();
        try
        {
            await CheckDatabaseAsync(db, things, cancellationToken);
        }
        catch (Exception broken) when (broken is DbException or InvalidOperationException { InnerException: DbException })
        {
            // Npgsql wraps what may pass by itself, such as a refused connection.
            string said = (broken as DbException ?? broken.InnerException!).Message;
            things.Add(new CheckedThing("database", false, $"{database}: {said}", "a database that answers"));
        }

        return things;
    }

    private static async Task CheckDatabaseAsync(WfmDb db, List<CheckedThing> things, CancellationToken cancellationToken)
    {
        if (db.Provider == DatabaseProvider.Sqlite && !await db.Database.CanConnectAsync(cancellationToken))
        {
            things.Add(new CheckedThing("database", false, "no file", "a SQLite file; wfm migrate creates it"));
            return;
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        DbConnection connection = db.Database.GetDbConnection();
        things.Add(new CheckedThing("database", true, $"{db.Provider} at {connection.DataSource}", "a database that answers"));
        things.Add(CheckVersion(db.Provider, connection.ServerVersion));
        things.Add(db.Provider == DatabaseProvider.Sqlite
            ? await CheckSettingAsync(connection, "journal mode", "PRAGMA journal_mode", "wal", cancellationToken)
            : await CheckSettingAsync(connection, "encoding", "SHOW server_encoding", "UTF8", cancellationToken));
        string[] missing = [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
        things.Add(new CheckedThing(
            "schema", missing.Length == 0, missing.Length == 0 ? "up to date" : $"missing {string.Join(", ", missing)}", "up to date; wfm migrate brings it there"));
    }

    private static CheckedThing CheckVersion(DatabaseProvider provider, string found)
    {
        // IS DISTINCT FROM came with SQLite 3.39; PostgreSQL 13 is the oldest its makers still mend.
        Version least = provider == DatabaseProvider.Sqlite ? new Version(3, 39) : new Version(13, 0);
        string number = new([.. found.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.')]);
        return new CheckedThing(
            "database version", Version.TryParse(number, out Version? version) && version >= least, found, $"{provider} {least} or later");
    }

    private static async Task<CheckedThing> CheckSettingAsync(
        DbConnection connection, string name, string question, string expected, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = question;
        string found = Convert.ToString(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) ?? "";
        return new CheckedThing(name, string.Equals(found, expected, StringComparison.OrdinalIgnoreCase), found, expected);
    }

    private static CheckedThing CheckNodaZone()
    {
        string found = DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null ? "unknown" : $"tzdb {DateTimeZoneProviders.Tzdb.VersionId}";
        return new CheckedThing($"time zone {Zone}", found != "unknown", found, "known to NodaTime");
    }

    private static CheckedThing CheckSystemZone()
    {
        bool isKnown = TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out TimeZoneInfo? _);
        return new CheckedThing($"time zone {Zone} of the system", isKnown, isKnown ? "found" : "not found", "found; on Debian, package tzdata");
    }

    private static CheckedThing CheckCulture()
    {
        // Without ICU every culture is the invariant one, and å ä ö sort as anywhere.
        bool isSwedish;
        try
        {
            isSwedish = CultureInfo.GetCultureInfo(Culture, predefinedOnly: true).NumberFormat.NumberDecimalSeparator == ",";
        }
        catch (CultureNotFoundException)
        {
            isSwedish = false;
        }

        return new CheckedThing($"culture {Culture}", isSwedish, isSwedish ? "found" : "not found", "found; on Debian, package libicu");
    }
}

/// <summary>One thing looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="IsOk">Whether it is as it should be.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What should be found.</param>
public sealed record CheckedThing(string Name, bool IsOk, string Found, string Expected);
