using Wfm.Scheduling.OrTools.Model;

namespace Wfm.Scheduling.OrTools.Wire;

/// <summary>Writes a model and its options as CP-SAT reads them: cp_model.proto and sat_parameters.proto of OR-Tools 9.15.</summary>
public static class CpModelWriter
{
    /// <summary>The model as a <c>CpModelProto</c>.</summary>
    public static byte[] Write(CpModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        WireWriter wire = new();
        foreach (CpRange range in model.Variables)
        {
            wire.Message(2, variable => variable.Packed(2, [range.Low, range.High]));
        }

        foreach (CpConstraint constraint in model.Constraints)
        {
            wire.Message(3, inner => Write(inner, constraint));
        }

        if (model.Objective is { } objective)
        {
            wire.Message(4, inner =>
            {
                inner.Packed(1, References(objective.Sum.Terms));
                inner.Double(2, objective.Sum.Offset);
                inner.Double(3, 1 / objective.UnitsPerCost);
                inner.Packed(4, Coefficients(objective.Sum.Terms));
            });
        }

        if (model.Hints.Count > 0)
        {
            KeyValuePair<CpVariable, long>[] hints = [.. model.Hints.OrderBy(hint => hint.Key.Reference)];
            wire.Message(6, inner =>
            {
                inner.Packed(1, hints.Select(hint => (long)hint.Key.Reference));
                inner.Packed(2, hints.Select(hint => hint.Value));
            });
        }

        if (model.Assumptions.Count > 0)
        {
            wire.Packed(7, References(model.Assumptions));
        }

        return wire.ToArray();
    }

    /// <summary>The options as a <c>SatParameters</c>.</summary>
    public static byte[] Write(CpSolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        WireWriter wire = new();
        wire.Integer(31, options.Seed);
        wire.Double(36, options.Seconds);
        wire.Integer(41, options.Log ? 1 : 0);
        if (options.DeterministicSeconds is { } limit)
        {
            wire.Double(67, limit);
        }

        wire.Integer(206, options.Workers);
        return wire.ToArray();
    }

    private static void Write(WireWriter wire, CpConstraint constraint)
    {
        if (constraint.OnlyIf.Count > 0)
        {
            wire.Packed(2, References(constraint.OnlyIf));
        }

        switch (constraint)
        {
            case CpConstraint.AnyOf any:
                wire.Message(3, inner => inner.Packed(1, References(any.Literals)));
                break;
            case CpConstraint.AllOf all:
                wire.Message(4, inner => inner.Packed(1, References(all.Literals)));
                break;
            case CpConstraint.Linear linear:
                wire.Message(12, inner => Write(inner, linear));
                break;
            case CpConstraint.Automaton automaton:
                wire.Message(17, inner => Write(inner, automaton));
                break;
            case CpConstraint.Interval interval:
                wire.Message(19, inner =>
                {
                    inner.Message(4, sum => Write(sum, interval.Start));
                    inner.Message(5, sum => Write(sum, interval.End));
                    inner.Message(6, sum => Write(sum, interval.Size));
                });
                break;
            case CpConstraint.NoOverlap apart:
                wire.Message(20, inner => inner.Packed(1, apart.Intervals.Select(number => (long)number)));
                break;
            case CpConstraint.AtMostOne most:
                wire.Message(26, inner => inner.Packed(1, References(most.Literals)));
                break;
            case CpConstraint.ExactlyOne one:
                wire.Message(29, inner => inner.Packed(1, References(one.Literals)));
                break;
            default:
                throw new ArgumentException($"A constraint of kind {constraint.GetType().Name} cannot be written.", nameof(constraint));
        }
    }

    private static void Write(WireWriter wire, CpConstraint.Linear linear)
    {
        wire.Packed(1, References(linear.Sum.Terms));
        wire.Packed(2, Coefficients(linear.Sum.Terms));
        wire.Packed(3, [Less(linear.Low, linear.Sum.Offset), Less(linear.High, linear.Sum.Offset)]);
    }

    private static void Write(WireWriter wire, CpConstraint.Automaton automaton)
    {
        wire.Integer(2, automaton.First);
        wire.Packed(3, automaton.Last.Select(state => (long)state));
        wire.Packed(4, automaton.Steps.Select(step => (long)step.From));
        wire.Packed(5, automaton.Steps.Select(step => (long)step.To));
        wire.Packed(6, automaton.Steps.Select(step => step.Label));
        foreach (CpVariable label in automaton.Labels)
        {
            wire.Message(8, sum => Write(sum, CpSum.Of(label)));
        }
    }

    private static void Write(WireWriter wire, CpSum sum)
    {
        wire.Packed(1, References(sum.Terms));
        wire.Packed(2, Coefficients(sum.Terms));
        wire.Integer(3, sum.Offset);
    }

    /// <summary>A limit less the sum's constant; no limit stays no limit.</summary>
    private static long Less(long limit, long offset) => limit is long.MinValue or long.MaxValue ? limit : limit - offset;

    private static IEnumerable<long> References(IEnumerable<CpTerm> terms) => terms.Select(term => (long)term.Variable.Reference);

    private static IEnumerable<long> References(IEnumerable<CpVariable> variables) => variables.Select(variable => (long)variable.Reference);

    private static IEnumerable<long> Coefficients(IEnumerable<CpTerm> terms) => terms.Select(term => term.Coefficient);
}
