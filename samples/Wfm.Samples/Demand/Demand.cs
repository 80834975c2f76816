using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>All queues' rates and calls, cut into history, the weeks nobody sees yet, and the period.</summary>
internal sealed class Demand
{
    private readonly CallSimulator _simulator;
    private readonly Dictionary<string, DemandModel> _models = [];

    public Demand(int seed, CentreProfile centre, BusinessUnit unit, CentreCalendar calendar, FloorPlan floor, LocalDate from, LocalDate planning, SchedulePeriod period)
    {
        EventPlan events = new(seed, centre, calendar, from, period);
        _simulator = new CallSimulator(seed, unit, calendar, from, period.LastDay);
        DrawnQuarter[][][] drawn = new DrawnQuarter[centre.Profiles.Count][][];
        for (int queue = 0; queue < drawn.Length; queue++)
        {
            QueueProfile profile = centre.Profiles[queue];
            _models.Add(profile.Id, new DemandModel(seed, centre, profile, calendar, events, planning));
            drawn[queue] = _simulator.Draw(profile, _models[profile.Id]);
        }

        CallInterval[][] served = Serve(seed, unit, floor, _simulator.OpenDays, drawn);
        Instant until = unit.Zone.AtStartOfDay(planning).ToInstant(), begins = unit.Zone.AtStartOfDay(period.FirstDay).ToInstant();
        List<CallSeries> history = [], after = [];
        List<QueueRates> truth = [];
        for (int queue = 0; queue < drawn.Length; queue++)
        {
            QueueId id = centre.Profiles[queue].QueueId;
            history.Add(new CallSeries(id, unit.Zone, unit.IntervalLength, [.. served[queue].Where(call => call.Start < until)]));
            after.Add(new CallSeries(id, unit.Zone, unit.IntervalLength, [.. served[queue].Where(call => call.Start >= begins)]));
            truth.Add(new QueueRates(id, [.. drawn[queue].SelectMany(day => day).Select(quarter => quarter.Rate).Where(rate => rate.Start < until || rate.Start >= begins)]));
        }

        History = history;
        PlannedEvents = events.Planned;
        Truth = new SampleTruth(truth, [.. _simulator.CalendarEvents(), .. events.True, .. Releases(calendar, period), .. PayDays()], after);
    }

    public IReadOnlyList<CallSeries> History { get; }

    public IReadOnlyList<PlannedEvent> PlannedEvents { get; }

    public SampleTruth Truth { get; }

    public IEnumerable<RateInterval> Rates(LocalDate date, QueueProfile queue) => _simulator.Rates(date, queue, _models[queue.Id]);

    /// <summary>Plays one day on the floor; gives the calls of every queue as the telephony would record them.</summary>
    public static CallInterval[][] Play(CallFloor floor, SampleRandom random, BusinessUnit unit, DrawnQuarter[][] day, ulong[] onCalls)
    {
        ServedQuarter[,] served = floor.Play(random, day, onCalls);
        return [.. day.Select((quarters, queue) => quarters.Select((quarter, at) =>
        {
            ServedQuarter became = served[queue, ((floor.Plan.Centre.Profiles[queue].OpensHour - 7) * 4) + at];
            return new CallInterval(
                quarter.Rate.Start, unit.IntervalLength, quarter.Offered, became.Answered, became.Abandoned, became.InTime,
                Math.Round(became.HandleSeconds), Math.Round(became.WaitSeconds));
        }).ToArray())];
    }

    private static CallInterval[][] Serve(int seed, BusinessUnit unit, FloorPlan plan, IReadOnlyList<LocalDate> days, DrawnQuarter[][][] drawn)
    {
        CallFloor floor = new(plan);
        SampleRandom random = new(seed, "callers");
        CallInterval[][][] served = [.. days.Select((date, day) => Play(floor, random, unit, [.. drawn.Select(queue => queue[day])], plan.OnCalls(date)))];
        return [.. drawn.Select((_, queue) => served.SelectMany(day => day[queue]).ToArray())];
    }

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
