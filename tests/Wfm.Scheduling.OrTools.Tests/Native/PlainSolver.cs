using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Wire;

namespace Wfm.Scheduling.OrTools.Tests.Native;

/// <summary>Solves a tiny model by trying every value of every variable: what each constraint means, in plain code.</summary>
internal static class PlainSolver
{
    /// <summary>The answer as a <c>CpSolverResponse</c>.</summary>
    public static byte[] Solve(CpModel model)
    {
        long[]? best = Best(model, model.Assumptions);
        WireWriter wire = new();
        if (best is null)
        {
            wire.Integer(1, (long)CpStatus.Infeasible);
            wire.Packed(23, Core(model).Select(literal => (long)literal.Reference));
            return wire.ToArray();
        }

        double units = model.Objective?.UnitsPerCost ?? 1;
        wire.Integer(1, (long)CpStatus.Optimal);
        wire.Packed(2, best);
        wire.Double(3, CostOf(model, best) / units);
        wire.Double(4, CostOf(model, best) / units);
        return wire.ToArray();
    }

    /// <summary>The cheapest values under assumptions; null when there are none.</summary>
    public static long[]? Best(CpModel model, IReadOnlyList<CpVariable> assumptions)
    {
        long[] values = [.. model.Variables.Select(range => range.Low)];
        long[]? best = null;
        do
        {
            if (assumptions.All(literal => IsTrue(values, literal)) && model.Constraints.All(constraint => Holds(model, constraint, values))
                && (best is null || CostOf(model, values) < CostOf(model, best)))
            {
                best = [.. values];
            }
        }
        while (Next(model, values));
        return best;
    }

    private static List<CpVariable> Core(CpModel model)
    {
        List<CpVariable> core = [.. model.Assumptions];
        foreach (CpVariable literal in model.Assumptions)
        {
            List<CpVariable> without = [.. core.Where(other => other != literal)];
            core = Best(model, without) is null ? without : core;
        }

        return core;
    }

    private static bool Next(CpModel model, long[] values)
    {
        for (int variable = 0; variable < values.Length; variable++)
        {
            if (values[variable]++ < model.Variables[variable].High)
            {
                return true;
            }

            values[variable] = model.Variables[variable].Low;
        }

        return false;
    }

    private static bool Holds(CpModel model, CpConstraint constraint, long[] values) =>
        !constraint.OnlyIf.All(literal => IsTrue(values, literal)) || constraint switch
        {
            CpConstraint.Linear linear => ValueOf(linear.Sum, values) >= linear.Low && ValueOf(linear.Sum, values) <= linear.High,
            CpConstraint.AnyOf any => any.Literals.Any(literal => IsTrue(values, literal)),
            CpConstraint.AllOf all => all.Literals.All(literal => IsTrue(values, literal)),
            CpConstraint.AtMostOne most => most.Literals.Count(literal => IsTrue(values, literal)) <= 1,
            CpConstraint.ExactlyOne one => one.Literals.Count(literal => IsTrue(values, literal)) == 1,
            CpConstraint.Interval => true,
            CpConstraint.NoOverlap apart => AreApart(model, apart, values),
            CpConstraint.Automaton automaton => Accepts(automaton, values),
            _ => throw new ArgumentException(constraint.GetType().Name),
        };

    private static bool AreApart(CpModel model, CpConstraint.NoOverlap apart, long[] values)
    {
        (long Start, long End)[] present =
        [
            .. apart.Intervals.Select(number => (CpConstraint.Interval)model.Constraints[number])
                .Where(interval => interval.OnlyIf.All(literal => IsTrue(values, literal)))
                .Select(interval => (ValueOf(interval.Start, values), ValueOf(interval.End, values))).Order(),
        ];
        return present.Zip(present.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
    }

    private static bool Accepts(CpConstraint.Automaton automaton, long[] values)
    {
        int state = automaton.First;
        foreach (CpVariable label in automaton.Labels)
        {
            int next = automaton.Steps.Where(step => step.From == state && step.Label == values[label.Index]).Select(step => step.To).DefaultIfEmpty(-1).First();
            if (next < 0)
            {
                return false;
            }

            state = next;
        }

        return automaton.Last.Contains(state);
    }

    private static long CostOf(CpModel model, long[] values) => model.Objective is { } objective ? ValueOf(objective.Sum, values) : 0;

    private static long ValueOf(CpSum sum, long[] values) => sum.Offset + sum.Terms.Sum(term => term.Coefficient * values[term.Variable.Index]);

    private static bool IsTrue(long[] values, CpVariable literal) => values[literal.Index] == (literal.IsNegated ? 0 : 1);
}
