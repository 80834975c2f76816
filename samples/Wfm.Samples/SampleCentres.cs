using NodaTime;

namespace Wfm.Samples;

/// <summary>The invented centres there are.</summary>
public static class SampleCentres
{
    /// <summary>What a command line may name, the usual one first.</summary>
    public static IReadOnlyList<string> Names { get; } = [OrebroServicecenter.Name, StockholmKontaktcenter.Name];

    /// <summary>Makes a centre by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="firstPlannedMonday">The Monday the period begins on.</param>
    /// <param name="historyYears">Years of history before the planning date; 1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such centre, the day is no Monday, or the years are outside their range.</exception>
    public static SampleCentre Create(string name, int seed, LocalDate firstPlannedMonday, int historyYears = 3) => name switch
    {
        OrebroServicecenter.Name => OrebroServicecenter.Create(seed, firstPlannedMonday, historyYears),
        StockholmKontaktcenter.Name => StockholmKontaktcenter.Create(seed, firstPlannedMonday, historyYears),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, $"There are {string.Join(" and ", Names)}."),
    };
}
