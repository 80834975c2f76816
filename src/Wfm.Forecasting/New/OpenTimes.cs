using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>When a queue is open on the days asked for, and at which times of its week that is. Its hours may begin with its first day, so days before are judged by the week to come.</summary>
internal sealed class OpenTimes
{
    private readonly DateTimeZone _zone;
    private readonly ForecastRequest _request;
    private readonly OpeningHours? _hours;
    private readonly Dictionary<IsoDayOfWeek, List<(LocalTime Opens, LocalTime Closes)>> _week = [];

    /// <param name="request">The days, and the hours if known; without any it is always open.</param>
    /// <param name="zone">The clock.</param>
    public OpenTimes(ForecastRequest request, DateTimeZone zone)
    {
        (_request, _zone, _hours) = (request, zone, request.OpeningHours is { IsKnown: true } known ? known : null);
        foreach (OpeningPeriod period in (_hours?.Periods ?? []).Where(period => Days().Any(period.AppliesOn)))
        {
            if (!_week.TryGetValue(period.Weekday, out List<(LocalTime, LocalTime)>? openings))
            {
                _week[period.Weekday] = openings = [];
            }

            openings.Add((period.Opens, period.Closes));
        }
    }

    /// <summary>Whether it is open at a moment of the days asked for; on red days only where it opens on Sundays.</summary>
    /// <param name="at">The moment.</param>
    public bool Contains(Instant at) => _hours is null
        || (_hours.IsOpen(at, _zone) && (_week.ContainsKey(IsoDayOfWeek.Sunday) || _request.SpecialDays.On(at.InZone(_zone).Date)?.Kind is not (SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve)));

    /// <summary>Whether a moment of any day lies in the hours of its week.</summary>
    /// <param name="at">The moment.</param>
    public bool IsUsual(Instant at)
    {
        LocalDateTime local = at.InZone(_zone).LocalDateTime;
        return _hours is null || (_week.TryGetValue(local.DayOfWeek, out List<(LocalTime Opens, LocalTime Closes)>? openings)
            && openings.Exists(opening => local.TimeOfDay >= opening.Opens && (opening.Closes == LocalTime.Midnight || local.TimeOfDay < opening.Closes)));
    }

    private IEnumerable<LocalDate> Days() => Enumerable.Range(0, _request.Days).Select(_request.From.PlusDays);
}
