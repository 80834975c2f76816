namespace Wfm.Domain.Tests.Calendars;

public sealed class SwedishDaysTests
{
    private static readonly SpecialDayCalendar Sweden = SpecialDayCalendar.Sweden;

    private static IEnumerable<int> Years => Enumerable.Range(2000, 101);

    [TestCase(2000, 4, 23)]
    [TestCase(2008, 3, 23)]
    [TestCase(2011, 4, 24)]
    [TestCase(2024, 3, 31)]
    [TestCase(2025, 4, 20)]
    [TestCase(2026, 4, 5)]
    [TestCase(2027, 3, 28)]
    [TestCase(2038, 4, 25)]
    [TestCase(2049, 4, 18)]
    [TestCase(2100, 3, 28)]
    public void Easter_falls_where_the_almanac_says(int year, int month, int day) =>
        SwedishDays.EasterDay(year).ShouldBe(new LocalDate(year, month, day));

    [Test]
    public void Easter_is_the_Sunday_after_the_paschal_full_moon_from_1583_to_4099()
    {
        foreach (int year in Enumerable.Range(1583, 2517))
        {
            SwedishDays.EasterDay(year).ShouldBe(EasterByFullMoon(year), $"{year}");
        }
    }

    [TestCase(2026, 1, 1, "Nyårsdagen")]
    [TestCase(2026, 1, 6, "Trettondedag jul")]
    [TestCase(2026, 4, 3, "Långfredagen")]
    [TestCase(2026, 4, 5, "Påskdagen")]
    [TestCase(2026, 4, 6, "Annandag påsk")]
    [TestCase(2026, 5, 1, "Första maj")]
    [TestCase(2026, 5, 14, "Kristi himmelsfärdsdag")]
    [TestCase(2026, 5, 24, "Pingstdagen")]
    [TestCase(2026, 6, 6, "Sveriges nationaldag")]
    [TestCase(2026, 6, 20, "Midsommardagen")]
    [TestCase(2026, 10, 31, "Alla helgons dag")]
    [TestCase(2026, 12, 25, "Juldagen")]
    [TestCase(2026, 12, 26, "Annandag jul")]
    [TestCase(2008, 5, 1, "Kristi himmelsfärdsdag")]
    [TestCase(2049, 6, 6, "Pingstdagen")]
    [TestCase(2004, 5, 31, "Annandag pingst")]
    [TestCase(2020, 6, 20, "Midsommardagen")]
    [TestCase(2021, 6, 26, "Midsommardagen")]
    [TestCase(2020, 10, 31, "Alla helgons dag")]
    [TestCase(2021, 11, 6, "Alla helgons dag")]
    public void Red_days_have_their_dates(int year, int month, int day, string name) =>
        Sweden.On(new LocalDate(year, month, day)).ShouldBe(new SpecialDay(new LocalDate(year, month, day), name, SpecialDayKind.PublicHoliday));

    [TestCase(2026, 1, 5, "Trettondagsafton", SpecialDayKind.ShortenedDay)]
    [TestCase(2026, 4, 2, "Skärtorsdagen", SpecialDayKind.ShortenedDay)]
    [TestCase(2026, 4, 4, "Påskafton", SpecialDayKind.FreeEve)]
    [TestCase(2026, 4, 30, "Valborgsmässoafton", SpecialDayKind.ShortenedDay)]
    [TestCase(2026, 5, 13, "Dagen före Kristi himmelsfärdsdag", SpecialDayKind.ShortenedDay)]
    [TestCase(2026, 5, 23, "Pingstafton", SpecialDayKind.FreeEve)]
    [TestCase(2026, 6, 5, "Dagen före nationaldagen", SpecialDayKind.ShortenedDay)]
    [TestCase(2049, 6, 5, "Pingstafton", SpecialDayKind.FreeEve)]
    [TestCase(2026, 6, 19, "Midsommarafton", SpecialDayKind.FreeEve)]
    [TestCase(2026, 10, 30, "Allhelgonaafton", SpecialDayKind.ShortenedDay)]
    [TestCase(2026, 12, 24, "Julafton", SpecialDayKind.FreeEve)]
    [TestCase(2026, 12, 31, "Nyårsafton", SpecialDayKind.FreeEve)]
    public void Eves_and_shortened_days_follow_the_municipal_table(int year, int month, int day, string name, SpecialDayKind kind) =>
        Sweden.On(new LocalDate(year, month, day)).ShouldBe(new SpecialDay(new LocalDate(year, month, day), name, kind));

    [TestCase(2024, "05-10 06-07 12-23 12-27 12-30")]
    [TestCase(2025, "05-02 05-30")]
    [TestCase(2026, "01-02 05-15")]
    [TestCase(2027, "05-07")]
    public void Bridge_days_lie_alone_between_days_off(int year, string expected) =>
        string.Join(' ', Of(year).Where(day => day.Kind == SpecialDayKind.BridgeDay).Select(day => $"{day.Date:MM-dd}")).ShouldBe(expected);

