using Wfm.Domain;

namespace Wfm.Intraday;

/// <summary>One queue's day so far: what was forecast for each slot, and what came in the slots that are closed and reported.</summary>
/// <param name="Expected">Calls forecast for each slot of the day; 0 where the queue is closed.</param>
/// <param name="Variation">How far the day may lie from its forecast, as its bands say.</param>
/// <param name="Offered">Calls that came, slot by slot from the first; null where nothing has been reported yet. No longer than <paramref name="Expected"/>.</param>
public sealed record RunningQueue(IReadOnlyList<double> Expected, RateVariation Variation, IReadOnlyList<double?> Offered)
{
    /// <summary>The slot after the last one that is reported; 0 before any is.</summary>
    public int Now
    {
        get
        {
            int now = Offered.Count;
            while (now > 0 && Offered[now - 1] is null)
            {
                now--;
            }

            return now;
        }
    }

    /// <summary>Throws where the numbers are no calls.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More reported slots than the day has, or a number that is negative, infinite or NaN.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Offered.Count, Expected.Count, nameof(Offered));
        foreach (double calls in Expected.Concat(Offered.OfType<double>()))
        {
            if (calls is not (>= 0 and < double.PositiveInfinity))
            {
                throw new ArgumentOutOfRangeException(nameof(Expected), calls, "Calls are a finite number, 0 or more.");
            }
        }
    }
}

/// <summary>A past day of a queue, on the same slots: what was forecast on the day before, and what came.</summary>
/// <param name="Expected">Calls forecast for each slot.</param>
/// <param name="Offered">Calls that came in each slot; as long.</param>
public sealed record PastDay(IReadOnlyList<double> Expected, IReadOnlyList<double> Offered);
