using NodaTime;

namespace Wfm.Storage;

/// <summary>One step by hand in a draft: what the days looked like before and after, so that it can be undone and done again.</summary>
public sealed class StoredEdit
{
    /// <param name="schedule">Which version.</param>
    /// <param name="number">Its place in the version's history, from 1.</param>
    /// <param name="what">Before and after.</param>
    /// <param name="who">Who.</param>
    /// <param name="at">When.</param>
    public StoredEdit(ScheduleId schedule, int number, EditedDays what, string who, Instant at)
    {
        ArgumentNullException.ThrowIfNull(what);
        ScheduleId = schedule;
        Number = number;
        BeforeJson = what.BeforeJson;
        AfterJson = what.AfterJson;
        Why = what.Why;
        CostDelta = what.CostDelta;
        Who = who;
        At = at;
    }

    private StoredEdit()
    {
    }

    /// <summary>Which version.</summary>
    public ScheduleId ScheduleId { get; private set; }

    /// <summary>Its place in the version's history, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The days before, as JSON.</summary>
    public string BeforeJson { get; private set; } = "";

    /// <summary>The days after, as JSON.</summary>
    public string AfterJson { get; private set; } = "";

    /// <summary>The reason given.</summary>
    public string? Why { get; private set; }

    /// <summary>What it changed in the schedule's cost.</summary>
    public double CostDelta { get; private set; }

    /// <summary>Who.</summary>
    public string Who { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>Whether it is undone at present.</summary>
    public bool IsUndone { get; private set; }

    /// <summary>Takes it back, or does it again.</summary>
    /// <param name="isUndone">Whether it is undone from now on.</param>
    public void SetUndone(bool isUndone) => IsUndone = isUndone;
}

/// <summary>What an edit did.</summary>
/// <param name="BeforeJson">The days before.</param>
/// <param name="AfterJson">The days after.</param>
/// <param name="CostDelta">What it changed in the schedule's cost.</param>
/// <param name="Why">The reason given.</param>
public sealed record EditedDays(string BeforeJson, string AfterJson, double CostDelta, string? Why);
