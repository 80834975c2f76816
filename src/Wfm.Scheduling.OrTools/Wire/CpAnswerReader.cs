using System.Text;
using Wfm.Scheduling.OrTools.Model;

namespace Wfm.Scheduling.OrTools.Wire;

/// <summary>Reads CP-SAT's <c>CpSolverResponse</c>.</summary>
public static class CpAnswerReader
{
    /// <summary>The answer in the bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are no answer.</exception>
    public static CpAnswer Read(ReadOnlySpan<byte> bytes)
    {
        WireReader wire = new(bytes);
        CpAnswer answer = new() { Status = CpStatus.Unknown };
        List<long> values = [];
        List<long> core = [];
        while (wire.Next())
        {
            switch (wire.Field)
            {
                case 1:
                    answer = answer with { Status = StatusOf(wire.Integer) };
                    break;
                case 2:
                    wire.AppendTo(values);
                    break;
                case 3:
                    answer = answer with { Objective = wire.Double };
                    break;
                case 4:
                    answer = answer with { Bound = wire.Double };
                    break;
                case 15:
                    answer = answer with { Seconds = wire.Double };
                    break;
                case 17:
                    answer = answer with { DeterministicSeconds = wire.Double };
                    break;
                case 20:
                    answer = answer with { Note = Encoding.UTF8.GetString(wire.Bytes) };
                    break;
                case 23:
                    wire.AppendTo(core);
                    break;
                default:
                    break;
            }
        }

        return answer with { Values = values, Core = [.. core.Select(reference => new CpVariable((int)reference))] };
    }

    private static CpStatus StatusOf(long number) => number is >= 0 and <= 4
        ? (CpStatus)number
        : throw new InvalidDataException($"A solver answered with status {number}; expected 0 to 4.");
}
