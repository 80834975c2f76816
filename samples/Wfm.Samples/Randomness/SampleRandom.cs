using System.Numerics;

namespace Wfm.Samples;

/// <summary>A small seeded generator (xoshiro256**, seeded by splitmix64): the same numbers on every machine.</summary>
/// <remarks>Source: Blackman and Vigna (2021), "Scrambled linear pseudorandom number generators", ACM TOMS 47(4).</remarks>
public sealed class SampleRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <param name="seed">The seed of the whole sample.</param>
    /// <param name="stream">What the numbers are for; each stream is independent, so that one more draw here moves nothing there.</param>
    public SampleRandom(int seed, string stream)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ulong state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL) ^ Hash(stream);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            ulong t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>Uniform on [0, 1).</summary>
    public double Uniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform between two bounds.</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Bound above.</param>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>A whole number from 0 up to, not including, a bound.</summary>
    /// <param name="bound">At least 1.</param>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)(Uniform() * bound);
    }

    /// <summary>True with a probability.</summary>
    /// <param name="probability">0 to 1.</param>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Puts a copy of a list in random order (Fisher–Yates).</summary>
    /// <param name="items">The list; left as it is.</param>
    public IReadOnlyList<T> Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        for (int last = shuffled.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    // FNV-1a over UTF-16 code units: string.GetHashCode differs from run to run.
    private static ulong Hash(string text)
    {
        ulong hash = 0xCBF29CE484222325UL;
        foreach (char letter in text)
        {
            hash = unchecked((hash ^ letter) * 0x100000001B3UL);
        }

        return hash;
    }
}
