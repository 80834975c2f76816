namespace Wfm.Scheduling.OrTools.Model;

/// <summary>A whole-number variable of a model, or the opposite of a yes-or-no one.</summary>
/// <param name="Reference">Its number in the model, from 0; −1 − number means "not".</param>
public readonly record struct CpVariable(int Reference)
{
    /// <summary>Number of the variable in the model.</summary>
    public int Index => Reference < 0 ? -1 - Reference : Reference;

    /// <summary>Whether this stands for the opposite.</summary>
    public bool IsNegated => Reference < 0;

    /// <summary>The opposite of a yes-or-no variable.</summary>
    public CpVariable Not => new(-1 - Reference);
}

/// <summary>The whole numbers a variable may take.</summary>
/// <param name="Low">Least.</param>
/// <param name="High">Most.</param>
public readonly record struct CpRange(long Low, long High)
{
    /// <summary>No or yes.</summary>
    public static CpRange Boolean { get; } = new(0, 1);
}

/// <summary>A variable times a number; the variable is never a negated one.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Coefficient">Its factor.</param>
public readonly record struct CpTerm(CpVariable Variable, long Coefficient);

/// <summary>A sum of terms and a constant.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="Offset">The constant.</param>
public sealed record CpSum(IReadOnlyList<CpTerm> Terms, long Offset = 0)
{
    /// <summary>A sum of nothing but a constant.</summary>
    public static CpSum Of(long constant) => new([], constant);

    /// <summary>A sum of one variable and a constant.</summary>
    public static CpSum Of(CpVariable variable, long offset = 0) => new([new CpTerm(variable, 1)], offset);
}
