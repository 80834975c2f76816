using NodaTime;

namespace Wfm.Scheduling;

/// <summary>What unfairness costs, in the currency of the coverage cost; everything 0 and off unless said.</summary>
/// <remarks>
/// Each person's running total x of a burden, carried over from earlier periods, costs weight × share × (x ÷ share − base)²,
/// where the share is the contract's part of full time and the base is the least x ÷ share anybody begins with. The next
/// weekend of whoever has had most therefore costs most, each person's cost depends on nobody else's schedule, and for a
/// given number of weekends the sum is least when they are spread by share. Only what this period adds is counted.
/// Denied wishes cost weight × (shortfall + denied)², the shortfall being how many granted wishes the person lies behind
/// whoever has been granted most. A wish for a day is one wish; a standing wish is one a week, by the share of the week's open
/// days, so that it weighs no more than a wish for a day each week, and the totals are the same however weeks are cut into periods.
/// </remarks>
public sealed record FairnessCosts
{
    /// <summary>Weight of the square of weekends worked. Default 0.</summary>
    public double Weekend { get; init; }

    /// <summary>Weight of the square of late shifts. Default 0.</summary>
    public double LateShift { get; init; }

    /// <summary>Weight of the square of early starts. Default 0.</summary>
    public double EarlyShift { get; init; }

    /// <summary>Weight of the square of denied wishes. Default 0.</summary>
    public double DeniedWish { get; init; }

    /// <summary>A shift that ends after this time is late. Default 18:00.</summary>
    public LocalTime LateAfter { get; init; } = new(18, 0);

    /// <summary>A shift that starts before this time is early. Default 07:30.</summary>
    public LocalTime EarlyBefore { get; init; } = new(7, 30);

    /// <summary>Whether nothing is weighed.</summary>
    public bool IsOff => Weekend == 0 && LateShift == 0 && EarlyShift == 0 && DeniedWish == 0;

    /// <summary>The same costs, every weight multiplied.</summary>
    /// <param name="factor">0 or more.</param>
    public FairnessCosts Times(double factor) => this with
    {
        Weekend = Weekend * factor,
        LateShift = LateShift * factor,
        EarlyShift = EarlyShift * factor,
        DeniedWish = DeniedWish * factor,
    };
}