    [TestCaseSource(nameof(Years))]
    public void Every_year_keeps_the_law(int year)
    {
        IReadOnlyList<SpecialDay> days = Of(year);
        HashSet<string> red = [.. days.Where(day => day.Kind == SpecialDayKind.PublicHoliday).Select(day => day.Name)];
        LocalDate midsummer = days.Single(day => day.Name == "Midsommardagen").Date;
        LocalDate allSaints = days.Single(day => day.Name == "Alla helgons dag").Date;

        days.Select(day => day.Date).ShouldBeUnique();
        days.Select(day => day.Date).ShouldBeInOrder();
        midsummer.DayOfWeek.ShouldBe(IsoDayOfWeek.Saturday);
        midsummer.ShouldBeInRange(new LocalDate(year, 6, 20), new LocalDate(year, 6, 26));
        allSaints.DayOfWeek.ShouldBe(IsoDayOfWeek.Saturday);
        allSaints.ShouldBeInRange(new LocalDate(year, 10, 31), new LocalDate(year, 11, 6));
        days.Single(day => day.Name == "Kristi himmelsfärdsdag").Date.DayOfWeek.ShouldBe(IsoDayOfWeek.Thursday);
        red.Contains("Annandag pingst").ShouldBe(year <= 2004);
        (Sweden.On(new LocalDate(year, 6, 6))?.Kind == SpecialDayKind.PublicHoliday).ShouldBe(year >= 2005 || SwedishDays.EasterDay(year).PlusDays(49) == new LocalDate(year, 6, 6));
        days.Where(day => day.Kind == SpecialDayKind.BridgeDay).ShouldAllBe(day => IsAlone(day.Date));
    }

    [Test]
    public void A_stretch_over_new_year_is_the_days_asked_one_by_one()
    {
        LocalDate from = new(2025, 12, 20), to = new(2027, 1, 7);
        IEnumerable<LocalDate> asked = Enumerable.Range(0, Period.DaysBetween(from, to) + 1).Select(from.PlusDays);

        Sweden.Between(from, to).ShouldBe(asked.Select(Sweden.On).OfType<SpecialDay>());
    }

    [Test]
    public void An_employer_may_give_other_eves()
    {
        SpecialDayCalendar strict = SwedishDays.Calendar(new Dictionary<string, SpecialDayKind> { ["Julafton"] = SpecialDayKind.ShortenedDay });

        strict.On(new LocalDate(2026, 12, 24))!.Kind.ShouldBe(SpecialDayKind.ShortenedDay);
        strict.On(new LocalDate(2026, 12, 31)).ShouldBeNull();
        strict.On(new LocalDate(2026, 1, 5))!.Kind.ShouldBe(SpecialDayKind.BridgeDay);
    }

    [Test]
    public void A_list_of_days_keeps_the_first_of_a_date_named_twice()
    {
        LocalDate date = new(2026, 3, 2);
        SpecialDay first = new(date, "first", SpecialDayKind.FreeEve);
        SpecialDayCalendar calendar = SpecialDayCalendar.Of([first, new SpecialDay(date, "second", SpecialDayKind.PublicHoliday)]);

        calendar.Between(new LocalDate(2025, 1, 1), new LocalDate(2027, 1, 1)).ShouldBe([first]);
        calendar.On(date.PlusDays(1)).ShouldBeNull();
        SpecialDayCalendar.None.On(date).ShouldBeNull();
    }

    private static IReadOnlyList<SpecialDay> Of(int year) => Sweden.Between(new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));

    private static bool IsAlone(LocalDate date) => !IsOff(date) && IsOff(date.PlusDays(-1)) && IsOff(date.PlusDays(1));

    private static bool IsOff(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
        || Sweden.On(date)?.Kind is SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve;

    /// <summary>The church's own rule: golden number and epact give the full moon, Easter is the Sunday after it.</summary>
    private static LocalDate EasterByFullMoon(int year)
    {
        int golden = (year % 19) + 1, century = (year / 100) + 1;
        int epact = ((11 * golden) + 20 + (((8 * century) + 5) / 25) - 5 - ((3 * century / 4) - 12)) % 30;
        epact = (epact + 30) % 30;
        epact += epact == 24 || (epact == 25 && golden > 11) ? 1 : 0;
        int fullMoon = 44 - epact;
        LocalDate moon = new LocalDate(year, 3, 1).PlusDays(fullMoon - 1 + (fullMoon < 21 ? 30 : 0));
        return moon.Next(IsoDayOfWeek.Sunday);
    }
}
