using NodaTime;

namespace Wfm.Samples;

/// <summary>The true rates: expected calls and handle time of a queue on a day, quarter by quarter.</summary>
internal sealed class DemandModel
{
    private static readonly double[] WeekdayFactors = [1.11, 1.03, 1.00, 0.98, 0.88];
    private static readonly double[] WeekdayHandle = [1.02, 1.00, 1.00, 0.99, 0.98];

    private readonly QueueProfile _queue;
    private readonly string? _payDayQueue;
    private readonly CentreCalendar _calendar;
    private readonly EventPlan _events;
    private readonly LocalDate _planningDate;
    private readonly double _growth;
    private readonly double _handleGrowth;
    private readonly double _handlePhase;
    private readonly LocalDate _release;
    private readonly double[] _handleOfDay;
    private readonly double[][] _shapes;

    public DemandModel(int seed, CentreProfile centre, QueueProfile queue, CentreCalendar calendar, EventPlan events, LocalDate planningDate)
    {
        _queue = queue;
        _payDayQueue = centre.PayDayQueue;
        _calendar = calendar;
        _events = events;
        _planningDate = planningDate;
        SampleRandom random = new(seed, $"character/{queue.Id}");
        _growth = random.Uniform(0.03, 0.08) * (Grows(seed, centre, queue) ? 1 : -1);
        _handleGrowth = random.Uniform(-0.015, 0.025);
        _handlePhase = random.Uniform(0, 2 * Math.PI);
        _release = calendar.NextOpen(planningDate.PlusDays(-60 - random.Below(240)));
        _handleOfDay = [.. Enumerable.Range(0, (17 - queue.OpensHour) * 4)
            .Select(slot => 1 + (0.025 * Math.Sin((queue.OpensHour + (slot / 4.0) - 10.5) / 6.5 * Math.PI)))];
        _shapes = [.. Enumerable.Range(0, 5).Select(weekday => DayShape.Of(queue, weekday))];
    }

    /// <summary>The day a new version of the queue's case system made every call longer for a while.</summary>
    public LocalDate Release => _release;

    /// <summary>Factor of the release on handle time.</summary>
    public double ReleaseFactor(LocalDate date)
    {
        int days = Period.DaysBetween(_release, date);
        return days < 0 ? 1 : 1 + (0.12 * Math.Exp(-days / 22.0));
    }

    /// <summary>Expected calls of each open quarter of an open day, from the opening on.</summary>
    public double[] Calls(LocalDate date)
    {
        double day = _queue.CallsPerDay * Trend(date) * Season(date) * WeekdayFactors[Weekday(date)]
            * (_calendar.EffectOn(date)?.Factor ?? 1) * _events.FactorOn(date, _queue.Id) * PayDay(date);
        return [.. _shapes[Weekday(date)].Take(OpenSlots(date)).Select(share => share * day)];
    }

    /// <summary>Expected mean handle time in seconds of each open quarter of an open day.</summary>
    public double[] HandleSeconds(LocalDate date)
    {
        double years = Years(date);
        double drift = Math.Pow(1 + _handleGrowth, years) * (1 + (0.02 * Math.Sin((2 * Math.PI * years) + _handlePhase)));
        double day = _queue.HandleSeconds * drift * WeekdayHandle[Weekday(date)] * ReleaseFactor(date);
        return [.. _handleOfDay.Take(OpenSlots(date)).Select(ofDay => ofDay * day)];
    }

    /// <summary>Number of open quarters on an open day.</summary>
    public int OpenSlots(LocalDate date) => Math.Max(0, (_calendar.ClosesAt(date).Hour - _queue.OpensHour) * 4);

    /// <summary>The factor of pay day: claims for income support are filed and answered around the turn of the month.</summary>
    public double PayDay(LocalDate date) =>
        _queue.Id != _payDayQueue ? 1 : date.Day is >= 24 and <= 28 ? 1.25 : date.Day <= 4 ? 1.12 : 0.96;

    // Every other queue grows and the rest shrink, so that the centre as a whole keeps its size over the years.
    private static bool Grows(int seed, CentreProfile centre, QueueProfile queue)
    {
        int place = centre.Profiles.TakeWhile(other => other != queue).Count();
        return place % 2 == 0 == new SampleRandom(seed, "growth").Chance(0.5);
    }

    // Flat at the planning date, so that the period's size is the profile's whatever the length of the history.
    private double Trend(LocalDate date) => Math.Pow(1 + _growth, Years(date));

    private double Years(LocalDate date) => Period.DaysBetween(_planningDate, date) / 365.25;

    private double Season(LocalDate date)
    {
        double month = date.Month - 1 + ((date.Day - 0.5) / CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month)) - 0.5;
        int before = (int)Math.Floor(month);
        double share = month - before;
        return (_queue.MonthFactors[(before + 12) % 12] * (1 - share)) + (_queue.MonthFactors[(before + 13) % 12] * share);
    }

    private static int Weekday(LocalDate date) => (int)date.DayOfWeek - 1;
}
