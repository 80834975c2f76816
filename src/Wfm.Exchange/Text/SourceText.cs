using System.Text;
using System.Text.Unicode;

namespace Wfm.Exchange;

/// <summary>Finds out how a file writes its letters.</summary>
internal static class SourceText
{
    /// <summary>Larger files are refused before they are read.</summary>
    public const long MostBytes = 512L * 1024 * 1024;

    private const int ChunkBytes = 16 * 1024;

    /// <summary>A reader at the first letter of a file that can be rewound, its byte order mark passed.</summary>
    public static TextReader Open(Stream source)
    {
        long start = source.Position;
        Encoding encoding = Detect(source, out int markBytes);
        source.Position = start + markBytes;
        return new StreamReader(source, encoding, detectEncodingFromByteOrderMarks: false, ChunkBytes, leaveOpen: true);
    }

    /// <summary>A copy that can be rewound; it ends a little beyond <see cref="MostBytes"/>.</summary>
    public static MemoryStream Buffered(Stream stream)
    {
        MemoryStream copy = new();
        byte[] chunk = new byte[ChunkBytes];
        int read;
        while (copy.Length <= MostBytes && (read = stream.Read(chunk)) > 0)
        {
            copy.Write(chunk, 0, read);
        }

        copy.Position = 0;
        return copy;
    }

    private static Encoding Detect(Stream source, out int markBytes)
    {
        byte[] chunk = new byte[ChunkBytes];
        int filled = source.ReadAtLeast(chunk, ChunkBytes, throwOnEndOfStream: false);
        (Encoding? marked, markBytes) = ByMark(chunk.AsSpan(0, filled));
        return marked ?? ByZeros(chunk.AsSpan(0, Math.Min(filled, 4096))) ?? ByValidity(source, chunk, filled);
    }

    private static (Encoding? Encoding, int MarkBytes) ByMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (new UTF8Encoding(false), 3),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false), 2),
        _ => (null, 0),
    };

    /// <summary>UTF-16 without a mark: western text has a zero in nearly every second byte and hardly any in the others.</summary>
    private static UnicodeEncoding? ByZeros(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0, pairs = head.Length / 2;
        for (int at = 0; at < pairs * 2; at++)
        {
            if (head[at] == 0)
            {
                (even, odd) = (at & 1) == 0 ? (even + 1, odd) : (even, odd + 1);
            }
        }

        bool isBigEndian = even * 2 > pairs && odd * 10 < pairs;
        bool isLittleEndian = odd * 2 > pairs && even * 10 < pairs;
        return isBigEndian || isLittleEndian ? new UnicodeEncoding(isBigEndian, byteOrderMark: false) : null;
    }

    /// <summary>UTF-8 when every byte of the file agrees, else Windows-1252, which is Latin-1 with letters in the place of control codes.</summary>
    private static Encoding ByValidity(Stream source, byte[] chunk, int filled)
    {
        while (true)
        {
            bool isLast = filled < chunk.Length;
            int whole = isLast ? filled : WholeLetters(chunk.AsSpan(0, filled));
            if (!Utf8.IsValid(chunk.AsSpan(0, whole)))
            {
                return CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
            }

            if (isLast)
            {
                return new UTF8Encoding(false);
            }

            int carried = filled - whole;
            chunk.AsSpan(whole, carried).CopyTo(chunk);
            filled = carried + source.ReadAtLeast(chunk.AsSpan(carried), chunk.Length - carried, throwOnEndOfStream: false);
        }
    }

    private static int WholeLetters(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= 4; back++)
        {
            byte value = bytes[^back];
            if ((value & 0xC0) != 0x80)
            {
                return value >= 0xC0 ? bytes.Length - back : bytes.Length;
            }
        }

        return bytes.Length;
    }
}
