using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Wire;

namespace Wfm.Scheduling.OrTools.Tests.Native;

/// <summary>Reads a model back from its bytes, by the field numbers of cp_model.proto.</summary>
internal static class PlainModelReader
{
    public static CpModel Read(byte[] bytes)
    {
        List<CpRange> variables = [];
        List<CpConstraint> constraints = [];
        List<CpVariable> assumptions = [];
        Dictionary<CpVariable, long> hints = [];
        CpObjective? objective = null;
        WireReader wire = new(bytes);
        while (wire.Next())
        {
            switch (wire.Field)
            {
                case 2:
                    List<long> domain = Lists(wire.Bytes)[2];
                    variables.Add(new CpRange(domain[0], domain[1]));
                    break;
                case 3:
                    constraints.Add(Constraint(wire.Bytes));
                    break;
                case 4:
                    objective = Objective(wire.Bytes);
                    break;
                case 6:
                    Dictionary<int, List<long>> hint = Lists(wire.Bytes);
                    hint[1].Zip(hint[2]).ToList().ForEach(pair => hints.Add(Variable(pair.First), pair.Second));
                    break;
                case 7:
                    List<long> literals = [];
                    wire.AppendTo(literals);
                    assumptions.AddRange(literals.Select(Variable));
                    break;
                default:
                    throw new InvalidDataException($"Field {wire.Field} of a model.");
            }
        }

        return new CpModel(variables, constraints, objective, hints, assumptions);
    }

    private static CpVariable Variable(long reference) => new((int)reference);

    private static CpVariable[] Variables(List<long> references) => [.. references.Select(Variable)];

    private static CpObjective Objective(ReadOnlySpan<byte> bytes)
    {
        (double offset, double scale) = (0, 1);
        WireReader wire = new(bytes);
        while (wire.Next())
        {
            (offset, scale) = wire.Field switch { 2 => (wire.Double, scale), 3 => (offset, wire.Double), _ => (offset, scale) };
        }

        Dictionary<int, List<long>> lists = Lists(bytes);
        return new CpObjective(new CpSum(Terms(lists[1], lists[4]), (long)offset), 1 / scale);
    }

    private static CpConstraint Constraint(ReadOnlySpan<byte> bytes)
    {
        List<long> onlyIf = [];
        CpConstraint? read = null;
        WireReader wire = new(bytes);
        while (wire.Next())
        {
            if (wire.Field == 2)
            {
                wire.AppendTo(onlyIf);
                continue;
            }

            read = wire.Field switch
            {
                3 => new CpConstraint.AnyOf(Variables(Lists(wire.Bytes)[1])),
                4 => new CpConstraint.AllOf(Variables(Lists(wire.Bytes)[1])),
                12 => Linear(Lists(wire.Bytes)),
                17 => Automaton(wire.Bytes),
                19 => Interval(wire.Bytes),
                20 => new CpConstraint.NoOverlap([.. Lists(wire.Bytes)[1].Select(number => (int)number)]),
                26 => new CpConstraint.AtMostOne(Variables(Lists(wire.Bytes)[1])),
                29 => new CpConstraint.ExactlyOne(Variables(Lists(wire.Bytes)[1])),
                _ => throw new InvalidDataException($"Field {wire.Field} of a constraint."),
            };
        }

        return read! with { OnlyIf = Variables(onlyIf) };
    }

    private static CpConstraint.Linear Linear(Dictionary<int, List<long>> lists) =>
        new(new CpSum(Terms(lists[1], lists[2])), lists[3][0], lists[3][1]);

    private static CpConstraint.Interval Interval(ReadOnlySpan<byte> bytes)
    {
        Dictionary<int, CpSum> sums = [];
        WireReader wire = new(bytes);
        while (wire.Next())
        {
            sums.Add(wire.Field, Sum(wire.Bytes));
        }

        return new CpConstraint.Interval(sums[4], sums[6], sums[5]);
    }

    private static CpConstraint.Automaton Automaton(ReadOnlySpan<byte> bytes)
    {
        List<CpVariable> labels = [];
        WireReader wire = new(bytes);
        while (wire.Next())
        {
            if (wire.Field == 8)
            {
                labels.Add(Sum(wire.Bytes).Terms.ShouldHaveSingleItem().Variable);
            }
        }

        Dictionary<int, List<long>> lists = Lists(bytes);
        return new CpConstraint.Automaton(
            labels, (int)lists[2][0], [.. lists[3].Select(state => (int)state)],
            [.. lists[4].Select((from, place) => new CpStep((int)from, lists[6][place], (int)lists[5][place]))]);
    }

    private static CpSum Sum(ReadOnlySpan<byte> bytes)
    {
        Dictionary<int, List<long>> lists = Lists(bytes);
        return new CpSum(Terms(lists[1], lists[2]), lists[3][0]);
    }

    private static CpTerm[] Terms(List<long> references, List<long> coefficients) =>
        [.. references.Zip(coefficients).Select(pair => new CpTerm(Variable(pair.First), pair.Second))];

    /// <summary>Every field that is a number or a packed list of numbers.</summary>
    private static Dictionary<int, List<long>> Lists(ReadOnlySpan<byte> bytes)
    {
        Dictionary<int, List<long>> lists = [];
        WireReader wire = new(bytes);
        while (wire.Next())
        {
            if (wire.Field == 8)
            {
                continue;
            }

            lists.TryAdd(wire.Field, []);
            wire.AppendTo(lists[wire.Field]);
        }

        return lists;
    }
}
