using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Somebody called in sick or late on the day, and from which schedule to which that led.</summary>
public sealed class StoredPresence
{
    /// <param name="unit">Where.</param>
    /// <param name="agent">Who.</param>
    /// <param name="kind">Sick or late.</param>
    /// <param name="away">From when until when.</param>
    /// <param name="reportedBy">Who said so.</param>
    /// <param name="at">When.</param>
    public StoredPresence(BusinessUnitId unit, AgentId agent, PresenceKind kind, Interval away, string reportedBy, Instant at)
    {
        BusinessUnitId = unit;
        AgentCode = agent;
        Kind = kind;
        Start = away.Start;
        End = away.End;
        ReportedBy = reportedBy;
        ReportedAt = at;
    }

    private StoredPresence()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>Sick or late.</summary>
    public PresenceKind Kind { get; private set; }

    /// <summary>Away from.</summary>
    public Instant Start { get; private set; }

    /// <summary>Away until.</summary>
    public Instant End { get; private set; }

    /// <summary>Who said so.</summary>
    public string ReportedBy { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant ReportedAt { get; private set; }

    /// <summary>Shifts as they were before, for whoever is back sooner.</summary>
    public string BeforeJson { get; private set; } = "[]";

    /// <summary>When they came back, where they said so.</summary>
    public Instant? BackAt { get; private set; }

    /// <summary>Keeps the shifts as they were.</summary>
    /// <param name="beforeJson">The days.</param>
    public void Keep(string beforeJson) => BeforeJson = beforeJson;

    /// <summary>Came back.</summary>
    /// <param name="at">When.</param>
    public void IsBack(Instant at)
    {
        BackAt = at;
        End = at < Start ? Start : at;
    }
}

/// <summary>What somebody reports on the day.</summary>
public enum PresenceKind
{
    /// <summary>Sick.</summary>
    Sick,

    /// <summary>Comes later than the shift begins.</summary>
    Late,
}
