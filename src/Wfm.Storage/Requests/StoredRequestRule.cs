using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>What a group leader lets a rule answer; everything is off until somebody switches it on.</summary>
public sealed class StoredRequestRule : IRowVersioned
{
    /// <param name="unit">Where.</param>
    /// <param name="group">For whose requests.</param>
    public StoredRequestRule(BusinessUnitId unit, GroupId group) => (BusinessUnitId, GroupCode) = (unit, group);

    private StoredRequestRule()
    {
    }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>For whose requests.</summary>
    public GroupId GroupCode { get; private set; }

    /// <summary>Whether absences are approved.</summary>
    public bool ApprovesAbsence { get; private set; }

    /// <summary>Whether voluntary time off is approved.</summary>
    public bool ApprovesTimeOff { get; private set; }

    /// <summary>How far above its target every interval must stay, as a fraction.</summary>
    public double MarginFraction { get; private set; } = RequestRule.UsualMargin;

    /// <summary>Days between now and the first day asked for, at least.</summary>
    public int DaysAhead { get; private set; } = RequestRule.UsualDaysAhead;

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="rule">The settings from now on.</param>
    public void Take(RequestRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        (ApprovesAbsence, ApprovesTimeOff, MarginFraction, DaysAhead) = (rule.ApprovesAbsence, rule.ApprovesTimeOff, rule.MarginFraction, rule.DaysAhead);
    }

    /// <summary>The settings.</summary>
    public RequestRule ToRule() => new(ApprovesAbsence, ApprovesTimeOff, MarginFraction, DaysAhead);
}

/// <summary>What a rule may answer.</summary>
/// <param name="ApprovesAbsence">Whether absences are approved.</param>
/// <param name="ApprovesTimeOff">Whether voluntary time off is approved.</param>
/// <param name="MarginFraction">How far above its target every interval must stay, as a fraction 0 to 0.5.</param>
/// <param name="DaysAhead">Days between now and the first day asked for, at least; 0 to 365.</param>
public sealed record RequestRule(bool ApprovesAbsence, bool ApprovesTimeOff, double MarginFraction, int DaysAhead)
{
    /// <summary>Five points above the target.</summary>
    public const double UsualMargin = 0.05;

    /// <summary>Two weeks.</summary>
    public const int UsualDaysAhead = 14;
}

/// <summary>What no approval in a unit may break, whoever decides.</summary>
public sealed class StoredRequestLimit : IRowVersioned
{
    /// <param name="unit">Where.</param>
    public StoredRequestLimit(BusinessUnitId unit) => BusinessUnitId = unit;

    private StoredRequestLimit()
    {
    }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Most people of the unit away at once; empty for no limit.</summary>
    public int? MostAway { get; private set; }

    /// <summary>Lowest predicted service level of a queue's day, as a fraction; empty for no limit.</summary>
    public double? LowestLevel { get; private set; }

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="mostAway">Most people away at once.</param>
    /// <param name="lowestLevel">Lowest predicted level.</param>
    public void Take(int? mostAway, double? lowestLevel) => (MostAway, LowestLevel) = (mostAway, lowestLevel);
}
