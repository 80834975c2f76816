using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Reads a queue's opening hours off its calls. The last eight weeks decide; a stray call opens nothing.</summary>
internal static class OpeningHoursLearner
{
    private const int RecentWeeks = 8;

    /// <summary>A weekday, or a slot, is taken as closed only when at least this many calls were expected and none to speak of came.</summary>
    private const double EnoughExpected = 8;

    private const double StrayShare = 0.02;

    /// <summary>Open slots of each weekday (Monday first), weekday × slot.</summary>
    public static bool[] Learn(RawDays raw)
    {
        int slots = raw.Slots;
        Sums sums = Recent(raw);
        if (sums.Total.Sum() == 0)
        {
            // Never a call: all there is to go by is when the source bothered to say so.
            return raw.HasRow;
        }

        bool[] pooled = PooledOpening(sums, slots);
        bool[] open = new bool[7 * slots];
        double dailyMean = sums.Total.Sum() / Math.Max(1, sums.DaysWithRows.Sum());
        for (int weekday = 0; weekday < 7; weekday++)
        {
            if (IsOpenWeekday(sums, weekday, dailyMean))
            {
                OpenSlots(sums, weekday, pooled, open, slots);
            }
        }

        return open;
    }

    /// <summary>The same as rules a person can read.</summary>
    public static OpeningHours ToOpeningHours(bool[] open, Duration length)
    {
        int slots = open.Length / 7;
        List<OpeningPeriod> periods = [];
        for (int weekday = 0; weekday < 7; weekday++)
        {
            int start = -1;
            for (int s = 0; s <= slots; s++)
            {
                bool isOpen = s < slots && open[(weekday * slots) + s];
                if (isOpen && start < 0)
                {
                    start = s;
                }
                else if (!isOpen && start >= 0)
                {
                    periods.Add(new OpeningPeriod((IsoDayOfWeek)(weekday + 1), At(start, length), At(s % slots, length), null, null));
                    start = -1;
                }
            }
        }

        return new OpeningHours(periods);
    }

    private static LocalTime At(int slot, Duration length) => LocalTime.FromTicksSinceMidnight(slot * length.BclCompatibleTicks);

    private static Sums Recent(RawDays raw)
    {
        Sums sums = new(raw.Slots);
        int seen = 0;
        for (int d = raw.Days - 1; d >= 0 && (d >= raw.Days - (7 * RecentWeeks) || seen < 5); d--)
        {
            int weekday = (int)raw.First.PlusDays(d).DayOfWeek - 1;
            sums.DaysSpanned[weekday]++;
            ReadOnlySpan<double> calls = raw.Calls.AsSpan(d * raw.Slots, raw.Slots);
            if (raw.Rows[d] == 0 || IsAllZero(calls))
            {
                sums.SilentDays[weekday]++;
                continue;
            }

            seen++;
            sums.DaysWithRows[weekday]++;
            for (int s = 0; s < raw.Slots; s++)
            {
                sums.Calls[(weekday * raw.Slots) + s] += calls[s];
                sums.Days[(weekday * raw.Slots) + s] += calls[s] > 0 ? 1 : 0;
                sums.Total[weekday] += calls[s];
            }
        }

        return sums;
    }

    private static bool IsAllZero(ReadOnlySpan<double> calls) => calls.IndexOfAnyExcept(0.0) < 0;

    /// <summary>Slots open on some weekday: calls worth half a percent of the busy slots, or on one day in five.</summary>
    private static bool[] PooledOpening(Sums sums, int slots)
    {
        bool[] open = new bool[slots];
        double[] rate = new double[slots];
        double days = Math.Max(1, sums.DaysWithRows.Sum());
        for (int s = 0; s < slots; s++)
        {
            for (int weekday = 0; weekday < 7; weekday++)
            {
                rate[s] += sums.Calls[(weekday * slots) + s] / days;
            }
        }

        double busy = rate.Order().Skip(slots * 9 / 10).DefaultIfEmpty(0).Average();
        for (int s = 0; s < slots; s++)
        {
            double presence = Enumerable.Range(0, 7).Sum(weekday => sums.Days[(weekday * slots) + s]) / days;
            open[s] = rate[s] > 0 && (rate[s] >= 0.005 * busy || presence >= 0.2);
        }

        FillDoubtfulHoles(open, rate, days);
        return open;
    }

    /// <summary>A silent hole between open slots is a closure only when its neighbours make the silence telling.</summary>
    private static void FillDoubtfulHoles(bool[] open, double[] rate, double days)
    {
        int previous = -1;
        for (int s = 0; s < open.Length; s++)
        {
            if (!open[s])
            {
                continue;
            }

            if (previous >= 0 && s - previous > 1 && (rate[s] + rate[previous]) / 2 * days * (s - previous - 1) < EnoughExpected)
            {
                open.AsSpan(previous + 1, s - previous - 1).Fill(true);
            }

            previous = s;
        }
    }

    private static bool IsOpenWeekday(Sums sums, int weekday, double dailyMean)
    {
        if (sums.DaysSpanned[weekday] == 0)
        {
            bool weekendSeen = sums.DaysWithRows[5] + sums.DaysWithRows[6] > 0;
            bool workdaySeen = sums.DaysWithRows.Take(5).Any(days => days > 0);
            return weekday < 5 || (weekendSeen && (workdaySeen || sums.DaysSpanned.Take(5).Sum() == 0));
        }

        double expected = dailyMean * sums.DaysSpanned[weekday];
        bool mostlySilent = 2 * sums.SilentDays[weekday] > sums.DaysSpanned[weekday];
        return sums.DaysWithRows[weekday] > 0
            && (!mostlySilent || dailyMean < 3)
            && (sums.Total[weekday] > StrayShare * expected || expected < EnoughExpected);
    }

    private static void OpenSlots(Sums sums, int weekday, bool[] pooled, bool[] open, int slots)
    {
        double pooledTotal = 0;
        double[] share = new double[slots];
        for (int s = 0; s < slots; s++)
        {
            for (int other = 0; other < 7; other++)
            {
                share[s] += sums.Calls[(other * slots) + s];
            }

            pooledTotal += share[s];
        }

        double perShare = sums.Total[weekday] / Math.Max(1, pooledTotal);
        for (int s = 0; s < slots; s++)
        {
            open[(weekday * slots) + s] = pooled[s];
        }

        CloseSilentRuns(sums, weekday, share, perShare, open.AsSpan(weekday * slots, slots));
    }

    /// <summary>A run of slots without calls to speak of is closed when together they should have had enough.</summary>
    private static void CloseSilentRuns(Sums sums, int weekday, double[] share, double perShare, Span<bool> open)
    {
        int start = 0;
        double expected = 0;
        for (int s = 0; s <= open.Length; s++)
        {
            bool silent = s < open.Length && sums.Calls[(weekday * open.Length) + s] <= StrayShare * share[s] * perShare;
            if (silent)
            {
                expected += share[s] * perShare;
                continue;
            }

            if (expected >= EnoughExpected)
            {
                open[start..s].Clear();
            }

            start = s + 1;
            expected = 0;
        }
    }

    private sealed class Sums(int slots)
    {
        public double[] Calls { get; } = new double[7 * slots];

        public double[] Days { get; } = new double[7 * slots];

        public double[] Total { get; } = new double[7];

        public int[] DaysWithRows { get; } = new int[7];

        public int[] DaysSpanned { get; } = new int[7];

        public int[] SilentDays { get; } = new int[7];
    }
}
