using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>A grid as tables of text: one of days, one of quarters, one that explains them.</summary>
internal static class GridTables
{
    public const string Agent = "agent", Name = "name", Group = "group", Version = "version", Date = "date";

    /// <summary>Sheets of quarters are found by either of these names.</summary>
    public static readonly string[] QuarterSheets = ["Kvartar", "Quarters"];

    private static readonly string[] SwedishDays = ["mån", "tis", "ons", "tor", "fre", "lör", "sön"];
    private static readonly string[] EnglishDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static string DayColumn(LocalDate day, TextLanguage language)
    {
        string[] names = language == TextLanguage.Swedish ? SwedishDays : EnglishDays;
        return $"{day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)} {names[(int)day.DayOfWeek - 1]}";
    }

    public static IEnumerable<IReadOnlyList<string>> Days(ScheduleGrid grid, TextLanguage language)
    {
        Dictionary<(AgentId, LocalDate), Shift> shifts = ByDay(grid);
        yield return [Agent, Name, Group, Version, .. grid.Period.Days.Select(day => DayColumn(day, language))];
        foreach (GridPerson person in grid.People)
        {
            yield return
            [
                person.Id.Value, person.Name, person.Group.Value, grid.Origin.ToString(),
                .. grid.Period.Days.Select(day => ShiftText.Write(shifts.GetValueOrDefault((person.Id, day)), grid.Zone)),
            ];
        }
    }

    public static IEnumerable<IReadOnlyList<string>> Quarters(ScheduleGrid grid)
    {
        Dictionary<(AgentId, LocalDate), Shift> shifts = ByDay(grid);
        QuarterColumns columns = new(grid);
        yield return [Date, Agent, Name, Version, .. columns.Names];
        foreach (LocalDate day in grid.Period.Days)
        {
            foreach (GridPerson person in grid.People)
            {
                yield return
                [
                    day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), person.Id.Value, person.Name, grid.Origin.ToString(),
                    .. columns.Letters(shifts.GetValueOrDefault((person.Id, day)), day),
                ];
            }
        }
    }

    /// <summary>One row per person and time.</summary>
    public static IEnumerable<IReadOnlyList<string>> Loans(ScheduleGrid grid, TextLanguage language)
    {
        bool isSwedish = language == TextLanguage.Swedish;
        yield return isSwedish ? ["agent", "namn", "dag", "tid", "köer"] : ["agent", "name", "day", "time", "queues"];
        foreach (GridPerson person in grid.People)
        {
            foreach (LentPiece lent in grid.Lent[person.Id])
            {
                ZonedDateTime start = lent.Span.Start.InZone(grid.Zone), end = lent.Span.End.InZone(grid.Zone);
                string time = string.Create(CultureInfo.InvariantCulture, $"{start:HH:mm}–{end:HH:mm}");
                yield return [person.Id.Value, person.Name, start.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), time, lent.Queues];
            }
        }
    }

    public static IEnumerable<IReadOnlyList<string>> Help(TextLanguage language)
    {
        bool isSwedish = language == TextLanguage.Swedish;
        yield return isSwedish ? ["Bokstav", "Betyder"] : ["Letter", "Means"];
        foreach (ActivityKind kind in ActivityNames.Kinds)
        {
            yield return [ActivityNames.Letter(kind).ToString(), ActivityNames.Name(kind, language)];
        }

        foreach (string line in isSwedish ? SwedishHelp : EnglishHelp)
        {
            yield return ["", line];
        }
    }

    public static Dictionary<(AgentId, LocalDate), Shift> ByDay(ScheduleGrid grid) => grid.Shifts.ToDictionary(shift => (shift.Agent, shift.Date));

    private static readonly string[] SwedishHelp =
    [
        "En dag skrivs 08:00-16:30 P 09:30-09:45 L 11:30-12:00. Tid som ingen bokstav täcker är kontakter. Tom ruta är ledig dag.",
        "Ändra på bladet Schema eller på bladet Kvartar, men inte samma persons dag på båda.",
        "Kolumnen version får inte ändras: den säger vilket schema filen gjordes av.",
    ];

    private static readonly string[] EnglishHelp =
    [
        "A day is written 08:00-16:30 P 09:30-09:45 L 11:30-12:00. Time that no letter covers is contacts. An empty cell is a day off.",
        "Edit the sheet Schedule or the sheet Quarters, but not the same person's day on both.",
        "Leave the column version as it is: it tells which schedule the file was made from.",
    ];
}
