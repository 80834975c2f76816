using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A previous shift as stored. Never changed, only added and removed.</summary>
public sealed class StoredPreviousShift
{
    /// <param name="unit">Whose.</param>
    /// <param name="shift">What to store.</param>
    public StoredPreviousShift(BusinessUnitId unit, PreviousShift shift)
    {
        ArgumentNullException.ThrowIfNull(shift);
        BusinessUnitId = unit;
        AgentCode = shift.Agent;
        Start = shift.Span.Start;
        End = shift.Span.End;
    }

    private StoredPreviousShift()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>First moment at work.</summary>
    public Instant Start { get; private set; }

    /// <summary>First moment after work.</summary>
    public Instant End { get; private set; }

    /// <summary>The shift as a value.</summary>
    public PreviousShift ToDomain() => new(AgentCode, new Interval(Start, End));
}
