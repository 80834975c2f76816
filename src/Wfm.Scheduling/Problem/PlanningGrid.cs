using NodaTime;

namespace Wfm.Scheduling;

/// <summary>One day that can be planned: its date and its slots, which follow each other in elapsed time.</summary>
/// <param name="Date">The local date shifts of this row belong to.</param>
/// <param name="Start">Start of slot 0.</param>
/// <param name="Slots">Number of slots, 1 to <see cref="PlanningGrid.MostSlots"/>.</param>
public sealed record PlanDay(LocalDate Date, Instant Start, int Slots);

/// <summary>The days and slots of a schedule period. A day without opening hours has no row; a shift never leaves its row.</summary>
/// <remarks>Slots are elapsed time, so a night when clocks change has 92 or 100 quarters and rest is counted right.</remarks>
public sealed class PlanningGrid
{
    /// <summary>Most slots in one day: a 25-hour day of quarters.</summary>
    public const int MostSlots = 100;

    private readonly Dictionary<LocalDate, int> _indexOfDate;

    /// <param name="zone">The zone of the wall clock.</param>
    /// <param name="slotMinutes">15 or 30.</param>
    /// <param name="firstDate">First date of the period; weeks are counted from it.</param>
    /// <param name="weeks">Number of seven-day weeks.</param>
    /// <param name="days">The days that can be planned, ascending, inside the period.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    /// <exception cref="ArgumentException">The days are not ascending.</exception>
    public PlanningGrid(DateTimeZone zone, int slotMinutes, LocalDate firstDate, int weeks, IReadOnlyList<PlanDay> days)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(days);
        if (slotMinutes is not (15 or 30))
        {
            throw new ArgumentOutOfRangeException(nameof(slotMinutes), slotMinutes, "The planning grid is 15 or 30 minutes.");
        }

        (Zone, SlotMinutes, FirstDate, Weeks, Days) = (zone, slotMinutes, firstDate, weeks, days);
        _indexOfDate = [];
        for (int index = 0; index < days.Count; index++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(days[index].Slots, 1, nameof(days));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(days[index].Slots, MostSlots, nameof(days));
            if (index > 0 && days[index].Date <= days[index - 1].Date)
            {
                throw new ArgumentException($"Day {days[index].Date} does not come after {days[index - 1].Date}.", nameof(days));
            }

            _indexOfDate.Add(days[index].Date, index);
        }
    }

    /// <summary>The zone of the wall clock.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Minutes of one slot, 15 or 30.</summary>
    public int SlotMinutes { get; }

    /// <summary>First date of the period.</summary>
    public LocalDate FirstDate { get; }

    /// <summary>Number of seven-day weeks.</summary>
    public int Weeks { get; }

    /// <summary>The days that can be planned, ascending.</summary>
    public IReadOnlyList<PlanDay> Days { get; }

    /// <summary>First date after the period.</summary>
    public LocalDate EndDate => FirstDate.PlusDays(7 * Weeks);

    /// <summary>A grid whose days run from opening to closing on the wall clock.</summary>
    /// <param name="zone">The zone of the wall clock.</param>
    /// <param name="slotMinutes">15 or 30.</param>
    /// <param name="firstDate">First date of the period.</param>
    /// <param name="weeks">Number of weeks.</param>
    /// <param name="open">For each date that is open, the first and the last moment.</param>
    public static PlanningGrid FromOpenings(
        DateTimeZone zone, int slotMinutes, LocalDate firstDate, int weeks, IEnumerable<(LocalDate Date, Interval Open)> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        Duration slot = Duration.FromMinutes(slotMinutes);
        return new PlanningGrid(zone, slotMinutes, firstDate, weeks,
            [.. open.OrderBy(day => day.Date)
                .Select(day => new PlanDay(day.Date, day.Open.Start, (int)Math.Ceiling(day.Open.Duration / slot)))]);
    }

    /// <summary>Row of a date, or −1 when the date cannot be planned.</summary>
    public int IndexOf(LocalDate date) => _indexOfDate.GetValueOrDefault(date, -1);

    /// <summary>Week of a row, counted from 0.</summary>
    public int WeekOf(int day) => Period.DaysBetween(FirstDate, Days[day].Date) / 7;

    /// <summary>Start of a slot; <paramref name="slot"/> may be the number of slots, which is the day's end.</summary>
    public Instant InstantOf(int day, int slot) => Days[day].Start + Duration.FromMinutes((long)slot * SlotMinutes);

    /// <summary>Wall-clock time of a slot's start.</summary>
    public LocalDateTime LocalTimeOf(int day, int slot) => InstantOf(day, slot).InZone(Zone).LocalDateTime;

    /// <summary>Slots from the start of a row to an instant, rounded down; negative before the row.</summary>
    public int SlotFloor(int day, Instant instant) =>
        (int)Math.Floor((instant - Days[day].Start) / Duration.FromMinutes(SlotMinutes));

    /// <summary>Slots from the start of a row to an instant, rounded up.</summary>
    public int SlotCeiling(int day, Instant instant) =>
        (int)Math.Ceiling((instant - Days[day].Start) / Duration.FromMinutes(SlotMinutes));

    /// <summary>The instant a wall-clock time means on a row; times before its first slot belong to the next date.</summary>
    /// <remarks>A skipped time moves past the gap, a doubled one means the first.</remarks>
    public Instant InstantOf(int day, LocalTime time)
    {
        PlanDay row = Days[day];
        LocalDate date = time < row.Start.InZone(Zone).TimeOfDay && row.Start.InZone(Zone).Date == row.Date && IsPastMidnight(row, time)
            ? row.Date.PlusDays(1)
            : row.Date;
        return (date + time).InZone(Zone, Wfm.Domain.WallClock.Earliest).ToInstant();
    }

    private bool IsPastMidnight(PlanDay row, LocalTime time) =>
        (row.Date.PlusDays(1) + time).InZone(Zone, Wfm.Domain.WallClock.Earliest).ToInstant()
            <= row.Start + Duration.FromMinutes((long)row.Slots * SlotMinutes);
}
