using NodaTime;

namespace Wfm.Exchange;

/// <summary>Puts the rows of a file together as series: sorted, without duplicates or overlaps, of one length.</summary>
internal static class CallSeriesBuilder
{
    /// <summary>One series per queue in ordinal order of its code; problems across rows are added to <paramref name="found"/>.</summary>
    public static IReadOnlyList<CallSeries> Build(CallRows rows, CallColumns names, Duration? asked, ProblemList found)
    {
        string start = names.Start ?? names.Time ?? "";
        string length = rows.StateLengths ? names.IntervalMinutes! : start;
        List<QueueRows> queues = [.. rows.Queues.Where(queue => queue.Rows.Count > 0).OrderBy(queue => queue.Queue.Value, StringComparer.Ordinal)];
        foreach (QueueRows queue in queues)
        {
            Sort(queue.Rows);
            RefuseDoubled(queue.Rows, rows, start, found);
        }

        int usual = IntervalLengths.MostCommonSeconds(queues.Select(queue => queue.Rows));
        List<CallSeries> series = [];
        foreach (QueueRows queue in queues)
        {
            int seconds = CommonLength(queue, rows, usual, asked, start, found);
            RefuseOverlaps(queue.Rows, seconds, rows, length, found);
            if (RefuseUnfit(queue, seconds, asked, rows.File, length, found) || found.ProblemCount > 0)
            {
                continue;
            }

            WarnOfParts(queue, rows.File, names.Offered[0], found);
            series.Add(ToSeries(queue, rows.Clock.Zone, seconds, asked));
        }

        return series;
    }

    private static void Sort(List<CallRow> rows)
    {
        for (int at = 1; at < rows.Count; at++)
        {
            if (rows[at].Start < rows[at - 1].Start)
            {
                rows.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Line.CompareTo(b.Line));
                return;
            }
        }
    }

    private static void RefuseDoubled(List<CallRow> rows, CallRows file, string column, ProblemList found)
    {
        int kept = 0;
        for (int at = 0; at < rows.Count; at++)
        {
            if (at == 0 || rows[at].Start != rows[kept - 1].Start)
            {
                rows[kept++] = rows[at];
            }
            else if (rows[at].SaysTheSameAs(rows[kept - 1]))
            {
                found.Warn(file.File, rows[at].Line, column, $"the same row as line {rows[kept - 1].Line}, ignored");
            }
            else
            {
                found.Add(
                    file.File, rows[at].Line, column, WrittenTime.Text(rows[at].Start, file.Clock),
                    $"each interval of a queue once; line {rows[kept - 1].Line} has it with other values");
            }
        }

        rows.RemoveRange(kept, rows.Count - kept);
    }

    /// <summary>The length of the shortest interval; rows that name none have the one read off the distances between starts.</summary>
    private static int CommonLength(QueueRows queue, CallRows file, int usual, Duration? asked, string column, ProblemList found)
    {
        int stated = queue.Rows.Where(row => row.LengthSeconds > 0).Select(row => row.LengthSeconds).DefaultIfEmpty().Min();
        int seconds = stated > 0 ? stated : IntervalLengths.Read(queue.Rows, usual, asked);
        foreach (CallRow row in queue.Rows)
        {
            if (!IsOnGrid(row, seconds, file.Clock))
            {
                found.Add(
                    file.File, row.Line, column, WrittenTime.Text(row.Start, file.Clock),
                    $"a start on the grid of {LengthOf(row, seconds) / 60}-minute intervals");
            }
        }

        return seconds;
    }

    private static void RefuseOverlaps(List<CallRow> rows, int seconds, CallRows file, string column, ProblemList found)
    {
        CallRow? before = null;
        foreach (CallRow row in rows.Where(row => IsOnGrid(row, seconds, file.Clock)))
        {
            if (before is { } other && row.Start < other.Start + LengthOf(other, seconds))
            {
                found.Add(
                    file.File, row.Line, column, $"{LengthOf(row, seconds) / 60}",
                    $"intervals that do not overlap; the one of line {other.Line} lasts {LengthOf(other, seconds) / 60} minutes");
            }

            before = row;
        }
    }

    private static int LengthOf(CallRow row, int seconds) => row.LengthSeconds > 0 ? row.LengthSeconds : seconds;

    private static bool IsOnGrid(CallRow row, int seconds, ZoneClock clock) =>
        row.Start % LengthOf(row, seconds) == 0 || (row.Start + clock.OffsetAt(row.Start)) % LengthOf(row, seconds) == 0;

    private static bool RefuseUnfit(QueueRows queue, int seconds, Duration? asked, string file, string column, ProblemList found)
    {
        int wanted = asked is { } length ? (int)length.TotalSeconds : seconds;
        int before = found.ProblemCount;
        foreach (CallRow row in queue.Rows)
        {
            int own = LengthOf(row, seconds);
            if (wanted % own != 0 || (asked is null && own != seconds))
            {
                string expected = asked is null
                    ? $"intervals of one length in a queue, {seconds / 60} minutes as on its other rows"
                    : $"intervals of {wanted / 60} minutes, or shorter ones that divide them";
                found.Add(file, row.Line, column, $"{own / 60}", expected);
                if (row.LengthSeconds == 0)
                {
                    break;
                }
            }
        }

        return found.ProblemCount > before;
    }

    private static void WarnOfParts(QueueRows queue, string file, string column, ProblemList found)
    {
        int count = queue.Rows.Count(row => row.OfferedPart > 0);
        if (count > 0)
        {
            CallRow first = queue.Rows.First(row => row.OfferedPart > 0);
            found.Warn(file, first.Line, column, $"queue {queue.Queue} counts parts of calls in {count} rows; parts are carried on until they make a call, so sums stay");
        }
    }

    private static CallSeries ToSeries(QueueRows queue, DateTimeZone zone, int seconds, Duration? asked)
    {
        CallInterval[] intervals = new CallInterval[queue.Rows.Count];
        double carried = 0;
        for (int at = 0; at < intervals.Length; at++)
        {
            CallRow row = queue.Rows[at];
            carried += row.OfferedPart;
            int whole = carried > 1 - 1e-4 ? 1 : 0;
            carried -= whole;
            intervals[at] = ToInterval(row with { Offered = row.Offered + whole }, seconds);
        }

        CallSeries series = new(queue.Queue, zone, Duration.FromSeconds(seconds), intervals);
        queue.Rows.Clear();
        queue.Rows.TrimExcess();
        return asked is { } length ? CallResampling.ToLength(series, length) : series;
    }

    private static CallInterval ToInterval(CallRow row, int seconds) => new(
        Instant.FromUnixTimeSeconds(row.Start),
        Duration.FromSeconds(LengthOf(row, seconds)),
        row.Offered,
        Known(row.Answered),
        Known(row.Abandoned),
        Known(row.AnsweredInTime),
        double.IsNaN(row.HandleSeconds) ? null : row.HandleSeconds,
        double.IsNaN(row.WaitSeconds) ? null : row.WaitSeconds,
        double.IsNaN(row.AnsweredWaitSeconds) ? null : row.AnsweredWaitSeconds,
        Known(row.ShortAbandoned),
        Known(row.AbandonedInTime));

    private static int? Known(int count) => count == CallRow.Unknown ? null : count;
}
