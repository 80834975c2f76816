using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>Dates and times as ISO 8601 writes them, read from a span without a string.</summary>
/// <param name="LocalSeconds">Seconds on the wall clock since 1970-01-01T00:00.</param>
/// <param name="OffsetSeconds">Seconds ahead of UTC; empty when the text names no offset.</param>
internal readonly record struct WrittenTime(long LocalSeconds, int? OffsetSeconds)
{
    public const int LongestWritten = 32;
    public const int FirstYear = 1990;
    public const int LastYear = 2100;

    private const int SecondsPerDay = 86_400;

    // Day number of 1970-01-01 where 0001-01-01 is day 0.
    private const int EpochDay = 719_162;

    /// <summary><c>2026-01-05T07:00</c>, with or without seconds, a zero fraction and an offset; a blank may stand for the T.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out WrittenTime time)
    {
        time = default;
        if (text.Length < 16 || !(text[10] is 'T' or 't' or ' ') || !TryDays(text[..10], out int days)
            || !TryClock(text[11..], out int seconds, out int used) || !TryOffset(text[(11 + used)..], out int? offset))
        {
            return false;
        }

        time = new WrittenTime(((long)days * SecondsPerDay) + seconds, offset);
        return true;
    }

    /// <summary><c>2026-01-05</c> in the years 1990 to 2100; <c>20260105</c> will do.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out LocalDate date)
    {
        bool isDate = TryDays(text, out int days);
        date = isDate ? LocalDate.FromDateOnly(DateOnly.FromDayNumber(days + EpochDay)) : default;
        return isDate;
    }

    /// <summary><c>7:30</c>, <c>07:30</c> or <c>07:30:00</c>; <c>24:00</c> comes back as midnight at the end of the day.</summary>
    public static bool TryTimeOfDay(ReadOnlySpan<char> text, out LocalTime time, out bool isEndOfDay)
    {
        time = LocalTime.Midnight;
        isEndOfDay = text is "24:00" or "24:00:00";
        if (isEndOfDay)
        {
            return true;
        }

        Span<char> padded = stackalloc char[LongestWritten];
        if (text.Length is < 4 or > 8)
        {
            return false;
        }

        int shift = text[1] == ':' ? 1 : 0;
        padded[0] = '0';
        text.CopyTo(padded[shift..]);
        ReadOnlySpan<char> clock = padded[..(text.Length + shift)];
        bool isTime = TryClock(clock, out int seconds, out int used) && used == clock.Length;
        time = isTime ? LocalTime.FromSecondsSinceMidnight(seconds) : time;
        return isTime;
    }

    /// <summary>Writes <c>2026-01-05T07:00+01:00</c>; seconds only where there are any.</summary>
    public static int Format(Instant instant, ZoneClock clock, Span<char> text)
    {
        int offset = clock.OffsetAt(instant.ToUnixTimeSeconds());
        (long days, long seconds) = Math.DivRem(instant.ToUnixTimeSeconds() + offset, SecondsPerDay);
        (days, seconds) = seconds < 0 ? (days - 1, seconds + SecondsPerDay) : (days, seconds);
        DateOnly date = DateOnly.FromDayNumber((int)days + EpochDay);
        int minutesAhead = Math.Abs(offset) / 60;
        char sign = offset < 0 ? '-' : '+';
        bool isWritten = seconds % 60 == 0
            ? text.TryWrite(
                CultureInfo.InvariantCulture,
                $"{date:yyyy-MM-dd}T{seconds / 3600:00}:{seconds / 60 % 60:00}{sign}{minutesAhead / 60:00}:{minutesAhead % 60:00}",
                out int length)
            : text.TryWrite(
                CultureInfo.InvariantCulture,
                $"{date:yyyy-MM-dd}T{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{sign}{minutesAhead / 60:00}:{minutesAhead % 60:00}",
                out length);
        return isWritten ? length : 0;
    }

    public static string Text(long unixSeconds, ZoneClock clock)
    {
        Span<char> text = stackalloc char[LongestWritten];
        return text[..Format(Instant.FromUnixTimeSeconds(unixSeconds), clock, text)].ToString();
    }

    public static WrittenTime Of(LocalDateTime time) =>
        new(((long)Period.DaysBetween(Epoch.Date, time.Date) * SecondsPerDay) + (time.TimeOfDay.TickOfDay / NodaConstants.TicksPerSecond), null);

    public LocalDateTime ToLocal() => Epoch.PlusSeconds(LocalSeconds);

    private static LocalDateTime Epoch => new(1970, 1, 1, 0, 0);


    private static bool TryDays(ReadOnlySpan<char> text, out int days)
    {
        days = 0;
        bool isPlain = text.Length == 8;
        if ((!isPlain && (text.Length != 10 || text[4] != '-' || text[7] != '-'))
            || !Digits(text[..4], out int year) || !Digits(isPlain ? text.Slice(4, 2) : text.Slice(5, 2), out int month)
            || !Digits(text[^2..], out int day)
            || year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = new DateOnly(year, month, day).DayNumber - EpochDay;
        return true;
    }

    private static bool TryClock(ReadOnlySpan<char> text, out int seconds, out int used)
    {
        (seconds, used) = (0, 5);
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out int hour) || !Digits(text.Slice(3, 2), out int minute)
            || hour > 23 || minute > 59)
        {
            return false;
        }

        seconds = (hour * 3600) + (minute * 60);
        if (text.Length < 8 || text[5] != ':')
        {
            return true;
        }

        used = 8;
        if (!Digits(text.Slice(6, 2), out int second) || second > 59)
        {
            return false;
        }

        seconds += second;
        if (text.Length > 9 && text[8] is '.' or ',')
        {
            used = 9;
            while (used < text.Length && text[used] == '0')
            {
                used++;
            }
        }

        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int? offset)
    {
        offset = null;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text is "Z" or "z")
        {
            offset = 0;
            return true;
        }

        bool isColon = text.Length == 6 && text[3] == ':';
        if (!(text[0] is '+' or '-' or '−') || !(isColon || text.Length is 3 or 5)
            || !Digits(text.Slice(1, 2), out int hours) || hours > 18)
        {
            return false;
        }

        int minutes = 0;
        if (text.Length > 3 && (!Digits(text[^2..], out minutes) || minutes > 59))
        {
            return false;
        }

        offset = (text[0] == '+' ? 1 : -1) * ((hours * 3600) + (minutes * 60));
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (char letter in text)
        {
            if (!char.IsAsciiDigit(letter))
            {
                return false;
            }

            number = (number * 10) + (letter - '0');
        }

        return true;
    }
}
