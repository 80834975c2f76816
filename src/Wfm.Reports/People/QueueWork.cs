using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Work of queues, by which the time of shared people is divided: seconds of talk, hold and after-call work.</summary>
internal static class QueueWork
{
    /// <summary>What was done on the day, and where the statistics tell none what was expected of the day.</summary>
    /// <remarks>Days and not intervals: in a thin queue most quarters have no call at all, and the people waiting for the next one serve it all the same.</remarks>
    /// <param name="frame">The centre.</param>
    /// <param name="calls">The statistics.</param>
    /// <param name="expected">What was expected.</param>
    public static Func<QueueId, Instant, double> OfDay(ReportFrame frame, IReadOnlyList<QueueFact<CallFact>> calls, IReadOnlyList<QueueNeed> expected)
    {
        Dictionary<(QueueId, LocalDate), double> done = calls.Where(fact => fact.Value.Interval.HandleSeconds is not null)
            .GroupBy(fact => (fact.Queue, fact.At.InZone(frame.Zone).Date)).ToDictionary(day => day.Key, day => day.Sum(fact => fact.Value.Interval.HandleSeconds!.Value));
        Dictionary<(QueueId, LocalDate), double> planned = expected.GroupBy(need => (need.Queue, need.Start.InZone(frame.Zone).Date)).ToDictionary(day => day.Key, day => day.Sum(need => need.WorkSeconds));
        return (queue, slot) => (queue, slot.InZone(frame.Zone).Date) is var day && done.TryGetValue(day, out double seconds) ? seconds : planned.GetValueOrDefault((queue, slot.InZone(frame.Zone).Date));
    }

    /// <summary>What was expected of the interval.</summary>
    /// <param name="expected">What was expected.</param>
    public static Func<QueueId, Instant, double> Expected(IReadOnlyList<QueueNeed> expected)
    {
        Dictionary<(QueueId, Instant), double> planned = expected.ToDictionary(need => (need.Queue, need.Start), need => need.WorkSeconds);
        return (queue, slot) => planned.GetValueOrDefault((queue, slot));
    }
}
