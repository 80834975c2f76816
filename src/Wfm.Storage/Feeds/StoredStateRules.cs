namespace Wfm.Storage;

/// <summary>What states of telephone systems mean in a unit; a unit without a row goes by the usual groups and rules.</summary>
public sealed class StoredStateRules : IRowVersioned
{
    /// <param name="unit">Whose.</param>
    public StoredStateRules(BusinessUnitId unit) => BusinessUnitId = unit;

    private StoredStateRules()
    {
    }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Groups and rules.</summary>
    public string DocumentJson { get; private set; } = "{}";

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over others.</summary>
    /// <param name="documentJson">Groups and rules.</param>
    public void Take(string documentJson) => DocumentJson = documentJson;
}
