using NodaTime;

namespace Wfm.Domain;

/// <summary>A report as every file, page and screen shows it: columns that explain themselves, and rows by scope and time.</summary>
/// <param name="Name">Its name in addresses and commands, such as <c>service-level</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Unit">The centre it is about.</param>
/// <param name="Zone">The clock of its days.</param>
/// <param name="Span">The days it is about.</param>
/// <param name="Columns">Its columns, left to right.</param>
/// <param name="Rows">Its rows: scope by scope, each in order of time, the whole span last.</param>
/// <param name="Notes">What a reader must know beside the definitions: what is missing, how shared people are divided.</param>
public sealed record ReportTable(
    string Name,
    Bilingual Title,
    string Unit,
    DateTimeZone Zone,
    ReportSpan Span,
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<ReportRow> Rows,
    IReadOnlyList<Bilingual> Notes);

/// <summary>A column of a report.</summary>
/// <param name="Key">Its name in files and in the API; never changes.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Measure">What its numbers are.</param>
/// <param name="Definition">What it is, in one line.</param>
public sealed record ReportColumn(string Key, Bilingual Title, Measure Measure, Bilingual Definition);

/// <summary>A row of a report.</summary>
/// <param name="Bucket">The time it is about.</param>
/// <param name="Scope">Whom or what it is about.</param>
/// <param name="Cells">One per column.</param>
public sealed record ReportRow(ReportBucket Bucket, ReportScope Scope, IReadOnlyList<ReportCell> Cells);

/// <summary>A stretch of time a row is about; half-open.</summary>
/// <param name="Start">First moment.</param>
/// <param name="End">First moment after it.</param>
/// <param name="Step">What it is called by.</param>
public readonly record struct ReportBucket(Instant Start, Instant End, ReportStep Step);

/// <summary>Whom or what a row is about.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Code">The code of the group, queue or person; empty of the total.</param>
/// <param name="Name">What people call it; empty of the total.</param>
public sealed record ReportScope(ScopeKind Kind, string Code, string Name)
{
    /// <summary>Everything together.</summary>
    public static ReportScope Total { get; } = new(ScopeKind.Total, "", "");
}

/// <summary>Kinds of scope.</summary>
public enum ScopeKind
{
    /// <summary>Everything together.</summary>
    Total,

    /// <summary>An answer group.</summary>
    Group,

    /// <summary>A queue.</summary>
    Queue,

    /// <summary>One person.</summary>
    Person,

    /// <summary>What belongs to no queue.</summary>
    Undivided,
}
