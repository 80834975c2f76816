using System.Runtime.CompilerServices;

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

    /// <summary>Exponential with mean 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exponential(ulong bits) => -Math.Log(Uniform(bits));

    /// <summary>Standard normal by the inverse distribution function, rational approximation of Wichura (1988), AS 241, about 7 digits.</summary>
    public static double Normal(ulong bits)
    {
        double q = Uniform(bits) - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double r = 0.180625 - q * q;
            return q * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
                / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
        }

        double tail = Math.Sqrt(-Math.Log(q < 0 ? q + 0.5 : 0.5 - q));
        double size = tail <= 5
            ? Near(tail - 1.6)
            : Far(tail - 5);
        return q < 0 ? -size : size;

        static double Near(double r) =>
            (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777) / ((0.12021132975 * r + 0.73700164250) * r + 1);

        static double Far(double r) =>
            (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150) / ((0.012258202635 * r + 0.24197894225) * r + 1);
    }

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
