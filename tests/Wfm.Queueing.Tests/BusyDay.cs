namespace Wfm.Queueing.Tests;

/// <summary>A day of ten hours with a peak in the morning and a smaller one after lunch, staffed by Erlang A.</summary>
internal static class BusyDay
{
    public const int Intervals = 40;

    public static QueueDay Of(double callsPerDay, double handleSeconds, double patienceSeconds, double thresholdSeconds)
    {
        double[] shape =
            [.. Enumerable.Range(0, Intervals).Select(i => 0.45 + Math.Exp(-Math.Pow((i - 9) / 5.0, 2)) + 0.7 * Math.Exp(-Math.Pow((i - 26) / 5.0, 2)))];
        return new QueueDay(
            [.. shape.Select(part => callsPerDay * part / shape.Sum())],
            [.. Enumerable.Repeat(handleSeconds, Intervals)],
            patienceSeconds,
            thresholdSeconds);
    }

    /// <summary>Required agents for 80 %, with the given number more or fewer during the peaks.</summary>
    public static double[] Agents(QueueDay day, double changeAtPeaks)
    {
        double[] loads = ModifiedOfferedLoad.Of([.. day.Calls], [.. day.AverageHandleTimeSeconds], 900);
        return
        [
            .. loads.Select((load, interval) =>
            {
                StaffingQuestion question = new(load, day.AverageHandleTimeSeconds[interval], 0.80, day.ThresholdSeconds)
                {
                    MeanPatienceSeconds = day.MeanPatienceSeconds,
                };
                bool isPeak = interval is >= 7 and < 11 or >= 24 and < 28;
                return Math.Max(0, RequiredAgents.ByErlangA(question).Agents + (isPeak ? changeAtPeaks : 0));
            }),
        ];
    }
}
