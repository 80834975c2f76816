using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A business unit as stored.</summary>
public sealed class StoredBusinessUnit : IRowVersioned
{
    /// <param name="unit">What to store.</param>
    public StoredBusinessUnit(BusinessUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Take(unit);
    }

    private StoredBusinessUnit()
    {
    }

    /// <summary>Its number.</summary>
    public BusinessUnitId Id { get; private set; }

    /// <summary>What people call it; unique.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The time zone of its opening hours and shifts, such as <c>Europe/Stockholm</c>.</summary>
    public string ZoneId { get; private set; } = "";

    /// <summary>Length of the planning interval.</summary>
    public Duration IntervalLength { get; private set; }

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="unit">The unit as it should be from now on.</param>
    public void Take(BusinessUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Name = unit.Name;
        ZoneId = unit.Zone.Id;
        IntervalLength = unit.IntervalLength;
    }

    /// <summary>The unit in the words of the domain.</summary>
    public BusinessUnit ToDomain() => new(Name, DateTimeZoneProviders.Tzdb[ZoneId], IntervalLength);
}
