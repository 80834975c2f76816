namespace Wfm.Staffing;

/// <summary>What people on calls can do of deferred work between calls.</summary>
/// <param name="UsabilityFraction">Share of idle time that work comes out of, 0 to 1: a call interrupts, and picking up again costs. Default 0.7; 0.6–0.8 is usual.</param>
/// <param name="PhoneReserve">People who stay free for the phone whatever lies there; 0 or more. Default 1.</param>
public sealed record UsableIdle(double UsabilityFraction = 0.7, double PhoneReserve = 1)
{
    /// <summary>Hours of deferred work done between calls.</summary>
    /// <param name="people">People on calls who also take deferred work; 0 or more.</param>
    /// <param name="carriedLoad">Erlangs of calls these people carry; 0 or more.</param>
    /// <param name="hours">Length of the interval in hours.</param>
    /// <returns>Usability × (people − carried − reserve) × hours; 0 where calls and reserve need everybody.</returns>
    public double Hours(double people, double carriedLoad, double hours) =>
        Math.Max(0, people - carriedLoad - PhoneReserve) * Math.Clamp(UsabilityFraction, 0, 1) * hours;
}
