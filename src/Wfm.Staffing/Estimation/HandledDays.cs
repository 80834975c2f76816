using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>Calls handled and their seconds, by day and hour of the day.</summary>
internal sealed record HandledDays(QueueId Queue, IReadOnlyList<HandledHour> Hours, double Handled, double Mean, double Error, int Days)
{
    // The coefficient of variation of a single call, where days cannot tell it.
    private const double CallVariation = 1;
    private const int FewestDays = 3;

    public static HandledDays Of(CallSeries series, int weeks)
    {
        HandledHour[] hours =
        [
            .. from interval in RecentIntervals.Of(series, weeks)
               let handled = interval.Answered ?? interval.Offered
               where interval.HandleSeconds is { } seconds && double.IsFinite(seconds) && handled > 0
               let start = interval.Start.InZone(series.Zone)
               group (handled, Seconds: interval.HandleSeconds!.Value) by (start.Date, start.Hour) into hour
               select new HandledHour(hour.Key.Date, hour.Key.Hour, hour.Sum(one => one.handled), hour.Sum(one => one.Seconds)),
        ];
        double handledAll = hours.Sum(hour => hour.Handled), mean = handledAll > 0 ? hours.Sum(hour => hour.Seconds) / handledAll : 0;
        return mean > 0
            ? new HandledDays(series.Queue, hours, handledAll, mean, ErrorOf(hours, handledAll, mean, out int days), days)
            : new HandledDays(series.Queue, [], 0, 0, 0, 0);
    }

    private static double ErrorOf(HandledHour[] hours, double handled, double mean, out int days)
    {
        double squares = 0;
        days = 0;
        foreach (IGrouping<LocalDate, HandledHour> day in hours.GroupBy(hour => hour.Date))
        {
            double off = day.Sum(hour => hour.Seconds - (mean * hour.Handled));
            squares += off * off;
            days++;
        }

        double byCalls = CallVariation * mean / Math.Sqrt(handled);
        return days < FewestDays ? byCalls : Math.Sqrt(squares * days / (days - 1)) / handled;
    }
}

/// <summary>One hour of one day.</summary>
internal readonly record struct HandledHour(LocalDate Date, int Hour, double Handled, double Seconds);
