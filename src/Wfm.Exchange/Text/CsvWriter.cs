using System.Buffers;
using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>Writes rows of comma-separated cells: invariant numbers, quotes where needed, text that cannot turn into a formula.</summary>
internal sealed class CsvWriter(TextWriter writer)
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\t\"\r\n");
    private bool _isFirst = true;

    public static CsvWriter WithHeader(TextWriter writer, IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(writer);
        CsvWriter rows = new(writer);
        foreach (string column in columns)
        {
            rows.Text(column);
        }

        rows.EndRow();
        return rows;
    }

    public CsvWriter Text(string? text)
    {
        Separate();
        if (text is null)
        {
            return this;
        }

        bool isGuarded = FormulaGuard.IsNeeded(text);
        if (isGuarded || text.AsSpan().ContainsAny(NeedQuotes) || text != text.Trim())
        {
            writer.Write('"');
            writer.Write(isGuarded ? "'" : "");
            writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
            return this;
        }

        writer.Write(text);
        return this;
    }

    /// <summary>A cell of somebody else's file: a number stays as it was written, text is guarded.</summary>
    public CsvWriter Original(string cell)
    {
        if (cell.Contains(',', StringComparison.Ordinal) || !Numbers.TryParse(cell, out _))
        {
            return Text(cell);
        }

        Separate();
        writer.Write(cell);
        return this;
    }

    /// <summary>The shortest text that reads back as the same number, at most 17 digits.</summary>
    public CsvWriter Number(double? number)
    {
        Separate();
        if (number is { } value)
        {
            Span<char> digits = stackalloc char[32];
            value.TryFormat(digits, out int length, "R", CultureInfo.InvariantCulture);
            writer.Write(digits[..length]);
        }

        return this;
    }

    public CsvWriter Whole(int? number)
    {
        Separate();
        if (number is { } value)
        {
            Span<char> digits = stackalloc char[16];
            value.TryFormat(digits, out int length, "D", CultureInfo.InvariantCulture);
            writer.Write(digits[..length]);
        }

        return this;
    }

    /// <summary>A local time with its offset.</summary>
    public CsvWriter Time(Instant instant, ZoneClock clock)
    {
        Separate();
        Span<char> text = stackalloc char[WrittenTime.LongestWritten];
        writer.Write(text[..WrittenTime.Format(instant, clock, text)]);
        return this;
    }

    public void EndRow()
    {
        writer.Write('\n');
        _isFirst = true;
    }

    private void Separate()
    {
        if (!_isFirst)
        {
            writer.Write(',');
        }

        _isFirst = false;
    }
}
