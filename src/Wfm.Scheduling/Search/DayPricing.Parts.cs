namespace Wfm.Scheduling.Search;

/// <summary>Days with parts away: every way to lie around or beside them is priced as a day of its own.</summary>
internal sealed partial class DayPricing
{
    private readonly double[] _part = new double[ValueCount];

    private void PriceParts(IReadOnlyList<(DayOptions Options, int Less)> parts, ReadOnlySpan<double> slotValues, Span<double> values)
    {
        foreach ((DayOptions options, int less) in parts)
        {
            Price(options, slotValues, _part);
            for (int at = 0; at < ValueCount; at++)
            {
                int paid = at % PaidStride - less;
                if (paid >= 0 && _part[at] > values[at - less])
                {
                    values[at - less] = _part[at];
                }
            }
        }
    }

    private (DayOptions Options, int Less) BestPart(
        IReadOnlyList<(DayOptions Options, int Less)> parts, ReadOnlySpan<double> slotValues, int shiftClass, int paid)
    {
        (DayOptions, int) best = parts[0];
        double value = double.NegativeInfinity;
        foreach ((DayOptions options, int less) in parts)
        {
            Price(options, slotValues, _part);
            if (paid + less < PaidStride && _part[shiftClass * PaidStride + paid + less] > value)
            {
                (best, value) = ((options, less), _part[shiftClass * PaidStride + paid + less]);
            }
        }

        return best;
    }
}
