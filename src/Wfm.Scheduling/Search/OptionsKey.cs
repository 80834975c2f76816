namespace Wfm.Scheduling.Search;

/// <summary>Everything that makes two days' options equal; lists are compared by what they hold.</summary>
internal readonly record struct OptionsKey(
    int Day, int[] Patterns, FixedTimes Fixed, int[] EndCap, double[] StartCost, (int EarlyBefore, int LateAfter) Thresholds, DayShift? Locked,
    (int From, int To)[] Away, int MostCredit)
{
    public bool Equals(OptionsKey other) =>
        Day == other.Day && Thresholds == other.Thresholds && Locked == other.Locked && Fixed == other.Fixed
        && Patterns.AsSpan().SequenceEqual(other.Patterns) && EndCap.AsSpan().SequenceEqual(other.EndCap)
        && StartCost.AsSpan().SequenceEqual(other.StartCost)
        && MostCredit == other.MostCredit && Away.AsSpan().SequenceEqual(other.Away);

    public override int GetHashCode() =>
        HashCode.Combine(Day, Thresholds, Fixed, Locked, Patterns.Length, StartCost.Length == 0 ? 0 : StartCost[0], StartCost.Length == 0 ? 0 : StartCost[^1]);
}
