using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Takes in calls per interval as a source tells them: late, repeated, in any order, corrected. Of two figures of one interval those made later count.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class TakeIntervals(WfmDb db, IClock clock)
{
    private const int MostRemarks = 100;

    /// <summary>Stores what is new or newer, all or nothing.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="delivery">What was told.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    /// <exception cref="StepRefusedException">Intervals of another length than the source's own, off the grid, or one interval with two figures.</exception>
    public Task<IntervalsTaken> RunAsync(BusinessUnitId unit, IntervalDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return InTransaction.RunAsync(db, async () =>
        {
            Instant now = clock.GetCurrentInstant();
            StoredFeedSource source = await FeedSources.EnsureAsync(db, unit, delivery.Source, cancellationToken);
            DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
            CheckGrid(delivery, source.IntervalLength);
            ToldInterval[] taken = [.. delivery.Intervals.Where(told => told.Interval.Start <= now + TakeStates.ClockTolerance)];
            CallSeries[] series = [.. Series(taken, zone, source.IntervalLength)];
            HashSet<QueueId> known = [.. await db.Queues.Where(queue => queue.BusinessUnitId == unit).Select(queue => queue.Code).ToListAsync(cancellationToken)];
            CallImportResult? stored = taken.Length == 0 ? null : await CallIntervalStore.UpsertAsync(db, unit, File(delivery, now), series, now, cancellationToken);
            if (stored is { Inserted: > 0 } or { Changed: > 0 })
            {
                await Tell.ScreensAsync(db, unit, "calls-delivered", $"feeds/{delivery.Source}", now, null, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }

            return new IntervalsTaken(
                delivery.Intervals.Count, stored?.Inserted ?? 0, stored?.Changed ?? 0, stored is null ? 0 : taken.Length - stored.Inserted - stored.Changed,
                delivery.Intervals.Count - taken.Length, [.. Remarks(taken, source.Attribution)],
                known.Count == 0 ? [] : [.. series.Select(one => one.Queue).Where(queue => !known.Contains(queue))]);
        }, cancellationToken);
    }

    private static void CheckGrid(IntervalDelivery delivery, Duration length)
    {
        foreach (ToldInterval told in delivery.Intervals)
        {
            if (told.Interval.Length != length || told.Interval.Start.ToUnixTimeSeconds() % (long)length.TotalSeconds != 0 || told.Interval.Start != Instant.FromUnixTimeSeconds(told.Interval.Start.ToUnixTimeSeconds()))
            {
                throw new StepRefusedException("interval-off-grid", string.Create(
                    CultureInfo.InvariantCulture,
                    $"Queue {told.Queue}, {told.Interval.Start}, {told.Interval.Length.TotalMinutes:0.##} min: expected the source's own length of {length.TotalMinutes:0} minutes, on the grid. Say the source's length first if it is another one."));
            }
        }
    }

    private static IEnumerable<CallSeries> Series(ToldInterval[] taken, DateTimeZone zone, Duration length)
    {
        foreach (IGrouping<QueueId, ToldInterval> queue in taken.GroupBy(told => told.Queue))
        {
            CallInterval[] distinct = [.. queue.Select(told => told.Interval).Distinct().OrderBy(interval => interval.Start)];
            for (int at = 1; at < distinct.Length; at++)
            {
                if (distinct[at].Start == distinct[at - 1].Start)
                {
                    throw new StepRefusedException("interval-twice", $"Queue {queue.Key}, {distinct[at].Start}: one delivery has the interval twice with different figures; expected it once.");
                }
            }

            yield return new CallSeries(queue.Key, zone, length, distinct);
        }
    }

    // Without the moment the figures were made, what comes last counts; the same bytes later are then news too.
    private static FileToImport File(IntervalDelivery delivery, Instant now)
    {
        string content = JsonSerializer.Serialize(delivery.Intervals.Select(told => new { queue = told.Queue.Value, start = told.Interval.Start.ToUnixTimeTicks(), told.Interval.Offered, told.Interval.Answered, told.Interval.Abandoned, told.Interval.AnsweredInTime, told.Interval.HandleSeconds, told.Interval.WaitSeconds }));
        string stamp = (delivery.GeneratedAt ?? now).ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture);
        return new FileToImport("intervals", delivery.Source, $"intervals {stamp}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{stamp} {content}"))))
        {
            GeneratedAt = delivery.GeneratedAt is { } generated ? Instant.Min(generated, now + TakeStates.ClockTolerance) : null,
        };
    }

    private static IEnumerable<string> Remarks(ToldInterval[] taken, IntervalAttribution attribution) =>
        taken.Select(told => Remark(told, attribution)).OfType<string>().Take(MostRemarks);

    private static string? Remark(ToldInterval told, IntervalAttribution attribution)
    {
        CallInterval interval = told.Interval;
        string? found = interval switch
        {
            { HandleSeconds: > 0 } when (interval.Answered ?? interval.Offered) == 0 && attribution == IntervalAttribution.Arrival =>
                string.Create(CultureInfo.InvariantCulture, $"{interval.HandleSeconds:0} s of handling without a call"),
            { AnsweredInTime: { } inTime, Answered: { } answered } when inTime > answered => $"{inTime} answered in time of {answered} answered",
            { Answered: { } answered, Abandoned: { } abandoned } when attribution == IntervalAttribution.Arrival && answered + abandoned != interval.Offered =>
                $"{interval.Offered} offered, {answered} answered and {abandoned} abandoned",
            _ => null,
        };
        return found is null ? null : $"Queue {told.Queue}, {interval.Start}: {found}.";
    }
}

/// <summary>An interval of a queue as told.</summary>
/// <param name="Queue">Which queue.</param>
/// <param name="Interval">Its figures.</param>
public sealed record ToldInterval(QueueId Queue, CallInterval Interval);

/// <summary>Intervals as a source tells them.</summary>
/// <param name="Source">Which source.</param>
/// <param name="GeneratedAt">When it made the figures; empty: what comes last counts.</param>
/// <param name="Intervals">The intervals, in any order.</param>
public sealed record IntervalDelivery(string Source, Instant? GeneratedAt, IReadOnlyList<ToldInterval> Intervals);

/// <summary>What taking in intervals did.</summary>
/// <param name="Received">Intervals received.</param>
/// <param name="Inserted">Intervals that were new.</param>
/// <param name="Changed">Intervals whose figures were replaced.</param>
/// <param name="Unchanged">Intervals that were there already, equal or made later.</param>
/// <param name="Future">Intervals that have not begun, left out.</param>
/// <param name="Remarks">Sums that do not agree; taken as they are.</param>
/// <param name="UnknownQueues">Queues the centre does not have; their calls are kept.</param>
public sealed record IntervalsTaken(
    int Received, long Inserted, long Changed, long Unchanged, int Future, IReadOnlyList<string> Remarks, IReadOnlyList<QueueId> UnknownQueues);
