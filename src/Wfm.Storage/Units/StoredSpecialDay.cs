using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A special day of a unit's calendar as stored. Never changed, only added and removed.</summary>
public sealed class StoredSpecialDay
{
    /// <param name="unit">Whose.</param>
    /// <param name="day">What to store.</param>
    public StoredSpecialDay(BusinessUnitId unit, SpecialDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        BusinessUnitId = unit;
        Date = day.Date;
        Name = day.Name;
        Kind = day.Kind;
        Closes = day.Closes;
    }

    private StoredSpecialDay()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The day.</summary>
    public LocalDate Date { get; private set; }

    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What kind of day.</summary>
    public SpecialDayKind Kind { get; private set; }

    /// <summary>When the house closes on it; empty means as usual.</summary>
    public LocalTime? Closes { get; private set; }

    /// <summary>The day in the words of the domain.</summary>
    public SpecialDay ToDomain() => new(Date, Name, Kind, Closes);
}
