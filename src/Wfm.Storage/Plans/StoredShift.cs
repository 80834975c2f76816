using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>One shift of one version of a schedule, as stored. Written in bulk by <see cref="ScheduleStore"/> only.</summary>
public sealed class StoredShift
{
    private StoredShift()
    {
    }

    /// <summary>Which version.</summary>
    public ScheduleId ScheduleId { get; private set; }

    /// <summary>Its place in the version, from 0.</summary>
    public int Number { get; private set; }

    /// <summary>Whose. No reference to the agents of today: a schedule outlives them.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>The local day it begins on.</summary>
    public LocalDate Date { get; private set; }

    /// <summary>First moment at work.</summary>
    public Instant Start { get; private set; }

    /// <summary>First moment after work.</summary>
    public Instant End { get; private set; }
}

/// <summary>A piece of a stored shift.</summary>
public sealed class StoredShiftActivity
{
    private StoredShiftActivity()
    {
    }

    /// <summary>Which version.</summary>
    public ScheduleId ScheduleId { get; private set; }

    /// <summary>Which shift of it.</summary>
    public int ShiftNumber { get; private set; }

    /// <summary>Its place in the shift, from 0.</summary>
    public int Ordinal { get; private set; }

    /// <summary>What is done.</summary>
    public ActivityKind Kind { get; private set; }

    /// <summary>From when.</summary>
    public Instant Start { get; private set; }

    /// <summary>Until when.</summary>
    public Instant End { get; private set; }
}
