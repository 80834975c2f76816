using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A group's leader said yes to a draft. A new draft needs a new yes.</summary>
public sealed class StoredApproval
{
    /// <param name="period">Which period.</param>
    /// <param name="group">For which group.</param>
    /// <param name="schedule">To which version.</param>
    /// <param name="who">The leader.</param>
    /// <param name="at">When.</param>
    public StoredApproval(PeriodId period, GroupId group, ScheduleId schedule, string who, Instant at)
    {
        PeriodId = period;
        GroupCode = group;
        ScheduleId = schedule;
        Who = who;
        At = at;
    }

    private StoredApproval()
    {
    }

    /// <summary>Which period.</summary>
    public PeriodId PeriodId { get; private set; }

    /// <summary>For which group.</summary>
    public GroupId GroupCode { get; private set; }

    /// <summary>To which version.</summary>
    public ScheduleId ScheduleId { get; private set; }

    /// <summary>The leader.</summary>
    public string Who { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}
