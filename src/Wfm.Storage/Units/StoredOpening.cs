using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>One opening of a queue on one weekday, as stored. Never changed, only added and removed.</summary>
public sealed class StoredOpening
{
    /// <param name="unit">Whose.</param>
    /// <param name="queue">Which queue.</param>
    /// <param name="opening">What to store.</param>
    public StoredOpening(BusinessUnitId unit, QueueId queue, OpeningPeriod opening)
    {
        ArgumentNullException.ThrowIfNull(opening);
        BusinessUnitId = unit;
        QueueCode = queue;
        Weekday = opening.Weekday;
        Opens = opening.Opens;
        Closes = opening.Closes;
        ValidFrom = opening.ValidFrom;
        ValidTo = opening.ValidTo;
    }

    private StoredOpening()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Which queue.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>The weekday it applies to.</summary>
    public IsoDayOfWeek Weekday { get; private set; }

    /// <summary>First moment open.</summary>
    public LocalTime Opens { get; private set; }

    /// <summary>First moment closed again; midnight means the end of the day.</summary>
    public LocalTime Closes { get; private set; }

    /// <summary>First day the rule applies.</summary>
    public LocalDate? ValidFrom { get; private set; }

    /// <summary>Last day the rule applies.</summary>
    public LocalDate? ValidTo { get; private set; }

    /// <summary>The opening in the words of the domain.</summary>
    public OpeningPeriod ToDomain() => new(Weekday, Opens, Closes, ValidFrom, ValidTo);
}
