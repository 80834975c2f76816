namespace Wfm.Domain;

/// <summary>The service levels between which the running day is left alone (åtgärdsgränser).</summary>
/// <remarks>Below the lower limit callers suffer; above the upper one people are free for training or administration.</remarks>
public sealed record ActionLimits
{
    /// <param name="lower">Act when the service level falls below this, 0 to 1.</param>
    /// <param name="upper">Room to spare when it rises above this, 0 to 1, not under <paramref name="lower"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range, or NaN.</exception>
    public ActionLimits(double lower, double upper)
    {
        if (lower is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(lower), lower, "A limit lies between 0 and 1; write 80 % as 0.80.");
        }

        if (!(upper >= lower && upper <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(upper), upper, "The upper limit lies between the lower limit and 1.");
        }

        Lower = lower;
        Upper = upper;
    }

    /// <summary>Act below this service level.</summary>
    public double Lower { get; }

    /// <summary>Room to spare above this service level.</summary>
    public double Upper { get; }
}
