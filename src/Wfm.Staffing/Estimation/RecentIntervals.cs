using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>The latest weeks of a history.</summary>
internal static class RecentIntervals
{
    public static IEnumerable<CallInterval> Of(CallSeries series, int weeks)
    {
        if (series.Intervals.Count == 0)
        {
            return [];
        }

        Instant from = series.Intervals[^1].Start - Duration.FromDays(7 * weeks);
        return series.Intervals.Where(interval => interval.Start > from);
    }

    public static LocalDate DayOf(CallSeries series, CallInterval interval) => interval.Start.InZone(series.Zone).Date;
}
