namespace Wfm.Storage;

/// <summary>What the watch over a unit's running day may use, and how often it may cry wolf.</summary>
public sealed class StoredDaySettings : IRowVersioned
{
    /// <param name="unit">Where.</param>
    /// <param name="settingsJson">The settings.</param>
    public StoredDaySettings(BusinessUnitId unit, string settingsJson) => (BusinessUnitId, SettingsJson) = (unit, settingsJson);

    private StoredDaySettings()
    {
    }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The settings, as JSON.</summary>
    public string SettingsJson { get; private set; } = "";

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="settingsJson">The settings from now on.</param>
    public void Take(string settingsJson) => SettingsJson = settingsJson;
}
