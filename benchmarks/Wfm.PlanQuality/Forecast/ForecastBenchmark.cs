using NodaTime;
using Wfm.Domain;

namespace Wfm.PlanQuality.Forecast;

/// <summary>Forecast error on the supplied real series, beside what must and should be reached.</summary>
internal static class ForecastBenchmark
{
    public static int Run(ReadOnlySpan<string> args)
    {
        if (args.Length < 2 || args[0] != "--data")
        {
            Console.Error.WriteLine("usage: forecast --data DIR");
            return 2;
        }

        string directory = args[1];
        if (!SuppliedSeries.AreIn(directory))
        {
            return 2;
        }

        Console.WriteLine(FormattableString.Invariant($"cores {Environment.ProcessorCount}; percent unless said"));
        Console.WriteLine(
            "| series | lead | origins | WAPE | must | aim | day | must | aim | bias | c80 | c90 | w80 | floor | naive | mean6 | CPU ms | models |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        CallSeries thirty = SuppliedSeries.LargeBank(directory, 30), fifteen = SuppliedSeries.LargeBank(directory, 15);
        LargeBank(thirty, "large bank 30 min", [(4.9, 4.4, "3.0", "2.5"), (6.4, 5.95, "", ""), (6.3, 5.6, "", "4.1")]);
        LargeBank(fifteen, "large bank 15 min", [(6.0, 5.5, "", ""), (null, null, "", ""), (7.0, 6.3, "", "")]);
        SmallBank(SuppliedSeries.SmallBank(directory, 30));
        HandleTimes.Print(directory);
        PrintSpeed("2 years × 40 quarters (08–18), 12 weeks", 8, 18);
        PrintSpeed("2 years × 96 quarters (00–24), 12 weeks", 0, 24);
        return 0;
    }

    private static void PrintSpeed(string what, int firstHour, int lastHour)
    {
        (double best, double median) = SpeedRun.Measure(firstHour, lastHour);
        Console.WriteLine(FormattableString.Invariant($"{what}: CPU best {best:0} ms, median {median:0} ms of 15 warm runs (must 120, aim 20)"));
        Console.WriteLine(FormattableString.Invariant($"500 queues of {what}: {SpeedRun.FiveHundredQueues(firstHour, lastHour):0.0} s on two threads (promised 30)"));
    }

    private static void LargeBank(CallSeries series, string name, (double? Must, double? Aim, string MustDay, string AimDay)[] targets)
    {
        Trials trials = new(series);
        LocalDate[] weekdays = [.. Days(trials.First, trials.Last).Where(day => day.DayOfWeek <= IsoDayOfWeek.Friday)];
        IEnumerable<LocalDate> daily = Enumerable.Range(0, 24).Select(i => 100 + (3 * i)).Where(i => i < weekdays.Length).Select(i => weekdays[i]);
        LocalDate[] weekly = [.. Enumerable.Range(17, 8).Select(weeks => trials.First.PlusDays(7 * weeks))];
        Print(name, "1 day", trials.Run(daily, 1, 1), targets[0]);
        Print(name, "week 4", trials.Run(weekly, 22, 28), targets[1]);
        Print(name, "weeks 8-10", trials.Run(weekly, 50, 70), targets[2]);
    }

    private static void SmallBank(CallSeries series)
    {
        Trials trials = new(series);
        LocalDate[] daily = [.. Enumerable.Range(0, 24).Select(i => trials.Last.PlusDays(-(5 * i)))];
        LocalDate[] weekly = [.. Enumerable.Range(0, 8).Select(i => trials.Last.PlusDays(-69 - (7 * i)))];
        Print("small bank 30 min", "1 day", trials.Run(daily, 1, 1), (null, 20.8, "", ""));
        Print("small bank 30 min", "week 4", trials.Run(weekly, 22, 28), (null, null, "", ""));
        Print("small bank 30 min", "weeks 8-10", trials.Run(weekly, 50, 70), (null, 25, "", ""));
    }

    private static IEnumerable<LocalDate> Days(LocalDate from, LocalDate to)
    {
        for (LocalDate day = from; day <= to; day = day.PlusDays(1))
        {
            yield return day;
        }
    }

    private static void Print(string series, string lead, Measured m, (double? Must, double? Aim, string MustDay, string AimDay) target) =>
        Console.WriteLine(FormattableString.Invariant(
            $"| {series} | {lead} | {m.Origins} | {100 * m.Wape:0.00} | {target.Must} | {target.Aim} | {100 * m.WapeDay:0.00} | {target.MustDay} | {target.AimDay} | {100 * m.Bias:+0.0;-0.0} | {100 * m.Cover80:0} | {100 * m.Cover90:0} | {100 * m.Width80:0.0} | {100 * m.Floor:0.00} | {100 * m.Naive:0.00} | {100 * m.Mean6:0.00} | {m.CpuMilliseconds:0} | {m.Models} |"));
}
