namespace Wfm.Samples;

/// <summary>Draws from the distributions calls are made of.</summary>
public static class Samplers
{
    /// <summary>Normal with mean 0 and variance 1 (polar method of Marsaglia; the second value is dropped).</summary>
    /// <param name="random">Where the numbers come from.</param>
    public static double Normal(this SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            double x = (2 * random.Uniform()) - 1, y = (2 * random.Uniform()) - 1;
            double s = (x * x) + (y * y);
            if (s is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Math.Log(s) / s);
            }
        }
    }

    /// <summary>Gamma with mean shape × scale.</summary>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="shape">More than 0.</param>
    /// <param name="scale">More than 0.</param>
    /// <remarks>Source: Marsaglia and Tsang (2000), "A simple method for generating gamma variables", ACM TOMS 26(3).</remarks>
    public static double Gamma(this SampleRandom random, double shape, double scale)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        if (shape < 1)
        {
            return random.Gamma(shape + 1, scale) * Math.Pow(random.Uniform(), 1 / shape);
        }

        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.Normal(), root = 1 + (c * x);
            if (root > 0)
            {
                double v = root * root * root;
                if (Math.Log(1 - random.Uniform()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                {
                    return d * v * scale;
                }
            }
        }
    }

    /// <summary>A factor with mean 1 and a given coefficient of variation, gamma distributed.</summary>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="variation">Standard deviation ÷ mean, more than 0.</param>
    public static double Factor(this SampleRandom random, double variation) =>
        random.Gamma(1 / (variation * variation), variation * variation);

    /// <summary>Poisson with a mean.</summary>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="mean">0 or more.</param>
    /// <remarks>By multiplication below 16, above by the median of a gamma (Ahrens and Dieter 1974): O(log mean).</remarks>
    public static int Poisson(this SampleRandom random, double mean)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(mean);
        int count = 0;
        while (mean > 16)
        {
            int events = (int)(mean * 0.875);
            double time = random.Gamma(events, 1);
            if (time > mean)
            {
                return count + random.Binomial(events - 1, mean / time);
            }

            count += events;
            mean -= time;
        }

        double limit = Math.Exp(-mean);
        for (double product = random.Uniform(); product > limit; product *= random.Uniform())
        {
            count++;
        }

        return count;
    }

    /// <summary>Negative binomial with a mean and variance mean + dispersion × mean².</summary>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="mean">0 or more.</param>
    /// <param name="dispersion">0 or more; 0 is Poisson.</param>
    public static int NegativeBinomial(this SampleRandom random, double mean, double dispersion)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dispersion);
        return dispersion == 0 || mean == 0 ? random.Poisson(mean) : random.Poisson(random.Gamma(1 / dispersion, mean * dispersion));
    }

    /// <summary>Binomial: successes out of a number of tries. O(tries), which are few here.</summary>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="tries">0 or more.</param>
    /// <param name="probability">0 to 1.</param>
    public static int Binomial(this SampleRandom random, int tries, double probability)
    {
        ArgumentNullException.ThrowIfNull(random);
        int successes = 0;
        for (int attempt = 0; attempt < tries; attempt++)
        {
            successes += random.Uniform() < probability ? 1 : 0;
        }

        return successes;
    }
}
