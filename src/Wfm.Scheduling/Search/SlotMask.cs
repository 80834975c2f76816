using System.Numerics;
using System.Runtime.CompilerServices;

namespace Wfm.Scheduling.Search;

/// <summary>A set of slots of one day, at most 128 of them.</summary>
internal readonly record struct SlotMask(ulong Low, ulong High)
{
    public static SlotMask None => default;

    public bool IsEmpty => (Low | High) == 0;

    public int Count => BitOperations.PopCount(Low) + BitOperations.PopCount(High);

    /// <summary>The slots from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SlotMask Range(int start, int end) => Below(end).Without(Below(start));

    public bool Contains(int slot) =>
        slot < 64 ? ((Low >> slot) & 1) != 0 : ((High >> (slot - 64)) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SlotMask With(SlotMask other) => new(Low | other.Low, High | other.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SlotMask Without(SlotMask other) => new(Low & ~other.Low, High & ~other.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Meets(SlotMask other) => ((Low & other.Low) | (High & other.High)) != 0;

    /// <summary>Removes the lowest slot of <paramref name="mask"/> and returns it; the mask must not be empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Pop(ref SlotMask mask)
    {
        if (mask.Low != 0)
        {
            int low = BitOperations.TrailingZeroCount(mask.Low);
            mask = new SlotMask(mask.Low & unchecked(mask.Low - 1), mask.High);
            return low;
        }

        int high = BitOperations.TrailingZeroCount(mask.High);
        mask = new SlotMask(0, mask.High & unchecked(mask.High - 1));
        return 64 + high;
    }

    private static SlotMask Below(int end) => end switch
    {
        <= 0 => None,
        < 64 => new SlotMask((1UL << end) - 1, 0),
        64 => new SlotMask(ulong.MaxValue, 0),
        < 128 => new SlotMask(ulong.MaxValue, (1UL << (end - 64)) - 1),
        _ => new SlotMask(ulong.MaxValue, ulong.MaxValue),
    };
}
