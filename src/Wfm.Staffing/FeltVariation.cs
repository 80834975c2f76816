using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>How much of a rate's variation the agents feel.</summary>
internal static class FeltVariation
{
    /// <summary>
    /// Coefficient of variation of one interval's modified offered load. The day's factor is felt in full; an interval's own factor is
    /// averaged with its neighbours' over the length of a call, so only the sum of the squared shares of it arrives.
    /// </summary>
    public static double Of(RateVariation variation, double handleSeconds, Duration length)
    {
        double lengths = handleSeconds / length.TotalSeconds, ended = 1 - Math.Exp(-1 / lengths);
        double here = 1 - (lengths * ended), next = lengths * ended * ended;
        double felt = (here * here) + (next * next / (1 - Math.Exp(-2 / lengths)));
        return Math.Sqrt(variation.Day + (variation.Slot * Math.Clamp(felt, 0, 1)));
    }
}
