using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Queueing;
using Wfm.Queueing.Simulation;

namespace Wfm.Planning;

/// <summary>Compares what would have been predicted with what really happened, day by day with the people who really were there.</summary>
public static class CentreCalibration
{
    /// <summary>Weeks of history the usual shape of a day is taken from.</summary>
    private const int ShapeWeeks = 26;

    private static readonly double[] Edges = [0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

    /// <summary>Compares every day that has staffing and calls.</summary>
    /// <param name="history">One series per queue, all of the same interval length.</param>
    /// <param name="staffing">Who was on calls.</param>
    /// <param name="targets">Threshold and patience of each queue; the threshold must be the one <c>answered_in_time</c> was counted with.</param>
    /// <param name="settings">How hard to look.</param>
    /// <param name="cancellationToken">Stops between days.</param>
    /// <exception cref="ArgumentException">The series differ in interval length.</exception>
    public static CalibrationReport Of(
        IReadOnlyList<CallSeries> history,
        IReadOnlyList<StaffedInterval> staffing,
        IReadOnlyDictionary<QueueId, QueueTarget> targets,
        CalibrationSettings settings,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(staffing);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(settings);
        if (history.Select(series => series.IntervalLength).Distinct().Count() > 1)
        {
            throw new ArgumentException("All queues must be told in intervals of the same length.", nameof(history));
        }

        if (history.Count == 0 || staffing.Count == 0)
        {
            return new CalibrationReport([], 0, [], ["There is nothing to compare: no calls, or no staffing."]);
        }

        Instant last = staffing.Max(row => row.Start), from = last - Duration.FromDays(7 * ShapeWeeks);
        CalibrationQueue[] queues =
        [
            .. history.OrderBy(series => series.Queue.Value, StringComparer.Ordinal).Select(series => new CalibrationQueue(
                series with { Intervals = [.. series.Intervals.Where(interval => interval.Start >= from && interval.Start <= last + Duration.FromDays(1))] },
                targets.GetValueOrDefault(series.Queue) ?? QueueTarget.Usual)),
        ];
        Tally tally = new(queues, settings);
        foreach (IGrouping<LocalDate, StaffedInterval> date in staffing.GroupBy(row => row.Start.InZone(history[0].Zone).Date))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CalibrationDay.Of(queues, [.. date], date.Key) is { } day)
            {
                tally.Add(date.Key, day, history[0].IntervalLength.TotalSeconds);
            }
        }

        return tally.Report([.. Notes(history, staffing, targets)]);
    }

    private static IEnumerable<string> Notes(
        IReadOnlyList<CallSeries> history, IReadOnlyList<StaffedInterval> staffing, IReadOnlyDictionary<QueueId, QueueTarget> targets)
    {
        HashSet<QueueId> called = [.. history.Select(series => series.Queue)];
        foreach (QueueId queue in staffing.SelectMany(row => row.Skills).Select(skill => skill.Queue).Distinct().Where(queue => !called.Contains(queue)))
        {
            yield return $"Queue {queue} is staffed and has no calls in the history; its callers are missing from the picture.";
        }

        foreach (QueueId queue in called.Where(queue => !targets.ContainsKey(queue)).OrderBy(queue => queue.Value, StringComparer.Ordinal))
        {
            yield return $"Queue {queue} has no promise; answered_in_time is taken to mean {QueueTarget.Usual.ServiceLevel.Threshold.TotalSeconds:0} s.";
        }
    }

    /// <summary>Adds days up.</summary>
    private sealed class Tally(CalibrationQueue[] queues, CalibrationSettings settings)
    {
        private readonly Sums[] _sums = [.. queues.Select(_ => new Sums())];
        private readonly double[,] _bins = new double[Edges.Length - 1, 3];
        private readonly List<CalibratedDay> _byDay = [];
        private int _days;

        public void Add(LocalDate date, CalibrationDay day, double intervalSeconds)
        {
            DayPrediction prediction = DayPrediction.Of(new NeighbourhoodPooling(queues.Length, day.Groups), intervalSeconds, day.Inflow, day.Agents);
            SimulatedFigures simulated = new CentreSimulation(queues.Length, day.Groups, intervalSeconds)
                .Run(day.Inflow, day.Agents, settings.SimulatedDays, unchecked(settings.Seed + (7919 * _days)), threads: settings.Threads);
            _days++;
            for (int queue = 0; queue < queues.Length; queue++)
            {
                int offered = day.Offered[queue].Sum();
                if (offered == 0)
                {
                    continue;
                }

                double? told = day.InTime[queue].All(calls => calls >= 0) ? (double)day.InTime[queue].Sum() / offered : null;
                _byDay.Add(new CalibratedDay(
                    queues[queue].Queue, date, offered, prediction.ServiceLevelOfDay(queue), simulated.QuantileOfDays(queue, 0.05), simulated.QuantileOfDays(queue, 0.95), told));
                if (told is { } realised && prediction.ServiceLevelOfDay(queue) is { } predicted && simulated.ServiceLevelOf(queue) is { } mean)
                {
                    _sums[queue].Add(offered, predicted, mean.Value, realised, simulated, queue);
                    AddIntervals(day, prediction, queue);
                }
            }
        }

        public CalibrationReport Report(IReadOnlyList<string> notes) => new(
            [.. queues.Select((queue, at) => _sums[at].Report(queue.Queue))],
            _days,
            [.. Enumerable.Range(0, Edges.Length - 1).Select(bin => new CalibrationBin(
                Edges[bin],
                Edges[bin + 1],
                _bins[bin, 0],
                _bins[bin, 0] > 0 ? _bins[bin, 1] / _bins[bin, 0] : null,
                _bins[bin, 0] > 0 ? _bins[bin, 2] / _bins[bin, 0] : null))],
            notes)
        {
            ByDay = _byDay,
        };

        private void AddIntervals(CalibrationDay day, DayPrediction prediction, int queue)
        {
            for (int at = 0; at < day.Offered[queue].Length; at++)
            {
                double level = prediction.At(queue, at).ServiceLevel ?? 0;
                int bin = Math.Clamp(Array.FindLastIndex(Edges, edge => edge <= level), 0, Edges.Length - 2);
                _bins[bin, 0] += day.Offered[queue][at];
                _bins[bin, 1] += day.Offered[queue][at] * level;
                _bins[bin, 2] += day.InTime[queue][at];
            }
        }
    }

    private sealed class Sums
    {
        private double _calls, _predicted, _simulated, _realised, _error, _errorOfChance;
        private int _days, _inBand;

        public void Add(int offered, double predicted, double simulated, double realised, SimulatedFigures figures, int queue)
        {
            _days++;
            _calls += offered;
            _predicted += offered * predicted;
            _simulated += offered * simulated;
            _realised += offered * realised;
            _error += Math.Abs(predicted - realised);
            double[] levels = [.. Enumerable.Range(0, figures.Days).Select(day => figures.ServiceLevelOnDay(queue, day)).OfType<double>()];
            _errorOfChance += levels.Average(level => Math.Abs(level - simulated));
            _inBand += realised >= figures.QuantileOfDays(queue, 0.05) && realised <= figures.QuantileOfDays(queue, 0.95) ? 1 : 0;
        }

        public QueueCalibration Report(QueueId queue) => _days == 0
            ? new QueueCalibration(queue, 0, 0, null, null, null, null, null, null)
            : new QueueCalibration(
                queue, _days, _calls, _predicted / _calls, _simulated / _calls, _realised / _calls, _error / _days, _errorOfChance / _days, (double)_inBand / _days);
    }
}
