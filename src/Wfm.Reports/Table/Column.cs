using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>A column and how its figure is taken from a row.</summary>
/// <typeparam name="TRow">The kind of row.</typeparam>
internal sealed record Column<TRow>(ReportColumn Head, Func<TRow, ReportCell> Cell)
{
    /// <summary>A column of numbers.</summary>
    public static Column<TRow> Number(string key, Measure measure, Bilingual title, Bilingual definition, Func<TRow, double?> value) =>
        new(new ReportColumn(key, title, measure, definition), row => ReportCell.Of(value(row)));

    /// <summary>A column of words.</summary>
    public static Column<TRow> Text(string key, Bilingual title, Bilingual definition, Func<TRow, Bilingual?> value) =>
        new(new ReportColumn(key, title, Measure.Text, definition), row => ReportCell.Of(value(row)));
}

/// <summary>Puts columns and rows together.</summary>
internal static class Tables
{
    /// <summary>A report of rows.</summary>
    public static ReportTable Of<TRow>(
        ReportFrame frame, string name, Bilingual title, IReadOnlyList<Column<TRow>> columns, IEnumerable<(ReportBucket Bucket, ReportScope Scope, TRow Row)> rows, IEnumerable<Bilingual> notes) =>
        new(name, title, frame.Unit, frame.Zone, frame.Span, [.. columns.Select(column => column.Head)],
            [.. rows.Select(row => new ReportRow(row.Bucket, row.Scope, [.. columns.Select(column => column.Cell(row.Row))]))], [.. notes, .. frame.Notes]);
}
