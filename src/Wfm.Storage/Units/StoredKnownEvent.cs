using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>An event that changes the inflow, as stored. Never changed, only added and removed.</summary>
public sealed class StoredKnownEvent
{
    /// <param name="unit">Whose.</param>
    /// <param name="known">What to store.</param>
    public StoredKnownEvent(BusinessUnitId unit, KnownEvent known)
    {
        ArgumentNullException.ThrowIfNull(known);
        BusinessUnitId = unit;
        QueueCode = known.Queue;
        FromDate = known.From;
        ToDate = known.To;
        Name = known.Name;
        Factor = known.Factor;
        Kind = known.Kind;
        Shape = known.Shape;
    }

    private StoredKnownEvent()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The queue it touches; empty means all.</summary>
    public QueueId? QueueCode { get; private set; }

    /// <summary>First day.</summary>
    public LocalDate FromDate { get; private set; }

    /// <summary>Last day.</summary>
    public LocalDate ToDate { get; private set; }

    /// <summary>What it is.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Calls with it ÷ calls without it at full strength; empty when it is to be learned.</summary>
    public double? Factor { get; private set; }

    /// <summary>What sort of thing it is.</summary>
    public EventKind Kind { get; private set; }

    /// <summary>How its strength runs over its days.</summary>
    public EventShape Shape { get; private set; }

    /// <summary>The event in the words of the domain.</summary>
    public KnownEvent ToDomain() => new(QueueCode, FromDate, ToDate, Name, Factor, Kind, Shape);
}
