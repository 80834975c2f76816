using NodaTime;

namespace Wfm.Server.Tests.Rig;

/// <summary>A clock that shows what it is told.</summary>
public sealed class FixedClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}
