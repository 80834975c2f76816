using Npgsql;

namespace Wfm.Storage;

/// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=require</c>, the form hosting platforms hand out.</summary>
internal static class PostgresUrl
{
    private const string Form = "postgres://user:password@host:port/database";

    // libpq's names on the left, Npgsql's on the right.
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["options"] = "Options",
        ["target_session_attrs"] = "Target Session Attributes",
        ["host"] = "Host",
        ["search_path"] = "Search Path",
        ["pool_max"] = "Maximum Pool Size",
    };

    /// <summary>Whether a text begins like one.</summary>
    /// <param name="text">The connection text.</param>
    public static bool IsOne(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same as an Npgsql connection string.</summary>
    /// <param name="text">The URL.</param>
    /// <exception cref="FormatException">It is not a complete URL of this form.</exception>
    public static string ToConnectionString(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
        {
            throw new FormatException($"The database URL cannot be read. Its form is {Form}; characters such as @ / # in the password are written %40 %2F %23.");
        }

        NpgsqlConnectionStringBuilder parts = new() { Host = url.IdnHost, Port = url.Port > 0 ? url.Port : NpgsqlConnection.DefaultPort };
        TakeUser(url, parts);
        parts.Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/'));
        TakeOptions(url, parts);
        if (string.IsNullOrEmpty(parts.Host))
        {
            throw new FormatException($"The database URL names no host. Its form is {Form}.");
        }

        return string.IsNullOrEmpty(parts.Database)
            ? throw new FormatException($"The database URL names no database. Its form is {Form}.")
            : parts.ConnectionString;
    }

    private static void TakeUser(Uri url, NpgsqlConnectionStringBuilder parts)
    {
        string[] user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            parts.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            parts.Password = Uri.UnescapeDataString(user[1]);
        }
    }

    private static void TakeOptions(Uri url, NpgsqlConnectionStringBuilder parts)
    {
        foreach (string option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = option.Split('=', 2);
            string name = Uri.UnescapeDataString(pair[0]);
            if (pair.Length != 2 || !Keywords.TryGetValue(name, out string? keyword))
            {
                throw new FormatException($"The database URL has the option \"{name}\"; known are {string.Join(", ", Keywords.Keys)}, each with a value.");
            }

            string value = Uri.UnescapeDataString(pair[1]);
            try
            {
                parts[keyword] = keyword == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
            }
            catch (ArgumentException wrong)
            {
                throw new FormatException($"The database URL's option {name} has the value \"{value}\", which is not one of its values.", wrong);
            }
        }
    }
}
