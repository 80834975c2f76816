namespace Wfm.Scheduling.OrTools.Model;

/// <summary>How a solve ended; the numbers are the solver's own.</summary>
public enum CpStatus
{
    /// <summary>A limit came before any solution or proof.</summary>
    Unknown = 0,

    /// <summary>The solver refused the model.</summary>
    Invalid = 1,

    /// <summary>A solution, not proven best.</summary>
    Feasible = 2,

    /// <summary>Nothing can hold; proven.</summary>
    Infeasible = 3,

    /// <summary>A solution proven best.</summary>
    Optimal = 4,
}

/// <summary>What a solver says to a model.</summary>
public sealed record CpAnswer
{
    /// <summary>How it ended.</summary>
    public required CpStatus Status { get; init; }

    /// <summary>A value per variable; empty without a solution.</summary>
    public IReadOnlyList<long> Values { get; init; } = [];

    /// <summary>Cost of the solution in the model's currency.</summary>
    public double Objective { get; init; }

    /// <summary>No solution costs less than this, in the model's currency.</summary>
    public double Bound { get; init; }

    /// <summary>Assumptions that cannot hold together, when infeasible under assumptions; not always the fewest.</summary>
    public IReadOnlyList<CpVariable> Core { get; init; } = [];

    /// <summary>Work done, in the solver's machine-independent seconds.</summary>
    public double DeterministicSeconds { get; init; }

    /// <summary>Wall-clock seconds as the solver counts them.</summary>
    public double Seconds { get; init; }

    /// <summary>What the solver adds in words.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether there is a solution.</summary>
    public bool HasSolution => Status is CpStatus.Feasible or CpStatus.Optimal;

    /// <summary>Value of a variable; of a negated literal its opposite.</summary>
    public long ValueOf(CpVariable variable) => variable.IsNegated ? 1 - Values[variable.Index] : Values[variable.Index];

    /// <summary>Whether a literal is true.</summary>
    public bool IsTrue(CpVariable literal) => ValueOf(literal) == 1;
}
