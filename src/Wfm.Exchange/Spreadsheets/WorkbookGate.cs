using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Wfm.Exchange;

/// <summary>Looks at a workbook before anything is read from it: what it is, how large it would become, what it carries.</summary>
internal static partial class WorkbookGate
{
    public const int MostEntries = 1_000;
    public const long MostUnpackedBytes = 200L * 1024 * 1024;
    public const int MostRatio = 100;

    /// <summary>Texts are kept in memory while a workbook is read, at two to three bytes for each of these.</summary>
    public const long MostTextBytes = 64L * 1024 * 1024;

    // A small sheet of equal cells packs better than any honest large one.
    private const long RatioCountsFrom = 1024 * 1024;
    private const string Workbook = "xl/workbook.xml";
    private const string Types = "[Content_Types].xml";

    /// <summary>Whether the bytes begin like those of any ZIP file.</summary>
    public static bool IsPacked(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Whether they begin like the old container that holds .xls and workbooks with a password.</summary>
    public static bool IsCompound(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>What would have been accepted, or empty when the workbook may be read.</summary>
    /// <param name="stream">The file, at its beginning; read to its end.</param>
    /// <param name="facts">What there is to know before reading it.</param>
    public static string? Refusal(Stream stream, out WorkbookFacts facts)
    {
        facts = default;
        try
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            bool hasErrors = false;
            string? refusal = ByContents(archive) ?? BySize(archive, stream.Length) ?? ByUnpacking(archive, stream.Length, ref hasErrors);
            if (refusal is null)
            {
                Match epoch = Epoch().Match(Head(archive.GetEntry(Workbook)!));
                facts = new WorkbookFacts(epoch.Success, epoch.Success && epoch.Groups[1].Value != "1", hasErrors);
            }

            return refusal;
        }
        catch (InvalidDataException)
        {
            return "a whole .xlsx workbook; this one is damaged";
        }
    }

    private static string? ByContents(ZipArchive archive)
    {
        if (archive.Entries.Count > MostEntries)
        {
            return $"a workbook of at most {MostEntries} parts";
        }

        if (archive.Entries.Any(entry => entry.FullName.Contains("..", StringComparison.Ordinal) || entry.FullName.StartsWith('/') || entry.FullName.Contains('\\')))
        {
            return "a workbook whose parts stay within it";
        }

        if (archive.GetEntry(Types) is not { } types || archive.GetEntry(Workbook) is null)
        {
            return "an .xlsx workbook";
        }

        bool hasMacros = archive.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            || Head(types).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase);
        return hasMacros ? "an .xlsx workbook without macros" : null;
    }

    private static string? BySize(ZipArchive archive, long packed)
    {
        ZipArchiveEntry? texts = archive.GetEntry("xl/sharedStrings.xml");
        return texts?.Length > MostTextBytes
            ? $"a workbook with at most {MostTextBytes / (1024 * 1024)} MB of text"
            : TooLarge(archive.Entries.Sum(entry => Math.Min(entry.Length, MostUnpackedBytes + 1)), packed);
    }

    private static string? TooLarge(long unpacked, long packed) =>
        unpacked > MostUnpackedBytes ? $"a workbook of at most {MostUnpackedBytes / (1024 * 1024)} MB when unpacked"
        : unpacked > RatioCountsFrom && unpacked > packed * MostRatio ? $"a workbook that grows at most {MostRatio} times when unpacked"
        : null;

    // Sizes a file states can be lies, so its parts are unpacked once, into nothing, before anybody trusts them.
    private static string? ByUnpacking(ZipArchive archive, long packed, ref bool hasErrors)
    {
        byte[] chunk = new byte[64 * 1024];
        long unpacked = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream part = entry.Open();
            int carried = 0, read;
            while ((read = part.Read(chunk, carried, chunk.Length - carried)) > 0)
            {
                unpacked += read;
                if (TooLarge(unpacked, packed) is { } tooLarge)
                {
                    return tooLarge;
                }

                ReadOnlySpan<byte> seen = chunk.AsSpan(0, carried + read);
                if (seen.IndexOf("<!DOCTYPE"u8) >= 0 || seen.IndexOf("<!ENTITY"u8) >= 0)
                {
                    return "a workbook without document type declarations";
                }

                hasErrors |= seen.IndexOf(" t=\"e\""u8) >= 0;
                carried = Math.Min(8, seen.Length);
                seen[^carried..].CopyTo(chunk);
            }
        }

        return null;
    }

    private static string Head(ZipArchiveEntry entry)
    {
        byte[] head = new byte[64 * 1024];
        using Stream part = entry.Open();
        return Encoding.UTF8.GetString(head, 0, part.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
    }

    [GeneratedRegex("""\bdate1904\s*=\s*["'](1|true)["']""")]
    private static partial Regex Epoch();
}

/// <summary>What there is to know about a workbook before reading it.</summary>
/// <param name="Is1904">Whether its days are counted from 1904.</param>
/// <param name="ReaderMissesEpoch">Whether that is written in the way of LibreOffice, which ExcelDataReader 3.6 takes for 1900.</param>
/// <param name="HasErrors">Whether some cell may hold an error such as <c>#N/A</c>.</param>
internal readonly record struct WorkbookFacts(bool Is1904, bool ReaderMissesEpoch, bool HasErrors);
