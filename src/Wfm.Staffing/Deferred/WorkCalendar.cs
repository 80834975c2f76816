using NodaTime;

namespace Wfm.Staffing;

/// <summary>The hours in which a queue's deferred work is done, and deadlines told by them.</summary>
public sealed class WorkCalendar
{
    private readonly Interval[] _open;
    private readonly DateTimeZone _zone;

    /// <param name="open">The openings, any order.</param>
    /// <param name="zone">The clock by which days are told.</param>
    public WorkCalendar(IEnumerable<Interval> open, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        _open = [.. open.Where(opening => opening.HasStart && opening.HasEnd && opening.Duration > Duration.Zero).OrderBy(opening => opening.Start)];
        _zone = zone;
    }

    /// <summary>The moment itself when open, else the next opening; empty where none is known.</summary>
    /// <param name="at">Any moment.</param>
    public Instant? NextOpen(Instant at)
    {
        int opening = IndexFrom(at);
        return opening < _open.Length ? Instant.Max(at, _open[opening].Start) : null;
    }

    /// <summary>
    /// One working day after a moment: the same time of day on the next day with an opening, moved into that day's openings; what comes while
    /// closed counts from the next opening. Empty where no such day is known.
    /// </summary>
    /// <param name="at">When the work came.</param>
    public Instant? PlusWorkingDay(Instant at)
    {
        if (NextOpen(at) is not { } from)
        {
            return null;
        }

        ZonedDateTime local = from.InZone(_zone);
        int next = Array.FindIndex(_open, opening => opening.Start.InZone(_zone).Date > local.Date);
        if (next < 0)
        {
            return null;
        }

        LocalDate day = _open[next].Start.InZone(_zone).Date;
        Instant sameTime = day.At(local.TimeOfDay).InZoneLeniently(_zone).ToInstant();
        Instant closes = _open.Skip(next).TakeWhile(opening => opening.Start.InZone(_zone).Date == day).Last().End;
        return Instant.Min(closes, Instant.Max(_open[next].Start, sameTime));
    }

    /// <summary>A number of open hours after a moment; empty where so many are not known.</summary>
    /// <param name="at">When the work came.</param>
    /// <param name="hours">Open time; more than zero.</param>
    public Instant? PlusOpenTime(Instant at, Duration hours)
    {
        Duration left = hours;
        for (int opening = IndexFrom(at); opening < _open.Length; opening++)
        {
            Instant from = Instant.Max(at, _open[opening].Start);
            if (_open[opening].End - from >= left)
            {
                return from + left;
            }

            left -= _open[opening].End - from;
        }

        return null;
    }

    /// <summary>The first opening that ends after a moment.</summary>
    private int IndexFrom(Instant at)
    {
        int low = 0, high = _open.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _open[middle].End > at ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
