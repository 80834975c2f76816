using MathNet.Numerics.Distributions;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

/// <summary>A queue whose truth is known: weekday and intraday profile, year, growth, gamma days with memory, Swedish days.</summary>
internal sealed record SimulatedQueue(int Seed)
{
    public static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    public LocalDate First { get; init; } = new(2023, 1, 2);

    public int Days { get; init; } = 3 * 364;

    public int IntervalMinutes { get; init; } = 15;

    public double CallsPerDay { get; init; } = 600;

    /// <summary>Monday first; 0 is closed.</summary>
    public double[] Weekdays { get; init; } = [1.25, 1.05, 0.95, 0.9, 0.85, 0, 0];

    public int OpensHour { get; init; } = 8;

    public int ClosesHour { get; init; } = 17;

    /// <summary>Amplitude of the year in logs; 0.35 is a factor of two between peak and trough.</summary>
    public double Year { get; init; }

    /// <summary>Growth a year in logs.</summary>
    public double Growth { get; init; }

    public double DaySpread { get; init; } = 0.06;

    public double DayMemory { get; init; } = 0.6;

    public double SlotSpread { get; init; } = 0.04;

    public bool IsSwedish { get; init; } = true;

    public bool ClosesOnRedDays { get; init; } = true;

    public double AhtSeconds { get; init; } = 240;

    /// <summary>Events that happened.</summary>
    public IReadOnlyList<ForecastEvent> Events { get; init; } = [];

    private readonly Dictionary<LocalDate, SpecialDay> _sweden = SpecialDayCalendar.Sweden
        .Between(new LocalDate(2022, 1, 1), new LocalDate(2027, 12, 31)).ToDictionary(day => day.Date);

    private double _humps;

    public int Slots => 24 * 60 / IntervalMinutes;

    public Duration Length => Duration.FromMinutes(IntervalMinutes);

    /// <summary>True mean of calls in a slot of the wall clock, before the day's own factor.</summary>
    public double MeanAt(LocalDate day, int slot)
    {
        double hour = slot * IntervalMinutes / 60.0;
        if (hour < OpensHour || hour >= ClosesHour)
        {
            return 0;
        }

        SpecialDay? special = IsSwedish ? _sweden.GetValueOrDefault(day) : null;
        int weekday = (int)day.DayOfWeek - 1;
        bool isRed = special?.Kind is SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve;
        double level = isRed && ClosesOnRedDays ? 0 : Weekdays[isRed ? 6 : weekday];
        return CallsPerDay * level * LevelOn(day) * Events.Aggregate(1.0, (factor, one) => factor * one.FactorOn(day)) * SpecialFactor(special, hour) * Shape(hour) * (IsSwedish ? AfterClosure(day) : 1);
    }

    /// <summary>True mean of a day's calls.</summary>
    public double With(LocalDate day) => Enumerable.Range(0, Slots).Sum(slot => MeanAt(day, slot));

    public double LevelOn(LocalDate day)
    {
        double years = Period.DaysBetween(First, day) / 365.25;
        return Math.Exp((Growth * years) + (Year * Math.Cos(2 * Math.PI * (day.DayOfYear - 30) / 365.25)));
    }

    public CallSeries Draw()
    {
        Random random = new(Seed);
        List<CallInterval> intervals = [];
        double effect = 0;
        for (int d = 0; d < Days; d++)
        {
            LocalDate day = First.PlusDays(d);
            effect = (DayMemory * effect) + (DaySpread * Math.Sqrt(1 - (DayMemory * DayMemory)) * Normal.Sample(random, 0, 1));
            foreach (Instant start in DayIntervals.StartsOf(day, Stockholm, Length))
            {
                int slot = (int)(start.InZone(Stockholm).TimeOfDay.TickOfDay / Length.BclCompatibleTicks);
                double mean = MeanAt(day, slot) * Math.Exp(effect) * Gamma.Sample(random, 1 / (SlotSpread * SlotSpread), 1 / (SlotSpread * SlotSpread));
                if (mean > 0)
                {
                    int calls = Poisson.Sample(random, mean);
                    double seconds = calls == 0 ? 0 : calls * AhtSeconds * Math.Exp(0.3 / Math.Sqrt(calls) * Normal.Sample(random, 0, 1));
                    intervals.Add(new CallInterval(start, Length, calls, Answered: calls, HandleSeconds: seconds));
                }
            }
        }

        return new CallSeries(new QueueId("simulated"), Stockholm, Length, intervals);
    }

    private static double SpecialFactor(SpecialDay? special, double hour) => special?.Kind switch
    {
        SpecialDayKind.ShortenedDay => hour < 12 ? 0.85 : 0.35,
        SpecialDayKind.BridgeDay => 0.7,
        _ => 1,
    };

    private double AfterClosure(LocalDate day)
    {
        bool red = _sweden.GetValueOrDefault(day.PlusDays(-1))?.Kind is SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve
            && Weekdays[(int)day.PlusDays(-1).DayOfWeek - 1] > 0;
        return red ? 1.2 : 1;
    }

    private double Shape(double hour)
    {
        if (_humps == 0)
        {
            for (double each = OpensHour; each < ClosesHour; each += IntervalMinutes / 60.0)
            {
                _humps += Hump(each);
            }
        }

        return Hump(hour) / _humps;
    }

    private double Hump(double hour)
    {
        double through = (hour - OpensHour) / (ClosesHour - OpensHour);
        return 0.3 + Math.Exp(-Math.Pow((through - 0.25) / 0.18, 2)) + (0.7 * Math.Exp(-Math.Pow((through - 0.65) / 0.2, 2)));
    }
}
