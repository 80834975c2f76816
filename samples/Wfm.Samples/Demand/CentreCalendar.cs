using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>Which days the centre is open, until when, and what the calendar does to the calls.</summary>
internal sealed class CentreCalendar
{
    private static readonly LocalTime OrdinaryClose = new(17, 0);
    private readonly Dictionary<LocalDate, SpecialDay> _special;

    public CentreCalendar(LocalDate from, LocalDate to)
    {
        SpecialDays = SpecialDayCalendar.Sweden.Between(from, to);
        _special = SpecialDayCalendar.Sweden.Between(from.PlusDays(-7), to).ToDictionary(day => day.Date);
    }

    public IReadOnlyList<SpecialDay> SpecialDays { get; }

    public bool IsOpen(LocalDate date) =>
        !IsWeekend(date) && KindOf(date) is not (SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve);

    /// <summary>First wall time closed on an open day: 13 or 15 on shortened days.</summary>
    public LocalTime ClosesAt(LocalDate date) =>
        KindOf(date) != SpecialDayKind.ShortenedDay ? OrdinaryClose
        : _special[date].Name.StartsWith("Dagen före", StringComparison.Ordinal) ? new LocalTime(15, 0)
        : new LocalTime(13, 0);

    /// <summary>What the day itself does to the calls of every queue; empty on an ordinary day.</summary>
    public (string Kind, double Factor)? EffectOn(LocalDate date)
    {
        if (IsChristmasWeek(date))
        {
            return ("christmas_week", 0.66);
        }

        return KindOf(date) switch
        {
            SpecialDayKind.BridgeDay => ("bridge_day", 0.68),
            SpecialDayKind.ShortenedDay => ("shortened_day", 1.06),
            _ => IsFirstAfterClosed(date) ? ("after_closed_day", 1.17) : null,
        };
    }

    public LocalDate NextOpen(LocalDate date)
    {
        while (!IsOpen(date))
        {
            date = date.PlusDays(1);
        }

        return date;
    }

    /// <summary>The first day from a date on that is open all day and like any other.</summary>
    public LocalDate NextOrdinary(LocalDate date)
    {
        while (!IsOpen(date) || EffectOn(date) is not null)
        {
            date = date.PlusDays(1);
        }

        return date;
    }

    private SpecialDayKind? KindOf(LocalDate date) => _special.GetValueOrDefault(date)?.Kind;

    // The first open day after a weekday that was closed.
    private bool IsFirstAfterClosed(LocalDate date)
    {
        bool closedWeekday = false;
        for (LocalDate before = date.PlusDays(-1); !IsOpen(before) && before > date.PlusDays(-6); before = before.PlusDays(-1))
        {
            closedWeekday |= !IsWeekend(before);
        }

        return closedWeekday;
    }

    private static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    private static bool IsChristmasWeek(LocalDate date) =>
        (date.Month == 12 && date.Day >= 27) || (date.Month == 1 && date.Day is >= 2 and <= 4);
}
