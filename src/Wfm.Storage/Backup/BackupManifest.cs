using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wfm.Storage;

/// <summary>What a backup holds; its last entries, with the hash of everything before them.</summary>
/// <param name="Provider">Which kind of database it is of.</param>
/// <param name="Migrations">The schema it was made with.</param>
/// <param name="Tables">Tables in the order they can be filled, with their rows.</param>
/// <param name="Files">The entries that hold them, with their hashes.</param>
public sealed partial record BackupManifest(DatabaseProvider Provider, IReadOnlyList<string> Migrations, IReadOnlyList<BackupTable> Tables, IReadOnlyList<BackupFile> Files)
{
    private const string Entry = "manifest.json";
    private const string HashEntry = "manifest.sha256";

    /// <summary>Rows in all tables.</summary>
    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>Writes it.</summary>
    internal void Write(ZipArchive zip)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(this);
        Write(zip, Entry, text);
        Write(zip, HashEntry, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(text))));
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">The file is no backup of ours, or not as it was written.</exception>
    internal static BackupManifest Read(ZipArchive zip)
    {
        byte[] text = Read(zip, Entry);
        if (Encoding.ASCII.GetString(Read(zip, HashEntry)) != Convert.ToHexStringLower(SHA256.HashData(text)))
        {
            throw new InvalidDataException($"{Entry} is not as it was written.");
        }

        try
        {
            BackupManifest manifest = JsonSerializer.Deserialize<BackupManifest>(text) ?? throw new InvalidDataException($"{Entry} is empty.");
            bool isOurs = manifest is { Migrations.Count: > 0, Tables: not null, Files: not null }
                && manifest.Tables.All(table => Name().IsMatch(table.Name) && table.Columns.All(column => Name().IsMatch(column)));
            return isOurs ? manifest : throw new InvalidDataException($"{Entry} does not say what wfm backup says.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{Entry} cannot be read: {wrong.Message}", wrong);
        }
    }

    private static void Write(ZipArchive zip, string name, byte[] content)
    {
        using Stream entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static byte[] Read(ZipArchive zip, string name)
    {
        using Stream content = (zip.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.")).Open();
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    // Names go into SQL as they stand.
    [GeneratedRegex("^[a-z_][a-z0-9_]*$")]
    private static partial Regex Name();
}

/// <summary>A table of a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order they are written.</param>
/// <param name="Rows">Its rows.</param>
public sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows);

/// <summary>An entry of a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
public sealed record BackupFile(string Name, string Sha256);
