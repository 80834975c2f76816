using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>Draws the calls of all queues, day by day: a common day, the queue's own day, then each quarter.</summary>
internal sealed class CallSimulator
{
    private const double CommonVariation = 0.045;
    private const double OwnVariation = 0.08;
    private const double HandleVariation = 0.03;
    private const double SlotDispersion = 0.01;

    private readonly int _seed;
    private readonly CentreCalendar _calendar;
    private readonly BusinessUnit _unit;
    private readonly IReadOnlyList<LocalDate> _openDays;
    private readonly Dictionary<LocalDate, double> _common;

    public CallSimulator(int seed, BusinessUnit unit, CentreCalendar calendar, LocalDate from, LocalDate to)
    {
        _seed = seed;
        _unit = unit;
        _calendar = calendar;
        _openDays = [.. Enumerable.Range(0, Period.DaysBetween(from, to) + 1).Select(from.PlusDays).Where(calendar.IsOpen)];
        SampleRandom random = new(seed, "days");
        _common = _openDays.ToDictionary(day => day, _ => random.Factor(CommonVariation));
    }

    /// <summary>The open days, in order.</summary>
    public IReadOnlyList<LocalDate> OpenDays => _openDays;

    /// <summary>The calls of one queue that come on each open day, quarter by quarter from its opening.</summary>
    public DrawnQuarter[][] Draw(QueueProfile queue, DemandModel demand)
    {
        SampleRandom random = new(_seed, $"calls/{queue.Id}");
        return
        [
            .. _openDays.Select(date =>
            {
                double luck = _common[date] * random.Factor(OwnVariation), longer = random.Factor(HandleVariation);
                return Rates(date, queue, demand)
                    .Select(rate => new DrawnQuarter(rate, random.NegativeBinomial(rate.Calls * luck, SlotDispersion), rate.AverageHandleSeconds * longer))
                    .ToArray();
            }),
        ];
    }

    /// <summary>The true rates of one queue on one open day.</summary>
    public IEnumerable<RateInterval> Rates(LocalDate date, QueueProfile queue, DemandModel demand)
    {
        double[] calls = demand.Calls(date), handle = demand.HandleSeconds(date);
        Instant opens = date.At(new LocalTime(queue.OpensHour, 0)).InZone(_unit.Zone, WallClock.Earliest).ToInstant();
        for (int slot = 0; slot < calls.Length; slot++)
        {
            yield return new RateInterval(opens + (_unit.IntervalLength * slot), calls[slot], handle[slot]);
        }
    }

    /// <summary>Everything the calendar does to all queues alike.</summary>
    public IEnumerable<TrueEvent> CalendarEvents() =>
        from date in _openDays
        let effect = _calendar.EffectOn(date)
        where effect is not null
        select new TrueEvent(date, null, effect.Value.Kind, effect.Value.Factor);
}
