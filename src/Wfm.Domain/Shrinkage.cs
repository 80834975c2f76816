namespace Wfm.Domain;

/// <summary>Share of paid time away from calls, by how far ahead we look: less is known about a day far away.</summary>
public sealed record Shrinkage
{
    /// <summary>Nobody is ever away.</summary>
    public static Shrinkage None { get; } = new([new ShrinkageStep(0, 0)]);

    /// <param name="steps">Each holds from its lead on until the next; the first starts at lead 0, leads strictly increase.</param>
    /// <exception cref="ArgumentException">No step, or leads that do not start at 0 and increase.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A fraction is not at least 0 and less than 1.</exception>
    public Shrinkage(IReadOnlyList<ShrinkageStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count == 0 || steps[0].FromLeadDays != 0 || steps.Zip(steps.Skip(1)).Any(pair => pair.First.FromLeadDays >= pair.Second.FromLeadDays))
        {
            throw new ArgumentException("Shrinkage starts at lead 0 and its leads increase.", nameof(steps));
        }

        if (steps.FirstOrDefault(step => step.Fraction is not (>= 0 and < 1)) is { } wrong)
        {
            throw new ArgumentOutOfRangeException(
                nameof(steps), wrong.Fraction, "Shrinkage is at least 0 and less than 1; write 15 % as 0.15.");
        }

        Steps = steps;
    }

    /// <summary>The steps, nearest first.</summary>
    public IReadOnlyList<ShrinkageStep> Steps { get; }

    /// <summary>The share of paid time away from calls, the same at any lead.</summary>
    /// <param name="fraction">At least 0, less than 1.</param>
    public static Shrinkage Of(double fraction) => new([new ShrinkageStep(0, fraction)]);

    /// <summary>Share of paid time away from calls, at a lead.</summary>
    /// <param name="leadDays">Whole days from planning to the day planned; below 0 counts as 0.</param>
    public double At(int leadDays) => Steps.Last(step => step.FromLeadDays <= Math.Max(0, leadDays)).Fraction;

    /// <summary>People to schedule so that enough are left on calls: required ÷ (1 − shrinkage).</summary>
    /// <param name="required">People needed on calls.</param>
    /// <param name="leadDays">Whole days from planning to the day planned.</param>
    public double Scheduled(double required, int leadDays) => required / (1 - At(leadDays));

    /// <inheritdoc/>
    public bool Equals(Shrinkage? other) => other is not null && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(0, HashCode.Combine);
}

/// <summary>Shrinkage from a lead on.</summary>
/// <param name="FromLeadDays">Whole days ahead from which it holds; 0 or more.</param>
/// <param name="Fraction">Share of paid time away from calls, at least 0 and less than 1.</param>
public sealed record ShrinkageStep(int FromLeadDays, double Fraction);
