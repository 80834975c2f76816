using NodaTime;

namespace Wfm.Storage;

/// <summary>A file that was taken in whole. The same bytes again are recognised by their SHA-256.</summary>
public sealed class ImportedFile
{
    /// <param name="unit">Whose.</param>
    /// <param name="file">What was read.</param>
    /// <param name="importedAt">When.</param>
    public ImportedFile(BusinessUnitId unit, FileToImport file, Instant importedAt)
    {
        ArgumentNullException.ThrowIfNull(file);
        BusinessUnitId = unit;
        Kind = file.Kind;
        Source = file.Source;
        Name = file.Name;
        Sha256 = file.Sha256;
        ImportedAt = importedAt;
    }

    private ImportedFile()
    {
    }

    /// <summary>Its number.</summary>
    public ImportedFileId Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>What kind of file, such as <c>calls</c>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The system it came from.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Its name, without folder.</summary>
    public string Name { get; private set; } = "";

    /// <summary>SHA-256 of its bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>When it was taken in.</summary>
    public Instant ImportedAt { get; private set; }

    /// <summary>Rows that were new.</summary>
    public long InsertedRows { get; private set; }

    /// <summary>Rows that replaced others.</summary>
    public long ChangedRows { get; private set; }

    /// <summary>Rows that were there already, equal.</summary>
    public long UnchangedRows { get; private set; }

    /// <summary>Notes what the file did.</summary>
    /// <param name="inserted">Rows that were new.</param>
    /// <param name="changed">Rows that replaced others.</param>
    /// <param name="unchanged">Rows that were there already.</param>
    internal void Close(long inserted, long changed, long unchanged) =>
        (InsertedRows, ChangedRows, UnchangedRows) = (inserted, changed, unchanged);
}

/// <summary>A file about to be taken in.</summary>
public sealed record FileToImport
{
    /// <param name="kind">What kind of file, such as <c>calls</c>.</param>
    /// <param name="source">The system it comes from; part of the key of its intervals.</param>
    /// <param name="name">Its name, without folder.</param>
    /// <param name="sha256">SHA-256 of its bytes in hexadecimal.</param>
    /// <exception cref="ArgumentException">A text is blank, or the checksum is not 64 hexadecimal digits.</exception>
    public FileToImport(string kind, string source, string name, string sha256)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (sha256 is not { Length: 64 } || !sha256.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"A SHA-256 is 64 hexadecimal digits; found \"{sha256}\".", nameof(sha256));
        }

        Kind = kind;
        Source = source;
        Name = name;
        Sha256 = sha256.ToLowerInvariant();
    }

    /// <summary>When the source made the figures, where it says: of two deliveries the younger figures count, whichever comes first. Else what comes last counts.</summary>
    public Instant? GeneratedAt { get; init; }

    /// <summary>What kind of file.</summary>
    public string Kind { get; }

    /// <summary>The system it comes from.</summary>
    public string Source { get; }

    /// <summary>Its name, without folder.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of its bytes, lower case.</summary>
    public string Sha256 { get; }
}
