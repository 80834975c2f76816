using System.Numerics;
using System.Runtime.CompilerServices;

namespace Wfm.Scheduling.Search;

/// <summary>A small random generator whose sequence depends on its seed alone, on every machine.</summary>
/// <remarks>xoroshiro128+ of Blackman and Vigna (2018), seeded by splitmix64; no cryptographic use.</remarks>
internal sealed class SeededRandom
{
    private const int Quantiles = 4096;

    private static readonly double[] GumbelQuantiles =
        [.. Enumerable.Range(0, Quantiles).Select(index => -Math.Log(-Math.Log((index + 0.5) / Quantiles)))];

    private ulong _a;
    private ulong _b;

    public SeededRandom(long seed)
    {
        ulong state = unchecked((ulong)seed);
        _a = Mix(ref state);
        _b = Mix(ref state);
    }

    /// <summary>A whole number from 0 up to, not including, <paramref name="limit"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int limit)
    {
        unchecked
        {
            return (int)(((Next() >> 32) * (ulong)limit) >> 32);
        }
    }

    /// <summary>A number in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number of the standard Gumbel distribution, as one of 4,096 equally likely ones.</summary>
    public double Gumbel() => GumbelQuantiles[Next() >> 52];

    /// <summary>Puts the items in random order.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Next()
    {
        unchecked
        {
            ulong result = _a + _b;
            ulong mixed = _b ^ _a;
            _a = BitOperations.RotateLeft(_a, 24) ^ mixed ^ (mixed << 16);
            _b = BitOperations.RotateLeft(mixed, 37);
            return result;
        }
    }

    private static ulong Mix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            ulong value = state;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
