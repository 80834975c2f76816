using System.Globalization;

namespace Wfm.Exchange;

/// <summary>Names cells as spreadsheets do.</summary>
internal static class CellAddress
{
    /// <summary>The name of a cell, such as <c>D12</c>.</summary>
    /// <param name="column">Its column, the first being 0.</param>
    /// <param name="line">Its row, the first being 1.</param>
    public static string Of(int column, int line)
    {
        string letters = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + (rest - 1) % 26) + letters;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{letters}{line}");
    }
}
