using System.Globalization;
using NodaTime;

namespace Wfm.Domain;

/// <summary>The promise to callers: a share of calls is answered within a waiting time.</summary>
/// <remarks>A threshold on each call, not an average; the mean wait is average speed of answer (ASA).</remarks>
public sealed record ServiceLevelTarget
{
    /// <param name="fraction">Share of calls, strictly between 0 and 1; 0.80 means 80 %.</param>
    /// <param name="threshold">Longest wait that still counts as in time; zero or more.</param>
    /// <param name="definition">Which calls count.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public ServiceLevelTarget(double fraction, Duration threshold, ServiceLevelDefinition definition = ServiceLevelDefinition.OfOffered)
    {
        if (fraction is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(fraction), fraction, "A service level lies between 0 and 1; write 80 % as 0.80.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, Duration.Zero);
        Fraction = fraction;
        Threshold = threshold;
        Definition = definition;
    }

    /// <summary>Share of calls to answer in time, between 0 and 1.</summary>
    public double Fraction { get; }

    /// <summary>Longest wait that still counts as answered in time.</summary>
    public Duration Threshold { get; }

    /// <summary>Which calls count.</summary>
    public ServiceLevelDefinition Definition { get; }

    /// <summary>Reads as planners say it: <c>80 % in 30 s</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Fraction * 100:0.##} % in {Threshold.TotalSeconds:0.#} s");
}
