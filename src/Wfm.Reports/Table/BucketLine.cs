using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>The stretches of time a report tells its span in: in order, without gap, cut by the span.</summary>
public sealed class BucketLine
{
    private readonly Instant[] _starts;
    private readonly Instant _end;

    private BucketLine(IReadOnlyList<Instant> starts, Instant end, ReportStep step)
    {
        (_starts, _end) = ([.. starts], end);
        Buckets = [.. starts.Select((start, at) => new ReportBucket(start, at + 1 < starts.Count ? starts[at + 1] : end, step))];
    }

    /// <summary>The stretches.</summary>
    public IReadOnlyList<ReportBucket> Buckets { get; }

    /// <summary>Cuts a span into its steps.</summary>
    /// <param name="span">The days and the step.</param>
    /// <param name="zone">The clock of the days; those of a clock change have 23 or 25 hours.</param>
    /// <param name="interval">Length of the shortest step; divides an hour.</param>
    public static BucketLine Of(ReportSpan span, DateTimeZone zone, Duration interval)
    {
        ArgumentNullException.ThrowIfNull(span);
        ArgumentNullException.ThrowIfNull(zone);
        Duration shortest = Duration.FromMinutes(15);
        IEnumerable<Instant> starts = span.Step switch
        {
            ReportStep.Quarter => span.Days.SelectMany(day => DayIntervals.StartsOf(day, zone, Duration.Max(shortest, interval))),
            ReportStep.Hour => span.Days.SelectMany(day => DayIntervals.StartsOf(day, zone, Duration.FromHours(1))),
            ReportStep.Day => Midnights(_ => true),
            ReportStep.Week => Midnights(day => day.DayOfWeek == IsoDayOfWeek.Monday),
            ReportStep.Month => Midnights(day => day.Day == 1),
            _ => Midnights(_ => false),
        };
        return new BucketLine([.. starts], span.In(zone).End, span.Step);

        IEnumerable<Instant> Midnights(Func<LocalDate, bool> begins) =>
            span.Days.Where(day => day == span.First || begins(day)).Select(day => zone.AtStartOfDay(day).ToInstant());
    }

    /// <summary>Which stretch a moment lies in; −1 outside the span.</summary>
    /// <param name="at">The moment.</param>
    public int IndexOf(Instant at)
    {
        int found = Array.BinarySearch(_starts, at);
        return at >= _end ? -1 : found >= 0 ? found : ~found - 1;
    }
}
