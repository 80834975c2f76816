namespace Wfm.Storage;

/// <summary>The SQL of taking in calls, told to one database. The texts hold no values; those are parameters.</summary>
internal sealed class CallSql(DatabaseProvider provider)
{
    private const string Columns =
        "stream_id, start, length_seconds, offered, answered, abandoned, answered_in_time, handle_seconds, wait_seconds, "
        + "answered_wait_seconds, short_abandoned, abandoned_in_time";

    private static readonly string[] Figures =
        ["length_seconds", "offered", "answered", "abandoned", "answered_in_time", "handle_seconds", "wait_seconds", "answered_wait_seconds", "short_abandoned", "abandoned_in_time"];

    private readonly bool _isPostgres = provider == DatabaseProvider.PostgreSql;

    /// <summary>Makes the table rows are staged in; it belongs to this connection.</summary>
    public string CreateStage =>
        $"""
        CREATE TEMPORARY TABLE staged_calls (stream_id integer NOT NULL, start {(_isPostgres ? "timestamp with time zone" : "integer")} NOT NULL,
        length_seconds integer NOT NULL, offered integer NOT NULL, answered integer, abandoned integer, answered_in_time integer,
        handle_seconds double precision, wait_seconds double precision, answered_wait_seconds double precision, short_abandoned integer, abandoned_in_time integer)
        """;

    /// <summary>How many interval lengths there are among the staged rows and the stored rows of the same streams.</summary>
    public static string CountLengths =>
        """
        SELECT count(DISTINCT length_seconds) AS "Value" FROM (SELECT length_seconds FROM staged_calls UNION ALL
        SELECT length_seconds FROM call_intervals WHERE stream_id IN (SELECT DISTINCT stream_id FROM staged_calls)) AS lengths
        """;

    /// <summary>Removes stored rows that a staged row with another start overlaps.</summary>
    public string RemoveOverlapped =>
        $"""
        DELETE FROM call_intervals AS old WHERE EXISTS (SELECT 1 FROM staged_calls AS new WHERE new.stream_id = old.stream_id
        AND new.start <> old.start AND new.start > old.start - {(_isPostgres ? "interval '1 hour'" : "3600000000")}
        AND new.start < {EndOf("old")} AND old.start < {EndOf("new")})
        AND NOT EXISTS (SELECT 1 FROM staged_calls AS new WHERE new.stream_id = old.stream_id AND new.start = old.start)
        """;

    /// <summary>How many staged rows are new, and how many differ from the stored one.</summary>
    /// <remarks>Parameter: when the figures were made.</remarks>
    public static string CountDifferences =>
        $$"""
        SELECT count(CASE WHEN old.stream_id IS NULL THEN 1 END) AS "Inserted",
        count(CASE WHEN old.stream_id IS NOT NULL AND (old.generated_at IS NULL OR old.generated_at <= {0}) AND ({{DiffersFrom("new")}}) THEN 1 END) AS "Changed"
        FROM staged_calls AS new LEFT JOIN call_intervals AS old ON old.stream_id = new.stream_id AND old.start = new.start
        """;

    /// <summary>Writes new and different rows; equal ones stay untouched. Parameters: the file's number, the time, when the figures were made.</summary>
    public static string Merge =>
        $$"""
        INSERT INTO call_intervals AS old ({{Columns}}, revision, file_id, updated_at, generated_at)
        SELECT {{Columns}}, 1, {0}, {1}, {2} FROM staged_calls WHERE true
        ON CONFLICT (stream_id, start) DO UPDATE SET {{string.Join(", ", Figures.Select(figure => $"{figure} = excluded.{figure}"))}},
        revision = old.revision + 1, file_id = excluded.file_id, updated_at = excluded.updated_at, generated_at = excluded.generated_at
        WHERE (old.generated_at IS NULL OR old.generated_at <= excluded.generated_at) AND ({{DiffersFrom("excluded")}})
        """;

    /// <summary>Notes that equal figures were made again later, so that what was made in between cannot take their place. Parameter: when.</summary>
    public static string Confirm =>
        """
        UPDATE call_intervals SET generated_at = {0} WHERE (generated_at IS NULL OR generated_at < {0})
        AND EXISTS (SELECT 1 FROM staged_calls AS new WHERE new.stream_id = call_intervals.stream_id AND new.start = call_intervals.start)
        """;

    private static string DiffersFrom(string other) =>
        string.Join(" OR ", Figures.Select(figure => $"old.{figure} IS DISTINCT FROM {other}.{figure}"));

    private string EndOf(string row) => _isPostgres
        ? $"{row}.start + make_interval(secs => {row}.length_seconds)"
        : $"{row}.start + {row}.length_seconds * 1000000";
}
