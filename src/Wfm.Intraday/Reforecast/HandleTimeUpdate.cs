namespace Wfm.Intraday;

/// <summary>Handle time of the same day: the logarithm of observed ÷ expected, drawn to none while few calls have been handled.</summary>
public static class HandleTimeUpdate
{
    // With this many calls handled, half of the difference is believed.
    private const double HalfBelieved = 50;

    /// <summary>What the expected handle times of the rest of the day are to be multiplied by.</summary>
    /// <param name="expectedSeconds">Expected mean handle time of each slot so far; more than 0.</param>
    /// <param name="handled">Calls handled in each slot; 0 or more.</param>
    /// <param name="handleSeconds">Seconds spent on them in all; 0 or more.</param>
    /// <returns>1 without a call handled; always between one half and two.</returns>
    /// <exception cref="ArgumentException">The lists are not of one length.</exception>
    public static double Factor(IReadOnlyList<double> expectedSeconds, IReadOnlyList<double> handled, IReadOnlyList<double> handleSeconds)
    {
        ArgumentNullException.ThrowIfNull(expectedSeconds);
        ArgumentNullException.ThrowIfNull(handled);
        ArgumentNullException.ThrowIfNull(handleSeconds);
        if (expectedSeconds.Count != handled.Count || handled.Count != handleSeconds.Count)
        {
            throw new ArgumentException($"{expectedSeconds.Count} expected, {handled.Count} handled and {handleSeconds.Count} handle seconds: one of each per slot.", nameof(handled));
        }

        double calls = 0, spent = 0, expected = 0;
        for (int slot = 0; slot < handled.Count; slot++)
        {
            calls += handled[slot];
            spent += handleSeconds[slot];
            expected += handled[slot] * expectedSeconds[slot];
        }

        return spent > 0 && expected > 0 ? Factor(spent / expected, calls) : 1;
    }

    /// <summary>The same of a ratio that is known.</summary>
    /// <param name="ratio">Observed ÷ expected; more than 0.</param>
    /// <param name="calls">Calls handled; 0 or more.</param>
    internal static double Factor(double ratio, double calls) => Math.Clamp(Math.Exp(Math.Log(ratio) * calls / (calls + HalfBelieved)), 0.5, 2);
}
