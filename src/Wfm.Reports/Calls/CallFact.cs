using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>What a queue saw in an interval, with what it was held to.</summary>
/// <param name="Interval">The figures.</param>
/// <param name="Target">The promise of that day.</param>
internal sealed record CallFact(CallInterval Interval, QueueTarget Target)
{
    /// <summary>All figures of the span. On a day of which anything is told, an open interval without a row saw no call; a day without rows is unknown.</summary>
    /// <param name="frame">The centre and the days.</param>
    /// <param name="series">The statistics.</param>
    public static List<QueueFact<CallFact>> Of(ReportFrame frame, IReadOnlyList<CallSeries> series)
    {
        Interval span = frame.Span.In(frame.Zone);
        List<QueueFact<CallFact>> facts = [];
        foreach (Queue queue in frame.Queues)
        {
            foreach (CallSeries of in series.Where(told => told.Queue == queue.Id))
            {
                foreach (IGrouping<LocalDate, CallInterval> day in of.Intervals.Where(row => span.Contains(row.Start)).GroupBy(row => row.Start.InZone(frame.Zone).Date))
                {
                    QueueTarget target = frame.TargetOn(queue, day.Key);
                    facts.AddRange(day.Concat(Silent(frame, queue, of.IntervalLength, day)).Select(row => new QueueFact<CallFact>(queue.Id, row.Start, new CallFact(row, target))));
                }
            }
        }

        return facts;
    }

    /// <summary>Open days of the past without any statistics, by queue.</summary>
    /// <param name="frame">The centre and the days.</param>
    /// <param name="facts">What is known.</param>
    public static IEnumerable<Bilingual> Missing(ReportFrame frame, IReadOnlyList<QueueFact<CallFact>> facts)
    {
        ILookup<QueueId, LocalDate> told = facts.Select(fact => (fact.Queue, fact.At.InZone(frame.Zone).Date)).Distinct().ToLookup(day => day.Queue, day => day.Date);
        LocalDate? end = frame.KnownUntil?.InZone(frame.Zone).Date;
        foreach (Queue queue in frame.Queues)
        {
            HashSet<LocalDate> days = [.. told[queue.Id]];
            int missing = frame.Span.Days.Count(day => !(day >= end) && !days.Contains(day) && frame.OpenOn(queue, day).Count > 0);
            if (missing > 0)
            {
                yield return new Bilingual(
                    $"Kö {queue.Name} saknar statistik för {missing} öppna dagar; de ingår inte i summorna.",
                    $"Queue {queue.Name} has no statistics for {missing} open days; sums leave them out.");
            }
        }
    }

    private static IEnumerable<CallInterval> Silent(ReportFrame frame, Queue queue, Duration length, IGrouping<LocalDate, CallInterval> day)
    {
        HashSet<Instant> told = [.. day.Select(row => row.Start)];
        IReadOnlyList<Interval> open = frame.OpenOn(queue, day.Key);
        return DayIntervals.StartsOf(day.Key, frame.Zone, length)
            .Where(start => !told.Contains(start) && open.Any(opening => opening.Contains(start)))
            .Select(start => new CallInterval(start, length, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }
}
