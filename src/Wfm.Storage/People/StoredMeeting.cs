using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A meeting of one person as stored. Never changed, only added and removed.</summary>
public sealed class StoredMeeting
{
    /// <param name="unit">Whose.</param>
    /// <param name="meeting">What to store.</param>
    public StoredMeeting(BusinessUnitId unit, Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        BusinessUnitId = unit;
        AgentCode = meeting.Agent;
        Start = meeting.Start;
        End = meeting.End;
        Activity = meeting.Activity;
        IsMovable = meeting.IsMovable;
    }

    private StoredMeeting()
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

    /// <summary>What.</summary>
    public ActivityKind Activity { get; private set; }

    /// <summary>Whether intraday repair may move it.</summary>
    public bool IsMovable { get; private set; }

    /// <summary>The meeting in the words of the domain.</summary>
    public Meeting ToDomain() => new(AgentCode, Start, End, Activity, IsMovable);
}
