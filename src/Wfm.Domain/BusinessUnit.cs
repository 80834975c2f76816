using NodaTime;

namespace Wfm.Domain;

/// <summary>One contact centre that is forecast and planned together, with the clock on its wall.</summary>
public sealed record BusinessUnit
{
    /// <param name="name">What people call it.</param>
    /// <param name="zone">The time zone of its opening hours and shifts.</param>
    /// <param name="intervalLength">Length of the planning interval; divides an hour. 15 minutes unless there is a reason.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval does not divide an hour.</exception>
    public BusinessUnit(string name, DateTimeZone zone, Duration intervalLength)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(zone);
        DayIntervals.ThrowUnlessDividesHour(intervalLength);
        Name = name;
        Zone = zone;
        IntervalLength = intervalLength;
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The time zone of its opening hours and shifts.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Length of the planning interval.</summary>
    public Duration IntervalLength { get; }
}
