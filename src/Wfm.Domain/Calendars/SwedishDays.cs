using NodaTime;

namespace Wfm.Domain;

/// <summary>Swedish public holidays by law (SFS 1989:253), and eves and shortened days by the employer's table.</summary>
public static class SwedishDays
{
    /// <summary>What most municipalities give: free eves, and shortened days before some red days.</summary>
    public static IReadOnlyDictionary<string, SpecialDayKind> MunicipalTable { get; } = new Dictionary<string, SpecialDayKind>
    {
        ["Trettondagsafton"] = SpecialDayKind.ShortenedDay,
        ["Skärtorsdagen"] = SpecialDayKind.ShortenedDay,
        ["Påskafton"] = SpecialDayKind.FreeEve,
        ["Valborgsmässoafton"] = SpecialDayKind.ShortenedDay,
        ["Dagen före Kristi himmelsfärdsdag"] = SpecialDayKind.ShortenedDay,
        ["Pingstafton"] = SpecialDayKind.FreeEve,
        ["Dagen före nationaldagen"] = SpecialDayKind.ShortenedDay,
        ["Midsommarafton"] = SpecialDayKind.FreeEve,
        ["Allhelgonaafton"] = SpecialDayKind.ShortenedDay,
        ["Julafton"] = SpecialDayKind.FreeEve,
        ["Nyårsafton"] = SpecialDayKind.FreeEve,
    };

    /// <summary>A calendar of red days, the employer's eves and shortened days, and the bridge days between them.</summary>
    /// <param name="employerTable">Kind of each eve by name (names as in <see cref="MunicipalTable"/>); an eve not named is an ordinary day.</param>
    public static SpecialDayCalendar Calendar(IReadOnlyDictionary<string, SpecialDayKind> employerTable)
    {
        ArgumentNullException.ThrowIfNull(employerTable);
        return new SpecialDayCalendar(year => OfYear(year, employerTable));
    }

    /// <summary>Easter Day of a year of the Gregorian calendar.</summary>
    /// <param name="year">1583 or later.</param>
    /// <remarks>Source: the anonymous Gregorian computus (Nature, 20 April 1876).</remarks>
    public static LocalDate EasterDay(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        int l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        int m = (a + (11 * h) + (22 * l)) / 451;
        int monthAndDay = h + l - (7 * m) + 114;
        return new LocalDate(year, monthAndDay / 31, (monthAndDay % 31) + 1);
    }

    private static List<SpecialDay> OfYear(int year, IReadOnlyDictionary<string, SpecialDayKind> employerTable)
    {
        Dictionary<LocalDate, SpecialDay> days = RedDays(year).ToDictionary(day => day.Date);
        foreach ((LocalDate date, string name) in Eves(year))
        {
            if (employerTable.TryGetValue(name, out SpecialDayKind kind) && !days.ContainsKey(date))
            {
                days.Add(date, new SpecialDay(date, name, kind));
            }
        }

        foreach (LocalDate date in BridgeDays(year, employerTable).Where(date => !days.ContainsKey(date)))
        {
            days.Add(date, new SpecialDay(date, "Klämdag", SpecialDayKind.BridgeDay));
        }

        return [.. days.Values.OrderBy(day => day.Date)];
    }

    private static IEnumerable<SpecialDay> RedDays(int year)
    {
        LocalDate easter = EasterDay(year);
        yield return Red(new LocalDate(year, 1, 1), "Nyårsdagen");
        yield return Red(new LocalDate(year, 1, 6), "Trettondedag jul");
        yield return Red(easter.PlusDays(-2), "Långfredagen");
        yield return Red(easter, "Påskdagen");
        yield return Red(easter.PlusDays(1), "Annandag påsk");
        LocalDate ascension = easter.PlusDays(39);
        if (ascension != new LocalDate(year, 5, 1))
        {
            yield return Red(new LocalDate(year, 5, 1), "Första maj");
        }

        yield return Red(ascension, "Kristi himmelsfärdsdag");
        yield return Red(easter.PlusDays(49), "Pingstdagen");
        if (year <= 2004)
        {
            yield return Red(easter.PlusDays(50), "Annandag pingst");
        }
        else if (easter.PlusDays(49) != new LocalDate(year, 6, 6))
        {
            yield return Red(new LocalDate(year, 6, 6), "Sveriges nationaldag");
        }

        yield return Red(MidsummerDay(year), "Midsommardagen");
        yield return Red(AllSaintsDay(year), "Alla helgons dag");
        yield return Red(new LocalDate(year, 12, 25), "Juldagen");
        yield return Red(new LocalDate(year, 12, 26), "Annandag jul");
    }

    private static IEnumerable<(LocalDate Date, string Name)> Eves(int year)
    {
        LocalDate easter = EasterDay(year);
        yield return (new LocalDate(year, 1, 5), "Trettondagsafton");
        yield return (easter.PlusDays(-3), "Skärtorsdagen");
        yield return (easter.PlusDays(-1), "Påskafton");
        yield return (new LocalDate(year, 4, 30), "Valborgsmässoafton");
        yield return (easter.PlusDays(38), "Dagen före Kristi himmelsfärdsdag");
        yield return (easter.PlusDays(48), "Pingstafton");
        if (year >= 2005)
        {
            yield return (new LocalDate(year, 6, 5), "Dagen före nationaldagen");
        }

        yield return (MidsummerDay(year).PlusDays(-1), "Midsommarafton");
        yield return (AllSaintsDay(year).PlusDays(-1), "Allhelgonaafton");
        yield return (new LocalDate(year, 12, 24), "Julafton");
        yield return (new LocalDate(year, 12, 31), "Nyårsafton");
    }

    private static IEnumerable<LocalDate> BridgeDays(int year, IReadOnlyDictionary<string, SpecialDayKind> employerTable)
    {
        HashSet<LocalDate> free = [.. Enumerable.Range(year - 1, 3).SelectMany(near => RedDays(near).Select(day => day.Date)
            .Concat(Eves(near).Where(eve => employerTable.GetValueOrDefault(eve.Name, SpecialDayKind.BridgeDay) == SpecialDayKind.FreeEve)
                .Select(eve => eve.Date)))];
        bool IsFree(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday || free.Contains(date);
        for (LocalDate date = new(year, 1, 1); date.Year == year; date = date.PlusDays(1))
        {
            if (!IsFree(date) && IsFree(date.PlusDays(-1)) && IsFree(date.PlusDays(1)))
            {
                yield return date;
            }
        }
    }

    private static LocalDate MidsummerDay(int year) => new LocalDate(year, 6, 19).Next(IsoDayOfWeek.Saturday);

    private static LocalDate AllSaintsDay(int year) => new LocalDate(year, 10, 30).Next(IsoDayOfWeek.Saturday);

    private static SpecialDay Red(LocalDate date, string name) => new(date, name, SpecialDayKind.PublicHoliday);
}
