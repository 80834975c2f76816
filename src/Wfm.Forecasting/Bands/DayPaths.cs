using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>One way a day may turn out.</summary>
/// <param name="DayFactor">What the whole day is multiplied by; 1 in the mean.</param>
/// <param name="Rates">The true rate of each interval: expected calls × day factor × the interval's own factor.</param>
/// <param name="Calls">The calls that come: whole numbers, by chance around the rates.</param>
/// <param name="HandleFactor">What the handle time of every call of the day is multiplied by; 1 in the mean over calls.</param>
public sealed record DayPath(double DayFactor, IReadOnlyList<double> Rates, IReadOnlyList<int> Calls, double HandleFactor);

/// <summary>Draws whole days from a forecast: a factor common to the day, a factor of each interval, then single calls by chance.</summary>
/// <remarks>
/// Both factors are lognormal with mean 1, the calls Poisson. Each interval by itself then varies as its band says, and calls of two
/// intervals of a day are correlated as <see cref="Correlation"/> says. Path p of a seed is the same whoever draws it and whatever was drawn before.
/// </remarks>
public sealed class DayPaths
{
    private const double PoissonStep = 30;

    private readonly double[] _calls;
    private readonly RateVariation _variation;
    private readonly long _seed;
    private readonly LoadVariation _load;

    /// <param name="day">The day's intervals.</param>
    /// <param name="variation">How much its rate may vary, such as <see cref="BandReading.Of"/> tells.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="load">How handle time varies with the days; the same every day unless told.</param>
    public DayPaths(IReadOnlyList<ForecastInterval> day, RateVariation variation, long seed, LoadVariation load = default)
    {
        ArgumentNullException.ThrowIfNull(day);
        _calls = [.. day.Select(interval => interval.Calls)];
        _variation = variation;
        _seed = seed;
        _load = load;
    }

    /// <summary>Correlation of the calls of two different intervals of the day; 0 without calls.</summary>
    /// <param name="first">Position of one interval.</param>
    /// <param name="second">Position of the other.</param>
    public double Correlation(int first, int second)
    {
        double spreads = Math.Sqrt(Variance(_calls[first]) * Variance(_calls[second]));
        return spreads > 0 ? _variation.Day * _calls[first] * _calls[second] / spreads : 0;
    }

    /// <summary>Draws one path.</summary>
    /// <param name="path">Its number; 0 or more.</param>
    public DayPath Draw(int path)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(path);
        SplitMix random = new(_seed, path);
        double shock = _variation.Day > 0 ? NormalQuantile.Of(random.Uniform()) : 0, day = Factor(shock, _variation.Day);
        double[] rates = new double[_calls.Length];
        int[] calls = new int[_calls.Length];
        for (int at = 0; at < rates.Length; at++)
        {
            rates[at] = _calls[at] * day * Factor(ref random, _variation.Slot);
            calls[at] = Poisson(ref random, rates[at]);
        }

        return new DayPath(day, rates, calls, HandleFactor(ref random, shock));
    }

    // Drawn last, so that calls are the same whether handle time varies or not. Less the covariance, so that the mean over calls stays: busy days count more in it.
    private double HandleFactor(ref SplitMix random, double shock)
    {
        if (_load.HandleDay <= 0)
        {
            return 1;
        }

        double spread = Math.Sqrt(Math.Log(1 + _load.HandleDay)), ofDay = Math.Sqrt(Math.Log(1 + _variation.Day)), common = _load.Correlation;
        double own = (common * shock) + (Math.Sqrt(1 - (common * common)) * NormalQuantile.Of(random.Uniform()));
        return Math.Exp((spread * own) - (spread * spread / 2) - (common * spread * ofDay));
    }

    private static double Factor(ref SplitMix random, double variance) => variance > 0 ? Factor(NormalQuantile.Of(random.Uniform()), variance) : 1;

    private static double Factor(double shock, double variance)
    {
        double spread = Math.Log(1 + variance);
        return Math.Exp((Math.Sqrt(spread) * shock) - (spread / 2));
    }

    // By inversion; many calls as the sum of parts, so that the first term does not vanish.
    private static int Poisson(ref SplitMix random, double mean)
    {
        int calls = 0;
        for (double left = mean; left > 0; left -= PoissonStep)
        {
            double part = Math.Min(left, PoissonStep), term = Math.Exp(-part), sum = term, at = random.Uniform();
            for (int count = 1; sum < at && term > 1e-17; count++)
            {
                term *= part / count;
                sum += term;
                calls++;
            }
        }

        return calls;
    }

    private double Variance(double calls) => calls + (_variation.Total * calls * calls);

    /// <summary>Steele, Lea and Flood's splitmix64: one stream per seed and path.</summary>
    private struct SplitMix(long seed, int path)
    {
        private ulong _state = unchecked(Mixed((ulong)seed) + ((ulong)path * 0xD1342543DE82EF95UL));

        public double Uniform()
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15UL;
                return ((Mixed(_state) >> 12) + 0.5) * (1.0 / (1UL << 52));
            }
        }

        private static ulong Mixed(ulong bits)
        {
            unchecked
            {
                bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
                bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
                return bits ^ (bits >> 31);
            }
        }
    }
}
