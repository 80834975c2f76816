namespace Wfm.Domain;

/// <summary>How handle time varies from day to day beside the number of calls: what makes the load of days, calls × handle time, vary otherwise than their calls.</summary>
/// <param name="HandleDay">Variance ÷ mean² of the factor a day's handle times have in common; 0 or more. 0.0025 means days that differ by 5 %.</param>
/// <param name="Correlation">Of the logarithms of the day factors of calls and of handle time, −1 to 1; 0.2 where busy days have longer calls too.</param>
/// <remarks>
/// Both factors are taken as lognormal. A mean handle time over calls (seconds ÷ calls) holds the correlation already, since busy days count more in it: expected calls times that mean is the expected load.
/// </remarks>
public readonly record struct LoadVariation(double HandleDay, double Correlation)
{
    /// <summary>Handle time is the same every day, or nothing is known of it.</summary>
    public static LoadVariation None => default;

    /// <summary>How far the load may lie from its forecast where the calls may lie as far as given.</summary>
    /// <param name="calls">The variation of the rate of calls.</param>
    public RateVariation Of(RateVariation calls)
    {
        double volume = Math.Log(1 + calls.Day), handle = Math.Log(1 + HandleDay);
        return calls with { Day = Math.Max(0, Math.Exp(volume + handle + (2 * Correlation * Math.Sqrt(volume * handle))) - 1) };
    }

    /// <summary>How far the calls may lie from their forecast where the load may lie as far as given: the inverse of <see cref="Of"/>, none where handle time alone varies more than the load.</summary>
    /// <param name="load">The variation of the load.</param>
    public RateVariation CallsOf(RateVariation load)
    {
        if (HandleDay <= 0)
        {
            return load;
        }

        double handle = Math.Log(1 + HandleDay), common = Correlation * Math.Sqrt(handle);
        double spread = Math.Sqrt(Math.Max(0, (common * common) - handle + Math.Log(1 + load.Day))) - common;
        return load with { Day = spread > 0 ? Math.Exp(spread * spread) - 1 : 0 };
    }
}
