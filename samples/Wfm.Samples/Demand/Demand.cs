using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>All queues' rates and calls, cut into history, the weeks nobody sees yet, and the period.</summary>
internal sealed class Demand
{
    private readonly CallSimulator _simulator;
    private readonly Dictionary<string, DemandModel> _models = [];

    public Demand(int seed, BusinessUnit unit, CentreCalendar calendar, LocalDate from, LocalDate planning, SchedulePeriod period)
    {
        EventPlan events = new(seed, calendar, from, period);
        _simulator = new CallSimulator(seed, unit, calendar, from, period.LastDay);
        Instant until = unit.Zone.AtStartOfDay(planning).ToInstant(), begins = unit.Zone.AtStartOfDay(period.FirstDay).ToInstant();
        List<CallSeries> history = [], after = [];
        List<QueueRates> truth = [];
        foreach (QueueProfile queue in OrebroQueues.Profiles)
        {
            DemandModel model = new(seed, queue, calendar, events, planning);
            _models.Add(queue.Id, model);
            (List<RateInterval> rates, List<CallInterval> calls) = _simulator.Run(queue, model);
            history.Add(new CallSeries(queue.QueueId, unit.Zone, unit.IntervalLength, [.. calls.Where(call => call.Start < until)]));
            after.Add(new CallSeries(queue.QueueId, unit.Zone, unit.IntervalLength, [.. calls.Where(call => call.Start >= begins)]));
            truth.Add(new QueueRates(queue.QueueId, [.. rates.Where(rate => rate.Start < until || rate.Start >= begins)]));
        }

        History = history;
        PlannedEvents = events.Planned;
        Truth = new SampleTruth(truth, [.. _simulator.CalendarEvents(), .. events.True, .. Releases(calendar, period), .. PayDays()], after);
    }

    public IReadOnlyList<CallSeries> History { get; }

    public IReadOnlyList<PlannedEvent> PlannedEvents { get; }

    public SampleTruth Truth { get; }

    public IEnumerable<RateInterval> Rates(LocalDate date, QueueProfile queue) => _simulator.Rates(date, queue, _models[queue.Id]);

    private IEnumerable<TrueEvent> PayDays() =>
        from model in _models
        from date in _simulator.OpenDays
        let factor = model.Value.PayDay(date)
        where factor > 1
        select new TrueEvent(date, new QueueId(model.Key), "pay_day", factor);

    // Told while it lengthens calls by more than a percent.
    private IEnumerable<TrueEvent> Releases(CentreCalendar calendar, SchedulePeriod period) =>
        from model in _models
        from days in Enumerable.Range(0, 60)
        let date = model.Value.Release.PlusDays(days)
        let factor = model.Value.ReleaseFactor(date)
        where factor > 1.01 && date <= period.LastDay && calendar.IsOpen(date)
        select new TrueEvent(date, new QueueId(model.Key), "release", factor);
}
