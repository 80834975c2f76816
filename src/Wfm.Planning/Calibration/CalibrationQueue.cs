using NodaTime;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>One queue's history, ready to be asked about single days.</summary>
internal sealed class CalibrationQueue
{
    // Fewer days of the same weekday than this make no shape of a day.
    private const int FewestDays = 3;
    private const double DefaultHandleSeconds = 240;

    private readonly DateTimeZone _zone;
    private readonly QueueTarget _target;
    private readonly Dictionary<Instant, CallInterval> _intervals;
    private readonly ILookup<LocalDate, CallInterval> _days;
    private readonly Dictionary<(IsoDayOfWeek, LocalTime), double> _shapes;
    private readonly Dictionary<LocalTime, double> _shape;
    private readonly HashSet<IsoDayOfWeek> _known;
    private readonly double _handleSeconds;

    /// <param name="series">The history, all of it recent.</param>
    /// <param name="target">Threshold and patience.</param>
    public CalibrationQueue(CallSeries series, QueueTarget target)
    {
        (Queue, Length, _zone, _target) = (series.Queue, series.IntervalLength, series.Zone, target);
        _intervals = series.Intervals.ToDictionary(interval => interval.Start);
        _days = series.Intervals.ToLookup(interval => Local(interval.Start).Date);
        _shapes = series.Intervals.GroupBy(interval => (Local(interval.Start).DayOfWeek, Local(interval.Start).TimeOfDay))
            .ToDictionary(slot => slot.Key, slot => slot.Average(interval => interval.Offered));
        _shape = series.Intervals.GroupBy(interval => Local(interval.Start).TimeOfDay).ToDictionary(slot => slot.Key, slot => slot.Average(interval => interval.Offered));
        _known = [.. _days.Where(day => day.Any(interval => interval.Offered > 0)).GroupBy(day => day.Key.DayOfWeek)
            .Where(weekday => weekday.Count() >= FewestDays).Select(weekday => weekday.Key)];
        _handleSeconds = HandleSeconds(series.Intervals) ?? DefaultHandleSeconds;
    }

    public QueueId Queue { get; }

    public Duration Length { get; }

    public IEnumerable<Instant> StartsOn(LocalDate date) => _days[date].Select(interval => interval.Start);

    public int[] OfferedOn(Instant[] grid) => [.. grid.Select(start => _intervals.TryGetValue(start, out CallInterval interval) ? interval.Offered : 0)];

    /// <summary>Calls answered in time; −1 where calls came and the source does not say.</summary>
    public int[] InTimeOn(Instant[] grid) =>
        [.. grid.Select(start => _intervals.TryGetValue(start, out CallInterval interval) ? interval.AnsweredInTime ?? (interval.Offered == 0 ? 0 : -1) : 0)];

    /// <summary>
    /// The day's calls spread over it as usual. The calls of the quarter itself would not do: a busy quarter's luck would count once in
    /// the calls and again in the model's own chance.
    /// </summary>
    public Queueing.QueueDay Inflow(LocalDate date, Instant[] grid, int offered)
    {
        bool isKnown = _known.Contains(date.DayOfWeek);
        double[] usual = [.. grid.Select(start => isKnown
            ? _shapes.GetValueOrDefault((date.DayOfWeek, Local(start).TimeOfDay))
            : _shape.GetValueOrDefault(Local(start).TimeOfDay))];
        double all = usual.Sum(), handle = HandleSeconds(_days[date]) ?? _handleSeconds;
        return new Queueing.QueueDay(
            [.. usual.Select(calls => all > 0 ? offered * calls / all : (double)offered / grid.Length)],
            [.. grid.Select(_ => handle)],
            _target.MeanPatience.TotalSeconds,
            _target.ServiceLevel.Threshold.TotalSeconds);
    }

    private static double? HandleSeconds(IEnumerable<CallInterval> intervals)
    {
        CallInterval[] told = [.. intervals.Where(interval => interval.HandleSeconds is not null && (interval.Answered ?? interval.Offered) > 0)];
        double handled = told.Sum(interval => interval.Answered ?? interval.Offered), seconds = told.Sum(interval => interval.HandleSeconds!.Value);
        return handled > 0 && seconds > 0 ? seconds / handled : null;
    }

    private LocalDateTime Local(Instant start) => start.InZone(_zone).LocalDateTime;
}
