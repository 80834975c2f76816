namespace Wfm.Exchange;

/// <summary>Tells by its first bytes what a file of rows is, and opens it: text, or the first sheet of an .xlsx workbook.</summary>
/// <param name="Rows">Its rows; empty when it was refused.</param>
/// <param name="Refusal">What would have been accepted; empty when it was opened.</param>
/// <param name="OtherSheets">Sheets of the workbook that are not read.</param>
internal sealed record TableSource(ITableRows? Rows, string? Refusal, IReadOnlyList<string> OtherSheets) : IDisposable
{
    private IDisposable? Held { get; init; }

    /// <summary>Opens a file.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="file">Its name; one that ends in .xlsx promises a workbook.</param>
    /// <param name="delimiter">What stands between the cells of a text; empty to find out.</param>
    /// <param name="sheetName">The sheet of a workbook; empty for the first that is shown.</param>
    public static TableSource Open(Stream stream, string file, char? delimiter, string? sheetName = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Stream source = stream.CanSeek ? stream : SourceText.Buffered(stream);
        long start = source.Position;
        if (source.Length - start > SourceText.MostBytes)
        {
            return new TableSource(null, $"a file of at most {SourceText.MostBytes / (1024 * 1024)} MB", []);
        }

        Span<byte> head = stackalloc byte[8];
        int read = source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        source.Position = start;
        if (WorkbookGate.IsPacked(head[..read]))
        {
            SheetRows? sheet = SheetRows.Open(source, sheetName, out string? refusal);
            return new TableSource(sheet, refusal, sheet?.Others ?? []) { Held = sheet };
        }

        if (WorkbookGate.IsCompound(head[..read]))
        {
            return new TableSource(null, "an .xlsx workbook without a password, or a CSV file; this is an older .xls or an encrypted workbook", []);
        }

        if (file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            return new TableSource(null, "an .xlsx workbook; this file does not begin like one", []);
        }

        TextReader text = SourceText.Open(source);
        return new TableSource(new CsvReader(text, delimiter), null, []) { Held = text };
    }

    /// <inheritdoc/>
    public void Dispose() => Held?.Dispose();
}
