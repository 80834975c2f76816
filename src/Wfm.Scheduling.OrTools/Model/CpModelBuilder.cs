namespace Wfm.Scheduling.OrTools.Model;

/// <summary>Collects the parts of a <see cref="CpModel"/> in order, so that equal input gives an equal model.</summary>
public sealed class CpModelBuilder
{
    private readonly List<CpRange> _variables = [];
    private readonly List<CpConstraint> _constraints = [];
    private readonly List<CpTerm> _costs = [];
    private readonly Dictionary<CpVariable, long> _hints = [];
    private readonly List<CpVariable> _assumptions = [];
    private long _fixedCost;
    private double? _unitsPerCost;

    /// <summary>A whole number between two others.</summary>
    /// <param name="low">Least.</param>
    /// <param name="high">Most.</param>
    /// <param name="hint">Where to look first; null for no opinion.</param>
    public CpVariable Whole(long low, long high, long? hint = null)
    {
        CpVariable variable = new(_variables.Count);
        _variables.Add(new CpRange(low, high));
        if (hint is { } value)
        {
            _hints.Add(variable, value);
        }

        return variable;
    }

    /// <summary>A yes or no.</summary>
    public CpVariable Boolean(bool? hint = null) => Whole(0, 1, hint is { } value ? (value ? 1 : 0) : null);

    /// <summary>What a variable may be.</summary>
    public CpRange RangeOf(CpVariable variable) => _variables[variable.Index];

    /// <summary>Adds a constraint and returns its place.</summary>
    public int Add(CpConstraint constraint)
    {
        _constraints.Add(constraint);
        return _constraints.Count - 1;
    }

    /// <summary>A sum of terms lies between two numbers.</summary>
    public void Between(IReadOnlyList<CpTerm> terms, long low, long high, params IReadOnlyList<CpVariable> onlyIf) =>
        Add(new CpConstraint.Linear(new CpSum(terms), low, high) { OnlyIf = onlyIf });

    /// <summary>An interval together with the equation start + size = end.</summary>
    public int Interval(CpSum start, CpSum size, CpSum end, params IReadOnlyList<CpVariable> onlyIf)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(end);
        List<CpTerm> terms = [.. start.Terms, .. size.Terms, .. end.Terms.Select(term => term with { Coefficient = -term.Coefficient })];
        long apart = end.Offset - start.Offset - size.Offset;
        Between(terms, apart, apart, onlyIf);
        return Add(new CpConstraint.Interval(start, size, end) { OnlyIf = onlyIf });
    }

    /// <summary>Says in how many units the costs that follow are counted.</summary>
    public void CountCostIn(double unitsPerCost) => _unitsPerCost = unitsPerCost;

    /// <summary>Adds to what is minimised.</summary>
    public void Cost(CpVariable variable, long units) => _costs.Add(new CpTerm(variable, units));

    /// <summary>Adds a cost nothing can change.</summary>
    public void Cost(long units) => _fixedCost += units;

    /// <summary>A literal the solver takes as true and may name when nothing can hold.</summary>
    public void Assume(CpVariable literal) => _assumptions.Add(literal);

    /// <summary>The model as collected so far.</summary>
    public CpModel Build() => new(
        [.. _variables], [.. _constraints],
        _unitsPerCost is { } units ? new CpObjective(new CpSum([.. _costs], _fixedCost), units) : null,
        new Dictionary<CpVariable, long>(_hints), [.. _assumptions]);
}
