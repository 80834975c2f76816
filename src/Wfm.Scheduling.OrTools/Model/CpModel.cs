namespace Wfm.Scheduling.OrTools.Model;

/// <summary>A model for a constraint solver, in plain records: no solver's type in sight. Checked when it is made.</summary>
public sealed record CpModel
{
    /// <param name="variables">Range of each variable.</param>
    /// <param name="constraints">What must hold.</param>
    /// <param name="objective">What is minimised; null asks for any solution.</param>
    /// <param name="hints">A value per hinted variable: where the search should look first.</param>
    /// <param name="assumptions">Literals taken as true; an infeasible answer names some that cannot hold together.</param>
    /// <exception cref="ArgumentException">A part is malformed; the message says which and why.</exception>
    public CpModel(
        IReadOnlyList<CpRange> variables, IReadOnlyList<CpConstraint> constraints, CpObjective? objective = null,
        IReadOnlyDictionary<CpVariable, long>? hints = null, IReadOnlyList<CpVariable>? assumptions = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(constraints);
        (Variables, Constraints, Objective) = (variables, constraints, objective);
        Hints = hints ?? new Dictionary<CpVariable, long>();
        Assumptions = assumptions ?? [];
        CpModelChecks.Check(this);
    }

    /// <summary>Range of each variable.</summary>
    public IReadOnlyList<CpRange> Variables { get; }

    /// <summary>What must hold.</summary>
    public IReadOnlyList<CpConstraint> Constraints { get; }

    /// <summary>What is minimised; null asks for any solution.</summary>
    public CpObjective? Objective { get; }

    /// <summary>A value per hinted variable.</summary>
    public IReadOnlyDictionary<CpVariable, long> Hints { get; }

    /// <summary>Literals taken as true.</summary>
    public IReadOnlyList<CpVariable> Assumptions { get; }

    /// <summary>Number of yes-or-no variables.</summary>
    public int Booleans => Variables.Count(range => range == CpRange.Boolean);
}

/// <summary>What is minimised: a sum of whole numbers, told in the caller's currency.</summary>
/// <param name="Sum">The sum.</param>
/// <param name="UnitsPerCost">How many units of the sum are one of the caller's currency; positive.</param>
public sealed record CpObjective(CpSum Sum, double UnitsPerCost = 1);
