using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wfm.Scheduling.Replan;

/// <summary>Sums over long rows, four lanes at a time in a fixed order, so that every machine gets the same bits.</summary>
internal static class DenseVector
{
    private const int Lanes = 4;

    /// <summary>Inner product of two rows of the same length.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        unchecked
        {
            Vector256<double> sums = Vector256<double>.Zero;
            int index = 0;
            for (; index <= a.Length - Lanes; index += Lanes)
            {
                sums += Vector256.LoadUnsafe(in MemoryMarshal.GetReference(a), (nuint)index)
                    * Vector256.LoadUnsafe(in MemoryMarshal.GetReference(b), (nuint)index);
            }

            double sum = sums[0] + sums[1] + (sums[2] + sums[3]);
            for (; index < a.Length; index++)
            {
                sum += a[index] * b[index];
            }

            return sum;
        }
    }

    /// <summary>Adds <paramref name="factor"/> times one row to another.</summary>
    public static void AddTo(Span<double> target, double factor, ReadOnlySpan<double> row)
    {
        unchecked
        {
            int index = 0;
            ref double to = ref MemoryMarshal.GetReference(target);
            for (; index <= target.Length - Lanes; index += Lanes)
            {
                Vector256<double> sum = Vector256.LoadUnsafe(in to, (nuint)index)
                    + factor * Vector256.LoadUnsafe(in MemoryMarshal.GetReference(row), (nuint)index);
                sum.StoreUnsafe(ref to, (nuint)index);
            }

            for (; index < target.Length; index++)
            {
                target[index] += factor * row[index];
            }
        }
    }
}
