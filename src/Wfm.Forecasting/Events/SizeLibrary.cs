namespace Wfm.Forecasting;

/// <summary>What past events of a kind say of the next one.</summary>
public static class SizeLibrary
{
    private const double UsualSize = 0.25;
    private const double UsualSpread = 0.1;
    private const double EventsOfUsualSpread = 2;

    /// <summary>Combines the sizes of past events: the sure ones count more, and what is unsure leans towards no effect.</summary>
    /// <param name="past">Sizes of past events of the kind; those that could not be learned are left out.</param>
    /// <returns>The size to expect of the next, or nothing without past events.</returns>
    /// <remarks>
    /// Random effects: the spread between events is DerSimonian and Laird's (1986, Controlled Clinical Trials 7), leaning on a spread of 10 %
    /// as if two events had shown it. The mean is shrunk as if sizes of events were spread by 25 % around none.
    /// </remarks>
    public static SuggestedSize? Combine(IEnumerable<LearnedSize> past)
    {
        ArgumentNullException.ThrowIfNull(past);
        LearnedSize[] learned = [.. past.Where(size => size.Outcome == EventSizeOutcome.Learned)];
        if (learned.Length == 0)
        {
            return null;
        }

        double between = Between(learned);
        double weight = learned.Sum(size => 1 / (VarianceOf(size) + between));
        double mean = learned.Sum(size => size.SizeFraction / (VarianceOf(size) + between)) / weight;
        double trust = UsualSize * UsualSize / ((UsualSize * UsualSize) + (1 / weight));
        return new SuggestedSize(trust * mean, Math.Sqrt((trust / weight) + between), learned.Length);
    }

    private static double Between(LearnedSize[] learned)
    {
        double weight = learned.Sum(size => 1 / VarianceOf(size));
        double square = learned.Sum(size => 1 / (VarianceOf(size) * VarianceOf(size)));
        double mean = learned.Sum(size => size.SizeFraction / VarianceOf(size)) / weight;
        double apart = learned.Sum(size => (size.SizeFraction - mean) * (size.SizeFraction - mean) / VarianceOf(size));
        int free = learned.Length - 1;
        double seen = free > 0 ? Math.Max(0, (apart - free) / (weight - (square / weight))) : 0;
        return ((EventsOfUsualSpread * UsualSpread * UsualSpread) + (free * seen)) / (EventsOfUsualSpread + free);
    }

    // No history tells a size to the last thousandth.
    private static double VarianceOf(LearnedSize size) => Math.Max(1e-6, size.StandardError * size.StandardError);
}
