using NodaTime;
using NodaTime.TimeZones;

namespace Wfm.Exchange;

/// <summary>A time zone that remembers the stretch between two clock changes it was last asked about; files are nearly sorted.</summary>
internal sealed class ZoneClock(DateTimeZone zone)
{
    // Offsets lie within ±18 h, so a local time further than that from either clock change has one meaning only.
    private const long Margin = 36 * 3600;
    private long _from = long.MaxValue / 2;
    private long _to = long.MinValue / 2;
    private int _offset;

    public DateTimeZone Zone { get; } = zone;

    /// <summary>What is expected of a time the clock skips.</summary>
    public string ExpectedToExist => $"a time that exists on the clock of {Zone.Id}; this one is skipped when summer time begins";

    /// <summary>Seconds ahead of UTC at an instant given in Unix seconds.</summary>
    public int OffsetAt(long unixSeconds)
    {
        if (unixSeconds < _from || unixSeconds >= _to)
        {
            Remember(unixSeconds);
        }

        return _offset;
    }

    /// <summary>How many instants (0, 1 or 2) show a wall time, and the earlier and the later of them in Unix seconds.</summary>
    public int Resolve(long localSeconds, out long earlier, out long later)
    {
        if (localSeconds >= _from + Margin && localSeconds < _to - Margin)
        {
            earlier = later = localSeconds - _offset;
            return 1;
        }

        ZoneLocalMapping mapping = Zone.MapLocal(new WrittenTime(localSeconds, null).ToLocal());
        earlier = mapping.Count == 0 ? 0 : mapping.First().ToInstant().ToUnixTimeSeconds();
        later = mapping.Count == 0 ? 0 : mapping.Last().ToInstant().ToUnixTimeSeconds();
        Remember(mapping.Count == 0 ? localSeconds : earlier);
        return mapping.Count;
    }

    private void Remember(long unixSeconds)
    {
        ZoneInterval stretch = Zone.GetZoneInterval(Instant.FromUnixTimeSeconds(unixSeconds));
        _from = stretch.HasStart ? stretch.Start.ToUnixTimeSeconds() : long.MinValue / 2;
        _to = stretch.HasEnd ? stretch.End.ToUnixTimeSeconds() : long.MaxValue / 2;
        _offset = stretch.WallOffset.Seconds;
    }
}
