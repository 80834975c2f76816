using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>One version of a period's schedule. Published ones never change: a correction is a new version with this one as its parent.</summary>
public sealed class ScheduleVersion : IRowVersioned
{
    internal ScheduleVersion(BusinessUnitId unit, int version, SchedulePeriod period, ScheduleOrigin origin)
    {
        BusinessUnitId = unit;
        Version = version;
        FirstDay = period.FirstDay;
        Weeks = period.Weeks;
        RequirementId = origin.Requirement;
        ParentId = origin.Parent;
        Cost = origin.Cost;
        LowerBound = origin.LowerBound;
        Provenance = origin.Plan.Provenance;
        SettingsJson = origin.Plan.SettingsJson;
        QualityJson = origin.Plan.QualityJson;
    }

    private ScheduleVersion()
    {
    }

    /// <summary>Its number.</summary>
    public ScheduleId Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The Monday its period begins on.</summary>
    public LocalDate FirstDay { get; private set; }

    /// <summary>Weeks in the period.</summary>
    public int Weeks { get; private set; }

    /// <summary>1 for the period's first, then counting on.</summary>
    public int Version { get; private set; }

    /// <summary>How far it has come.</summary>
    public ScheduleState State { get; private set; }

    /// <summary>When it was published.</summary>
    public Instant? PublishedAt { get; private set; }

    /// <summary>The requirement it was made for; empty when that was not stored here.</summary>
    public RequirementId? RequirementId { get; private set; }

    /// <summary>The version it was made from.</summary>
    public ScheduleId? ParentId { get; private set; }

    /// <summary>Its cost by the plain rules.</summary>
    public double? Cost { get; private set; }

    /// <summary>No schedule can cost less than this.</summary>
    public double? LowerBound { get; private set; }

    /// <summary>Whence it came and when it was made.</summary>
    public Provenance Provenance { get; private set; } = null!;

    /// <summary>The settings used, as JSON.</summary>
    public string SettingsJson { get; private set; } = "";

    /// <summary>How good it is, as JSON.</summary>
    public string QualityJson { get; private set; } = "";

    /// <summary>Steps by hand, undoing counted too.</summary>
    public int EditCount { get; private set; }

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>The weeks it is for.</summary>
    public SchedulePeriod Period => new(FirstDay, Weeks);

    /// <summary>The group leaders said yes.</summary>
    /// <exception cref="InvalidOperationException">It is not a draft.</exception>
    public void Approve()
    {
        if (State != ScheduleState.Draft)
        {
            throw new InvalidOperationException($"Version {Version} of the schedule from {FirstDay:yyyy-MM-dd} is {State}; only a draft can be approved.");
        }

        State = ScheduleState.Approved;
    }

    /// <summary>Its shifts were changed by hand: what leaders said of it before does not count any more.</summary>
    /// <param name="cost">Its cost now, by the plain rules; the lower bound holds as before.</param>
    /// <exception cref="InvalidOperationException">It is published.</exception>
    public void Edit(double? cost)
    {
        if (State == ScheduleState.Published)
        {
            throw new InvalidOperationException($"Version {Version} of the schedule from {FirstDay:yyyy-MM-dd} is published and never changes; make a new version.");
        }

        State = ScheduleState.Draft;
        Cost = cost;
        EditCount++;
    }

    /// <summary>Promises the schedule to the people in it. From here on it never changes.</summary>
    /// <param name="at">When.</param>
    /// <exception cref="InvalidOperationException">It is published already.</exception>
    public void Publish(Instant at)
    {
        if (State == ScheduleState.Published)
        {
            throw new InvalidOperationException($"Version {Version} of the schedule from {FirstDay:yyyy-MM-dd} is already published.");
        }

        State = ScheduleState.Published;
        PublishedAt = at;
    }
}

/// <summary>What a schedule was made from and how good it is.</summary>
/// <param name="Plan">Provenance, settings and quality figures.</param>
/// <param name="Requirement">The requirement it was made for.</param>
/// <param name="Parent">The version it was made from.</param>
/// <param name="Cost">Its cost by the plain rules.</param>
/// <param name="LowerBound">No schedule can cost less than this.</param>
public sealed record ScheduleOrigin(
    PlanOrigin Plan, RequirementId? Requirement = null, ScheduleId? Parent = null, double? Cost = null, double? LowerBound = null);
