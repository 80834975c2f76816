using System.Runtime.CompilerServices;
using Wfm.Queueing.Kernels;

namespace Wfm.Queueing.Simulation.Replay;

/// <summary>
/// Random numbers by key: the j-th draw of a stream is a hash of (key, j), so it depends on what it is for and on nothing that happened
/// before. The hash is the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
/// </summary>
internal static class KeyedRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    public static ulong Key(ulong key, int part) => Mix(unchecked(key + (ulong)(uint)part * 0xD1342543DE82EF95 + 0x2545F4914F6CDD1D));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Draw(ulong key, uint number) => Mix(unchecked(key + (number + 1UL) * Golden));

    /// <summary>Uniform strictly between 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Uniform(ulong bits) => unchecked(((long)(bits >> 11) + 0.5) * (1.0 / (1L << 53)));

    /// <summary>Standard normal by the inverse distribution function.</summary>
    public static double Normal(ulong bits) => NormalDistribution.Quantile(Uniform(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
