using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>A staffing error of one queue, by the forecast of one lead.</summary>
/// <param name="Lead">How far ahead the forecast was made.</param>
/// <param name="At">The day, or in steps of an hour the hour.</param>
/// <param name="Error">The error.</param>
internal sealed record ErrorFact(ForecastLead Lead, Instant At, StaffingError Error);

/// <summary>Lays what was needed beside who was scheduled and who was there, by day or in short steps by hour.</summary>
internal sealed class StaffingErrors
{
    private readonly ReportFrame _frame;
    private readonly Dictionary<(QueueId, LocalDate), double> _thereShare;
    private readonly Dictionary<(QueueId, Instant), double> _scheduled, _there;
    private readonly IReadOnlySet<LocalDate> _plannedDays;
    private readonly HashSet<LocalDate> _toldDays;

    /// <param name="frame">The centre and the days.</param>
    /// <param name="required">The requirement the published schedule was made for.</param>
    /// <param name="published">Who was scheduled when the schedule was first published.</param>
    /// <param name="people">Who is scheduled now and who was there.</param>
    public StaffingErrors(ReportFrame frame, IReadOnlyList<QueueNeed> required, PeopleFacts published, PeopleFacts people)
    {
        _frame = frame;
        _thereShare = required.GroupBy(need => (need.Queue, DateOf(need.Start))).Where(day => day.Sum(need => need.Needed) > 0)
            .ToDictionary(day => day.Key, day => day.Sum(need => need.Required) / day.Sum(need => need.Needed));
        Func<QueueId, Instant, double> work = QueueWork.Expected(required);
        _plannedDays = published.PlannedDays;
        _scheduled = Sums(new StaffingSlots(frame, required, published, work), slot => slot.Scheduled);
        StaffingSlots now = new(frame, required, people, work);
        _there = Sums(now, slot => slot.OnCalls);
        _toldDays = [.. now.Facts().Where(fact => fact.Value.OnCalls is not null).Select(fact => DateOf(fact.At))];
        UnplacedHours = _there.Where(time => time.Key.Item1 == ScopeLines.NoQueue).Sum(time => time.Value);
    }

    /// <summary>Whether any telephone told who was there.</summary>
    public bool IsPresenceTold => _toldDays.Count > 0;

    /// <summary>Hours on calls of people who served no queue we know of.</summary>
    public double UnplacedHours { get; }

    /// <summary>The errors of the days of which every step is known.</summary>
    /// <param name="hindsight">What was needed.</param>
    public IEnumerable<QueueFact<ErrorFact>> Of(IReadOnlyList<NeedInHindsight> hindsight) =>
        from day in hindsight.GroupBy(need => (need.Queue, need.Lead, Date: DateOf(need.Start)))
        where _plannedDays.Contains(day.Key.Date) && (!IsPresenceTold || _toldDays.Contains(day.Key.Date))
        let needs = day.ToLookup(need => TimeOf(need.Start))
        from at in TimesOf(day.Key.Date)
        where needs.Contains(at) || _scheduled.ContainsKey((day.Key.Queue, at)) || _there.ContainsKey((day.Key.Queue, at))
        select new QueueFact<ErrorFact>(day.Key.Queue, at, new ErrorFact(day.Key.Lead, at, ErrorOf(day.Key.Queue, day.Key.Date, at, needs[at])));

    private StaffingError ErrorOf(QueueId queue, LocalDate date, Instant at, IEnumerable<NeedInHindsight> needs)
    {
        double Hours(Func<NeedInHindsight, double> people) => needs.Sum(need => people(need) * need.Length.TotalHours);
        double scheduled = _scheduled.GetValueOrDefault((queue, at));
        return new StaffingError(
            Hours(need => need.Forecast), Hours(need => need.AsForecast), Hours(need => need.WithCalls), Hours(need => need.Needed),
            scheduled, scheduled * _thereShare.GetValueOrDefault((queue, date), 1), IsPresenceTold ? _there.GetValueOrDefault((queue, at)) : null);
    }

    private Dictionary<(QueueId, Instant), double> Sums(StaffingSlots slots, Func<StaffingSlot, double?> hours) => slots.Facts().Where(fact => hours(fact.Value) is not null)
        .GroupBy(fact => (fact.Queue, TimeOf(fact.At))).ToDictionary(time => time.Key, time => time.Sum(fact => hours(fact.Value)!.Value));

    private IEnumerable<Instant> TimesOf(LocalDate date) => _frame.Span.Step < ReportStep.Day
        ? DayIntervals.StartsOf(date, _frame.Zone, Duration.FromHours(1))
        : [_frame.Zone.AtStartOfDay(date).ToInstant()];

    private Instant TimeOf(Instant at) => _frame.Span.Step < ReportStep.Day
        ? at - Duration.FromMinutes(at.InZone(_frame.Zone).Minute)
        : _frame.Zone.AtStartOfDay(DateOf(at)).ToInstant();

    private LocalDate DateOf(Instant at) => at.InZone(_frame.Zone).Date;
}
