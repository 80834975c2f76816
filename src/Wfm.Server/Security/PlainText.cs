using System.Globalization;
using System.Text;

namespace Wfm.Server.Security;

/// <summary>Which text may be a name or a reason: one line that reads as it is stored.</summary>
public static class PlainText
{
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>What is wrong with a text.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="most">Longest text taken, in UTF-16 units.</param>
    /// <returns>What is expected instead; nothing when it is fine.</returns>
    public static string? Fault(string? text, int most)
    {
        string expected = string.Create(CultureInfo.InvariantCulture, $"text of 1 to {most} characters");
        if (string.IsNullOrWhiteSpace(text) || text.Length > most)
        {
            return expected;
        }

        // Marks nobody sees turn names around or make two names look alike; only what joins one emoji with the next is needed.
        bool isPlain = text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar
            && (rune.Value == ZeroWidthJoiner || Rune.GetUnicodeCategory(rune) is not
                (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)));
        return isPlain ? null : $"{expected} on one line, without invisible ones";
    }

    /// <summary>The form texts are stored and compared in.</summary>
    /// <param name="text">A text without fault.</param>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A text as a log may show it: nothing in it can start another line.</summary>
    /// <param name="text">Anything.</param>
    public static string ForLog(string? text) => string.Concat((text ?? "").Take(200).Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? '?' : letter));
}
