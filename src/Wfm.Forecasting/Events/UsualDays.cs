using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>A day of a queue's past, and what the calendar makes of it.</summary>
/// <param name="Date">The day.</param>
/// <param name="Weekday">Weekday it behaves like, Monday 0.</param>
/// <param name="Calls">Calls that came in open hours.</param>
/// <param name="Calendar">Number by which calendar and season multiply the calls of its weekday.</param>
/// <param name="Role">What it can be used for.</param>
internal readonly record struct UsualDay(LocalDate Date, int Weekday, double Calls, double Calendar, DayRole Role);

/// <summary>What a past day can be used for when the size of an event is learned.</summary>
internal enum DayRole
{
    /// <summary>Closed, without rows, special or set aside.</summary>
    None,

    /// <summary>Tells what is usual.</summary>
    Ordinary,

    /// <summary>An event is felt on it.</summary>
    Event,
}

/// <summary>The past of one queue with every event's days kept apart: what sizes of events are learned from.</summary>
public sealed class UsualDays
{
    /// <summary>Longest event, in days, whose size is learned: what lasts longer is a change of level.</summary>
    public const int LongestEvent = 60;

    private readonly ForecastEvent[] _apart;

    private UsualDays(QueueId queue, IReadOnlyList<UsualDay> days, params ForecastEvent[] apart) => (Queue, Days, _apart) = (queue, days, apart);

    /// <summary>Whose days.</summary>
    public QueueId Queue { get; }

    internal IReadOnlyList<UsualDay> Days { get; }

    /// <summary>Lays out a history.</summary>
    /// <param name="history">The queue's calls.</param>
    /// <param name="request">As a forecast is asked for: opening hours, special days and all events; those of at most
    /// <see cref="LongestEvent"/> days are kept apart, longer ones are divided out. A size of 0 is one nobody stated.</param>
    /// <returns>The days; none where there is no history.</returns>
    public static UsualDays Of(CallSeries history, ForecastRequest request)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(request);
        Duration length = request.IntervalLength ?? history.IntervalLength;
        if (!CallResampling.CanSum(history.IntervalLength, length) || RawDays.Read(history, length, request.From) is not { } raw)
        {
            return new UsualDays(history.Queue, []);
        }

        ForecastEvent[] apart = [.. request.Events.Where(one => IsShort(one) && one.Touches(history.Queue))];
        ForecastRequest rest = request with { From = raw.First.PlusDays(raw.Days), Days = 1, HistoryEnd = null, Events = [.. request.Events.Where(one => !IsShort(one))] };
        DayMatrix matrix = new MatrixBuilder(raw, history.Queue, rest).Build([]);
        if (matrix.Columns == 0)
        {
            return new UsualDays(history.Queue, []);
        }

        bool[] isEvent = [.. Enumerable.Range(0, matrix.HistoryDays).Select(day => matrix.IsUsable(day) && apart.Any(one => one.StrengthOn(matrix.DateOf(day)) > 0))];
        SetAside(matrix, isEvent);
        DayCleaner.Clean(matrix, []);
        CalendarFeatures features = new(matrix);
        CalendarFit calendar = CalendarFit.Of(matrix, features, matrix.HistoryDays, yearly: CalendarFit.KnowsYear(matrix.HistoryDays));
        return new UsualDays(history.Queue, [.. Enumerable.Range(0, matrix.HistoryDays).Select(day => new UsualDay(
            matrix.DateOf(day), matrix.Weekday[day], matrix.TotalOf(day), calendar.Factor[day], RoleOf(matrix, day, isEvent)))], apart);
    }

    /// <summary>The number by which other events with a stated size multiply the calls of a day; nothing where one without a size is felt.</summary>
    internal double? OthersOn(ForecastEvent one, LocalDate day)
    {
        double factor = 1;
        foreach (ForecastEvent other in _apart.Where(other => (other.Name, other.From, other.To) != (one.Name, one.From, one.To)))
        {
            if (other.SizeFraction == 0 && other.StrengthOn(day) > EventSizes.LeastStrength)
            {
                return null;
            }

            factor *= other.FactorOn(day);
        }

        return factor;
    }

    /// <summary>Whether the size of an event can be told from a change of level.</summary>
    internal static bool IsShort(ForecastEvent one) => Period.DaysBetween(one.From, one.To) < LongestEvent;

    // The calendar and the level are learned from days without events only.
    private static void SetAside(DayMatrix matrix, bool[] isEvent)
    {
        for (int day = 0; day < isEvent.Length; day++)
        {
            matrix.State[day] = isEvent[day] ? DayState.SetAside : matrix.State[day];
        }
    }

    private static DayRole RoleOf(DayMatrix matrix, int day, bool[] isEvent) =>
        matrix.Special[day] is not null || matrix.IsBetweenClosures(day) ? DayRole.None
        : isEvent[day] ? DayRole.Event
        : matrix.IsUsable(day) ? DayRole.Ordinary : DayRole.None;
}
