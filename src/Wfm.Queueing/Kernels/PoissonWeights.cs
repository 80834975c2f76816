namespace Wfm.Queueing.Kernels;

/// <summary>
/// Poisson probabilities by recursion from the mode outward, normalised by their own sum: no logarithm, no factorial. For uniformization:
/// the state after a time is the steps weighted by P(X = k), its mean over that time the steps weighted by P(X &gt; k) ÷ mean.
/// </summary>
internal sealed class PoissonWeights
{
    /// <summary>Terms smaller than this part of the largest are left out.</summary>
    private const double Smallest = 1e-15;

    private double[] _probability = new double[256];
    private double[] _tail = new double[256];

    /// <summary>First kept k.</summary>
    public int First { get; private set; }

    /// <summary>Last kept k.</summary>
    public int Last { get; private set; }

    /// <summary>Upper bound of the probability left out on both sides.</summary>
    public double LeftOut { get; private set; }

    /// <summary>P(X = k), for First ≤ k ≤ Last.</summary>
    public double At(int k) => _probability[k - First];

    /// <summary>P(X > k), for First ≤ k ≤ Last; 1 below.</summary>
    public double Beyond(int k) => _tail[k - First];

    public void Fill(double mean)
    {
        int mode = (int)mean;
        Span<double> lower = Lower(mean, mode, out int first);
        First = first;
        double term = 1, sum = 0;
        int k = mode;
        int at = mode - first;
        lower.Reverse();
        foreach (double below in lower)
        {
            sum += below;
        }

        double above = 0;
        do
        {
            Reserve(at + 1);
            _probability[at++] = term;
            above += term;
            k++;
            term *= mean / k;
        }
        while (term > Smallest);
        Last = k - 1;
        sum += above;

        // Beyond the last term the terms fall at least as fast as a geometric series; below the first one likewise.
        LeftOut = (term / (1 - mean / (k + 1)) + (first == 0 ? 0 : Smallest * mean / (mean - first + 1))) / sum;
        Normalise(at, sum);
    }

    private Span<double> Lower(double mean, int mode, out int first)
    {
        double term = 1;
        int k = mode, count = 0;
        while (k > 0 && (term *= k / mean) > Smallest)
        {
            Reserve(count + 2);
            _probability[count++] = term;
            k--;
        }

        first = mode - count;
        return _probability.AsSpan(0, count);
    }

    private void Normalise(int count, double sum)
    {
        double tail = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            _tail[i] = tail;
            _probability[i] /= sum;
            tail += _probability[i];
        }
    }

    private void Reserve(int count)
    {
        if (count > _probability.Length)
        {
            Array.Resize(ref _probability, 2 * count);
            Array.Resize(ref _tail, 2 * count);
        }
    }
}
