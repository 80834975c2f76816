namespace Wfm.Scheduling.OrTools.Model;

/// <summary>Something that must hold in every solution.</summary>
public abstract record CpConstraint
{
    private CpConstraint()
    {
    }

    /// <summary>The constraint binds only where all of these are true; none means always.</summary>
    public IReadOnlyList<CpVariable> OnlyIf { get; init; } = [];

    /// <summary>A sum lies between two numbers.</summary>
    /// <param name="Sum">The sum.</param>
    /// <param name="Low">Least; <see cref="long.MinValue"/> for no limit.</param>
    /// <param name="High">Most; <see cref="long.MaxValue"/> for no limit.</param>
    public sealed record Linear(CpSum Sum, long Low, long High) : CpConstraint;

    /// <summary>At least one literal is true.</summary>
    public sealed record AnyOf(IReadOnlyList<CpVariable> Literals) : CpConstraint;

    /// <summary>All literals are true.</summary>
    public sealed record AllOf(IReadOnlyList<CpVariable> Literals) : CpConstraint;

    /// <summary>No two literals are true. Cannot be conditional.</summary>
    public sealed record AtMostOne(IReadOnlyList<CpVariable> Literals) : CpConstraint;

    /// <summary>One literal is true and no more. Cannot be conditional.</summary>
    public sealed record ExactlyOne(IReadOnlyList<CpVariable> Literals) : CpConstraint;

    /// <summary>A stretch of time for <see cref="NoOverlap"/>; start + size = end holds where the condition does.</summary>
    public sealed record Interval(CpSum Start, CpSum Size, CpSum End) : CpConstraint;

    /// <summary>Intervals, named by their places in the model's constraints, do not overlap. Cannot be conditional.</summary>
    public sealed record NoOverlap(IReadOnlyList<int> Intervals) : CpConstraint;

    /// <summary>The values of the labels, in order, lead from a first state to one of the last. Cannot be conditional.</summary>
    /// <param name="Labels">The variables read.</param>
    /// <param name="First">State before the first label.</param>
    /// <param name="Last">States allowed after the last label.</param>
    /// <param name="Steps">What each value does in each state; a value without a step is forbidden there.</param>
    public sealed record Automaton(
        IReadOnlyList<CpVariable> Labels, int First, IReadOnlyList<int> Last, IReadOnlyList<CpStep> Steps) : CpConstraint;
}

/// <summary>One step of an automaton.</summary>
/// <param name="From">State before.</param>
/// <param name="Label">Value read.</param>
/// <param name="To">State after.</param>
public readonly record struct CpStep(int From, long Label, int To);
