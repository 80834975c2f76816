using System.Diagnostics;
using NodaTime;

namespace Wfm.Server;

/// <summary>A clock that was set to a moment and runs at a speed of its own: for demonstrations and replays, where a day passes in minutes.</summary>
/// <param name="start">What it shows first.</param>
/// <param name="speed">Its seconds in a second.</param>
public sealed class DemonstrationClock(Instant start, double speed) : IClock
{
    private readonly long _begin = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => start + (Duration.FromTimeSpan(Stopwatch.GetElapsedTime(_begin)) * speed);
}
