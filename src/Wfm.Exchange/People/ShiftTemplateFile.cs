using NodaTime;

namespace Wfm.Exchange;

/// <summary>shift_templates.csv.</summary>
internal static class ShiftTemplateFile
{
    private const string TimeOfDay = "a time of day such as 07:00";
    private static readonly IReadOnlyList<IsoDayOfWeek> EveryDay = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];

    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(
        ["template", "earliest_start", "latest_start", "min_hours", "max_hours"],
        ["weekday", "step", "lunch_min", "lunch_max", "lunch_earliest", "lunch_latest", "breaks", "break_minutes", "contract"]);

    /// <summary>Templates in the order of the file. One that stands on several rows, alike but for the weekday, is one template.</summary>
    public static List<Located<ShiftTemplate>> Read(Stream stream, string file, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, Columns, found);
        List<Located<ShiftTemplate>> rows = table.Collect(() => ReadRow(table));
        table.RefuseEmpty();
        List<Located<ShiftTemplate>> templates = [];
        foreach (IGrouping<TemplateId, Located<ShiftTemplate>> same in rows.GroupBy(row => row.Value.Id))
        {
            Located<ShiftTemplate> first = same.First();
            foreach (Located<ShiftTemplate> other in same.Where(row => row.Value with { Weekdays = first.Value.Weekdays } != first.Value))
            {
                found.Add(file, other.Line, "template", same.Key.Value, $"rows of a template that differ in the weekday only; line {first.Line} says otherwise");
            }

            IReadOnlyList<IsoDayOfWeek> weekdays = [.. same.SelectMany(row => row.Value.Weekdays).Distinct().Order()];
            templates.Add(first with { Value = first.Value with { Weekdays = weekdays } });
        }

        return templates;
    }

    private static ShiftTemplate? ReadRow(CsvTable table)
    {
        TemplateId id = new(table.Text(table["template"], "the code of a template"));
        IReadOnlyList<IsoDayOfWeek> weekdays = table.WeekdaysOf(table["weekday"], EveryDay);
        LocalTime earliest = table.RequiredTime(table["earliest_start"], TimeOfDay, out _) ?? default;
        LocalTime latest = table.RequiredTime(table["latest_start"], TimeOfDay, out _) ?? default;
        if (latest < earliest)
        {
            table.Refuse(table["latest_start"], "a time not before earliest_start");
        }

        int step = table.Whole(table["step"], 1, 720, 15, "a whole number of minutes, 1 to 720");
        double shortest = table.Number(table["min_hours"], 0.25, 24, null, "paid hours from 0.25 to 24");
        double longest = table.Number(table["max_hours"], 0.25, 24, null, "paid hours from 0.25 to 24");
        if (longest < shortest)
        {
            table.Refuse(table["max_hours"], "hours not fewer than min_hours");
        }

        (int shortestLunch, int longestLunch, LocalTime? from, LocalTime? to) = ReadLunch(table);
        int breaks = table.Whole(table["breaks"], 0, 2, 0, "0, 1 or 2 breaks");
        int breakMinutes = table.Whole(table["break_minutes"], breaks > 0 ? 1 : 0, 120, breaks > 0 ? null : 0, "a whole number of minutes, 1 to 120");
        ContractId? contract = table.OptionalText(table["contract"]) is { } code ? new ContractId(code) : null;
        return table.RowIsGood
            ? new ShiftTemplate(
                id, weekdays, earliest, latest, Duration.FromMinutes(step), Duration.FromHours(shortest), Duration.FromHours(longest),
                Duration.FromMinutes(shortestLunch), Duration.FromMinutes(longestLunch), from, to, breaks, Duration.FromMinutes(breakMinutes), contract)
            : null;
    }

    private static (int Shortest, int Longest, LocalTime? From, LocalTime? To) ReadLunch(CsvTable table)
    {
        const string Minutes = "a whole number of minutes, 0 to 240";
        int shortest = table.Whole(table["lunch_min"], 0, 240, 0, Minutes);
        int longest = table.Whole(table["lunch_max"], 0, 240, shortest, Minutes);
        LocalTime? from = table.OptionalTime(table["lunch_earliest"], TimeOfDay, out _);
        LocalTime? to = table.OptionalTime(table["lunch_latest"], TimeOfDay, out _);
        if (longest < shortest)
        {
            table.Refuse(table["lunch_max"], "minutes not fewer than lunch_min");
        }

        if (longest > 0 && table.Span(table["lunch_earliest"]).IsEmpty)
        {
            table.Refuse(table["lunch_earliest"], "the earliest start of the lunch, such as 11:00");
        }

        if (longest > 0 && table.Span(table["lunch_latest"]).IsEmpty)
        {
            table.Refuse(table["lunch_latest"], "the latest end of the lunch, such as 13:30");
        }

        if (longest > 0 && from is { } start && to is { } end && Period.Between(start, end).ToDuration() < Duration.FromMinutes(longest))
        {
            table.Refuse(table["lunch_latest"], "a time that leaves room for the longest lunch after lunch_earliest");
        }

        return longest > 0 ? (shortest, longest, from, to) : (0, 0, null, null);
    }
}
