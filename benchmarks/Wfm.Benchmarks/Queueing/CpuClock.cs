using System.Diagnostics;

namespace Wfm.Benchmarks.Queueing;

/// <summary>Best of several short runs in CPU time of this process, so that neighbours on a shared machine disturb little.</summary>
internal static class CpuClock
{
    private const int Runs = 9;
    private const double SecondsPerRun = 0.15;

    /// <summary>Seconds of one call of the work, after warming up. The work returns a value so that it cannot be left out.</summary>
    public static double SecondsPer(Func<double> work)
    {
        double sink = 0;
        long repeats = 1;
        double elapsed = 0;
        for (Stopwatch warmUp = Stopwatch.StartNew(); warmUp.Elapsed.TotalSeconds < 0.6 || elapsed < SecondsPerRun / 2;)
        {
            elapsed = Time(work, repeats, ref sink);
            if (elapsed < SecondsPerRun / 2)
            {
                repeats *= 2;
            }
        }

        double best = double.PositiveInfinity;
        for (int run = 0; run < Runs; run++)
        {
            best = Math.Min(best, Time(work, repeats, ref sink) / repeats);
        }

        return double.IsNaN(sink) ? double.NaN : best;
    }

    private static double Time(Func<double> work, long repeats, ref double sink)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        for (long i = 0; i < repeats; i++)
        {
            sink += work();
        }

        self.Refresh();
        return (self.TotalProcessorTime - before).TotalSeconds;
    }
}
