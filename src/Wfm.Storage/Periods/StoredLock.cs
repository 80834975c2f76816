using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A day of a person the next search leaves as it is.</summary>
public sealed class StoredLock
{
    /// <param name="unit">Where.</param>
    /// <param name="agent">Whose day.</param>
    /// <param name="date">Which day.</param>
    /// <param name="who">Who locked it.</param>
    /// <param name="at">When.</param>
    public StoredLock(BusinessUnitId unit, AgentId agent, LocalDate date, string who, Instant at)
    {
        BusinessUnitId = unit;
        AgentCode = agent;
        Date = date;
        Who = who;
        At = at;
    }

    private StoredLock()
    {
    }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Whose day.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>Which day.</summary>
    public LocalDate Date { get; private set; }

    /// <summary>Who locked it.</summary>
    public string Who { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}
