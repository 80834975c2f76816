using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Joins raw days, opening hours, special days and events into the matrix everything else works on.</summary>
internal sealed class MatrixBuilder(RawDays raw, QueueId queue, ForecastRequest request)
{
    private readonly int _historyDays = HistoryDaysOf(raw, request);
    private readonly int _days = Period.DaysBetween(raw.First, request.From) + request.Days;

    /// <summary>The opening hours used, given or learned; known after <see cref="Build"/>.</summary>
    public OpeningHours Hours { get; private set; } = new([]);

    /// <summary>The matrix; days without rows and special days are judged, the rest of cleaning comes later.</summary>
    public DayMatrix Build(List<ForecastFinding> findings)
    {
        bool[] open = request.OpeningHours is { } given ? GivenOpening(given) : LearnedOpening();
        SpecialDay?[] special = SpecialDays();
        CloseEarly(open, special);
        int[] columns = OpenColumns(open);
        int[] weekday = EffectiveWeekdays(open, special);
        DayMatrix matrix = new()
        {
            Queue = queue,
            Zone = raw.Zone,
            Length = raw.Length,
            First = raw.First,
            HistoryDays = _historyDays,
            Days = _days,
            SlotOfColumn = columns,
            Raw = Compress(raw.Calls, columns),
            Calls = Compress(raw.Calls, columns),
            HandleSeconds = Compress(raw.HandleSeconds, columns),
            Handled = Compress(raw.Handled, columns),
            Open = CompressMask(open, columns),
            State = new DayState[_days],
            Weekday = weekday,
            Special = special,
            SchoolBreak = [.. Enumerable.Range(0, _days).Select(day => request.SchoolBreaks.FirstOrDefault(one => one.IsOn(queue, raw.First.PlusDays(day)))?.Name)],
            EventFactor = EventFactors(),
            HasCountry = special.Any(day => day is not null),
        };
        DayStates.Judge(matrix, raw.Rows, findings);
        matrix.CountOpenDays();
        return matrix;
    }

    private static int HistoryDaysOf(RawDays raw, ForecastRequest request)
    {
        LocalDate end = raw.First.PlusDays(raw.Days - 1);
        end = request.HistoryEnd is { } stated && stated > end ? stated : end;
        end = end >= request.From ? request.From.PlusDays(-1) : end;
        return Period.DaysBetween(raw.First, end) + 1;
    }

    private bool[] GivenOpening(OpeningHours hours)
    {
        Hours = hours;
        bool[] open = new bool[_days * raw.Slots];
        for (int d = 0; d < _days; d++)
        {
            LocalDate day = raw.First.PlusDays(d);
            foreach (OpeningPeriod period in hours.Periods)
            {
                if (period.AppliesOn(day))
                {
                    MarkOpen(open.AsSpan(d * raw.Slots, raw.Slots), period);
                }
            }

            CloseSkippedHours(open, d, day);
        }

        return open;
    }

    private void MarkOpen(Span<bool> day, OpeningPeriod period)
    {
        long length = raw.Length.BclCompatibleTicks;
        long opens = period.Opens.TickOfDay;
        long closes = period.Closes == LocalTime.Midnight ? NodaConstants.TicksPerDay : period.Closes.TickOfDay;
        for (int s = 0; s < day.Length; s++)
        {
            day[s] |= s * length < closes && (s + 1) * length > opens;
        }
    }

    private bool[] LearnedOpening()
    {
        bool[] week = OpeningHoursLearner.Learn(raw);
        Hours = OpeningHoursLearner.ToOpeningHours(week, raw.Length);
        bool[] open = new bool[_days * raw.Slots];
        for (int d = 0; d < _days; d++)
        {
            LocalDate day = raw.First.PlusDays(d);
            int weekday = (int)day.DayOfWeek - 1;
            week.AsSpan(weekday * raw.Slots, raw.Slots).CopyTo(open.AsSpan(d * raw.Slots));
            CloseSkippedHours(open, d, day);
        }

        CloseWhatWasNotYetOpen(open);
        return open;
    }

    private void CloseSkippedHours(bool[] open, int d, LocalDate day)
    {
        if (RawDays.IsOrdinary(day, raw.Zone))
        {
            return;
        }

        int[] multiplicity = raw.MultiplicityOn(day);
        for (int s = 0; s < raw.Slots; s++)
        {
            open[(d * raw.Slots) + s] &= multiplicity[s] > 0;
        }
    }

