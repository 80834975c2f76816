using NodaTime;

namespace Wfm.Staffing;

/// <summary>Earliest deadline first on deferred work that can be split at will: if any order gets all of it done in time, this one does.</summary>
/// <remarks>
/// Work is taken up from the first interval that begins at or after it is available, and is in time when the interval in which it is done ends
/// by its deadline. Overdue work stays first in line, as old mail does; the shortage is counted on a plan that lets work go when it falls
/// due, which loses the least that can be lost, so its hours are the fewest that must be added. O(n log n).
/// </remarks>
public static class DeferredPlanner
{
    /// <summary>Nine times in ten no more, and nine in ten no fewer, come than the mean and this many standard deviations.</summary>
    private const double NineInTen = 1.3;

    private const double Nothing = 1e-9;

    /// <summary>Plans with the arrivals expected and with many and few.</summary>
    /// <param name="capacity">Time there is, in increasing order of start, without overlaps.</param>
    /// <param name="work">The work, in any order.</param>
    /// <param name="variation">Standard deviation ÷ mean of the work that arrives in a day; 0 or more, 0.15–0.25 is usual. The backlog is known.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variation, or hours of work or capacity, are negative, infinite or NaN.</exception>
    public static DeferredOutlook Look(IReadOnlyList<DeferredCapacity> capacity, IReadOnlyList<DeferredWork> work, double variation)
    {
        if (variation is not (>= 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(variation), variation, "A coefficient of variation is finite and not negative.");
        }

        return new DeferredOutlook(
            Plan(capacity, work), Plan(capacity, Times(work, 1 + (NineInTen * variation))), Plan(capacity, Times(work, Math.Max(0, 1 - (NineInTen * variation)))));
    }

    /// <summary>Plans once.</summary>
    /// <inheritdoc cref="Look"/>
    public static DeferredPlan Plan(IReadOnlyList<DeferredCapacity> capacity, IReadOnlyList<DeferredWork> work)
    {
        ArgumentNullException.ThrowIfNull(capacity);
        ArgumentNullException.ThrowIfNull(work);
        Check(work.Select(piece => piece.Hours).Concat(capacity.Select(each => each.Hours)));
        Line kept = new(work), dropping = new(work);
        List<DeferredInterval> intervals = [];
        List<DeferredShortage> shortages = [];
        foreach (DeferredCapacity each in capacity)
        {
            kept.Open(each.Span.Start);
            double done = kept.Work(each.Hours, each.Span.End);
            kept.Close(each.Span.End);
            intervals.Add(new DeferredInterval(each.Span, each.Hours, done, kept.Waiting, kept.Overdue));
            dropping.Open(each.Span.Start);
            _ = dropping.Work(each.Hours, each.Span.End);
            dropping.Close(each.Span.End);
            if (dropping.LetGo() is > Nothing and double missing)
            {
                shortages.Add(new DeferredShortage(each.Span, missing));
            }
        }

        Instant end = capacity.Count > 0 ? capacity[^1].Span.End : Instant.MinValue;
        DeferredQueue[] queues =
        [
            .. work.Select((piece, at) => (piece, at)).GroupBy(each => each.piece.Queue).OrderBy(queue => queue.Key.Value, StringComparer.Ordinal)
                .Select(queue => new DeferredQueue(
                    queue.Key, queue.Where(each => each.piece.Due <= end).Sum(each => each.piece.Hours), queue.Sum(each => kept.InTime(each.at)))),
        ];
        return new DeferredPlan(
            intervals, queues, queues.Sum(queue => queue.DueHours), queues.Sum(queue => queue.InTimeHours), shortages.Sum(shortage => shortage.Hours), shortages);
    }

    private static DeferredWork[] Times(IReadOnlyList<DeferredWork> work, double factor) =>
        [.. work.Select(piece => piece.IsBacklog ? piece : piece with { Hours = piece.Hours * factor })];

    private static void Check(IEnumerable<double> hours)
    {
        foreach (double each in hours)
        {
            if (each is not (>= 0 and < double.PositiveInfinity))
            {
                throw new ArgumentOutOfRangeException(nameof(hours), each, "Hours are finite and not negative.");
            }
        }
    }

    /// <summary>The work that waits, nearest deadline first.</summary>
    private sealed class Line
    {
        private readonly IReadOnlyList<DeferredWork> _work;
        private readonly int[] _byArrival;
        private readonly int[] _byDeadline;
        private readonly double[] _left;
        private readonly double[] _inTime;
        private readonly bool[] _isOverdue;
        private readonly PriorityQueue<int, (Instant Due, Instant Available, int At)> _waiting = new();
        private int _arrived;
        private int _passed;

        public Line(IReadOnlyList<DeferredWork> work)
        {
            _work = work;
            _byArrival = [.. Enumerable.Range(0, work.Count).OrderBy(at => work[at].Available)];
            _byDeadline = [.. Enumerable.Range(0, work.Count).Where(at => work[at].Due is not null).OrderBy(at => work[at].Due)];
            _left = [.. work.Select(piece => piece.Hours)];
            _inTime = new double[work.Count];
            _isOverdue = new bool[work.Count];
        }

        public double Waiting { get; private set; }

        public double Overdue { get; private set; }

        public double InTime(int at) => _inTime[at];

        public void Open(Instant start)
        {
            for (; _arrived < _byArrival.Length && _work[_byArrival[_arrived]].Available <= start; _arrived++)
            {
                int at = _byArrival[_arrived];
                _waiting.Enqueue(at, (_work[at].Due ?? Instant.MaxValue, _work[at].Available, at));
                Waiting += _left[at];
            }
        }

        public double Work(double hours, Instant end)
        {
            double left = hours;
            while (left > 0 && _waiting.TryPeek(out int at, out _))
            {
                double part = Math.Min(left, _left[at]);
                left -= part;
                _left[at] -= part;
                Waiting -= part;
                Overdue -= _isOverdue[at] ? part : 0;
                _inTime[at] += _work[at].Due is null || _work[at].Due < end ? 0 : part;
                if (_left[at] <= 0)
                {
                    _waiting.Dequeue();
                }
            }

            return hours - left;
        }

        /// <summary>Takes in what came during the interval, and marks what is past its deadline by now.</summary>
        public void Close(Instant end)
        {
            Open(end - Duration.Epsilon);
            for (; _passed < _byDeadline.Length && _work[_byDeadline[_passed]].Due <= end; _passed++)
            {
                int at = _byDeadline[_passed];
                _isOverdue[at] = true;
                Overdue += _left[at];
            }

            (Waiting, Overdue) = (Math.Max(0, Waiting), Math.Max(0, Overdue));
        }

        /// <summary>Throws away what is overdue and says how much it was.</summary>
        public double LetGo()
        {
            double gone = Overdue;
            while (_waiting.TryPeek(out int at, out _) && _isOverdue[at])
            {
                _left[at] = 0;
                _waiting.Dequeue();
            }

            Waiting = Math.Max(0, Waiting - gone);
            Overdue = 0;
            return gone;
        }
    }
}
