using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Something changed; screens that show it ask again. Carries codes and numbers only, never content.</summary>
public sealed class StoredEvent
{
    /// <param name="unit">Where.</param>
    /// <param name="kind">What changed, such as <c>schedule-published</c>.</param>
    /// <param name="subject">Which one, as its path below the unit, such as <c>schedules/12</c>.</param>
    /// <param name="at">When.</param>
    /// <param name="agent">Only this person and those who lead or plan for them hear of it; empty means everybody in the unit.</param>
    public StoredEvent(BusinessUnitId unit, string kind, string subject, Instant at, AgentId? agent = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        BusinessUnitId = unit;
        Kind = kind;
        Subject = subject;
        At = at;
        AgentCode = agent;
    }

    private StoredEvent()
    {
    }

    /// <summary>Its number, increasing within the unit in the order of commits.</summary>
    public long Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>What changed.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Which one.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Whom it is about.</summary>
    public AgentId? AgentCode { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}