    /// <summary>A slot open today was closed back then if nine same weekdays around show no call where today's level makes that telling.</summary>
    private void CloseWhatWasNotYetOpen(bool[] open)
    {
        const int Enough = 12;
        int slots = raw.Slots;
        double[] recent = new double[7 * slots];
        double[] days = new double[7];
        for (int d = Math.Max(0, raw.Days - 56); d < raw.Days; d++)
        {
            int weekday = (int)raw.First.PlusDays(d).DayOfWeek - 1;
            days[weekday] += raw.Rows[d] > 0 ? 1 : 0;
            for (int s = 0; s < slots; s++)
            {
                recent[(weekday * slots) + s] += raw.Calls[(d * slots) + s];
            }
        }

        for (int d = 0; d < raw.Days - 56; d++)
        {
            int weekday = (int)raw.First.PlusDays(d).DayOfWeek - 1;
            for (int s = 0; s < slots; s++)
            {
                if (open[(d * slots) + s] && raw.Calls[(d * slots) + s] == 0 && days[weekday] > 0)
                {
                    (double sum, int count) = Around(d, s);
                    double expected = recent[(weekday * slots) + s] / days[weekday] * count;
                    open[(d * slots) + s] = sum > 0.01 * expected || expected < Enough;
                }
            }
        }
    }

    private (double Sum, int Count) Around(int d, int s)
    {
        double sum = 0;
        int count = 0;
        for (int week = -4; week <= 4; week++)
        {
            int other = d + (7 * week);
            if (other >= 0 && other < raw.Days && raw.Rows[other] > 0)
            {
                sum += raw.Calls[(other * raw.Slots) + s];
                count++;
            }
        }

        return (sum, count);
    }

    private int[] OpenColumns(bool[] open)
    {
        bool[] any = new bool[raw.Slots];
        for (int i = 0; i < open.Length; i++)
        {
            any[i % raw.Slots] |= open[i];
        }

        return [.. Enumerable.Range(0, raw.Slots).Where(s => any[s])];
    }

    private double[] Compress(double[] source, int[] columns)
    {
        double[] target = new double[_historyDays * columns.Length];
        for (int d = 0; d < Math.Min(raw.Days, _historyDays); d++)
        {
            for (int c = 0; c < columns.Length; c++)
            {
                target[(d * columns.Length) + c] = source[(d * raw.Slots) + columns[c]];
            }
        }

        return target;
    }

    private bool[] CompressMask(bool[] source, int[] columns)
    {
        bool[] target = new bool[_days * columns.Length];
        for (int d = 0; d < _days; d++)
        {
            for (int c = 0; c < columns.Length; c++)
            {
                target[(d * columns.Length) + c] = source[(d * raw.Slots) + columns[c]];
            }
        }

        return target;
    }

    private SpecialDay?[] SpecialDays()
    {
        SpecialDay?[] special = new SpecialDay?[_days];
        foreach (SpecialDay day in request.SpecialDays.Between(raw.First, raw.First.PlusDays(_days - 1)))
        {
            special[Period.DaysBetween(raw.First, day.Date)] = day;
        }

        return special;
    }

    /// <summary>Takes the hours after a stated closing out of special days.</summary>
    private void CloseEarly(bool[] open, SpecialDay?[] special)
    {
        for (int d = 0; d < _days; d++)
        {
            if (special[d]?.Closes is { } closes)
            {
                int first = (int)((closes.TickOfDay + raw.Length.BclCompatibleTicks - 1) / raw.Length.BclCompatibleTicks);
                open.AsSpan((d * raw.Slots) + first, raw.Slots - first).Clear();
            }
        }
    }

    private int[] EffectiveWeekdays(bool[] open, SpecialDay?[] special)
    {
        bool[] openOn = new bool[7];
        int[] weekday = new int[_days];
        for (int d = 0; d < _days; d++)
        {
            weekday[d] = (int)raw.First.PlusDays(d).DayOfWeek - 1;
            openOn[weekday[d]] |= open.AsSpan(d * raw.Slots, raw.Slots).Contains(true);
        }

        for (int d = 0; d < _days; d++)
        {
            weekday[d] = special[d]?.Kind switch
            {
                SpecialDayKind.PublicHoliday when openOn[6] => 6,
                SpecialDayKind.FreeEve when openOn[5] => 5,
                _ => weekday[d],
            };
        }

        return weekday;
    }

    private double[] EventFactors()
    {
        double[] factors = new double[_days];
        ForecastEvent[] events = [.. request.Events.Where(one => one.Touches(queue))];
        for (int d = 0; d < _days; d++)
        {
            LocalDate day = raw.First.PlusDays(d);
            factors[d] = events.Aggregate(1.0, (factor, one) => factor * one.FactorOn(day));
        }

        return factors;
    }
}
