using NodaTime;

namespace Wfm.Staffing;

/// <summary>Whether, and how, handle time differs by hour of the day.</summary>
internal static class HoursOfDay
{
    private const double PriorHandled = 100;
    private const double LeastDifference = 0.03;

    /// <summary>Seconds by hour where that pays: hours learned on even days must foretell the odd ones, and the other way round.</summary>
    public static IReadOnlyDictionary<int, double> Of(HandledDays queue, double mean)
    {
        Dictionary<LocalDate, int> order = queue.Hours.Select(hour => hour.Date).Distinct().Order().Select((date, at) => (date, at)).ToDictionary(day => day.date, day => day.at);
        HandledHour[][] halves = [.. Enumerable.Range(0, 2).Select(half => queue.Hours.Where(hour => order[hour.Date] % 2 == half).ToArray())];
        bool isForetold = halves.All(half => half.Length > 0) && Gain(halves[0], halves[1]) > 0 && Gain(halves[1], halves[0]) > 0;
        Dictionary<int, double> factors = isForetold ? Factors(queue.Hours) : [];
        return factors.Count > 0 && factors.Values.Max() - factors.Values.Min() >= LeastDifference
            ? factors.ToDictionary(factor => factor.Key, factor => factor.Value * mean)
            : new Dictionary<int, double>();
    }

    /// <summary>Squared error on the other days without hours, less that with hours; per call, days taken at their own mean.</summary>
    private static double Gain(HandledHour[] learned, HandledHour[] tried)
    {
        Dictionary<int, double> factors = Factors(learned);
        double gain = 0;
        foreach (IGrouping<LocalDate, HandledHour> day in tried.GroupBy(hour => hour.Date))
        {
            double mean = day.Sum(hour => hour.Seconds) / day.Sum(hour => hour.Handled);
            gain += day.Sum(hour => hour.Handled * (Square((hour.Seconds / hour.Handled) - mean)
                - Square((hour.Seconds / hour.Handled) - (mean * factors.GetValueOrDefault(hour.Hour, 1)))));
        }

        return gain;
    }

    private static Dictionary<int, double> Factors(IEnumerable<HandledHour> hours)
    {
        List<HandledHour> all = [.. hours];
        Dictionary<LocalDate, double> means = all.GroupBy(hour => hour.Date)
            .ToDictionary(day => day.Key, day => day.Sum(hour => hour.Seconds) / day.Sum(hour => hour.Handled));
        double perCall = all.Sum(hour => hour.Seconds) / all.Sum(hour => hour.Handled), prior = PriorHandled * perCall;
        return all.GroupBy(hour => hour.Hour).ToDictionary(
            hour => hour.Key,
            hour => (hour.Sum(one => one.Seconds) + prior) / (hour.Sum(one => one.Handled * means[one.Date]) + prior));
    }

    private static double Square(double value) => value * value;
}
