using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing.Tests.Estimation;

/// <summary>M/M/n+M with first come, first served, told as a telephony would: the plain recursion over when each agent is free again.</summary>
/// <param name="CallsPerQuarter">Mean calls in 15 minutes.</param>
/// <param name="Agents">Agents, all day.</param>
/// <param name="HandleSeconds">Mean handle time.</param>
/// <param name="PatienceSeconds">Mean patience; infinite: nobody hangs up.</param>
internal sealed record SimulatedCallers(double CallsPerQuarter, int Agents, double HandleSeconds, double PatienceSeconds)
{
    public CallSeries Run(string queue, int days, int seed, bool onlyAnsweredWaits = false, double hourSwing = 0)
    {
        Random random = new(seed);
        List<CallInterval> intervals = [];
        for (int day = 0; day < days; day++)
        {
            Instant opens = (Staffed.Monday.PlusDays(day) + new LocalTime(8, 0)).InZoneStrictly(Staffed.Stockholm).ToInstant();
            double[] free = new double[Agents];
            double at = 0;
            Count[] counts = new Count[32];
            while ((at += Exponential(random, 900 / CallsPerQuarter)) < 32 * 900)
            {
                ref Count count = ref counts[(int)(at / 900)];
                int next = Array.IndexOf(free, free.Min());
                double wait = Math.Max(0, free[next] - at), patience = Exponential(random, PatienceSeconds);
                count.Offered++;
                if (patience < wait)
                {
                    count.Abandoned++;
                    count.Wait += onlyAnsweredWaits ? 0 : patience;
                    continue;
                }

                double handle = Exponential(random, HandleSeconds * (1 + (hourSwing * (at < 16 * 900 ? 1 : -1))));
                free[next] = at + wait + handle;
                count.Wait += wait;
                count.Handle += handle;
            }

            intervals.AddRange(counts.Select((count, index) => new CallInterval(
                opens + (Staffed.Quarter * index), Staffed.Quarter, count.Offered, count.Offered - count.Abandoned, count.Abandoned,
                HandleSeconds: count.Handle, WaitSeconds: count.Wait)));
        }

        return new CallSeries(new QueueId(queue), Staffed.Stockholm, Staffed.Quarter, intervals);
    }

    private static double Exponential(Random random, double mean) => double.IsInfinity(mean) ? mean : -mean * Math.Log(1 - random.NextDouble());

    private record struct Count(int Offered, int Abandoned, double Wait, double Handle);
}
