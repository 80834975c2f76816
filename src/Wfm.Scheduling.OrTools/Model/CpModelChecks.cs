using System.Numerics;

namespace Wfm.Scheduling.OrTools.Model;

/// <summary>Refuses a model a solver would refuse, with a message that names the place.</summary>
internal static class CpModelChecks
{
    private static readonly BigInteger Largest = BigInteger.One << 62;

    public static void Check(CpModel model)
    {
        for (int index = 0; index < model.Variables.Count; index++)
        {
            (long low, long high) = model.Variables[index];
            Require(low <= high, $"Variable {index} has no value: {low} to {high}.");
        }

        for (int place = 0; place < model.Constraints.Count; place++)
        {
            Check(model, model.Constraints[place], $"Constraint {place} ({model.Constraints[place].GetType().Name})");
        }

        if (model.Objective is { } objective)
        {
            Check(model, objective.Sum, "The objective");
            Require(objective.UnitsPerCost > 0 && double.IsFinite(objective.UnitsPerCost), $"The objective counts {objective.UnitsPerCost} units per cost; expected more than 0.");
        }

        foreach ((CpVariable variable, long value) in model.Hints)
        {
            Known(model, variable, "A hint");
            CpRange range = model.Variables[variable.Index];
            Require(!variable.IsNegated && value >= range.Low && value <= range.High,
                $"The hint {value} of variable {variable.Reference} is outside {range.Low} to {range.High}.");
        }

        Literals(model, model.Assumptions, "An assumption");
    }

    private static void Check(CpModel model, CpConstraint constraint, string place)
    {
        Literals(model, constraint.OnlyIf, $"The condition of {place}");
        switch (constraint)
        {
            case CpConstraint.Linear linear:
                Check(model, linear.Sum, place);
                Require(linear.Low <= linear.High, $"{place} cannot hold: {linear.Low} to {linear.High}.");
                break;
            case CpConstraint.AnyOf any:
                Literals(model, any.Literals, place);
                break;
            case CpConstraint.AllOf all:
                Literals(model, all.Literals, place);
                break;
            case CpConstraint.AtMostOne most:
                Always(constraint, place);
                Literals(model, most.Literals, place);
                break;
            case CpConstraint.ExactlyOne one:
                Always(constraint, place);
                Literals(model, one.Literals, place);
                break;
            case CpConstraint.Interval interval:
                Require(interval.OnlyIf.Count <= 1, $"{place} has {interval.OnlyIf.Count} conditions; at most one is allowed.");
                Array.ForEach([interval.Start, interval.Size, interval.End], sum => Check(model, sum, place));
                break;
            case CpConstraint.NoOverlap apart:
                Always(constraint, place);
                Require(
                    apart.Intervals.All(number => number >= 0 && number < model.Constraints.Count && model.Constraints[number] is CpConstraint.Interval),
                    $"{place} names a constraint that is no interval.");
                break;
            case CpConstraint.Automaton automaton:
                Always(constraint, place);
                Check(model, automaton, place);
                break;
            default:
                throw new ArgumentException($"{place} is of an unknown kind.");
        }
    }

    private static void Check(CpModel model, CpConstraint.Automaton automaton, string place)
    {
        Require(automaton.Labels.Count > 0 && automaton.Steps.Count > 0 && automaton.Last.Count > 0, $"{place} has no labels, steps or last states.");
        foreach (CpVariable label in automaton.Labels)
        {
            Known(model, label, place);
            Require(!label.IsNegated, $"{place} reads a negated variable.");
        }

        Require(automaton.First >= 0 && automaton.Last.All(state => state >= 0), $"{place} has a negative state.");
        HashSet<(int, long)> seen = [];
        foreach (CpStep step in automaton.Steps)
        {
            Require(step.From >= 0 && step.To >= 0, $"{place} has a negative state.");
            Require(seen.Add((step.From, step.Label)), $"{place} has two steps from state {step.From} by {step.Label}.");
        }
    }

    private static void Check(CpModel model, CpSum sum, string place)
    {
        BigInteger size = BigInteger.Abs(sum.Offset);
        foreach (CpTerm term in sum.Terms)
        {
            Known(model, term.Variable, place);
            Require(!term.Variable.IsNegated, $"{place} adds up a negated variable; write 1 − variable.");
            CpRange range = model.Variables[term.Variable.Index];
            size += BigInteger.Abs(term.Coefficient) * BigInteger.Max(BigInteger.Abs(range.Low), BigInteger.Abs(range.High));
        }

        Require(size < Largest, $"{place} can grow to {size}, beyond 2^62.");
    }

    private static void Literals(CpModel model, IReadOnlyList<CpVariable> literals, string place)
    {
        foreach (CpVariable literal in literals)
        {
            Known(model, literal, place);
            CpRange range = model.Variables[literal.Index];
            Require(range is { Low: >= 0, High: <= 1 }, $"{place} takes variable {literal.Index} as yes or no, but it is {range.Low} to {range.High}.");
        }
    }

    private static void Always(CpConstraint constraint, string place) =>
        Require(constraint.OnlyIf.Count == 0, $"{place} cannot be conditional.");

    private static void Known(CpModel model, CpVariable variable, string place) =>
        Require(variable.Index < model.Variables.Count, $"{place} names variable {variable.Index}; there are {model.Variables.Count}.");

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
