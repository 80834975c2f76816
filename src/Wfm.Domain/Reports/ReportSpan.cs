using NodaTime;

namespace Wfm.Domain;

/// <summary>The days a report is about and the steps it tells them in.</summary>
public sealed record ReportSpan
{
    /// <summary>The most days a report can span: three years and a little.</summary>
    public const int MostDays = 1_100;

    /// <param name="first">First day.</param>
    /// <param name="last">Last day, not before the first.</param>
    /// <param name="step">The length of a row.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are in the wrong order, or more than the step allows.</exception>
    public ReportSpan(LocalDate first, LocalDate last, ReportStep step)
    {
        if (last < first)
        {
            throw new ArgumentOutOfRangeException(nameof(last), last, "The last day of a report is not before its first.");
        }

        if (Period.DaysBetween(first, last) >= MostDaysBy(step))
        {
            throw new ArgumentOutOfRangeException(nameof(last), last, $"A report by {step} spans at most {MostDaysBy(step)} days.");
        }

        (First, Last, Step) = (first, last, step);
    }

    /// <summary>First day.</summary>
    public LocalDate First { get; }

    /// <summary>Last day.</summary>
    public LocalDate Last { get; }

    /// <summary>The length of a row.</summary>
    public ReportStep Step { get; }

    /// <summary>The most days a report can span, by its step.</summary>
    /// <param name="step">The length of a row.</param>
    public static int MostDaysBy(ReportStep step) => step switch
    {
        ReportStep.Quarter => 31,
        ReportStep.Hour => 92,
        ReportStep.Day => 400,
        _ => MostDays,
    };

    /// <summary>The whole span as instants.</summary>
    /// <param name="zone">Whose days.</param>
    public Interval In(DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return new Interval(zone.AtStartOfDay(First).ToInstant(), zone.AtStartOfDay(Last.PlusDays(1)).ToInstant());
    }

    /// <summary>Its days in order.</summary>
    public IEnumerable<LocalDate> Days => Enumerable.Range(0, Period.DaysBetween(First, Last) + 1).Select(First.PlusDays);
}

/// <summary>The steps a report tells its span in.</summary>
public enum ReportStep
{
    /// <summary>Interval by interval of the planning grid: quarters, or the unit's longer intervals.</summary>
    Quarter,

    /// <summary>Clock hours.</summary>
    Hour,

    /// <summary>Local days of 23, 24 or 25 hours.</summary>
    Day,

    /// <summary>ISO weeks, from Monday; the first and last are cut by the span.</summary>
    Week,

    /// <summary>Calendar months; the first and last are cut by the span.</summary>
    Month,

    /// <summary>The whole span in one.</summary>
    Whole,
}
