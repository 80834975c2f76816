using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A short training, coaching or the like that waits for room to spare: entered, or put off on a day that fell short.</summary>
public sealed class StoredWaitingActivity
{
    /// <param name="unit">Where.</param>
    /// <param name="agent">Who waits.</param>
    /// <param name="activity">For what.</param>
    /// <param name="minutes">How long it takes.</param>
    /// <param name="lastDay">By which day; empty for no limit.</param>
    /// <param name="by">Who entered it.</param>
    /// <param name="at">When.</param>
    public StoredWaitingActivity(BusinessUnitId unit, AgentId agent, ActivityKind activity, int minutes, LocalDate? lastDay, string by, Instant at)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minutes);
        (BusinessUnitId, AgentCode, Activity, Minutes) = (unit, agent, activity, minutes);
        (LastDay, By, At) = (lastDay, by, at);
    }

    private StoredWaitingActivity()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who waits.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>For what.</summary>
    public ActivityKind Activity { get; private set; }

    /// <summary>How long it takes, in minutes.</summary>
    public int Minutes { get; private set; }

    /// <summary>By which day; empty for no limit.</summary>
    public LocalDate? LastDay { get; private set; }

    /// <summary>Who entered it.</summary>
    public string By { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>When it takes place; empty while it waits.</summary>
    public Instant? PlacedFor { get; private set; }

    /// <summary>It has found its place.</summary>
    /// <param name="start">When it takes place.</param>
    public void Place(Instant start) => PlacedFor = start;
}
