namespace Wfm.Scheduling.Cover;

/// <summary>A roster of fixed shifts and what is known about it, recounted by the plain rules and the plain cost.</summary>
public sealed record CoverResult
{
    /// <summary>The best roster found. People in <see cref="Impossible"/> have no shift at all.</summary>
    public required CoverRoster Roster { get; init; }

    /// <summary>Its cost.</summary>
    public required CoverCost Cost { get; init; }

    /// <summary>No roster that keeps the hard rules costs less. Costs are whole numbers, so the bound is one too.</summary>
    public required long Bound { get; init; }

    /// <summary>(cost − bound) ÷ cost; 0 when the cost is 0.</summary>
    public double GapFraction => Cost.Total <= 0 ? 0 : Math.Clamp((Cost.Total - Bound) / (double)Cost.Total, 0, 1);

    /// <summary>Broken hard rules; none in a feasible roster.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>People whose own rules cannot hold together, by number.</summary>
    public required IReadOnlyList<int> Impossible { get; init; }

    /// <summary>Search steps taken; a step is a thousand small moves.</summary>
    public required long Steps { get; init; }

    /// <summary>Bound evaluations taken.</summary>
    public required long BoundSteps { get; init; }

    /// <summary>Whether the same problem, seed and options give this roster again; false when a clock or a cancellation ended the run.</summary>
    public required bool IsReproducible { get; init; }
}
