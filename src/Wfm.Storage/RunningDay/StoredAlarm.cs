using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>One alarm of a queue's day, from its raising to its end.</summary>
public sealed class StoredAlarm
{
    /// <param name="unit">Where.</param>
    /// <param name="date">The day.</param>
    /// <param name="queue">Which queue.</param>
    /// <param name="isBelow">Whether the day falls short; else there is room to spare.</param>
    /// <param name="raisedAt">When.</param>
    /// <param name="chance">The chance that raised it.</param>
    /// <param name="level">The chance from which one is raised.</param>
    public StoredAlarm(BusinessUnitId unit, LocalDate date, QueueId queue, bool isBelow, Instant raisedAt, double chance, double level)
    {
        (BusinessUnitId, LocalDate, QueueCode, IsBelow) = (unit, date, queue, isBelow);
        (RaisedAt, Chance, Level) = (raisedAt, chance, level);
    }

    private StoredAlarm()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The day.</summary>
    public LocalDate LocalDate { get; private set; }

    /// <summary>Which queue.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>Whether the day falls short; else there is room to spare.</summary>
    public bool IsBelow { get; private set; }

    /// <summary>When it was raised.</summary>
    public Instant RaisedAt { get; private set; }

    /// <summary>When it ended; empty while it stands.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>The chance that raised it, 0 to 1.</summary>
    public double Chance { get; private set; }

    /// <summary>The chance from which one is raised, 0 to 1.</summary>
    public double Level { get; private set; }

    /// <summary>It is over.</summary>
    /// <param name="at">When.</param>
    public void End(Instant at) => EndedAt = at;
}
