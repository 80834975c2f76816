using System.Globalization;

namespace Wfm.Exchange;

/// <summary>Numbers as files write them: a decimal dot or a decimal comma, never a thousands separator.</summary>
internal static class Numbers
{
    private const int LongestNumber = 64;
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A finite number.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        if (text.Length is 0 or > LongestNumber)
        {
            return false;
        }

        Span<char> dotted = stackalloc char[LongestNumber];
        text.CopyTo(dotted);
        dotted = dotted[..text.Length];
        dotted.Replace(',', '.');
        return double.TryParse(dotted, Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    /// <summary>A whole number, also when written with an empty fraction such as <c>12,0</c>.</summary>
    public static bool TryWhole(ReadOnlySpan<char> text, out int number)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        bool isWhole = TryParse(text, out double value) && value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue;
        number = isWhole ? (int)value : 0;
        return isWhole;
    }
}
