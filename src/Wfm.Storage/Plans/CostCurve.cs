using System.Buffers.Binary;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A cost curve as bytes in a column: little-endian 64-bit floating point, exact to the last bit.</summary>
public static class CostCurve
{
    /// <summary>The two columns of a cost; the second is empty where both curves are the same.</summary>
    /// <param name="cost">What to store.</param>
    public static (byte[] Hull, byte[]? True) Write(StaffingCost cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        return (Bytes(cost.Hull), cost.True.SequenceEqual(cost.Hull) ? null : Bytes(cost.True));
    }

    /// <summary>The cost written by <see cref="Write"/>.</summary>
    /// <param name="hull">The first column.</param>
    /// <param name="true">The second column.</param>
    public static StaffingCost Read(byte[] hull, byte[]? @true)
    {
        ArgumentNullException.ThrowIfNull(hull);
        double[] convex = Numbers(hull);
        return new StaffingCost(convex, @true is null ? convex : Numbers(@true));
    }

    private static byte[] Bytes(IReadOnlyList<double> curve)
    {
        byte[] bytes = new byte[curve.Count * sizeof(double)];
        for (int people = 0; people < curve.Count; people++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(people * sizeof(double)), curve[people]);
        }

        return bytes;
    }

    private static double[] Numbers(byte[] bytes)
    {
        double[] curve = new double[bytes.Length / sizeof(double)];
        for (int people = 0; people < curve.Length; people++)
        {
            curve[people] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(people * sizeof(double)));
        }

        return curve;
    }
}
