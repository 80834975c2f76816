using NodaTime;

namespace Wfm.Exchange;

/// <summary>Reads the length of intervals off the distances between their starts, for files that do not state it.</summary>
internal static class IntervalLengths
{
    private const int SecondsPerHour = 3600;
    private const int QuarterHour = 900;

    // Fewer rows than this may well have gaps only, and no two neighbours.
    private const int RowsToTrust = 8;

    /// <summary>The distance found most often in a whole file, of those that divide an hour; 0 when there is none.</summary>
    public static int MostCommonSeconds(IEnumerable<List<CallRow>> queues)
    {
        Dictionary<long, int> distances = [];
        foreach (List<CallRow> rows in queues)
        {
            for (int at = 1; at < rows.Count; at++)
            {
                long distance = rows[at].Start - rows[at - 1].Start;
                if (Divides(distance))
                {
                    distances[distance] = distances.GetValueOrDefault(distance) + 1;
                }
            }
        }

        return (int)distances.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).FirstOrDefault().Key;
    }

    /// <summary>
    /// The smallest distance within a queue when it divides an hour; else, and for a queue of few rows, what is usual in the
    /// file; else the length asked for, else a quarter of an hour.
    /// </summary>
    public static int Read(List<CallRow> rows, int usual, Duration? asked)
    {
        int fallback = usual > 0 ? usual : asked is { } length ? (int)length.TotalSeconds : QuarterHour;
        long smallest = long.MaxValue;
        for (int at = 1; at < rows.Count; at++)
        {
            smallest = Math.Min(smallest, rows[at].Start - rows[at - 1].Start);
        }

        bool isPlain = Divides(smallest) && (rows.Count >= RowsToTrust || smallest < fallback);
        return isPlain ? (int)smallest : fallback;
    }

    private static bool Divides(long seconds) => seconds is >= 60 and <= SecondsPerHour && SecondsPerHour % seconds == 0 && seconds % 60 == 0;
}
