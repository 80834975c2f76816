using System.Globalization;

namespace Wfm.Cli;

/// <summary>A plain table: columns as wide as their widest cell, numbers to the right.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [];

    public static string Percent(double? fraction) => fraction?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "";

    public void Add(params string[] cells) => _rows.Add(cells);

    public async Task WriteAsync(TextWriter writer)
    {
        int[] widths = [.. Enumerable.Range(0, header.Length).Select(column => _rows.Append(header).Max(row => row[column].Length))];
        await WriteRowAsync(writer, header, widths);
        await writer.WriteLineAsync(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (string[] row in _rows)
        {
            await WriteRowAsync(writer, row, widths);
        }
    }

    private static async Task WriteRowAsync(TextWriter writer, string[] cells, int[] widths) =>
        await writer.WriteLineAsync(string.Join("  ", cells.Select((cell, column) => IsNumber(cell) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());

    private static bool IsNumber(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || (cell[0] == '-' && cell.Length > 1));
}
