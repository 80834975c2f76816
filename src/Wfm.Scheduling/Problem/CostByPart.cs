namespace Wfm.Scheduling;

/// <summary>What a schedule costs, by part.</summary>
/// <param name="Coverage">Too few and too many people, on the convex tables search and bound work on.</param>
/// <param name="WishedDaysOff">Worked days that were wished off.</param>
/// <param name="WishedStarts">Starts away from the wished side.</param>
/// <param name="TrueCoverage">Coverage on the tables before their convex hull was taken; equal where none were given.</param>
public sealed record CostByPart(double Coverage, double WishedDaysOff, double WishedStarts, double TrueCoverage)
{
    /// <summary>Unfairness added by this period.</summary>
    public double Fairness { get; init; }

    /// <summary>Starts away from the middle of their week.</summary>
    public double StableStarts { get; init; }

    /// <summary>Changes against the published schedule.</summary>
    public double Changes { get; init; }

    /// <summary>What is minimised and bounded.</summary>
    public double Total => Coverage + WishedDaysOff + WishedStarts + Fairness + StableStarts + Changes;
}
