using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>The value of a spreadsheet's cell as the text a CSV file would have, and as a time where it can be one.</summary>
internal static class CellValue
{
    private static readonly LocalDateTime Epoch1900 = new(1899, 12, 30, 0, 0);
    private static readonly LocalDateTime Epoch1904 = new(1904, 1, 1, 0, 0);

    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateTime time => Text(Rounded(time)),
        TimeSpan span => Clock(LocalDateTime.FromDateTime(DateTime.UnixEpoch + span)),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>
    /// A moment on the wall clock, from a date or from the bare number of days that a spreadsheet keeps for one: a time of day below 1, a day
    /// of 1990 to 2100 above. Any other number is a number.
    /// </summary>
    public static LocalDateTime? Moment(object? value, bool is1904) => value switch
    {
        DateTime time => Rounded(time),
        TimeSpan span when span >= TimeSpan.Zero && span < TimeSpan.FromDays(1) => (is1904 ? Epoch1904 : Epoch1900).PlusTicks(span.Ticks),
        double days when days is (>= 0 and < 1) or (> 31_000 and < 74_000) => InTimesOfOurs((is1904 ? Epoch1904 : Epoch1900).PlusSeconds((long)Math.Round(days * 86_400)), days),
        _ => null,
    };

    private static LocalDateTime? InTimesOfOurs(LocalDateTime time, double days) =>
        days < 1 || time.Year is >= WrittenTime.FirstYear and <= WrittenTime.LastYear ? time : null;

    // Seven o'clock is 0.29166… of a day, never exactly; nothing here is finer than a second.
    private static LocalDateTime Rounded(DateTime time) => LocalDateTime.FromDateTime(new DateTime((time.Ticks + 5_000_000) / 10_000_000 * 10_000_000));

    private static string Text(LocalDateTime time) =>
        time.Year < 1900 || time.Date == Epoch1904.Date ? Clock(time)
        : time.TimeOfDay == LocalTime.Midnight ? time.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)
        : $"{time.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}T{Clock(time)}";

    private static string Clock(LocalDateTime time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
