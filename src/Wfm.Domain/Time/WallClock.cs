using NodaTime.TimeZones;

namespace Wfm.Domain;

/// <summary>What a wall time means on the two nights a year when it is skipped or comes twice.</summary>
public static class WallClock
{
    /// <summary>The first of a doubled time; a skipped time moves on by the length of the gap.</summary>
    public static ZoneLocalMappingResolver Earliest { get; } =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    /// <summary>The last of a doubled time; a skipped time moves on by the length of the gap.</summary>
    public static ZoneLocalMappingResolver Latest { get; } =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnForwardShifted);
}
