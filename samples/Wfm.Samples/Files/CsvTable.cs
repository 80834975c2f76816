using System.Globalization;
using NodaTime;

namespace Wfm.Samples;

/// <summary>Writes rows with commas, dot decimals and LF, the same in every culture.</summary>
internal sealed class CsvTable
{
    private readonly TextWriter _writer;

    public CsvTable(TextWriter writer, string header)
    {
        _writer = writer;
        _writer.Write(header);
        _writer.Write('\n');
    }

    public void Row(params ReadOnlySpan<object?> cells)
    {
        for (int column = 0; column < cells.Length; column++)
        {
            if (column > 0)
            {
                _writer.Write(',');
            }

            _writer.Write(Escaped(Text(cells[column])));
        }

        _writer.Write('\n');
    }

    public static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text,
        bool claim => claim ? "true" : "false",
        LocalDate date => date.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture),
        LocalTime time => time.ToString("HH':'mm", CultureInfo.InvariantCulture),
        LocalDateTime at => at.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss", CultureInfo.InvariantCulture),
        OffsetDateTime at => at.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'sso<+HH:mm>", CultureInfo.InvariantCulture),
        Duration length => length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string Escaped(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
