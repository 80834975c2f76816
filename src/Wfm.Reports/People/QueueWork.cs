using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Work of queues, by which the time of shared people is divided: seconds of talk, hold and after-call work.</summary>
internal static class QueueWork
{
    /// <summary>What was done, and where the statistics tell none what was expected.</summary>
    /// <param name="calls">The statistics.</param>
    /// <param name="expected">What was expected.</param>
    public static Func<QueueId, Instant, double> Of(IReadOnlyList<QueueFact<CallFact>> calls, IReadOnlyList<RequiredPeople> expected)
    {
        Dictionary<(QueueId, Instant), double> done = calls.Where(fact => fact.Value.Interval.HandleSeconds is not null)
            .ToDictionary(fact => (fact.Queue, fact.At), fact => fact.Value.Interval.HandleSeconds!.Value);
        Func<QueueId, Instant, double> planned = Expected(expected);
        return (queue, slot) => done.TryGetValue((queue, slot), out double seconds) ? seconds : planned(queue, slot);
    }

    /// <summary>What was expected.</summary>
    /// <param name="expected">What was expected.</param>
    public static Func<QueueId, Instant, double> Expected(IReadOnlyList<RequiredPeople> expected)
    {
        Dictionary<(QueueId, Instant), double> planned = expected.ToDictionary(need => (need.Queue, need.Start), need => need.WorkSeconds);
        return (queue, slot) => planned.GetValueOrDefault((queue, slot));
    }
}
