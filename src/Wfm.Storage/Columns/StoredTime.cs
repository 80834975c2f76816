using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Wfm.Storage;

/// <summary>Instants in SQLite: whole microseconds since 1970, the resolution of PostgreSQL; integers sort and compare in SQL.</summary>
public sealed class MicrosecondsConverter() : ValueConverter<Instant, long>(instant => ToMicroseconds(instant), value => FromMicroseconds(value))
{
    private const long TicksPerMicrosecond = NodaConstants.TicksPerMillisecond / 1000;

    /// <summary>Whole microseconds since 1970; finer parts are cut off.</summary>
    /// <param name="instant">What to store.</param>
    public static long ToMicroseconds(Instant instant)
    {
        long ticks = instant.ToUnixTimeTicks();
        return (ticks - Math.Abs(ticks % TicksPerMicrosecond)) / TicksPerMicrosecond;
    }

    /// <summary>The instant of a stored number.</summary>
    /// <param name="microseconds">Microseconds since 1970.</param>
    public static Instant FromMicroseconds(long microseconds) => Instant.FromUnixTimeTicks(microseconds * TicksPerMicrosecond);
}

/// <summary>Instants in PostgreSQL: <c>timestamp with time zone</c>, which Npgsql wants as a UTC date and time.</summary>
public sealed class UtcConverter() : ValueConverter<Instant, DateTime>(instant => instant.ToDateTimeUtc(), value => Instant.FromDateTimeUtc(value));

/// <summary>Days on the wall calendar.</summary>
public sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(day => day.ToDateOnly(), value => LocalDate.FromDateOnly(value));

/// <summary>Times on the wall clock.</summary>
public sealed class LocalTimeConverter() : ValueConverter<LocalTime, TimeOnly>(time => time.ToTimeOnly(), value => LocalTime.FromTimeOnly(value));

/// <summary>Days and times on the wall clock.</summary>
public sealed class LocalDateTimeConverter()
    : ValueConverter<LocalDateTime, DateTime>(local => local.ToDateTimeUnspecified(), value => LocalDateTime.FromDateTime(value));

/// <summary>Lengths of time: whole seconds.</summary>
public sealed class SecondsConverter() : ValueConverter<Duration, int>(length => ToSeconds(length), value => Duration.FromSeconds(value))
{
    /// <summary>Whole seconds; the database keeps nothing finer.</summary>
    /// <param name="length">What to store.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a whole number of seconds.</exception>
    public static int ToSeconds(Duration length) =>
        length.SubsecondNanoseconds == 0
            ? checked((int)length.TotalSeconds)
            : throw new ArgumentOutOfRangeException(nameof(length), length, "Lengths of time are stored in whole seconds.");
}
