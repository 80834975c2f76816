using NodaTime;

namespace Wfm.Exchange;

/// <summary>Special days from a file: <c>date,name,kind[,closes]</c>.</summary>
/// <remarks>An empty name is <c>Holiday</c>, an empty kind a public holiday, an empty closing the usual one. A date stands once.</remarks>
public static class HolidaysCsv
{
    private const string Closing = "when the house closes that day, such as 15:00, or nothing where it closes as usual";
    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(["date"], ["name", "kind", "closes"]);

    private static readonly Dictionary<string, SpecialDayKind> KindAliases = new()
    {
        ["holiday"] = SpecialDayKind.PublicHoliday,
        ["helgdag"] = SpecialDayKind.PublicHoliday,
        ["röddag"] = SpecialDayKind.PublicHoliday,
        ["eve"] = SpecialDayKind.FreeEve,
        ["afton"] = SpecialDayKind.FreeEve,
        ["shortened"] = SpecialDayKind.ShortenedDay,
        ["bridge"] = SpecialDayKind.BridgeDay,
        ["klämdag"] = SpecialDayKind.BridgeDay,
    };

    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <returns>The days in the order of the calendar; <see cref="SpecialDayCalendar.Of"/> takes them.</returns>
    public static ImportResult<IReadOnlyList<SpecialDay>> Read(Stream stream, string fileName)
    {
        ProblemList found = new();
        return new([.. Read(stream, fileName, found).Select(day => day.Value).OrderBy(day => day.Date)], found);
    }

    internal static List<Located<SpecialDay>> Read(Stream stream, string fileName, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        List<Located<SpecialDay>> days = table.Collect(() =>
        {
            LocalDate date = table.Date(table["date"]);
            string name = table.OptionalText(table["name"]) ?? "Holiday";
            SpecialDayKind kind = table.Choice(table["kind"], SpecialDayKind.PublicHoliday, KindAliases);
            LocalTime? closes = table.OptionalTime(table["closes"], Closing, out bool isEndOfDay);
            if (closes == LocalTime.Midnight && !isEndOfDay)
            {
                table.Refuse(table["closes"], Closing);
            }

            return new SpecialDay(date, name, kind, isEndOfDay ? null : closes);
        });
        Duplicates.Refuse(days, day => day.Date.ToString("uuuu-MM-dd", null), "date", "each date once", found);
        return days;
    }
}
