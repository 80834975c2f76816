using Microsoft.Extensions.Configuration;

namespace Wfm.Server;

/// <summary>Where settings come from: a file, then the environment, then flags, the later winning; secrets also from files of their own.</summary>
public static class SettingsSource
{
    private const string FromFile = "_FILE";

    /// <summary>Reads the settings.</summary>
    /// <param name="file">A JSON file with a section <c>WFM</c>; empty for <c>wfm.json</c> in the working folder, which may be missing.</param>
    /// <param name="flags">What the command line says, without the section; empty values are left out.</param>
    /// <exception cref="FormatException">A setting cannot be read; the message names it, never a secret.</exception>
    /// <exception cref="FileNotFoundException">A file that was named is not there.</exception>
    public static ServerSettings Read(string? file, IEnumerable<KeyValuePair<string, string?>> flags)
    {
        ArgumentNullException.ThrowIfNull(flags);
        string path = Path.GetFullPath(file ?? "wfm.json");
        Dictionary<string, string?> said = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string?> written = Section(builder => builder.AddJsonFile(path, optional: file is null, reloadOnChange: false), path);
        RefuseUnknown(written.Keys, path);
        Take(said, written, path);
        Take(said, Section(builder => builder.AddEnvironmentVariables(), "the environment"), "the environment");
        foreach ((string name, string? value) in flags.Where(flag => flag.Value is not null))
        {
            said[name] = value;
        }

        return Bind(said);
    }

    private static Dictionary<string, string?> Section(Action<IConfigurationBuilder> add, string where)
    {
        ConfigurationBuilder builder = new();
        add(builder);
        try
        {
            return new Dictionary<string, string?>(
                builder.Build().GetSection(ServerSettings.Section).AsEnumerable(makePathsRelative: true).Where(setting => setting.Value is not null), StringComparer.OrdinalIgnoreCase);
        }
        catch (InvalidDataException wrong)
        {
            throw new FormatException($"{where} is not JSON: {wrong.InnerException?.Message ?? wrong.Message}", wrong);
        }
    }

    // A name that is misspelt would be lost in silence. The environment is full of other people's names, so only the file is looked at.
    private static void RefuseUnknown(IEnumerable<string> names, string file)
    {
        HashSet<string> known = [.. typeof(ServerSettings).GetProperties().Select(property => property.Name.ToUpperInvariant())];
        foreach (string name in names)
        {
            string top = name.Split(':')[0];
            top = top.EndsWith(FromFile, StringComparison.OrdinalIgnoreCase) ? top[..^FromFile.Length] : top;
            if (!known.Contains(top.ToUpperInvariant()))
            {
                throw new FormatException($"{file} sets {ServerSettings.Section}:{top}, which is no setting. Maybe it is misspelt.");
            }
        }
    }

    // A secret mounted as a file: WFM__Database_FILE=/run/secrets/database.
    private static void Take(Dictionary<string, string?> said, Dictionary<string, string?> layer, string where)
    {
        foreach ((string name, string? value) in layer)
        {
            if (!name.EndsWith(FromFile, StringComparison.OrdinalIgnoreCase))
            {
                said[name] = value;
                continue;
            }

            string plain = name[..^FromFile.Length];
            if (layer.ContainsKey(plain))
            {
                throw new FormatException($"{where} sets both {plain} and {name}; give one of them.");
            }

            string content = File.ReadAllText(value!).Trim();
            said[plain] = content.Length > 0 ? content : throw new FormatException($"{name} names {value}, which is empty.");
        }
    }

    private static ServerSettings Bind(Dictionary<string, string?> said)
    {
        try
        {
            return new ConfigurationBuilder().AddInMemoryCollection(said).Build().Get<ServerSettings>() ?? new ServerSettings();
        }
        catch (InvalidOperationException wrong)
        {
            throw new FormatException($"A setting cannot be read: {wrong.Message}", wrong);
        }
    }
}
