using NodaTime;
using Wfm.Domain;

namespace Wfm.Requests;

/// <summary>What counts as fine, and how far to look for something better.</summary>
public sealed record WeighOptions
{
    /// <summary>How near a day's level may be to its target, as a fraction, before the answer is tight and is simulated. Default 0.03.</summary>
    public double Margin { get; init; } = 0.03;

    /// <summary>Fall of a day's level, as a fraction, that callers hardly notice. Default 0.005.</summary>
    public double Unnoticed { get; init; } = 0.005;

    /// <summary>Fall of a day's level, as a fraction, from which a change is not recommended on a queue that misses its target anyway. Default 0.02.</summary>
    public double Clear { get; init; } = 0.02;

    /// <summary>Fall of the chance that the day reaches its target, as a fraction, from which a change is tight. Default 0.10.</summary>
    public double ChanceFall { get; init; } = 0.10;

    /// <summary>Alternatives to look for; 0 for none. Default 3.</summary>
    public int Alternatives { get; init; } = 3;

    /// <summary>Days before and after in which another day is looked for. Default 7.</summary>
    public int DaysAround { get; init; } = 7;

    /// <summary>Nothing is proposed before this moment; null for no limit.</summary>
    public Instant? Earliest { get; init; }

    /// <summary>Simulated days of the second stage at most; a big unit's day holds so many calls that fewer say as much. 0 leaves it out. Default 200.</summary>
    public int SimulatedDays { get; init; } = 200;

    /// <summary>Whether to simulate also where the figures are clear without. Default false.</summary>
    public bool AlwaysSimulate { get; init; }

    /// <summary>Threads of the second stage; the answer does not depend on it. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Difference of the simulated from the predicted level, by queue: alternatives to a simulated request are judged with it.</summary>
    internal IReadOnlyDictionary<QueueId, double> Shift { get; init; } = new Dictionary<QueueId, double>();

    /// <summary>Seed of the second stage. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
