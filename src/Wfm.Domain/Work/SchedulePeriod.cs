using NodaTime;

namespace Wfm.Domain;

/// <summary>The weeks a schedule is made for (schemaperiod), whole ISO weeks from a Monday.</summary>
public sealed record SchedulePeriod
{
    /// <summary>The longest period that can be planned, in weeks.</summary>
    public const int LongestWeeks = 53;

    /// <param name="firstDay">A Monday.</param>
    /// <param name="weeks">1 to <see cref="LongestWeeks"/>; 8 to 12 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">The first day is no Monday, or the number of weeks is outside its range.</exception>
    public SchedulePeriod(LocalDate firstDay, int weeks)
    {
        if (firstDay.DayOfWeek != IsoDayOfWeek.Monday)
        {
            throw new ArgumentOutOfRangeException(nameof(firstDay), firstDay, "A schedule period begins on a Monday.");
        }

        if (weeks is < 1 or > LongestWeeks)
        {
            throw new ArgumentOutOfRangeException(nameof(weeks), weeks, $"A schedule period has 1 to {LongestWeeks} weeks.");
        }

        FirstDay = firstDay;
        Weeks = weeks;
    }

    /// <summary>The Monday it begins on.</summary>
    public LocalDate FirstDay { get; }

    /// <summary>Number of weeks.</summary>
    public int Weeks { get; }

    /// <summary>The last day, a Sunday.</summary>
    public LocalDate LastDay => FirstDay.PlusDays((Weeks * 7) - 1);

    /// <summary>All its days in order.</summary>
    public IEnumerable<LocalDate> Days => Enumerable.Range(0, Weeks * 7).Select(FirstDay.PlusDays);
}
