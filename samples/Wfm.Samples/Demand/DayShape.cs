namespace Wfm.Samples;

/// <summary>How a day's calls spread over its quarters: a peak at a quarter past nine, a lunch dip, a second peak at half past one.</summary>
internal static class DayShape
{
    /// <summary>Shares of the day's calls by open quarter; they sum to 1 over an ordinary day.</summary>
    public static double[] Of(QueueProfile queue, int weekday)
    {
        double[] weights = [.. Enumerable.Range(0, (17 - queue.OpensHour) * 4)
            .Select(slot => Weight(queue.OpensHour + (slot / 4.0) + 0.125, queue, weekday))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double Weight(double hour, QueueProfile queue, int weekday)
    {
        double monday = weekday == 0 ? 1.12 : 1;
        double weight = 0.42
            + (0.95 * queue.MorningWeight * monday * Bell(hour, 9.25, 1.35))
            + (0.72 * Bell(hour, 13.5, 1.5))
            - (0.16 * Bell(hour, 12, 0.5));
        double waking = Math.Min(1, 0.30 + (0.70 * (hour - 7) / 1.4));
        double leaving = hour <= 15.5 ? 1 : 1 - (0.42 * (hour - 15.5));
        double friday = weekday == 4 && hour > 13 ? 0.82 : 1;
        return weight * waking * leaving * friday;
    }

    private static double Bell(double hour, double peak, double width) => Math.Exp(-0.5 * (hour - peak) * (hour - peak) / (width * width / 2));
}
