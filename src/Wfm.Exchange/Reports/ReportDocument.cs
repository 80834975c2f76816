using NodaTime;
using NodaTime.Text;

namespace Wfm.Exchange;

/// <summary>A report as the API and JSON files tell it: raw figures by key, and beside them what each one is.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Unit">The centre.</param>
/// <param name="Zone">The clock of its days.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="By">The length of a row.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Notes">What a reader must know beside the definitions.</param>
public sealed record ReportDocument(
    string Name,
    ReportText Title,
    string Unit,
    string Zone,
    string From,
    string To,
    string By,
    IReadOnlyList<ReportDocumentColumn> Columns,
    IReadOnlyList<ReportDocumentRow> Rows,
    IReadOnlyList<ReportText> Notes)
{
    private static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<m>");

    /// <summary>A report as a document.</summary>
    /// <param name="table">The report.</param>
    public static ReportDocument Of(ReportTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new ReportDocument(
            table.Name, ReportText.Of(table.Title), table.Unit, table.Zone.Id, Day(table.Span.First), Day(table.Span.Last), Code(table.Span.Step),
            [.. table.Columns.Select(column => new ReportDocumentColumn(column.Key, ReportText.Of(column.Title), Code(column.Measure), ReportText.Of(column.Definition)))],
            [.. table.Rows.Select(row => Row(table, row))],
            [.. table.Notes.Select(ReportText.Of)]);
    }

    /// <summary>A moment, local with its offset.</summary>
    internal static string Local(Instant at, DateTimeZone zone) => Moment.Format(at.InZone(zone).ToOffsetDateTime());

    /// <summary>A name of an enumeration as it is written.</summary>
    internal static string Code<TName>(TName name)
        where TName : struct, Enum => name.ToString().ToLowerInvariant();

    private static string Day(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static ReportDocumentRow Row(ReportTable table, ReportRow row)
    {
        var cells = table.Columns.Zip(row.Cells).ToArray();
        return new ReportDocumentRow(
            Local(row.Bucket.Start, table.Zone), Local(row.Bucket.End, table.Zone), Code(row.Bucket.Step), Code(row.Scope.Kind), row.Scope.Code, row.Scope.Name,
            cells.Where(cell => cell.First.Measure != Measure.Text).ToDictionary(cell => cell.First.Key, cell => cell.Second.Number),
            cells.Where(cell => cell.First.Measure == Measure.Text && cell.Second.Text is not null).ToDictionary(cell => cell.First.Key, cell => ReportText.Of(cell.Second.Text!)),
            [.. cells.Where(cell => cell.Second.IsWithheld).Select(cell => cell.First.Key)]);
    }
}

/// <summary>Bilingual in both languages.</summary>
/// <param name="Sv">Swedish.</param>
/// <param name="En">English.</param>
public sealed record ReportText(string Sv, string En)
{
    internal static ReportText Of(Bilingual words) => new(words.Swedish, words.English);
}

/// <summary>A column of a report.</summary>
/// <param name="Key">The key of its figures.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Measure">What its numbers are: contacts, count, share (0 to 1), points (−1 to 1), seconds, hours, people, money; or text.</param>
/// <param name="Definition">What it is, in one line.</param>
public sealed record ReportDocumentColumn(string Key, ReportText Title, string Measure, ReportText Definition);

/// <summary>A row of a report.</summary>
/// <param name="Start">First moment, local with offset.</param>
/// <param name="End">First moment after it.</param>
/// <param name="Step">What the time is: quarter, hour, day, week, month, or whole for the span.</param>
/// <param name="Level">Whom it is about: total, group, queue, person, undivided.</param>
/// <param name="Code">Code of the group, queue or person.</param>
/// <param name="Name">Its name.</param>
/// <param name="Figures">Numbers by key; null where nobody knows or where they are withheld.</param>
/// <param name="Texts">Bilingual by key.</param>
/// <param name="Withheld">Keys of figures that are known and about too few people to be told.</param>
public sealed record ReportDocumentRow(
    string Start,
    string End,
    string Step,
    string Level,
    string Code,
    string Name,
    IReadOnlyDictionary<string, double?> Figures,
    IReadOnlyDictionary<string, ReportText> Texts,
    IReadOnlyList<string> Withheld);
