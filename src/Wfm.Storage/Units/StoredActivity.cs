using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>How a unit calls and draws one kind of activity.</summary>
public sealed class StoredActivity : IRowVersioned
{
    /// <param name="unit">Whose.</param>
    /// <param name="kind">The kind.</param>
    public StoredActivity(BusinessUnitId unit, ActivityKind kind)
    {
        BusinessUnitId = unit;
        Kind = kind;
    }

    private StoredActivity()
    {
    }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The kind.</summary>
    public ActivityKind Kind { get; private set; }

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The letters drawn on it, so that colour is not the only sign.</summary>
    public string Letters { get; private set; } = "";

    /// <summary>Its colour, such as <c>#1f77b4</c>.</summary>
    public string Colour { get; private set; } = "";

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="letters">The letters drawn on it.</param>
    /// <param name="colour">Its colour.</param>
    public void Take(string name, string letters, string colour)
    {
        Name = name;
        Letters = letters;
        Colour = colour;
    }
}
