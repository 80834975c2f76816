using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>An absence as stored: the category only, never a reason. Never changed, only added and removed.</summary>
public sealed class StoredAbsence
{
    /// <param name="unit">Whose.</param>
    /// <param name="absence">What to store.</param>
    public StoredAbsence(BusinessUnitId unit, Absence absence)
    {
        ArgumentNullException.ThrowIfNull(absence);
        BusinessUnitId = unit;
        AgentCode = absence.Agent;
        Start = absence.Start;
        End = absence.End;
        Category = absence.Category;
    }

    private StoredAbsence()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>From when, on the wall clock.</summary>
    public LocalDateTime Start { get; private set; }

    /// <summary>Until when.</summary>
    public LocalDateTime End { get; private set; }

    /// <summary>The kind.</summary>
    public AbsenceCategory Category { get; private set; }

    /// <summary>The absence in the words of the domain.</summary>
    public Absence ToDomain() => new(AgentCode, Start, End, Category);
}
