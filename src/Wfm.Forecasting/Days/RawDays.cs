using NodaTime;
using NodaTime.TimeZones;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>A call history laid out as local days × slots of the wall clock, before anything is known about opening.</summary>
/// <remarks>
/// An hour the clock skips has no cell (multiplicity 0); one that comes twice has one cell holding the mean of both,
/// so that profiles stay comparable. The forecast gives that value to each of the two intervals.
/// </remarks>
internal sealed class RawDays
{
    private const long TicksPerDay = NodaConstants.TicksPerDay;

    private RawDays(LocalDate first, int days, DateTimeZone zone, Duration length)
    {
        First = first;
        Days = days;
        Zone = zone;
        Length = length;
        Slots = (int)(TicksPerDay / length.BclCompatibleTicks);
        Calls = new double[days * Slots];
        HandleSeconds = new double[days * Slots];
        Handled = new double[days * Slots];
        Rows = new int[days];
        HasRow = new bool[7 * Slots];
    }

    public LocalDate First { get; }

    public int Days { get; }

    public DateTimeZone Zone { get; }

    public Duration Length { get; }

    /// <summary>Slots of an ordinary day of 24 hours.</summary>
    public int Slots { get; }

    public double[] Calls { get; }

    public double[] HandleSeconds { get; }

    public double[] Handled { get; }

    /// <summary>Whether a slot of a weekday (Monday first) ever had a row, weekday × slot.</summary>
    public bool[] HasRow { get; }

    /// <summary>Rows the source gave on each day.</summary>
    public int[] Rows { get; }

    /// <summary>Lays out a history from its first day with rows, at most three years back, up to and not including <paramref name="end"/>.</summary>
    public static RawDays? Read(CallSeries series, Duration length, LocalDate end)
    {
        long endDay = DayNumber(end);
        long first = long.MaxValue, last = long.MinValue;
        Span<long> local = series.Intervals.Count <= 4096 ? stackalloc long[series.Intervals.Count] : new long[series.Intervals.Count];
        LocalTicks(series, local);
        foreach (long ticks in local)
        {
            long day = FloorDay(ticks);
            if (day < endDay)
            {
                first = Math.Min(first, day);
                last = Math.Max(last, day);
            }
        }

        if (last == long.MinValue)
        {
            return null;
        }

        first = Math.Max(first, last - ForecastRequest.LongestDays);
        RawDays raw = new(end.PlusDays((int)(first - endDay)), (int)(last - first) + 1, series.Zone, length);
        for (int i = 0; i < local.Length; i++)
        {
            raw.Add(series.Intervals[i], local[i], first);
        }

        raw.AverageDoubledHours();
        return raw;
    }

    /// <summary>How often the clock shows each slot of a day: once, or on a change day never or twice.</summary>
    public int[] MultiplicityOn(LocalDate day)
    {
        int[] multiplicity = new int[Slots];
        foreach (Instant start in DayIntervals.StartsOf(day, Zone, Length))
        {
            multiplicity[(int)(start.InZone(Zone).TimeOfDay.TickOfDay / Length.BclCompatibleTicks)]++;
        }

        return multiplicity;
    }

    /// <summary>Whether a day has 24 hours.</summary>
    public static bool IsOrdinary(LocalDate day, DateTimeZone zone) => DayIntervals.Of(day, zone).Duration == Duration.FromDays(1);

    private static long DayNumber(LocalDate day) => Period.DaysBetween(new LocalDate(1970, 1, 1), day);

    private static long FloorDay(long ticks) => ticks >= 0 ? ticks / TicksPerDay : ((ticks + 1) / TicksPerDay) - 1;

    private static void LocalTicks(CallSeries series, Span<long> local)
    {
        ZoneInterval? current = null;
        for (int i = 0; i < local.Length; i++)
        {
            Instant start = series.Intervals[i].Start;
            if (current is null || !current.Contains(start))
            {
                current = series.Zone.GetZoneInterval(start);
            }

            local[i] = start.ToUnixTimeTicks() + current.WallOffset.Ticks;
        }
    }

    private void Add(CallInterval interval, long localTicks, long firstDay)
    {
        long day = FloorDay(localTicks) - firstDay;
        if (day < 0 || day >= Days)
        {
            return;
        }

        int cell = (int)((day * Slots) + ((localTicks - ((day + firstDay) * TicksPerDay)) / Length.BclCompatibleTicks));
        Rows[day]++;
        HasRow[(((int)First.PlusDays((int)day).DayOfWeek - 1) * Slots) + (cell % Slots)] = true;
        Calls[cell] += Math.Max(0, interval.Offered);
        if (interval.HandleSeconds is > 0 and var seconds && (interval.Answered ?? interval.Offered) is > 0 and var handled)
        {
            HandleSeconds[cell] += seconds;
            Handled[cell] += handled;
        }
    }

    private void AverageDoubledHours()
    {
        for (int d = 0; d < Days; d++)
        {
            LocalDate day = First.PlusDays(d);
            if (IsOrdinary(day, Zone))
            {
                continue;
            }

            int[] multiplicity = MultiplicityOn(day);
            for (int s = 0; s < Slots; s++)
            {
                Calls[(d * Slots) + s] /= Math.Max(1, multiplicity[s]);
            }
        }
    }
}
