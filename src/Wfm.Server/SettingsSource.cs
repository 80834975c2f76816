using Microsoft.Extensions.Configuration;

namespace Wfm.Server;

/// <summary>Where settings come from: a file, then the environment, then flags; secrets also from files of their own.</summary>
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
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(file ?? "wfm.json"), optional: file is null, reloadOnChange: false)
            .AddEnvironmentVariables()
            .Build();
        IConfigurationSection section = configuration.GetSection(ServerSettings.Section);
        Dictionary<string, string?> said = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string path, string? value) in section.AsEnumerable(makePathsRelative: true).Where(setting => setting.Value is not null))
        {
            said[path] = value;
        }

        // A secret mounted as a file: WFM__Database_FILE=/run/secrets/database.
        foreach ((string path, string? named) in said.Where(setting => setting.Key.EndsWith(FromFile, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            said[path[..^FromFile.Length]] = File.ReadAllText(named!).Trim();
        }

        foreach ((string path, string? value) in flags.Where(flag => flag.Value is not null))
        {
            said[path] = value;
        }

        return Bind(said);
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
