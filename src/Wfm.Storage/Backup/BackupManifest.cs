using System.IO.Compression;
using System.Text.Json;

namespace Wfm.Storage;

/// <summary>What a backup holds: its first entry, so that it can be asked without unpacking.</summary>
/// <param name="Provider">Which kind of database it is of.</param>
/// <param name="Migrations">The schema it was made with.</param>
/// <param name="Tables">Tables in the order they can be filled, with their rows.</param>
public sealed record BackupManifest(DatabaseProvider Provider, IReadOnlyList<string> Migrations, IReadOnlyList<BackupTable> Tables)
{
    /// <summary>Name of its entry.</summary>
    internal const string Entry = "manifest.json";

    /// <summary>Rows in all tables.</summary>
    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>Writes it.</summary>
    internal void Write(ZipArchive zip)
    {
        using Stream entry = zip.CreateEntry(Entry).Open();
        JsonSerializer.Serialize(entry, this);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">The file is no backup of ours.</exception>
    internal static BackupManifest Read(ZipArchive zip)
    {
        ZipArchiveEntry entry = zip.GetEntry(Entry) ?? throw new InvalidDataException($"The file holds no {Entry}; it is not a backup made by wfm backup.");
        using Stream text = entry.Open();
        return JsonSerializer.Deserialize<BackupManifest>(text)!;
    }
}

/// <summary>A table of a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order they are written.</param>
/// <param name="Rows">Its rows.</param>
public sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows);
