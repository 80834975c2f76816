using System.Diagnostics;
using System.Globalization;

namespace Wfm.Benchmarks.Server;

/// <summary>Asks at a steady rate, whether the last answer has come or not. An answer's time counts from when its question was due, so that a slow answer is not hidden by asking later.</summary>
internal static class SteadyRate
{
    /// <summary>Asks for a while and waits for the last answer.</summary>
    /// <typeparam name="TAnswer">What an answer tells.</typeparam>
    /// <param name="perSecond">Questions a second.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="ask">Asks the question of a number, counted from 0.</param>
    public static async Task<Paced<TAnswer>> RunAsync<TAnswer>(double perSecond, int seconds, Func<int, Task<TAnswer>> ask)
    {
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long begin = Stopwatch.GetTimestamp();
        Task<(TAnswer, double)>[] answers = new Task<(TAnswer, double)>[(int)(perSecond * seconds)];
        for (int number = 0; number < answers.Length; number++)
        {
            TimeSpan due = TimeSpan.FromSeconds(number / perSecond);
            TimeSpan early = due - Stopwatch.GetElapsedTime(begin);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            answers[number] = WaitAsync(ask(number), begin, due);
        }

        (TAnswer, double)[] all = await Task.WhenAll(answers);
        return new Paced<TAnswer>(all, Stopwatch.GetElapsedTime(begin).TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds);
    }

    /// <summary>The usual line of waiting times.</summary>
    /// <param name="milliseconds">In any order.</param>
    public static string Line(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(sorted, 0.5):0.0} ms, p95 {At(sorted, 0.95):0.0} ms, p99 {At(sorted, 0.99):0.0} ms, most {At(sorted, 1):0.0} ms");
    }

    private static async Task<(TAnswer Answer, double Milliseconds)> WaitAsync<TAnswer>(Task<TAnswer> asked, long begin, TimeSpan due)
    {
        TAnswer answer = await asked;
        return (answer, (Stopwatch.GetElapsedTime(begin) - due).TotalMilliseconds);
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}

/// <summary>What asking at a steady rate gave.</summary>
/// <typeparam name="TAnswer">What an answer tells.</typeparam>
/// <param name="Answers">Each answer, and the milliseconds from when it was due.</param>
/// <param name="Seconds">From the first question to the last answer.</param>
/// <param name="CpuSeconds">Processor time of this process meanwhile: server and client.</param>
internal sealed record Paced<TAnswer>(IReadOnlyList<(TAnswer Answer, double Milliseconds)> Answers, double Seconds, double CpuSeconds);
