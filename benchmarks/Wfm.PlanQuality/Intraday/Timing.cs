using System.Diagnostics;

namespace Wfm.PlanQuality.Intraday;

/// <summary>Wall clock and processor time of short calls.</summary>
/// <param name="Wall">Milliseconds on the wall.</param>
/// <param name="Cpu">Milliseconds of processor time of the whole process.</param>
internal readonly record struct Timing(double Wall, double Cpu)
{
    public static (T Result, Timing Spent) Of<T>(Func<T> call)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        T result = call();
        double wall = watch.Elapsed.TotalMilliseconds;
        process.Refresh();
        return (result, new Timing(wall, (process.TotalProcessorTime - cpu).TotalMilliseconds));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
