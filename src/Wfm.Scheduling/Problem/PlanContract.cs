using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>No early start on the day after a late end.</summary>
/// <param name="LateAfter">An end after this wall-clock time is late.</param>
/// <param name="EarlyBefore">A start before this wall-clock time is early.</param>
public sealed record EarlyAfterLate(LocalTime LateAfter, LocalTime EarlyBefore);

/// <summary>A contract with the rules only scheduling asks about.</summary>
/// <param name="Terms">Hours, bands and work rules.</param>
public sealed record PlanContract(Contract Terms)
{
    /// <summary>No early start after a late end; null switches the rule off.</summary>
    public EarlyAfterLate? EarlyAfterLate { get; init; }

    /// <summary>Whether a published day may not be changed with less notice than is owed; otherwise that is a cost and a warning.</summary>
    public bool NoticeIsHard { get; init; }

    /// <summary>Whether people under this contract are called in by the hour: never planned, offered instead.</summary>
    public bool IsCalledIn => Terms.Rules.IsCalledIn;

    /// <summary>How far the running total may be from what is owed after a number of weeks: the week's band, and the period's
    /// tolerance at the end of each calculation period and of the plan.</summary>
    /// <param name="weeks">Weeks gone by.</param>
    /// <param name="planWeeks">Weeks of the plan.</param>
    public Duration SlackAfter(int weeks, int planWeeks)
    {
        bool isBalanced = weeks == planWeeks || (Terms.Rules.AveragingWeeks is { } period && weeks % period == 0);
        return isBalanced ? Duration.Min(Terms.WeekBand, Terms.PeriodTolerance) : Terms.WeekBand;
    }
}
