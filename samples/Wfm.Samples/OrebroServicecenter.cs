using NodaTime;

namespace Wfm.Samples;

/// <summary>A municipal service centre the size of Örebro's: 52 people, thirteen small phone queues and a visit desk.</summary>
public static class OrebroServicecenter
{
    /// <summary>What the command line calls it.</summary>
    public const string Name = "orebro-servicecenter";

    /// <summary>The Monday planned from unless another is asked for.</summary>
    public static LocalDate DefaultFirstPlannedMonday { get; } = new(2026, 1, 5);

    /// <summary>Makes the centre. The same arguments give the same centre, byte for byte. About 1.5 s for three years.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="firstPlannedMonday">The Monday the period begins on.</param>
    /// <param name="historyYears">Years of history before the planning date; 1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is no Monday, or the years are outside their range.</exception>
    public static SampleCentre Create(int seed, LocalDate firstPlannedMonday, int historyYears = 3) =>
        CentreGenerator.Create(OrebroProfile.Centre, seed, firstPlannedMonday, historyYears);
}
