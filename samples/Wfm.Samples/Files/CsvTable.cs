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
        LocalDateTime at => at.ToString("uuuu'-'MM'-'dd'T'HH':'mm", CultureInfo.InvariantCulture),
        OffsetDateTime at => at.ToString("uuuu'-'MM'-'dd'T'HH':'mmo<+HH:mm>", CultureInfo.InvariantCulture),
        Duration length => length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        Enum name => SnakeCase(name.ToString()),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string SnakeCase(string name) => string.Concat(name.Select((letter, at) =>
        char.IsUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static string Escaped(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
