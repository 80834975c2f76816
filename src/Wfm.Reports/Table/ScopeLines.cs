using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>A row before it is reckoned: what is known of one scope in one stretch of time.</summary>
/// <typeparam name="TFact">The kind of fact.</typeparam>
/// <param name="Bucket">When.</param>
/// <param name="Scope">Of whom.</param>
/// <param name="Queues">The queues of the scope.</param>
/// <param name="Facts">What is known; empty where facts were expected and there are none.</param>
internal sealed record ReportLine<TFact>(ReportBucket Bucket, ReportScope Scope, IReadOnlyList<Queue> Queues, IReadOnlyList<TFact> Facts);

/// <summary>A fact of a queue at a moment.</summary>
/// <typeparam name="TFact">The kind of fact.</typeparam>
/// <param name="Queue">Which queue.</param>
/// <param name="At">When.</param>
/// <param name="Value">What.</param>
internal readonly record struct QueueFact<TFact>(QueueId Queue, Instant At, TFact Value);

/// <summary>Lays facts of queues out by scope and time: the total, each group, each queue; each step and then the whole span.</summary>
internal sealed class ScopeLines
{
    private readonly ReportFrame _frame;
    private readonly BucketLine _line;
    private readonly Dictionary<QueueId, bool[]> _open;

    /// <summary>What facts that belong to no queue are booked on.</summary>
    public static QueueId NoQueue { get; } = new("");

    /// <param name="frame">The centre and the days.</param>
    public ScopeLines(ReportFrame frame)
    {
        _frame = frame;
        _line = BucketLine.Of(frame.Span, frame.Zone, frame.IntervalLength);
        _open = frame.Queues.ToDictionary(queue => queue.Id, OpenBuckets);
    }

    /// <summary>The total, then each group followed by its queues, then the queues of no group.</summary>
    public static IEnumerable<(ReportScope Scope, IReadOnlyList<Queue> Queues)> Scopes(ReportFrame frame)
    {
        yield return (ReportScope.Total, frame.Queues);
        foreach (AnswerGroup group in frame.Groups)
        {
            Queue[] owned = [.. frame.Queues.Where(queue => queue.Group == group.Id)];
            if (owned.Length > 0)
            {
                yield return (new ReportScope(ScopeKind.Group, group.Id.Value, group.Name), owned);
                foreach (Queue queue in owned)
                {
                    yield return (OfQueue(queue), [queue]);
                }
            }
        }

        foreach (Queue queue in frame.Queues.Where(queue => frame.Groups.All(group => group.Id != queue.Group)))
        {
            yield return (OfQueue(queue), [queue]);
        }
    }

    /// <summary>Lays the facts out. A stretch in which no queue of a scope is open and of which nothing is known has no line.</summary>
    /// <param name="facts">The facts; those outside the span are left out.</param>
    public IEnumerable<ReportLine<TFact>> Of<TFact>(IEnumerable<QueueFact<TFact>> facts)
    {
        ILookup<QueueId, QueueFact<TFact>> known = facts.ToLookup(fact => fact.Queue);
        Dictionary<QueueId, List<TFact>?[]> byQueue = _frame.Queues.ToDictionary(queue => queue.Id, queue => Buckets(known[queue.Id]));
        List<TFact>?[] undivided = Buckets(known[NoQueue]);
        foreach ((ReportScope scope, IReadOnlyList<Queue> queues) in Scopes(_frame).Append((new ReportScope(ScopeKind.Undivided, "", ""), [])))
        {
            List<TFact> all = [];
            int told = 0;
            for (int at = 0; at < _line.Buckets.Count; at++)
            {
                List<TFact> here = [.. queues.SelectMany(queue => byQueue[queue.Id][at] ?? []), .. scope.Kind is ScopeKind.Total or ScopeKind.Undivided ? undivided[at] ?? [] : []];
                if (here.Count > 0 || queues.Any(queue => _open[queue.Id][at]))
                {
                    told++;
                    all.AddRange(here);
                    yield return new ReportLine<TFact>(_line.Buckets[at], scope, queues, here);
                }
            }

            if (told > 1)
            {
                Interval span = _frame.Span.In(_frame.Zone);
                yield return new ReportLine<TFact>(new ReportBucket(span.Start, span.End, ReportStep.Whole), scope, queues, all);
            }
        }
    }

    private static ReportScope OfQueue(Queue queue) => new(ScopeKind.Queue, queue.Id.Value, queue.Name);

    private List<TFact>?[] Buckets<TFact>(IEnumerable<QueueFact<TFact>> facts)
    {
        List<TFact>?[] buckets = new List<TFact>?[_line.Buckets.Count];
        foreach (QueueFact<TFact> fact in facts)
        {
            if (_line.IndexOf(fact.At) is >= 0 and int at)
            {
                (buckets[at] ??= []).Add(fact.Value);
            }
        }

        return buckets;
    }

    private bool[] OpenBuckets(Queue queue)
    {
        bool[] open = new bool[_line.Buckets.Count];
        foreach (Interval opening in _frame.Span.Days.SelectMany(day => _frame.OpenOn(queue, day)))
        {
            for (int at = Math.Max(0, _line.IndexOf(opening.Start)); at < open.Length && _line.Buckets[at].Start < opening.End; at++)
            {
                open[at] = true;
            }
        }

        return open;
    }
}
