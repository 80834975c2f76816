using NodaTime;

namespace Wfm.Domain;

/// <summary>How much a person works and by which rules.</summary>
public sealed record Contract
{
    /// <param name="id">Code.</param>
    /// <param name="shareFraction">Share of full time, more than 0 and at most 1.</param>
    /// <param name="hoursPerWeek">Hours a week this contract owes, share already taken; more than zero.</param>
    /// <param name="weekBand">How far the running total may be from what is owed at the end of any week.</param>
    /// <param name="periodTolerance">How far the total may be from what is owed at the end of the period.</param>
    /// <param name="rules">The work rules.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public Contract(
        ContractId id, double shareFraction, Duration hoursPerWeek, Duration weekBand, Duration periodTolerance, WorkRules rules)
    {
        if (shareFraction is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(shareFraction), shareFraction, "A share of full time lies above 0 and at most at 1; write 80 % as 0.80.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(hoursPerWeek, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(weekBand, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(periodTolerance, Duration.Zero);
        ArgumentNullException.ThrowIfNull(rules);
        Id = id;
        ShareFraction = shareFraction;
        HoursPerWeek = hoursPerWeek;
        WeekBand = weekBand;
        PeriodTolerance = periodTolerance;
        Rules = rules;
    }

    /// <summary>Code.</summary>
    public ContractId Id { get; }

    /// <summary>Share of full time.</summary>
    public double ShareFraction { get; }

    /// <summary>Hours a week this contract owes.</summary>
    public Duration HoursPerWeek { get; }

    /// <summary>Hours a week beyond the contract that are extra time of a part-timer (mertid) and not overtime: up to full time, which is what the contract owes over its share; none of full time.</summary>
    public Duration ExtraTimePerWeek => Duration.FromMinutes(Math.Round((HoursPerWeek / ShareFraction - HoursPerWeek).TotalMinutes));

    /// <summary>How far the running total may be from what is owed at the end of any week.</summary>
    public Duration WeekBand { get; }

    /// <summary>How far the total may be from what is owed at the end of the period.</summary>
    public Duration PeriodTolerance { get; }

    /// <summary>The work rules.</summary>
    public WorkRules Rules { get; }
}
