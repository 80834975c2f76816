using System.Globalization;
using System.Text;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>Writes the lines of an iCalendar stream: escaped, folded at 75 octets, each ended by CR LF (RFC 5545, 3.1 and 3.3.11).</summary>
internal sealed class ContentLines(TextWriter writer)
{
    private const int MostOctets = 75;

    /// <summary>A line whose value is written as it is.</summary>
    public void Raw(string name, string value) => Fold($"{name}:{value}");

    /// <summary>A line whose value is text.</summary>
    public void Text(string name, string value) => Fold($"{name}:{Escaped(value)}");

    /// <summary>An instant in UTC.</summary>
    public void Utc(string name, Instant at) => Raw(name, at.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    /// <summary>A wall time of a zone that the stream describes.</summary>
    public void Local(string name, LocalDateTime at, string zone) => Raw($"{name};TZID={zone}", Written(at));

    public static string Written(LocalDateTime at) => at.ToString("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Escaped(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (char letter in text.ReplaceLineEndings("\n"))
        {
            _ = letter switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(letter),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(letter) => escaped,
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    // A continuation line begins with one blank, which counts as an octet of its line. No letter is cut in two.
    private void Fold(string line)
    {
        int octets = 0;
        foreach (Rune letter in line.EnumerateRunes())
        {
            if (octets + letter.Utf8SequenceLength > MostOctets)
            {
                writer.Write("\r\n ");
                octets = 1;
            }

            writer.Write(letter.ToString());
            octets += letter.Utf8SequenceLength;
        }

        writer.Write("\r\n");
    }
}
